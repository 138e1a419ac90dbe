#include "app/services/exportformats.h"
#include "app/services/ruleevaluation.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

// The list of formats and views, and what a request for one is answered.
class tst_exports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFormatHasAView();
    void noViewIsWrittenTwiceInAFormat();
    void onlyPicturesAndReportsNeedFonts();
    void theHelpNamesEveryViewAndFormat();
    void numbersOfVariablesKeepTheirType();
    void hostileValuesDoNotReachTheTerminal();
};

void tst_exports::everyFormatHasAView()
{
    for (const QString &format : exportFormatNames())
        QVERIFY2(viewsOf(format).contains(defaultViewOf(format)), qPrintable(format));
    QVERIFY(defaultViewOf(QStringLiteral("docx")).isEmpty());
    QCOMPARE(defaultViewOf(QStringLiteral("svg")), QStringLiteral("diagram"));
    QCOMPARE(defaultViewOf(QStringLiteral("csv")), QStringLiteral("threats"));
    QCOMPARE(defaultViewOf(QStringLiteral("json")), QStringLiteral("analysis"));
}

void tst_exports::noViewIsWrittenTwiceInAFormat()
{
    for (const QString &format : exportFormatNames()) {
        QStringList views = viewsOf(format);
        QCOMPARE(views.removeDuplicates(), 0);
    }
}

void tst_exports::onlyPicturesAndReportsNeedFonts()
{
    QVERIFY(exportNeedsFonts(QStringLiteral("a.svg"), {}, {}));
    QVERIFY(exportNeedsFonts(QStringLiteral("-"), QStringLiteral("png"), {}));
    QVERIFY(exportNeedsFonts(QStringLiteral("A.PDF"), {}, QStringLiteral("diagram")));
    QVERIFY(!exportNeedsFonts(QStringLiteral("a.csv"), {}, {}));
    QVERIFY(!exportNeedsFonts(QStringLiteral("a.docx"), {}, {}));
}

void tst_exports::theHelpNamesEveryViewAndFormat()
{
    for (const QString &format : exportFormatNames()) {
        QVERIFY(exportFormatsHelp().contains(format));
        for (const QString &view : viewsOf(format))
            QVERIFY(exportViewsHelp().contains(view));
    }
}

void tst_exports::numbersOfVariablesKeepTheirType()
{
    const auto typed = [](const char *json) {
        const auto answer = evaluateCondition(QStringLiteral("type(x) == int"), json);
        return answer ? QString::fromUtf8(answer->plain) : answer.error().toString();
    };
    QCOMPARE(typed("{\"x\": 1}"), QStringLiteral("bool yes\n"));
    QCOMPARE(typed("{\"x\": 1.0}"), QStringLiteral("bool no\n"));
    QCOMPARE(typed("{\"x\": 1.0}"), QStringLiteral("bool no\n"));
}

void tst_exports::hostileValuesDoNotReachTheTerminal()
{
    const auto answer = evaluateCondition(QStringLiteral("x"), "{\"x\": \"\\u001b[2J\"}");
    QVERIFY(answer);
    QVERIFY(!answer->plain.contains('\x1b'));
    QVERIFY(!answer->json.contains('\x1b'));
}

DRAWBRIDGE_TEST(tst_exports)
#include "tst_exports.moc"
