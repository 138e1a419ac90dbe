#include "app/render/painterbackend.h"
#include "app/render/pictureexporter.h"
#include "app/render/svgwriter.h"
#include "tests/app/render/notationsheet.h"
#include "tests/support/testrunner.h"

#include <QImage>
#include <QPainter>
#include <QSet>
#include <QXmlStreamReader>

using namespace drawbridge;
using namespace drawbridge::test;

namespace {

QImage painted(const Theme &theme, IconDrawing icons)
{
    QImage image(1600, 1540, QImage::Format_RGB32);
    image.fill(theme.surface.panel);
    QPainter painter(&image);
    paintDrawList(painter, notationSheet(theme), icons);
    painter.end();
    return image;
}

} // namespace

class tst_notation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sheetHoldsTheThemesColors();
    void paintingIsRepeatable();
    void svgIsWellFormed();
    void everyTextIsShown();
};

void tst_notation::sheetHoldsTheThemesColors()
{
    for (ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
        const Theme &theme = Theme::builtIn(kind);
        const QImage image = painted(theme, IconDrawing::Pixmaps);
        const QString name = binaryDir() + QStringLiteral("/notation-%1.png").arg(int(kind));
        QVERIFY(image.save(name));
        QSet<QRgb> colors;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                colors.insert(image.pixel(x, y));
        for (const QColor &color : {theme.surface.canvas, theme.of(BoundaryKind::Host).tint,
                                    theme.of(BoundaryKind::Pod).tint,
                                    theme.of(Severity::Critical).tint, theme.flow.attackPathHalo,
                                    theme.badgePresent.fill, theme.added.tint, theme.accent.focus})
            QVERIFY2(colors.contains(color.rgb()), qPrintable(color.name()));
    }
}

void tst_notation::paintingIsRepeatable()
{
    const Theme &theme = Theme::builtIn(ThemeKind::Light);
    QCOMPARE(painted(theme, IconDrawing::Vectors), painted(theme, IconDrawing::Vectors));
    QCOMPARE(painted(theme, IconDrawing::Pixmaps), painted(theme, IconDrawing::Pixmaps));
}

void tst_notation::svgIsWellFormed()
{
    const Theme &theme = Theme::builtIn(ThemeKind::Dark);
    const QByteArray svg =
        writeSvg(notationSheet(theme), {notationSheetArea(), QStringLiteral("Notation"), {}, {}});
    QFile file(binaryDir() + QStringLiteral("/notation.svg"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(svg);
    QXmlStreamReader reader(svg);
    int texts = 0;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == u"text")
            ++texts;
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(texts > 100);
}

void tst_notation::everyTextIsShown()
{
    // Nothing of the sheet is elided: its texts stand in the SVG as they are.
    const QByteArray svg = writeSvg(notationSheet(Theme::builtIn(ThemeKind::Print)),
                                    {notationSheetArea(), {}, {}, {}});
    for (const char *text : {"Order service", "was root, now 10001", "Network back, internal",
                             "gRPC 50051", "Image pinned by digest", "Information disclosure"})
        QVERIFY2(svg.contains(QByteArray(">") + text + "</text>"), text);
}

DRAWBRIDGE_TEST(tst_notation)
#include "tst_notation.moc"
