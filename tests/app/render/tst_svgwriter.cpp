#include "app/render/elementlook.h"
#include "app/render/svgwriter.h"
#include "tests/support/testrunner.h"

#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QSvgRenderer>
#include <QXmlStreamReader>

using namespace drawbridge;

namespace {

QByteArray elementSvg(const QString &name, const QString &tooltip = {})
{
    const Theme &theme = Theme::builtIn(ThemeKind::Light);
    ElementLook look;
    look.id = QStringLiteral("e1");
    look.name = name;
    look.secondLine = name;
    look.tooltip = tooltip;
    look.icon = QStringLiteral("lock");
    look.interfaces = {{IdText("p1"), name, {}}};
    look.threats = {3, Severity::High};
    const QRectF rect(QPointF(20, 20), elementSize(look, theme.metrics));
    return writeSvg(drawElement(look, rect, theme),
                    {rect.adjusted(-20, -20, 20, 20), name, {}, {}});
}

QString wellFormedFault(const QByteArray &svg)
{
    QXmlStreamReader reader(svg);
    while (!reader.atEnd())
        reader.readNext();
    return reader.hasError() ? reader.errorString() : QString();
}

} // namespace

class tst_svgwriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileNamesStayText_data();
    void hostileNamesStayText();
    void groupsCarryIdsAndTooltips();
    void repeatedIdsBecomeUnique();
    void iconsAreDefinedOnce();
    void numbersIgnoreTheLocale();
    void otherReadersDrawIt();
};

void tst_svgwriter::hostileNamesStayText_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("markup") << QStringLiteral("</text><script>alert(1)</script>");
    QTest::newRow("attribute") << QStringLiteral("\" onload=\"alert(1)");
    QTest::newRow("entity") << QStringLiteral("&lt;&unknown;&#0;");
    QTest::newRow("control") << QStringLiteral("a\x01"
                                               "b\x1b[0m\n\tc");
    QTest::newRow("surrogate") << QString(QChar(0xd800)) + u'x' + QChar(0xdc00);
    QTest::newRow("not a character") << QString(QChar(0xffff)) + QChar(0xfffe);
    QTest::newRow("cdata") << QStringLiteral("]]>--><!--");
    QTest::newRow("long") << QString(200'000, u'W');
    QTest::newRow("right to left") << QStringLiteral("\u202eabc\u0645\u0631\u062d\u0628\u0627");
}

void tst_svgwriter::hostileNamesStayText()
{
    QFETCH(QString, name);
    const QByteArray svg = elementSvg(name, name);
    QCOMPARE(wellFormedFault(svg), QString());
    QVERIFY(!svg.contains("<script"));
    QXmlStreamReader reader(svg);
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement)
            QVERIFY(!reader.attributes().hasAttribute(QStringLiteral("onload")));
}

void tst_svgwriter::groupsCarryIdsAndTooltips()
{
    const QByteArray svg = elementSvg(QStringLiteral("web"), QStringLiteral("web, a <process>"));
    QVERIFY(svg.contains("<g id=\"e1\" class=\"element\">\n<title>web, a &lt;process&gt;</title>"));
    QVERIFY(svg.contains(">web</text>"));
    QVERIFY(svg.contains("Open Sans"));
}

void tst_svgwriter::repeatedIdsBecomeUnique()
{
    DrawList list;
    for (const char *id : {"a b", "a b", "a_b", "9"}) {
        list.beginGroup(QString::fromLatin1(id), {});
        list.endGroup();
    }
    const QByteArray svg = writeSvg(list, {{0, 0, 10, 10}, {}, {}, {}});
    for (const char *id : {"\"a_b\"", "\"a_b-2\"", "\"a_b-3\"", "\"r-9\""})
        QCOMPARE(svg.count(id), 1);
}

void tst_svgwriter::iconsAreDefinedOnce()
{
    DrawList list;
    for (int i = 0; i < 3; ++i)
        list.icon(QStringLiteral("key"), QPointF(i * 20, 0), 16, Qt::black);
    const QByteArray svg = writeSvg(list, {{0, 0, 60, 20}, {}, {}, {}});
    QCOMPARE(svg.count("id=\"icon-key\""), 1);
    QCOMPARE(svg.count("<use "), 3);
}

void tst_svgwriter::numbersIgnoreTheLocale()
{
    QCOMPARE(svgNumber(1.5), QByteArray("1.5"));
    QCOMPARE(svgNumber(-0.0001), QByteArray("0"));
    QCOMPARE(svgNumber(1234567.25), QByteArray("1234567.25"));
    QCOMPARE(svgNumber(qQNaN()), QByteArray("0"));
    const QByteArray before = elementSvg(QStringLiteral("web"));
    QLocale::setDefault(QLocale(QLocale::German));
    const QByteArray after = elementSvg(QStringLiteral("web"));
    QLocale::setDefault(QLocale::c());
    QCOMPARE(after, before);
}

void tst_svgwriter::otherReadersDrawIt()
{
    // Qt Svg stands for a reader that is not us: outline, icon and bubble reach its pixels.
    QSvgRenderer renderer(elementSvg(QStringLiteral("web")));
    QVERIFY(renderer.isValid());
    QImage image(renderer.defaultSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            colors.insert(image.pixel(x, y));
    const Theme &theme = Theme::builtIn(ThemeKind::Light);
    QVERIFY(colors.contains(theme.of(Severity::High).tint.rgb()));
    QVERIFY(colors.contains(theme.element.iconTile.rgb()));
}

DRAWBRIDGE_TEST(tst_svgwriter)
#include "tst_svgwriter.moc"
