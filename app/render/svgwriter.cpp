#include "app/render/svgwriter.h"

#include "app/render/iconset.h"
#include "app/render/reporttext.h"
#include "model/text/textencoding.h"

#include <QSet>

#include <cmath>

namespace drawbridge {
namespace {

QByteArray attribute(const char *name, const QByteArray &value)
{
    return QByteArray(" ") + name + "=\"" + value + '"';
}

QByteArray attribute(const char *name, double value)
{
    return attribute(name, svgNumber(value));
}

QByteArray colorAttributes(const char *name, const QColor &color)
{
    if (!color.isValid() || color.alpha() == 0)
        return attribute(name, QByteArray("none"));
    QByteArray text = attribute(name, color.name().toLatin1());
    if (color.alpha() < 255)
        text += attribute(QByteArray(name).append("-opacity").constData(), color.alphaF());
    return text;
}

QByteArray strokeAttributes(const Stroke &stroke)
{
    if (stroke.isNone())
        return {};
    QByteArray text =
        colorAttributes("stroke", stroke.color) + attribute("stroke-width", stroke.width);
    if (!stroke.dash.isEmpty()) {
        QByteArray dashes;
        for (double length : stroke.dash)
            dashes += (dashes.isEmpty() ? "" : " ") + svgNumber(length);
        text += attribute("stroke-dasharray", dashes);
    }
    if (stroke.roundCaps)
        text += " stroke-linecap=\"round\" stroke-linejoin=\"round\"";
    return text;
}

QByteArray paintAttributes(const Paint &paint)
{
    return colorAttributes("fill", paint.fill) + strokeAttributes(paint.stroke);
}

QByteArray point(const QPointF &at)
{
    return svgNumber(at.x()) + ' ' + svgNumber(at.y());
}

QByteArray pathData(const QPainterPath &path)
{
    QByteArray data;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        const QPointF at(element.x, element.y);
        if (element.isMoveTo())
            data += 'M' + point(at);
        else if (element.isLineTo())
            data += 'L' + point(at);
        else if (element.type == QPainterPath::CurveToElement && i + 2 < path.elementCount()) {
            const QPainterPath::Element second = path.elementAt(i + 1);
            const QPainterPath::Element end = path.elementAt(i + 2);
            data +=
                'C' + point(at) + ' ' + point({second.x, second.y}) + ' ' + point({end.x, end.y});
            i += 2;
        }
    }
    return data;
}

// An id that XML and CSS take, whatever the name was.
QByteArray safeId(const QString &id)
{
    QByteArray text;
    for (QChar c : id) {
        const bool plain = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z')
            || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
        text += plain ? c.toLatin1() : '_';
    }
    if (text.isEmpty() || !std::isalpha(static_cast<unsigned char>(text.front())))
        text.prepend("r-");
    return text;
}

class SvgItems
{
public:
    void operator()(const RectShape &shape)
    {
        line("<rect" + attribute("x", shape.rect.x()) + attribute("y", shape.rect.y())
             + attribute("width", shape.rect.width()) + attribute("height", shape.rect.height())
             + (shape.radius > 0 ? attribute("rx", shape.radius) : QByteArray())
             + paintAttributes(shape.paint) + "/>");
    }
    void operator()(const EllipseShape &shape)
    {
        const QPointF centre = shape.rect.center();
        line("<ellipse" + attribute("cx", centre.x()) + attribute("cy", centre.y())
             + attribute("rx", shape.rect.width() / 2) + attribute("ry", shape.rect.height() / 2)
             + paintAttributes(shape.paint) + "/>");
    }
    void operator()(const LineShape &shape)
    {
        line("<path" + attribute("d", pathData(roundedPath(shape.points, shape.cornerRadius)))
             + attribute("fill", QByteArray("none")) + strokeAttributes(shape.stroke) + "/>");
    }
    void operator()(const PathShape &shape)
    {
        line("<path" + attribute("d", pathData(shape.path)) + paintAttributes(shape.paint) + "/>");
    }
    void operator()(const TextShape &shape)
    {
        QByteArray text = "<text" + attribute("x", shape.at.x()) + attribute("y", shape.at.y())
            + attribute("font-size", shape.style.pixels) + colorAttributes("fill", shape.color);
        if (shape.style.weight != 400)
            text += attribute("font-weight", shape.style.weight);
        if (shape.style.italic)
            text += " font-style=\"italic\"";
        if (shape.style.mono)
            text +=
                attribute("font-family", xmlEscaped(monoFamilies())) + " xml:space=\"preserve\"";
        if (shape.anchor != TextAnchor::Start)
            text += attribute("text-anchor",
                              QByteArray(shape.anchor == TextAnchor::End ? "end" : "middle"));
        line(text + '>' + xmlEscaped(shape.text) + "</text>");
    }
    void operator()(const IconShape &shape)
    {
        m_icons.insert(shape.name);
        line("<use xlink:href=\"#icon-" + safeId(shape.name) + "\" transform=\"translate("
             + point(shape.at) + ") scale(" + svgNumber(shape.size / 24) + ")\""
             + colorAttributes("stroke", shape.color) + attribute("stroke-width", shape.lineWidth)
             + "/>");
    }
    void operator()(const GroupBegin &group)
    {
        QByteArray text = "<g";
        if (!group.id.isEmpty())
            text += attribute("id", uniqueId(group.id));
        if (!group.classes.isEmpty())
            text += attribute("class", xmlEscaped(group.classes));
        if (group.opacity < 1)
            text += attribute("opacity", group.opacity);
        line(text + '>');
        ++m_depth;
        if (!group.title.isEmpty())
            line("<title>" + xmlEscaped(group.title) + "</title>");
    }
    void operator()(const GroupEnd &)
    {
        if (m_depth == 0)
            return;
        --m_depth;
        line("</g>");
    }

