#include "app/render/fonts.h"
#include "app/render/pdfdate.h"
#include "app/render/pictureexporter.h"
#include "tests/app/render/shopmodel.h"
#include "tests/support/testrunner.h"

#include <QImage>
#include <QImageReader>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <ctime>

using namespace drawbridge;
using namespace drawbridge::test;

namespace {

DiagramPicture shopPicture()
{
    const ThreatModel model = shopModel();
    const ThreatSummaries threats = shopThreats();
    return composeDiagram({model, testSchema(), threats}, DiagramId("g1"),
                          Theme::builtIn(ThemeKind::Light).metrics);
}

QByteArray exported(PictureFormat format, const PictureOptions &options = {})
{
    const auto bytes = exportDiagram(shopPicture(), format, options);
    if (!bytes)
        qWarning("%s", qPrintable(bytes.error().message));
    return bytes ? *bytes : QByteArray();
}

QString toolOutput(const QString &tool, const QStringList &arguments)
{
    QProcess process;
    process.start(tool, arguments);
    process.waitForFinished(20'000);
    return QString::fromUtf8(process.readAllStandardOutput());
}

void useTimeZone(const char *zone)
{
    qputenv("TZ", zone);
    tzset();
}

} // namespace

class tst_pictureexporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesAreRepeatable();
    void pdfKnowsNoTimeZone();
    void pdfTextIsFound();
    void picturesReorderNoText();
    void pdfFontsAreEmbedded();
    void pngHasTheThemesCanvas();
    void pngCanBeTransparent();
    void hugePicturesFit();
    void emptyDiagramIsRefused();
    void formatsComeFromNames();
    void brokenPdfIsRefused();
};

void tst_pictureexporter::bytesAreRepeatable()
{
    for (PictureFormat format : {PictureFormat::Svg, PictureFormat::Png, PictureFormat::Pdf}) {
        const QByteArray first = exported(format);
        QVERIFY(first.size() > 5000);
        QCOMPARE(exported(format), first);
    }
}

void tst_pictureexporter::pdfKnowsNoTimeZone()
{
    const QByteArray before = qgetenv("TZ");
    PictureOptions options;
    options.created = QDateTime(QDate(2024, 2, 29), QTime(12, 30), Qt::UTC);
    useTimeZone("UTC");
    const QByteArray inUtc = exported(PictureFormat::Pdf, options);
    useTimeZone("Asia/Tokyo");
    const QByteArray inTokyo = exported(PictureFormat::Pdf, options);
    useTimeZone("America/New_York");
    const QByteArray inNewYork = exported(PictureFormat::Pdf, options);
    before.isEmpty() ? qunsetenv("TZ") : qputenv("TZ", before);
    tzset();
    QVERIFY(inUtc.contains("/CreationDate (D:20240229123000Z)"));
    QCOMPARE(inTokyo, inUtc);
    QCOMPARE(inNewYork, inUtc);
    // Every offset of the table still points at its object.
    const qsizetype table = inTokyo.lastIndexOf("\nxref\n") + 1;
    QVERIFY(inTokyo.contains("startxref\n" + QByteArray::number(table) + "\n"));
    const QList<QByteArray> lines = inTokyo.mid(table).split('\n');
    for (qsizetype i = 3; i < lines.size() && lines[i].size() == 19; ++i) {
        const qsizetype offset = lines[i].left(10).toLongLong();
        QVERIFY(inTokyo.mid(offset, 20).startsWith(QByteArray::number(i - 2) + " 0 obj"));
    }
}

void tst_pictureexporter::pdfTextIsFound()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
        QSKIP("pdftotext (package poppler-utils) is not installed");
    DrawList list;
    list.text({20, 40}, QStringLiteral("office traffic 10x20 flow -> fjord"), textstyle::Body,
              Qt::black);
    list.text({20, 60}, QStringLiteral("GET /files/{office}"), textstyle::Mono, Qt::black);
    const auto texts = exportPicture(list, {0, 0, 400, 100}, PictureFormat::Pdf, {});
    QVERIFY(texts.hasValue());
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("picture.pdf"));
    for (const auto &[bytes, words] :
         {std::pair(*texts,
                    QStringList {QStringLiteral("office traffic 10x20 flow -> fjord"),
                                 QStringLiteral("GET /files/{office}")}),
          std::pair(exported(PictureFormat::Pdf),
                    QStringList {QStringLiteral("postgres"), QStringLiteral("Network front"),
                                 QStringLiteral("GET /calculate"),
                                 QStringLiteral("on front and back")})}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        const QString text = toolOutput(QStringLiteral("pdftotext"),
                                        {QStringLiteral("-layout"), path, QStringLiteral("-")});
        for (const QString &word : words)
            QVERIFY2(text.contains(word), qPrintable(word + QStringLiteral(" in ") + text));
    }
}

