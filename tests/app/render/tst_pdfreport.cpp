#include "app/render/pdfreport.h"
#include "app/render/reportstyle.h"
#include "tests/model/export/samplereport.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>

using namespace drawbridge;
using namespace drawbridge::test;

namespace {

QByteArray pdfOf(const ReportContent &content, const PdfReportOptions &options = {})
{
    const Result<QByteArray> pdf = writePdfReport(content, options);
    return pdf ? *pdf : QByteArray();
}

QByteArray run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(30'000) || process.exitCode() != 0)
        return {};
    return process.readAllStandardOutput();
}

QString withoutPoppler()
{
    return QStringLiteral("pdftotext (package poppler-utils) is not installed");
}

bool hasPoppler()
{
    return !QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty();
}

// A file in a folder that lives as long as this does.
class PdfFile
{
public:
    explicit PdfFile(const QByteArray &bytes)
        : m_path(m_folder.filePath(QStringLiteral("report.pdf")))
    {
        QFile file(m_path);
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
    }

    const QString &path() const { return m_path; }
    QString text() const
    {
        return QString::fromUtf8(run(QStringLiteral("pdftotext"),
                                     {QStringLiteral("-layout"), m_path, QStringLiteral("-")}));
    }
    QString information() const
    {
        return QString::fromUtf8(run(QStringLiteral("pdfinfo"), {m_path}));
    }

private:
    QTemporaryDir m_folder;
    QString m_path;
};

} // namespace

class tst_pdfreport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsFoundWithoutLigatures();
    void everyThreatIsInTheTable();
    void tablesSayWhereTheyContinue();
    void pagesAreCounted();
    void fontsAreEmbedded();
    void nothingIsCutOff();
    void bytesAreTheSameInEveryTimeZone();
    void bytesDoNotDependOnTheSeedOfHashes();
    void hostileNamesStayText();
    void drawingsGetPagesOfTheirOwn();
    void chaptersAreBookmarks();
    void anEmptyModelGivesAReport();
    void styleNamesEveryVariableOfTheHtmlReport();
};

void tst_pdfreport::textIsFoundWithoutLigatures()
{
    if (!hasPoppler())
        QSKIP(qPrintable(withoutPoppler()));
    const QString text = PdfFile(pdfOf(sampleReport())).text();
    for (const char *words :
         {"Shop threat model", "First things to do", "STRIDE per endpoint", "Open questions",
          "Decisions", "How to read this report", "Spoofing", "Traffic readable on the network",
          "office network", "Rebuilt every night from a", "compose.yml:12"})
        QVERIFY2(text.contains(QLatin1String(words)), words);
    for (const char16_t ligature : {u'\ufb00', u'\ufb01', u'\ufb02', u'\ufb03', u'\ufb04'})
        QVERIFY(!text.contains(QChar(ligature)));
}

void tst_pdfreport::everyThreatIsInTheTable()
{
    if (!hasPoppler())
        QSKIP(qPrintable(withoutPoppler()));
    ReportContent content = sampleReport(84);
    int number = 0;
    for (ReportSection &section : content.sections) {
        for (ReportThreat &threat : section.threats)
            threat.title = QStringLiteral("Threat%1x").arg(++number);
    }
    const QString text = PdfFile(pdfOf(content)).text();
    for (int i = 1; i <= number; ++i)
        QVERIFY2(text.contains(QStringLiteral("Threat%1x").arg(i)), qPrintable(QString::number(i)));
}

void tst_pdfreport::tablesSayWhereTheyContinue()
{
    if (!hasPoppler())
        QSKIP(qPrintable(withoutPoppler()));
    const ReportContent content = sampleReport(84);
    const QString text = PdfFile(pdfOf(content)).text();
    QVERIFY(text.contains(QStringLiteral("continued, ")));
    QVERIFY(text.contains(QStringLiteral("to %1 of %1 threats").arg(content.total)));
    // A table that fits one page says nothing of that kind.
    QVERIFY(!text.contains(QStringLiteral("of 2 decisions")));
}

void tst_pdfreport::pagesAreCounted()
{
    if (!hasPoppler())
        QSKIP(qPrintable(withoutPoppler()));
    const PdfFile file(pdfOf(sampleReport()));
    const QString information = file.information();
    const qsizetype at = information.indexOf(QStringLiteral("Pages:"));
    const int pages =
        information.mid(at + 6, information.indexOf(u'\n', at) - at - 6).trimmed().toInt();
    QVERIFY(pages > 5);
    QVERIFY(file.text().contains(QStringLiteral("Page %1 of %1").arg(pages)));
    QVERIFY(!file.text().contains(QStringLiteral("Page %1 of").arg(pages + 1)));
}

void tst_pdfreport::fontsAreEmbedded()
{
    if (!hasPoppler())
        QSKIP(qPrintable(withoutPoppler()));
    const PdfFile file(pdfOf(sampleReport()));
    const QString fonts = QString::fromUtf8(run(QStringLiteral("pdffonts"), {file.path()}));
    const QStringList lines = fonts.split(u'\n', Qt::SkipEmptyParts).mid(2);
    QVERIFY(!lines.isEmpty());
    for (const QString &line : lines) {
        const QStringList words = line.simplified().split(u' ');
        QVERIFY2(words.size() >= 8, qPrintable(line));
        QCOMPARE(words.at(words.size() - 5), QStringLiteral("yes"));
        QCOMPARE(words.at(words.size() - 3), QStringLiteral("yes"));
    }
}

