#include "app/render/iconset.h"
#include "app/render/marks.h"
#include "tests/support/testrunner.h"

#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_iconset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIconDrawsWithinItsSquare();
    void iconsTakeTheirColor();
    void everyTechnologyHasItsIcon();
    void everyBoundaryAndBadgeHasAnIcon();
    void filesKeepTheirStyle();
};

void tst_iconset::everyIconDrawsWithinItsSquare()
{
    const QStringList names = iconset::names();
    QVERIFY(names.size() >= 70);
    for (const QString &name : names) {
        QSvgRenderer renderer(iconset::svgFile(name, Qt::black, 1.75));
        QVERIFY2(renderer.isValid(), qPrintable(name));
        QImage image(96, 96, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        renderer.render(&painter, QRectF(0, 0, 96, 96));
        painter.end();
        int inked = 0;
        int onTheEdge = 0;
        for (int y = 0; y < 96; ++y)
            for (int x = 0; x < 96; ++x)
                if (qAlpha(image.pixel(x, y)) > 0) {
                    ++inked;
                    if (x < 3 || y < 3 || x > 92 || y > 92)
                        ++onTheEdge;
                }
        QVERIFY2(inked > 90, qPrintable(name));
        QVERIFY2(onTheEdge == 0, qPrintable(name + QStringLiteral(" leaves the live area")));
    }
}

void tst_iconset::iconsTakeTheirColor()
{
    const QColor color(0x8f, 0x1d, 0x00);
    const QImage image = iconset::pixmap(QStringLiteral("lock"), color, 48, 1).toImage();
    bool found = false;
    for (int y = 0; y < image.height() && !found; ++y)
        for (int x = 0; x < image.width() && !found; ++x)
            found = image.pixelColor(x, y) == color;
    QVERIFY(found);
    const QPixmap sharp = iconset::pixmap(QStringLiteral("lock"), color, 16, 2);
    QCOMPARE(sharp.size(), QSize(32, 32));
    QCOMPARE(sharp.deviceIndependentSize(), QSizeF(16, 16));
}

void tst_iconset::everyTechnologyHasItsIcon()
{
    QFile file(sourceDir() + QStringLiteral("/catalogs/properties/technologies.yaml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    static const QRegularExpression entry(
        QStringLiteral("name: ([a-z-]+),.*kind: ([a-z-]+), icon: ([a-z-]+)"));
    auto matches = entry.globalMatch(text);
    int count = 0;
    while (matches.hasNext()) {
        const auto match = matches.next();
        ++count;
        QVERIFY2(iconset::contains(match.captured(3)), qPrintable(match.captured(3)));
        QCOMPARE(iconForTechnology(match.captured(1), ElementKind::Process), match.captured(3));
    }
    QVERIFY(count > 20);
    QCOMPARE(iconForTechnology(QStringLiteral("no such thing"), ElementKind::DataStore),
             QStringLiteral("generic-store"));
}

void tst_iconset::everyBoundaryAndBadgeHasAnIcon()
{
    for (int i = 0; i < 7; ++i)
        QVERIFY(iconset::contains(iconForBoundary(static_cast<BoundaryKind>(i))));
    for (size_t i = 0; i < RuntimeBadgeCount; ++i)
        QVERIFY(iconset::contains(iconForBadge(static_cast<RuntimeBadge>(i))));
    for (const char *technology : {"cron", "email", "vault", "proxy", "stream", "storage"})
        QVERIFY2(iconset::contains(
                     iconForTechnology(QString::fromLatin1(technology), ElementKind::Process)),
                 technology);
}

void tst_iconset::filesKeepTheirStyle()
{
    for (const QString &name : iconset::names()) {
        QFile file(sourceDir() + QStringLiteral("/resources/icons/%1.svg").arg(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray svg = file.readAll();
        QVERIFY2(svg.contains("viewBox=\"0 0 24 24\"") && svg.contains("stroke=\"currentColor\"")
                     && svg.contains("fill=\"none\""),
                 qPrintable(name));
        QVERIFY2(!iconset::svgBody(name).contains("currentColor"), qPrintable(name));
    }
}

DRAWBRIDGE_TEST(tst_iconset)
#include "tst_iconset.moc"
