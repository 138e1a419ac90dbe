#include "model/export/htmlreport.h"
#include "model/export/markdownreport.h"
#include "tests/model/export/samplereport.h"
#include "tests/support/testrunner.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

using namespace drawbridge;
using namespace drawbridge::test;

namespace {

const char hostile[] = "</style><script>alert(1)</script><img src=x onerror=alert(1)> | `# [a](b)";

ReportContent hostileReport()
{
    ReportContent content = sampleReport();
    const QString text = QString::fromLatin1(hostile);
    content.title = text;
    content.subtitle = QStringLiteral("# ") + text;
    content.facts[0].value = text;
    content.footer = text;
    content.generator = text;
    for (ReportSection &section : content.sections) {
        section.name = text;
        section.kind = text;
        section.facts[0].value = text;
        for (ReportThreat &threat : section.threats) {
            threat.title = text;
            threat.key = text;
            threat.explanation = QStringLiteral("- ") + text;
            threat.target = text;
            threat.because[0] = {text, text, text};
            threat.mitigations[0].title = text;
        }
    }
    content.actions[0].title = text;
    content.outOfScope[0].value = text;
    content.endpoints[0].endpoint = text;
    content.decisions[0].reason = text;
    content.considered.rows[0][0] = text;
    content.reviews[0].value = text;
    content.questions.rows[0][0] = text;
    content.terms[0].heading = text;
    return content;
}

QByteArray bodyOf(const QByteArray &html)
{
    return html.mid(html.indexOf("<body>"));
}

} // namespace

class tst_reportwriters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void htmlSaysEverything();
    void htmlLoadsAndRunsNothing();
    void htmlTextStaysText();
    void htmlElementsCloseInOrder();
    void htmlIdsAreUnique();
    void htmlNamesSeverityBesideItsSign();
    void picturesDoNotShareIds();
    void markdownSaysEverything();
    void markdownTextStaysText();
    void writersRepeatThemselves();
    void actionsAreToldInWords();
};

void tst_reportwriters::htmlSaysEverything()
{
    const QByteArray html = writeHtmlReport(sampleReport());
    for (const char *words :
         {"<h1>Shop threat model</h1>", "First things to do", "Scope and assumptions", "Mail relay",
          "Only operators log in to the host.", "Code from a request is evaluated",
          "compose.yml:12", "lowers likelihood; implemented, declared; supports SI-10", "CAPEC-35",
          "STRIDE per endpoint", "What was considered", "Ada Reviewer", "T1611", "Least Privilege",
          "Is there a limit to requests?", "Rebuilt every night from a mirror.",
          "the threat is gone", "does not state compliance", "MITRE Corporation"})
        QVERIFY2(html.contains(words), words);
}

void tst_reportwriters::htmlLoadsAndRunsNothing()
{
    const QByteArray html = writeHtmlReport(sampleReport());
    QVERIFY(html.contains("default-src 'none'"));
    QVERIFY(!html.contains("<script"));
    QVERIFY(!html.contains("<link"));
    static const QRegularExpression reference(
        QStringLiteral("(?:href|src)=\"(?!#)|url\\((?!#)|@import|https?:"));
    QVERIFY(!reference.match(QString::fromUtf8(html)).hasMatch());
}