// Every word lies within its page, also with names that no column can hold.
void tst_pdfreport::nothingIsCutOff()
{
    if (!hasPoppler())
        QSKIP(qPrintable(withoutPoppler()));
    ReportContent content = sampleReport();
    content.title = QStringLiteral("A title that is much longer than a line ").repeated(6);
    content.sections[0].name = QStringLiteral("service-with-a-name-").repeated(20);
    content.sections[1].threats[0].title = QString(300, u'W');
    content.sections[1].threats[0].explanation = QStringLiteral("long words ").repeated(3000);
    content.sections[1].threats[0].because = {
        {QString(400, u'W'), QString(5000, u'W'), QString(400, u'W')}};
    content.footer = QString(500, u'W');
    const PdfFile file(pdfOf(content));
    const QString boxes = QString::fromUtf8(run(
        QStringLiteral("pdftotext"), {QStringLiteral("-bbox"), file.path(), QStringLiteral("-")}));
    static const QRegularExpression word(QStringLiteral(
        "<word xMin=\"([-0-9.]+)\" yMin=\"([-0-9.]+)\" xMax=\"([-0-9.]+)\" yMax=\"([-0-9.]+)\""));
    int words = 0;
    auto matches = word.globalMatch(boxes);
    while (matches.hasNext()) {
        const auto match = matches.next();
        ++words;
        QVERIFY2(match.captured(1).toDouble() >= 40, qPrintable(match.captured()));
        QVERIFY2(match.captured(2).toDouble() >= 20, qPrintable(match.captured()));
        QVERIFY2(match.captured(3).toDouble() <= 595 - 40, qPrintable(match.captured()));
        QVERIFY2(match.captured(4).toDouble() <= 842 - 20, qPrintable(match.captured()));
    }
    QVERIFY(words > 1000);
}

void tst_pdfreport::bytesAreTheSameInEveryTimeZone()
{
    const QByteArray zone = qgetenv("TZ");
    QList<QByteArray> files;
    for (const char *name : {"UTC", "Asia/Tokyo", "America/St_Johns"}) {
        qputenv("TZ", name);
        tzset();
        files += pdfOf(sampleReport());
    }
    qputenv("TZ", zone);
    tzset();
    QVERIFY(!files[0].isEmpty());
    QVERIFY(files[0].contains("/CreationDate (D:20000101000000Z)"));
    QCOMPARE(files[1], files[0]);
    QCOMPARE(files[2], files[0]);
}

// Qt's PDF writer writes its fonts in the order of a hash, which differs from process to process.
void tst_pdfreport::bytesDoNotDependOnTheSeedOfHashes()
{
    const QByteArray first = pdfOf(sampleReport());
    QVERIFY(!first.isEmpty());
    for (int i = 0; i < 6; ++i) {
        QHashSeed::resetRandomGlobalSeed();
        QVERIFY(pdfOf(sampleReport()) == first);
    }
}

void tst_pdfreport::hostileNamesStayText()
{
    if (!hasPoppler())
        QSKIP(qPrintable(withoutPoppler()));
    ReportContent content = sampleReport();
    content.title = QStringLiteral("x) /JS (app.alert\\(1\\)) <script> \u202etxt.exe\u0007");
    content.sections[0].name = QStringLiteral("endobj\nxref\u2066hidden\u200b");
    const QByteArray pdf = pdfOf(content);
    QVERIFY(!pdf.contains("/JS (app"));
    const PdfFile file(pdf);
    QVERIFY(file.information().contains(QStringLiteral("JavaScript:      no")));
    const QString text = file.text();
    QVERIFY(text.contains(QStringLiteral("<script>")));
    for (const char16_t hidden : {u'\u202e', u'\u2066', u'\u200b', u'\u0007'})
        QVERIFY(!text.contains(QChar(hidden)));
}

void tst_pdfreport::drawingsGetPagesOfTheirOwn()
{
    if (!hasPoppler())
        QSKIP(qPrintable(withoutPoppler()));
    DrawList drawing;
    drawing.rect({0, 0, 4000, 1500}, 8, {{}, {Qt::black, 2}});
    drawing.text({3990, 700}, QStringLiteral("farright"), {60, 600}, Qt::black, TextAnchor::End);
    PdfReportOptions options;
    options.diagrams = {{QStringLiteral("Deployment"), drawing, {-10, -10, 4020, 1520}}};
    const PdfFile file(pdfOf(sampleReport(), options));
    const QString text = file.text();
    QVERIFY(text.contains(QStringLiteral("Deployment")));
    QVERIFY(text.contains(QStringLiteral("farright")));
    QVERIFY(pdfOf(sampleReport(), options).contains("/MediaBox [0 0 842"));
}

void tst_pdfreport::chaptersAreBookmarks()
{
    const QByteArray pdf = pdfOf(sampleReport());
    QVERIFY(pdf.contains("/Type /Outlines"));
    // "Threats" in UTF-16.
    QVERIFY(pdf.contains("/Title <FEFF0054006800720065006100740073>"));
}

void tst_pdfreport::anEmptyModelGivesAReport()
{
    if (!hasPoppler())
        QSKIP(qPrintable(withoutPoppler()));
    const QString text = PdfFile(pdfOf(ReportContent {})).text();
    QVERIFY(text.contains(QStringLiteral("No rule reports a threat for this model.")));
    QVERIFY(text.contains(QStringLiteral("None is recorded.")));
}

void tst_pdfreport::styleNamesEveryVariableOfTheHtmlReport()
{
    const QByteArray css = reportStyleVariables(Theme::builtIn(ThemeKind::Dark));
    for (const char *name : {"--window:#", "--severity-critical-fill:#", "--severity-info-mark:#",
                             "--stride-E-tint:#", "--status-needs-answer:#"})
        QVERIFY2(css.contains(name), name);
    QVERIFY(css != reportStyleVariables(Theme::builtIn(ThemeKind::Light)));
}

DRAWBRIDGE_TEST(tst_pdfreport)
#include "tst_pdfreport.moc"