    // Closes what a list left open.
    QByteArray body()
    {
        while (m_depth > 0)
            (*this)(GroupEnd {});
        return m_body;
    }
    QByteArray iconDefinitions() const
    {
        QStringList names(m_icons.begin(), m_icons.end());
        names.sort();
        QByteArray text;
        for (const QString &name : std::as_const(names))
            text += "<g id=\"icon-" + safeId(name)
                + "\" fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\">"
                + iconset::svgBody(name) + "</g>\n";
        return text;
    }

private:
    void line(const QByteArray &text) { m_body += text + '\n'; }
    QByteArray uniqueId(const QString &id)
    {
        const QByteArray safe = safeId(id);
        QByteArray unique = safe;
        for (int i = 2; m_ids.contains(unique); ++i)
            unique = safe + '-' + QByteArray::number(i);
        m_ids.insert(unique);
        return unique;
    }

    QByteArray m_body;
    QSet<QString> m_icons;
    QSet<QByteArray> m_ids;
    int m_depth = 0;
};

} // namespace

QByteArray svgNumber(double value)
{
    if (!std::isfinite(value))
        return "0";
    QByteArray text = QByteArray::number(value, 'f', 3);
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text == "-0" ? QByteArray("0") : text;
}

QByteArray xmlEscaped(QStringView text)
{
    return escapeXml(printableText(text)).toUtf8();
}

QByteArray writeSvg(const DrawList &list, const SvgOptions &options)
{
    SvgItems items;
    for (const DrawItem &item : list.items())
        std::visit(items, item);
    const QByteArray body = items.body();
    const QRectF &area = options.area;

    QByteArray svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                     "xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\"";
    svg += attribute("width", area.width()) + attribute("height", area.height());
    svg += attribute("viewBox",
                     point(area.topLeft()) + ' ' + svgNumber(area.width()) + ' '
                         + svgNumber(area.height()));
    svg += attribute("font-family", xmlEscaped(sansFamilies())) + " role=\"img\">\n";
    svg += "<title>" + xmlEscaped(options.title) + "</title>\n";
    if (!options.description.isEmpty())
        svg += "<desc>" + xmlEscaped(options.description) + "</desc>\n";
    svg += "<metadata>Drawbridge; fonts: " + xmlEscaped(sansFamilies()) + "; "
        + xmlEscaped(monoFamilies()) + "</metadata>\n";
    svg += "<defs>\n" + items.iconDefinitions() + "</defs>\n";
    if (options.background.isValid())
        svg += "<rect" + attribute("x", area.x()) + attribute("y", area.y())
            + attribute("width", area.width()) + attribute("height", area.height())
            + colorAttributes("fill", options.background) + "/>\n";
    return svg + body + "</svg>\n";
}

} // namespace drawbridge
