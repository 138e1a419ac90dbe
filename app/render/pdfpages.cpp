#include "app/render/pdfpages.h"

#include "app/render/painterbackend.h"

#include <algorithm>
#include <cmath>

namespace drawbridge {
namespace {

// Shapes that are drawn alike and may be one path.
struct ShapeBatch
{
    // What lies over what: the signs of reports have discs over polygons and strokes with round
    // ends over discs.
    int layer = 0;
    Paint paint;
    QPainterPath path;

    bool takes(int otherLayer, const Paint &other) const
    {
        return layer == otherLayer && paint.fill == other.fill
            && paint.stroke.color == other.stroke.color && paint.stroke.width == other.stroke.width
            && paint.stroke.dash == other.stroke.dash
            && paint.stroke.roundCaps == other.stroke.roundCaps;
    }
};

// Gathers the shapes of a page. Telling the PDF writer another pen or brush costs more than most
// shapes do, and so does every curve.
class ShapeBatches
{
public:
    void operator()(const RectShape &shape)
    {
        const double radius = shape.radius;
        if (radius > 0 && shape.paint.stroke.isNone()) {
            // A frame with round joins, as wide as the corners are, needs no curves.
            const Stroke frame {shape.paint.fill, 2 * radius, {}, true};
            of(0, {shape.paint.fill, frame})
                .addRect(shape.rect.adjusted(radius, radius, -radius, -radius));
        } else if (radius > 0) {
            of(0, shape.paint).addRoundedRect(shape.rect, radius, radius);
        } else {
            of(0, shape.paint).addRect(shape.rect);
        }
    }
    void operator()(const LineShape &shape)
    {
        const int layer = shape.stroke.roundCaps ? 4 : 1;
        of(layer, {{}, shape.stroke}).addPath(roundedPath(shape.points, shape.cornerRadius));
    }
    void operator()(const PathShape &shape) { of(2, shape.paint).addPath(shape.path); }
    void operator()(const EllipseShape &shape) { of(3, shape.paint).addEllipse(shape.rect); }
    void operator()(const IconShape &shape)
    {
        m_icons.icon(shape.name, shape.at, shape.size, shape.color, shape.lineWidth);
    }
    template <typename T>
    void operator()(const T &)
    {
    }

    std::vector<ShapeBatch> take()
    {
        std::stable_sort(m_batches.begin(), m_batches.end(),
                         [](const auto &a, const auto &b) { return a.layer < b.layer; });
        return std::move(m_batches);
    }
    const DrawList &icons() const { return m_icons; }

private:
    QPainterPath &of(int layer, const Paint &paint)
    {
        for (ShapeBatch &batch : m_batches) {
            if (batch.takes(layer, paint))
                return batch.path;
        }
        m_batches.push_back({layer, paint, {}});
        m_batches.back().path.setFillRule(Qt::WindingFill);
        return m_batches.back().path;
    }

    std::vector<ShapeBatch> m_batches;
    DrawList m_icons;
};

// In whole dots: short numbers.
QPainterPath inDots(QPainterPath path)
{
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        path.setElementPositionAt(i, std::round(element.x * ReportDots),
                                  std::round(element.y * ReportDots));
    }
    return path;
}

Paint inDots(Paint paint)
{
    paint.stroke.width *= ReportDots;
    for (double &length : paint.stroke.dash)
        length *= ReportDots;
    return paint;
}

} // namespace

PdfPages::PdfPages(const QString &title)
{
    m_buffer.open(QIODevice::WriteOnly);
    m_writer = std::make_unique<QPdfWriter>(&m_buffer);
    m_writer->setResolution(96 * ReportDots);
    m_writer->setTitle(title);
    m_writer->setCreator(QStringLiteral("Drawbridge"));
    m_writer->setPageMargins(QMarginsF(0, 0, 0, 0));
    m_writer->setPageSize(QPageSize(QPageSize::A4));
}

PdfPages::~PdfPages() = default;

bool PdfPages::add(const ReportPage &page, const DrawList &frame)
{
    const bool across = page.size.width() > page.size.height();
    m_writer->setPageOrientation(across ? QPageLayout::Landscape : QPageLayout::Portrait);
    const bool ready = m_painter.isActive() ? m_writer->newPage() : m_painter.begin(m_writer.get());
    if (!ready)
        return false;
    paintShapes({&frame, &page.drawing});
    m_painter.save();
    m_painter.scale(ReportDots, ReportDots);
    for (const PlacedDrawing &picture : page.pictures)
        paintPicture(picture);
    m_painter.restore();
    m_style.reset();
    paintTexts(page.drawing);
    paintTexts(frame);
    return true;
}

void PdfPages::paintShapes(std::initializer_list<const DrawList *> lists)
{
    ShapeBatches batches;
    for (const DrawList *list : lists) {
        for (const DrawItem &item : list->items())
            std::visit(batches, item);
    }
    DrawList shapes;
    for (const ShapeBatch &batch : batches.take())
        shapes.path(inDots(batch.path), inDots(batch.paint));
    paintDrawList(m_painter, shapes, IconDrawing::Vectors);
    m_painter.save();
    m_painter.scale(ReportDots, ReportDots);
    paintDrawList(m_painter, batches.icons(), IconDrawing::Vectors);
    m_painter.restore();
}

void PdfPages::paintPicture(const PlacedDrawing &picture)
{
    m_painter.save();
    m_painter.translate(picture.at);
    m_painter.scale(picture.scale, picture.scale);
    m_painter.translate(-picture.origin);
    paintDrawList(m_painter, picture.drawing, IconDrawing::Vectors);
    m_painter.restore();
}

void PdfPages::useStyle(const TextStyle &style)
{
    if (m_style == style)
        return;
    m_style = style;
    for (const auto &[known, font] : m_fonts) {
        if (known == style) {
            m_painter.setFont(font);
            return;
        }
    }
    m_fonts.emplace_back(style, reportFont(style));
    m_painter.setFont(m_fonts.back().second);
}

void PdfPages::paintTexts(const DrawList &list)
{
    for (const DrawItem &item : list.items()) {
        const auto *shape = std::get_if<TextShape>(&item);
        if (!shape)
            continue;
        useStyle(shape->style);
        m_painter.setPen(shape->color);
        QPointF at = shape->at;
        if (shape->anchor != TextAnchor::Start) {
            const double width = m_ruler.width(shape->style, shape->text);
            at.rx() -= shape->anchor == TextAnchor::End ? width : width / 2;
        }
        m_painter.drawText((at * ReportDots).toPoint(), shape->text);
    }
}

QByteArray PdfPages::finish()
{
    m_painter.end();
    m_writer.reset();
    m_buffer.close();
    return m_buffer.data();
}

} // namespace drawbridge
