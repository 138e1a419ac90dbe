#include "model/text/treedocument.h"
#include "tests/support/testrunner.h"

#include <QDirIterator>

using namespace drawbridge;
using Kind = TreeNode::Kind;

class tst_jsondocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values();
    void numbersKeepTheirText();
    void escapes();
    void spansAndPlaces();
    void escapedKeysAreFound();
    void topLevelScalars();
    void byteOrderMark();
    void refusals_data();
    void refusals();
    void deepAndDense();
    void everyTruncationIsRefused();
    void sampleFilesAreRead();
};

static TreeDocument jsonFrom(const QByteArray &text)
{
    auto result = TreeDocument::parseJson(text, QStringLiteral("t.json"));
    if (!result)
        qWarning("%s", qPrintable(result.error().toString()));
    return result ? std::move(*result) : TreeDocument();
}

static QString jsonComplaintOf(const QByteArray &text)
{
    const auto result = TreeDocument::parseJson(text, QStringLiteral("t.json"));
    return result ? QStringLiteral("accepted") : result.error().toString();
}

static QByteArray jsonSlice(const TreeDocument &document, const TreeNode &node)
{
    const TextSpan span = node.span();
    return document.bytes().mid(span.begin, span.end - span.begin);
}

void tst_jsondocument::values()
{
    const TreeDocument document =
        jsonFrom(R"({"a": [1, "x", true, null, 1.5, {}, []], "b": {"c": false}})");
    const TreeNode list = document.root()[u"a"];
    QCOMPARE(list.size(), 7);
    QCOMPARE(list.at(0).toInt(), std::optional<qint64>(1));
    QCOMPARE(list.at(1).text(), QStringLiteral("x"));
    QVERIFY(list.at(1).isQuoted());
    QCOMPARE(list.at(2).toBool(), std::optional<bool>(true));
    QVERIFY(list.at(3).isNull());
    QCOMPARE(*list.at(4).toDouble(), 1.5);
    QVERIFY(list.at(5).isMapping());
    QVERIFY(list.at(6).isSequence());
    QCOMPARE(document.root()[u"b"][u"c"].toBool(), std::optional<bool>(false));
}

void tst_jsondocument::numbersKeepTheirText()
{
    const TreeDocument document =
        jsonFrom("[1.0, -0, 18446744073709551615, 1e-400, 1E+2, 9007199254740993]");
    const TreeNode root = document.root();
    QCOMPARE(root.at(0).text(), QStringLiteral("1.0"));
    QCOMPARE(root.at(0).kind(), Kind::Double);
    QCOMPARE(root.at(1).text(), QStringLiteral("-0"));
    QCOMPARE(root.at(2).text(), QStringLiteral("18446744073709551615"));
    QVERIFY(!root.at(2).toInt());
    QVERIFY(!root.at(3).toDouble());
    QCOMPARE(*root.at(4).toDouble(), 100.0);
    QCOMPARE(root.at(5).toInt(), std::optional<qint64>(9007199254740993));
}

void tst_jsondocument::escapes()
{
    const TreeDocument document =
        jsonFrom(R"(["a\"b\\c\/d\b\f\n\r\t", "\u00e9\u20ac", "\ud83d\ude00!", "\u0000", "😀"])");
    const TreeNode root = document.root();
    QCOMPARE(root.at(0).text(), QStringLiteral("a\"b\\c/d\b\f\n\r\t"));
    QCOMPARE(root.at(1).text(), QStringLiteral("é€"));
    QCOMPARE(root.at(2).text(), QStringLiteral("😀!"));
    QCOMPARE(root.at(3).text(), QString(QChar(0)));
    QCOMPARE(root.at(4).text(), QStringLiteral("😀"));
}

void tst_jsondocument::spansAndPlaces()
{
    const TreeDocument document =
        jsonFrom("{\r\n  \"a\" : [ 12 , \"x\\\"y\" ],\r\n  \"é\": {\"b\" : true}\r\n}\r\n");
    const TreeNode root = document.root();
    QCOMPARE(jsonSlice(document, root[u"a"]), QByteArray("[ 12 , \"x\\\"y\" ]"));
    QCOMPARE(jsonSlice(document, root[u"a"].at(0)), QByteArray("12"));
    QCOMPARE(jsonSlice(document, root[u"a"].at(1)), QByteArray("\"x\\\"y\""));
    QCOMPARE(jsonSlice(document, root[u"é"][u"b"]), QByteArray("true"));
    QCOMPARE(root[u"é"].location().toString(), QStringLiteral("t.json:3:8"));
    QCOMPARE(jsonSlice(document, root).size(), document.bytes().size() - 2);
}