// A name with an override in it looks the same as one with the replacement sign in its place.
void tst_pictureexporter::picturesReorderNoText()
{
    const auto picture = [](const QString &name) {
        DrawList list;
        list.text({20, 40}, name, textstyle::Body, Qt::black);
        const auto bytes = exportPicture(list, {0, 0, 400, 60}, PictureFormat::Png, {});
        return bytes ? QImage::fromData(*bytes) : QImage();
    };
    const QImage neutral = picture(QStringLiteral("invoice\ufffdgpj.exe"));
    QVERIFY(!neutral.isNull());
    QCOMPARE(picture(QStringLiteral("invoice\u202egpj.exe")), neutral);
    QCOMPARE(picture(QStringLiteral("invoice\u2066gpj.exe")), neutral);
    QCOMPARE(elidedAtEnd(textstyle::Body, QStringLiteral("a\u202eb"), 400),
             QStringLiteral("a\ufffdb"));
}

void tst_pictureexporter::pdfFontsAreEmbedded()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdffonts")).isEmpty())
        QSKIP("pdffonts (package poppler-utils) is not installed");
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("picture.pdf"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(exported(PictureFormat::Pdf));
    file.close();
    const QStringList lines =
        toolOutput(QStringLiteral("pdffonts"), {path}).split(u'\n', Qt::SkipEmptyParts).mid(2);
    QVERIFY(lines.size() >= 3);
    for (const QString &line : lines) {
        QVERIFY2(line.contains(QStringLiteral("OpenSans"))
                     || line.contains(QStringLiteral("DejaVu")),
                 qPrintable(line));
        QVERIFY2(line.contains(QStringLiteral("yes")), qPrintable(line));
    }
}

void tst_pictureexporter::pngHasTheThemesCanvas()
{
    for (ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
        PictureOptions options;
        options.theme = kind;
        options.pixelRatio = 1;
        const QImage image = QImage::fromData(exported(PictureFormat::Png, options));
        QVERIFY(!image.isNull());
        QCOMPARE(image.pixelColor(2, 2), Theme::builtIn(kind).surface.canvas);
        options.pixelRatio = 2;
        QCOMPARE(QImage::fromData(exported(PictureFormat::Png, options)).width(),
                 image.width() * 2);
    }
}

void tst_pictureexporter::pngCanBeTransparent()
{
    PictureOptions options;
    options.transparent = true;
    options.pixelRatio = 1;
    const QImage image = QImage::fromData(exported(PictureFormat::Png, options));
    QCOMPARE(image.pixelColor(2, 2).alpha(), 0);
    QVERIFY(!exported(PictureFormat::Svg, options).contains("<rect x=\"-24\""));
}

void tst_pictureexporter::hugePicturesFit()
{
    DrawList list;
    list.rect({0, 0, 90'000, 40'000}, 0, {Qt::red});
    const auto png = exportPicture(list, {0, 0, 90'000, 40'000}, PictureFormat::Png, {});
    QVERIFY(png.hasValue());
    QImageReader::setAllocationLimit(0);
    const QImage image = QImage::fromData(*png);
    QVERIFY(image.width() > 10'000 && image.width() <= 32'001);
    const auto pdf = exportPicture(list, {0, 0, 90'000, 40'000}, PictureFormat::Pdf, {});
    QVERIFY(pdf.hasValue());
    QVERIFY(pdf->contains("/MediaBox [0 0 14400"));
}

void tst_pictureexporter::emptyDiagramIsRefused()
{
    const auto result = exportDiagram({}, PictureFormat::Svg, {});
    QVERIFY(!result.hasValue());
    QVERIFY(result.error().message.contains(QStringLiteral("empty")));
}

void tst_pictureexporter::formatsComeFromNames()
{
    const auto svg = pictureFormatOf(QStringLiteral("/tmp/a.SVG"));
    QVERIFY(svg.hasValue() && *svg == PictureFormat::Svg);
    const auto none = pictureFormatOf(QStringLiteral("picture.bmp"));
    QVERIFY(!none.hasValue());
    QVERIFY(none.error().message.contains(QStringLiteral(".svg")));
}

void tst_pictureexporter::brokenPdfIsRefused()
{
    const QDateTime date(QDate(2024, 1, 1), QTime(0, 0), Qt::UTC);
    for (const QByteArray &pdf :
         {QByteArray(), QByteArray("%PDF-1.4"), QByteArray("/CreationDate (D:2024"),
          QByteArray("/CreationDate (D:20240101)\nstartxref\n99999\n"),
          QByteArray("/CreationDate (D:20240101)\nxref\n0 999999\nstartxref\n27\n")})
        QVERIFY(!withCreationDate(pdf, date).hasValue());
}

DRAWBRIDGE_TEST(tst_pictureexporter)
#include "tst_pictureexporter.moc"