void tst_reportwriters::htmlTextStaysText()
{
    const QByteArray html = writeHtmlReport(hostileReport());
    QVERIFY(!html.contains("<script"));
    QVERIFY(!html.contains("<img"));
    QCOMPARE(html.count("</style>"), 1);
    QVERIFY(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

// What is written is XML but for the head, so that a strict reader can check it.
void tst_reportwriters::htmlElementsCloseInOrder()
{
    for (const ReportContent &content : {sampleReport(), hostileReport(), ReportContent {}}) {
        QByteArray body = bodyOf(writeHtmlReport(content));
        body.truncate(body.indexOf("</html>"));
        QXmlStreamReader reader(body);
        while (!reader.atEnd())
            reader.readNext();
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    }
}

void tst_reportwriters::htmlIdsAreUnique()
{
    const QByteArray svg = "<svg id=\"a\"><use href=\"#a\"/></svg>";
    HtmlReportOptions options;
    options.diagrams = {{QStringLiteral("One"), svg}, {QStringLiteral("Two"), svg}};
    options.matrix = svg;
    const QString html = QString::fromUtf8(writeHtmlReport(sampleReport(), options));
    static const QRegularExpression id(QStringLiteral(" id=\"([^\"]*)\""));
    static const QRegularExpression link(QStringLiteral("href=\"#([^\"]*)\""));
    QSet<QString> ids;
    for (auto matches = id.globalMatch(html); matches.hasNext();) {
        const QString found = matches.next().captured(1);
        QVERIFY2(!ids.contains(found), qPrintable(found));
        ids.insert(found);
    }
    for (auto matches = link.globalMatch(html); matches.hasNext();) {
        const QString target = matches.next().captured(1);
        QVERIFY2(ids.contains(target), qPrintable(target));
    }
}

void tst_reportwriters::htmlNamesSeverityBesideItsSign()
{
    const QString html = QString::fromUtf8(writeHtmlReport(sampleReport()));
    static const QRegularExpression sign(
        QStringLiteral("<use href=\"#(severity|status)-([a-z-]+)\"/></svg>([A-Za-z ]*)"));
    int signs = 0;
    for (auto matches = sign.globalMatch(html); matches.hasNext(); ++signs) {
        const auto match = matches.next();
        QCOMPARE(match.captured(3).toLower().replace(u' ', u'-'), match.captured(2));
    }
    QVERIFY(signs > 80);
}

void tst_reportwriters::picturesDoNotShareIds()
{
    QCOMPARE(
        inlineSvg("<?xml version=\"1.0\"?>\n<svg><g id=\"x\"/><use href=\"#x\"/>"
                  "<p fill=\"url(#x)\"/></svg>",
                  "d1-"),
        QByteArray("<svg><g id=\"d1-x\"/><use href=\"#d1-x\"/><p fill=\"url(#d1-x)\"/></svg>"));
    QVERIFY(inlineSvg("no picture", "d1-").isEmpty());
}

void tst_reportwriters::markdownSaysEverything()
{
    const QByteArray text = writeMarkdownReport(sampleReport());
    QVERIFY(text.startsWith("# Shop threat model\n\n"));
    for (const char *words :
         {"| 42 | 20 | 7 | 6 | 5 |", "| web | 3 | 3 | 3 | 3 | 2 | 14 |",
          "| Replace eval by a parser | web: GET /calculate | closes 1 critical and "
          "1 high | SI-10 |",
          "#### Code from a request is evaluated", "(compose.yml:12)",
          "| web | GET /calculate | none | Critical (2) |", "| the threat is gone |",
          "| web | Dismissed | 2 threats |", "- Ada Reviewer: this revision", "| 5 | Low |"})
        QVERIFY2(text.contains(words), words);
    QVERIFY(text.endsWith("\n") && !text.endsWith("\n\n"));
}

void tst_reportwriters::markdownTextStaysText()
{
    const QByteArray text = writeMarkdownReport(hostileReport());
    QVERIFY(!text.contains("<script"));
    QVERIFY(!text.contains("<img"));
    QVERIFY(!text.contains("[a](b)"));
    QVERIFY(text.contains("\n\\# &lt;/style&gt;"));
    QVERIFY(text.contains("\n\\- &lt;/style&gt;"));
}

void tst_reportwriters::writersRepeatThemselves()
{
    QCOMPARE(writeHtmlReport(sampleReport()), writeHtmlReport(sampleReport()));
    QCOMPARE(writeMarkdownReport(sampleReport()), writeMarkdownReport(sampleReport()));
}

void tst_reportwriters::actionsAreToldInWords()
{
    ReportAction action;
    action.closes = {1, 2, 0, 0, 0};
    action.lowers = {0, 0, 1, 0, 0};
    action.unanswered = 2;
    QCOMPARE(action.effect(),
             QStringLiteral("closes 1 critical and 2 high, lowers 1 medium, settles 2 unanswered"));
    QCOMPARE(countsInWords({1, 1, 1, 0, 0}), QStringLiteral("1 critical, 1 high and 1 medium"));
    QCOMPARE(quantity(1, QStringLiteral("threat")), QStringLiteral("1 threat"));
}

DRAWBRIDGE_TEST(tst_reportwriters)
#include "tst_reportwriters.moc"
