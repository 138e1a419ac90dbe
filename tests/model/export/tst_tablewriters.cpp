#include "model/export/tablewriters.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace drawbridge;

namespace {

TableDocument tableWith(const QString &cell)
{
    return {QStringLiteral("threats"),
            QStringLiteral("Threats"),
            QStringLiteral("A note."),
            {QStringLiteral("Attribution <b>")},
            {{QStringLiteral("title"), QStringLiteral("Threat")},
             {QStringLiteral("count"), QStringLiteral("Count"), true}},
            {{cell, QStringLiteral("3")}}};
}

} // namespace

class tst_tablewriters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvQuotesAndDisarmsFormulas_data();
    void csvQuotesAndDisarmsFormulas();
    void markdownKeepsTheCellInItsCell();
    void jsonHasARowPerThreat();
    void htmlEscapesAndMarksHeaders();
    void plainTextShowsHiddenCharacters();
};

void tst_tablewriters::csvQuotesAndDisarmsFormulas_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("plain") << QStringLiteral("web") << QByteArray("web,3\r\n");
    QTest::newRow("comma") << QStringLiteral("a,b") << QByteArray("\"a,b\",3\r\n");
    QTest::newRow("quote") << QStringLiteral("a \"b\"") << QByteArray("\"a \"\"b\"\"\",3\r\n");
    QTest::newRow("line") << QStringLiteral("a\nb") << QByteArray("\"a\nb\",3\r\n");
    QTest::newRow("formula") << QStringLiteral("=1+1") << QByteArray("'=1+1,3\r\n");
    QTest::newRow("command") << QStringLiteral("@SUM(A1)") << QByteArray("'@SUM(A1),3\r\n");
    QTest::newRow("minus") << QStringLiteral("-2") << QByteArray("'-2,3\r\n");
    QTest::newRow("blank first") << QStringLiteral(" =A1") << QByteArray("\"\' =A1\",3\r\n");
}

void tst_tablewriters::csvQuotesAndDisarmsFormulas()
{
    QFETCH(QString, cell);
    QFETCH(QByteArray, line);
    if (cell.startsWith(u' ')) {
        // Quoted or not, the apostrophe comes first.
        QVERIFY(writeCsv(tableWith(cell)).contains("' =A1"));
        return;
    }
    QCOMPARE(writeCsv(tableWith(cell)), "title,count\r\n" + line);
}

void tst_tablewriters::markdownKeepsTheCellInItsCell()
{
    const QByteArray text = writeMarkdown(tableWith(QStringLiteral("a | b\n<img> [x](y)")));
    QVERIFY(text.startsWith("## Threats\n\nA note.\n\n| Threat | Count |\n|---|---:|\n"));
    QVERIFY(text.contains("| a \\| b<br>&lt;img&gt; \\[x\\](y) | 3 |\n"));
    QVERIFY(text.endsWith("\nAttribution &lt;b&gt;\n"));
}

void tst_tablewriters::jsonHasARowPerThreat()
{
    const QJsonObject json =
        QJsonDocument::fromJson(writeTableJson(tableWith(QStringLiteral("a\"b")))).object();
    QCOMPARE(json[QStringLiteral("schema")].toString(),
             QStringLiteral("drawbridge/table/threats/1"));
    const QJsonObject row = json[QStringLiteral("rows")].toArray().at(0).toObject();
    QCOMPARE(row[QStringLiteral("title")].toString(), QStringLiteral("a\"b"));
    QCOMPARE(row[QStringLiteral("count")].toString(), QStringLiteral("3"));
}

void tst_tablewriters::htmlEscapesAndMarksHeaders()
{
    const QByteArray html = htmlTable(tableWith(QStringLiteral("<script>'\"&")));
    QVERIFY(html.contains("<th scope=\"col\">Threat</th>"));
    QVERIFY(html.contains("<td>&lt;script&gt;&#39;&quot;&amp;</td>"));
    QVERIFY(html.contains("<td class=\"number\">3</td>"));
}

void tst_tablewriters::plainTextShowsHiddenCharacters()
{
    const QByteArray text = writePlainText(tableWith(QStringLiteral("a\u001b[2Jb")));
    QVERIFY(text.contains("a\\x1b[2Jb"));
    QVERIFY(!text.contains('\x1b'));
    QVERIFY(text.startsWith("THREAT"));
}

DRAWBRIDGE_TEST(tst_tablewriters)
#include "tst_tablewriters.moc"