void tst_jsondocument::escapedKeysAreFound()
{
    const TreeDocument document = jsonFrom(R"({"a\u0062": 1, "x\ny": 2})");
    QCOMPARE(document.root()[u"ab"].toInt(), std::optional<qint64>(1));
    QCOMPARE(document.root()[u"x\ny"].toInt(), std::optional<qint64>(2));
    QVERIFY(
        jsonComplaintOf(R"({"ab": 1, "\u0061b": 2})").contains(u"'ab' stands here a second time"));
}

void tst_jsondocument::topLevelScalars()
{
    QVERIFY(jsonFrom("null").root().isNull());
    QCOMPARE(jsonFrom(" \"x\" ").root().text(), QStringLiteral("x"));
    QCOMPARE(jsonFrom("12\n").root().toInt(), std::optional<qint64>(12));
}

void tst_jsondocument::byteOrderMark()
{
    const TreeDocument document = jsonFrom("\xef\xbb\xbf{\"a\": 1}");
    QCOMPARE(jsonSlice(document, document.root()[u"a"]), QByteArray("1"));
    QCOMPARE(document.root()[u"a"].location().toString(), QStringLiteral("t.json:1:7"));
}

void tst_jsondocument::refusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const QByteArray &text, const char *words) {
        QTest::newRow(words) << text << QString::fromUtf8(words);
    };
    row("{\"a\": 1,\n \"a\": 2}",
        "t.json:2:2: the key 'a' stands here a second time; the first is on line 1");
    row("{\"a\": 1} {}", "t.json:1:10: there is more text after the end of the JSON value");
    row("", "the file is empty");
    row("{\"a\": }", "t.json:1:7: a JSON value was expected here");
    row("{a: 1}", "a key in double quotes was expected");
    row("[1 2]", "a ',' or ']' is missing");
    row("[1,]", "t.json:1:4: a JSON value was expected");
    row("[\"x]", "is not closed");
    row("[\"\\ud83d\"]", "half of a surrogate pair stands here");
    row("[\"\\ude00\"]", "half of a surrogate pair");
    row("[\"a\nb\"]", "a control character stands in the text");
    row("[\"\xc0\xaf\"]", "t.json:1:3: this is not valid UTF-8 text");
    row("[NaN]", "t.json:1:2:");
    row("[01]", "a ',' or ']' is missing here");
    row("[1e400]", "t.json:1:2: the number is too large");
    row("// c\n1", "t.json:1:1: ");
    row(QByteArray(600, '['), "t.json:1:513: nested deeper than 512 levels");
    row(QByteArray("{\"a\":").repeated(600), "nested deeper than 512 levels, the");
}

void tst_jsondocument::refusals()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    const QString said = jsonComplaintOf(text);
    QVERIFY2(said.contains(words), qPrintable(said));
    QVERIFY(said.startsWith(QStringLiteral("t.json")));
}

void tst_jsondocument::deepAndDense()
{
    QCOMPARE(jsonComplaintOf(QByteArray(512, '[') + QByteArray(512, ']')),
             QStringLiteral("accepted"));
    const TreeLimits few {1000, 10, 5, 1000};
    QVERIFY(TreeDocument::parseJson("[1,2,3,4]", QString(), few));
    const auto refused = TreeDocument::parseJson("[1,2,3,4,5]", QStringLiteral("t"), few);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::LimitExceeded);
    QVERIFY(!TreeDocument::parseJson(QByteArray(1001, ' '), QString(), few));
}

void tst_jsondocument::everyTruncationIsRefused()
{
    const QByteArray text = R"({"a": [1.5e3, "x\u00e9\n", true, null], "b": {"c": -0}})";
    for (qsizetype length = 0; length < text.size(); ++length) {
        const auto result = TreeDocument::parseJson(text.left(length), QStringLiteral("t.json"));
        QVERIFY2(!result, text.left(length).constData());
        QVERIFY(result.error().where.line > 0);
    }
}

void tst_jsondocument::sampleFilesAreRead()
{
    if (test::sharedSamples().isEmpty())
        QSKIP("no sample files on this machine");
    int checked = 0;
    QDirIterator files(test::sharedSamples(), {QStringLiteral("*.json")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto result = TreeDocument::parseJson(file.readAll(), file.fileName());
        if (result)
            ++checked;
        else
            QVERIFY(result.error().where.line > 0);
    }
    QVERIFY(checked > 20);
}

DRAWBRIDGE_TEST(tst_jsondocument)
#include "tst_jsondocument.moc"
