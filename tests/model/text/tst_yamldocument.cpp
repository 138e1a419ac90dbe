#include "model/text/treedocument.h"
#include "tests/support/testrunner.h"

#include <QDirIterator>

using namespace drawbridge;
using Kind = TreeNode::Kind;

class tst_yamldocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scalarKinds_data();
    void scalarKinds();
    void numbers();
    void lookup();
    void largeMapping();
    void placesWithMarkAndLineEnds();
    void placeOfEmptyValues();
    void spans_data();
    void spans();
    void tagsAndAnchors();
    void aliases();
    void multipleDocuments();
    void emptyFiles();
    void refusals_data();
    void refusals();
    void aliasBomb();
    void aliasesCannotHideDepth();
    void denseInput();
    void everyTruncationIsHandled();
    void sampleFilesKeepTheirSpans();
};

static TreeDocument yamlFrom(const QByteArray &text)
{
    auto result = TreeDocument::parseYaml(text, QStringLiteral("t.yml"));
    if (!result)
        qWarning("%s", qPrintable(result.error().toString()));
    return result ? std::move(*result) : TreeDocument();
}

static QString yamlComplaintOf(const QByteArray &text)
{
    const auto result = TreeDocument::parseYaml(text, QStringLiteral("t.yml"));
    return result ? QStringLiteral("accepted") : result.error().toString();
}

static QByteArray yamlSlice(const TreeDocument &document, const TreeNode &node)
{
    const TextSpan span = node.span();
    return document.bytes().mid(span.begin, span.end - span.begin);
}

void tst_yamldocument::scalarKinds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *text, Kind kind) {
        QTest::newRow(text) << QByteArray(text) << static_cast<int>(kind);
    };
    for (const char *text : {"~", "null", "Null", "NULL"})
        row(text, Kind::Null);
    for (const char *text : {"true", "False", "TRUE"})
        row(text, Kind::Bool);
    for (const char *text : {"0", "-12", "+7", "0o17", "0x1F", "0444"})
        row(text, Kind::Int);
    for (const char *text : {"1.5", "1.", ".5", "1e3", "-1.5E-3", ".inf", "-.INF", ".nan"})
        row(text, Kind::Double);
    for (const char *text :
         {"yes", "no", "on", "Off", "y", "12:30", "22:22", "1_000", "0o8", "0x", "1e", ".", "1.2.3",
          "tRue", "2001-01-01", "\"1\"", "'true'", "!!str 5", "! 5"})
        row(text, Kind::String);
}

void tst_yamldocument::scalarKinds()
{
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    const TreeDocument document = yamlFrom("a: " + text + "\n");
    QCOMPARE(static_cast<int>(document.root()[QStringLiteral("a")].kind()), kind);
}

void tst_yamldocument::numbers()
{
    const TreeDocument document =
        yamlFrom("[0o17, 0x1f, +7, 0444, 9223372036854775808, 1e400, .inf, "
                 "-1.5, 3, text]");
    const TreeNode root = document.root();
    QCOMPARE(root.at(0).toInt(), std::optional<qint64>(15));
    QCOMPARE(root.at(1).toInt(), std::optional<qint64>(31));
    QCOMPARE(root.at(2).toInt(), std::optional<qint64>(7));
    QCOMPARE(root.at(3).toInt(), std::optional<qint64>(444));
    QCOMPARE(root.at(3).text(), QStringLiteral("0444"));
    QVERIFY(!root.at(4).toInt());
    QVERIFY(root.at(4).toDouble());
    QVERIFY(!root.at(5).toDouble());
    QVERIFY(qIsInf(*root.at(6).toDouble()));
    QCOMPARE(*root.at(7).toDouble(), -1.5);
    QCOMPARE(*root.at(8).toDouble(), 3.0);
    QVERIFY(!root.at(9).toInt());
    QVERIFY(!root.at(9).toBool());
}

void tst_yamldocument::lookup()
{
    const TreeDocument document =
        yamlFrom("services:\n  web:\n    image: nginx\n    ports: [80, 81]\n");
    const TreeNode web = document.root()[QStringLiteral("services")][QStringLiteral("web")];
    QCOMPARE(web[QStringLiteral("image")].text(), QStringLiteral("nginx"));
    QCOMPARE(web[QStringLiteral("ports")].size(), 2);
    QCOMPARE(web[QStringLiteral("ports")].at(1).toInt(), std::optional<qint64>(81));
    QVERIFY(web[QStringLiteral("ports")].at(2).isMissing());
    QVERIFY(web[QStringLiteral("ports")].at(-1).isMissing());
    QVERIFY(web[QStringLiteral("nothing")][QStringLiteral("below")]
                .at(3)[QStringLiteral("x")]
                .isMissing());
    QCOMPARE(web[QStringLiteral("nothing")].text(), QString());
    QVERIFY(web[QStringLiteral("image")][QStringLiteral("x")].isMissing());
    QCOMPARE(web.keys(), QStringList({QStringLiteral("image"), QStringLiteral("ports")}));
    QCOMPARE(web[QStringLiteral("image")].error(QStringLiteral("bad")).toString(),
             QStringLiteral("t.yml:3:12: bad"));
    QVERIFY(TreeNode().isMissing());
    QCOMPARE(TreeNode().line(), 0);
}

void tst_yamldocument::largeMapping()
{
    QByteArray text;
    for (int i = 999; i >= 0; --i)
        text += "key" + QByteArray::number(i) + ": " + QByteArray::number(i) + "\n";
    text += "? [complex]\n: x\n";
    const TreeDocument document = yamlFrom(text);
    QCOMPARE(document.root().size(), 1001);
    for (const int i : {0, 1, 9, 10, 500, 999})
        QCOMPARE(document.root()[QStringLiteral("key%1").arg(i)].toInt(), std::optional<qint64>(i));
    QVERIFY(!document.root().contains(QStringLiteral("key1000")));
    QCOMPARE(document.root().keyAt(0).text(), QStringLiteral("key999"));
    QVERIFY(yamlComplaintOf(text + "key7: again\n").contains(QStringLiteral("'key7'")));
}

void tst_yamldocument::placesWithMarkAndLineEnds()
{
    for (const QByteArray &end : {QByteArray("\n"), QByteArray("\r\n")}) {
        for (const QByteArray &mark : {QByteArray(), QByteArray("\xef\xbb\xbf")}) {
            const TreeDocument document =
                yamlFrom(mark
                         + QByteArray("# c\na: \xc3\xa9t\xc3\xa9\nb: [\"\xc3\xa9\", deep]\n")
                               .replace("\n", end));
            const TreeNode deep = document.root()[QStringLiteral("b")].at(1);
            QCOMPARE(deep.location().toString(), QStringLiteral("t.yml:3:10"));
            QCOMPARE(yamlSlice(document, deep), QByteArray("deep"));
            QCOMPARE(yamlSlice(document, document.root()[QStringLiteral("a")]),
                     QByteArray("\xc3\xa9t\xc3\xa9"));
            QCOMPARE(document.root().keyAt(0).location().toString(), QStringLiteral("t.yml:2:1"));
        }
    }
}

void tst_yamldocument::placeOfEmptyValues()
{
    const TreeDocument document = yamlFrom(
        "a:\n# comment\nb: &x\nlist:\n  -\n  - 1\n  -   # none\nnull: y\nc: !reset\nd: ~\n");
    const TreeNode root = document.root();
    QCOMPARE(root[QStringLiteral("a")].location().toString(), QStringLiteral("t.yml:1:3"));
    QCOMPARE(root[QStringLiteral("b")].location().toString(), QStringLiteral("t.yml:3:6"));
    QCOMPARE(root[QStringLiteral("list")].at(0).line(), 5);
    QCOMPARE(root[QStringLiteral("list")].at(2).line(), 7);
    QCOMPARE(root[QStringLiteral("null")].text(), QStringLiteral("y"));
    QCOMPARE(root[QStringLiteral("c")].tag(), QStringLiteral("!reset"));
    QVERIFY(root[QStringLiteral("c")].isNull());
    QCOMPARE(yamlSlice(document, root[QStringLiteral("d")]), QByteArray("~"));
    QCOMPARE(yamlSlice(document, root[QStringLiteral("a")]), QByteArray());
}

void tst_yamldocument::spans_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *source, const char *written, const char *text) {
        QTest::newRow(source) << QByteArray(source) << QByteArray(written)
                              << QString::fromUtf8(text);
    };
    row("a: one two  # c\n", "one two", "one two");
    row("a: http://x:80/#y\n", "http://x:80/#y", "http://x:80/#y");
    row("a: 'it''s'\n", "'it''s'", "it's");
    row("a: \"q\\\"\\u00e9\"\n", "\"q\\\"\\u00e9\"", "q\"é");
    row("a: !t &n \"x\" \n", "\"x\"", "x");
    row("a: one\n  two\n\n  three\nb: 1\n", "one\n  two\n\n  three", "one two\nthree");
    row("a: |\n  x\n   y\n\nb: 1\n", "|\n  x\n   y", "x\n y\n");
    row("a: |2-\n    x\n  y\nb: 1\n", "|2-\n    x\n  y", "  x\ny");
    row("a: >-\n  x\n  y\n", ">-\n  x\n  y", "x y");
    row("a: |\nb: 1\n", "|", "");
    row("a: \"\"\n", "\"\"", "");
    row("{a: x}", "x", "x");
    row("{a: x,b: y}", "x", "x");
    row("{a : x }", "x", "x");
    row("{\"a\":x}", "x", "x");
}

void tst_yamldocument::spans()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, written);
    QFETCH(QString, text);
    const TreeDocument document = yamlFrom(source);
    const TreeNode node = document.root()[QStringLiteral("a")];
    QCOMPARE(node.text(), text);
    QCOMPARE(yamlSlice(document, node), written);
}

void tst_yamldocument::tagsAndAnchors()
{
    const TreeDocument document =
        yamlFrom("a: &base !custom\n  x: 1\nb: !reset []\nc: !override &two\n"
                 "  - 1\nd: !!str 5\n&key e: plain\n");
    const TreeNode root = document.root();
    QCOMPARE(root[QStringLiteral("a")].tag(), QStringLiteral("!custom"));
    QCOMPARE(root[QStringLiteral("a")].anchor(), QStringLiteral("base"));
    QCOMPARE(yamlSlice(document, root[QStringLiteral("a")]), QByteArray("x: 1"));
    QCOMPARE(root[QStringLiteral("b")].tag(), QStringLiteral("!reset"));
    QCOMPARE(yamlSlice(document, root[QStringLiteral("b")]), QByteArray("[]"));
    QCOMPARE(root[QStringLiteral("c")].anchor(), QStringLiteral("two"));
    QCOMPARE(root[QStringLiteral("d")].tag(), QStringLiteral("tag:yaml.org,2002:str"));
    QCOMPARE(root[QStringLiteral("e")].tag(), QString());
    QCOMPARE(root.keyAt(4).anchor(), QStringLiteral("key"));
}

void tst_yamldocument::aliases()
{
    const TreeDocument document =
        yamlFrom("base: &b\n  x: 1\nuse:\n  <<: *b\n  y: *b\nlist: &l [1]\nagain: *l\n");
    const TreeNode use = document.root()[QStringLiteral("use")];
    QVERIFY(use[QStringLiteral("<<")].isAlias());
    QCOMPARE(use[QStringLiteral("<<")][QStringLiteral("x")].toInt(), std::optional<qint64>(1));
    QCOMPARE(use[QStringLiteral("<<")].line(), 4);
    QCOMPARE(yamlSlice(document, use[QStringLiteral("<<")]), QByteArray("*b"));
    QCOMPARE(use[QStringLiteral("<<")].identity(), use[QStringLiteral("y")].identity());
    QVERIFY(use[QStringLiteral("y")].identity()
            != document.root()[QStringLiteral("again")].identity());
    QVERIFY(!document.root()[QStringLiteral("base")].isAlias());
    QCOMPARE(use[QStringLiteral("y")][QStringLiteral("x")].line(), 2);
}

void tst_yamldocument::multipleDocuments()
{
    const auto stream =
        TreeDocument::parseYamlStream("a: &x 1\n---\na: 2\n---\n- 3\n", QStringLiteral("k.yml"));
    QVERIFY(stream);
    QCOMPARE(stream->size(), size_t(3));
    QCOMPARE((*stream)[1].root()[QStringLiteral("a")].location().toString(),
             QStringLiteral("k.yml:3:4"));
    QCOMPARE((*stream)[2].root().at(0).text(), QStringLiteral("3"));
    QCOMPARE(yamlComplaintOf("a: 1\n---\nb: 2\n"),
             QStringLiteral(
                 "t.yml:3:1: a second YAML document begins here; this file may hold only one"));
    QCOMPARE(yamlComplaintOf("a: 1\n---\n"), QStringLiteral("accepted"));
    // An anchor ends with its document.
    QVERIFY(!TreeDocument::parseYamlStream("a: &x 1\n---\nb: *x\n", QStringLiteral("k.yml")));
}

void tst_yamldocument::emptyFiles()
{
    for (const char *text : {"", "\n", "# only a comment\n", "\xef\xbb\xbf", "---\n"})
        QVERIFY2(yamlFrom(text).root().isNull(), text);
}

void tst_yamldocument::refusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const QByteArray &text, const char *words) {
        QTest::newRow(words) << text << QString::fromUtf8(words);
    };
    row("a: 1\nb: 2\na: 3\n",
        "t.yml:3:1: the key 'a' stands here a second time; the first is on line 1");
    row("{a: 1, \"a\": 2}", "t.yml:1:8: the key 'a' stands here a second time");
    row("a:\n\tb: 1\n", "t.yml:2:");
    row("a: *nothing\n", "t.yml:1:4: this alias names an anchor that is not defined before it");
    row("a: &a [*a]\n", "t.yml:1:8: this alias stands inside the value that it names");
    row(",", "t.yml:1:1: this character cannot begin a value; put the text");
    row("a: [1, 2\n", "a ']' is missing");
    row("a: \"x\n", "the quoted text is not closed");
    row("a: b: c\n", "t.yml:1:5: a ':' stands where no value may begin");
    row("a: @x\n", "t.yml:1:4: this character cannot begin a value");
    row(QByteArray("a: 1\nb: x\0y\n", 12), "t.yml:2:5: this is a binary file");
    row("a: \xff\n", "t.yml:1:4: this is not valid UTF-8 text");
    row("a: \xed\xa0\x80\n", "this is not valid UTF-8 text; save");
    row(QByteArray("\xff\xfe"
                   "a\0",
                   4),
        "this file is saved as UTF-16; save it as UTF-8");
    row(QByteArray("a\0:\0", 4), "saved as UTF-16; save");
    row("a: \x1b[31m\n", "t.yml:1:4: the control character U+001b may not stand in YAML");
    row(QByteArray(101, '[') + QByteArray(101, ']'), "t.yml:1:101: nested deeper than 100 levels");
    row(QByteArray("- ").repeated(3000), "nested deeper than 100 levels, the");
    row(QByteArray(8 * 1024 * 1024 + 1, 'a'), "the file is larger than 8 MB");
}

void tst_yamldocument::refusals()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    const QString said = yamlComplaintOf(text);
    QVERIFY2(said.contains(words), qPrintable(said));
    QVERIFY(said.startsWith(QStringLiteral("t.yml")));
    QVERIFY(!said.contains(u'\n'));
}

void tst_yamldocument::aliasBomb()
{
    QByteArray text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const QByteArray before = "*a" + QByteArray::number(i - 1) + ", ";
        text += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " ["
            + before.repeated(9) + before.trimmed().chopped(1) + " ]\n";
    }
    QVERIFY2(
        yamlComplaintOf(text).contains(QStringLiteral("the aliases up to here stand for more")),
        qPrintable(yamlComplaintOf(text)));
}

void tst_yamldocument::aliasesCannotHideDepth()
{
    QByteArray text = "a0: &a0 [x]\n";
    for (int i = 1; i < 200; ++i)
        text += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [*a"
            + QByteArray::number(i - 1) + " ]\n";
    QVERIFY2(yamlComplaintOf(text).contains(QStringLiteral("nested deeper than 100")),
             qPrintable(yamlComplaintOf(text)));
}

void tst_yamldocument::denseInput()
{
    const QByteArray text = "[" + QByteArray("1,").repeated(2'000'000) + "1]";
    QVERIFY2(yamlComplaintOf(text).contains(QStringLiteral("more than 1000000 values")),
             qPrintable(yamlComplaintOf(text)));
    const TreeLimits few {1000, 100, 5, 1000};
    QVERIFY(TreeDocument::parseYaml("[1, 2, 3, 4]", QString(), few));
    QVERIFY(!TreeDocument::parseYaml("[1, 2, 3, 4, 5]", QString(), few));
}

void tst_yamldocument::everyTruncationIsHandled()
{
    const QByteArray text = "\xef\xbb\xbf# c\r\nservices:\n  web: &w\n    image: \"a\\\"b\"\n"
                            "    ports: ['80:80', {target: 1}]\n    c: |2-\n      x\n  db:\n"
                            "    <<: *w\n    d: !reset\n? [a]\n: >\n  f\n...\n---\nx: ~\n";
    for (qsizetype length = 0; length <= text.size(); ++length) {
        const auto result =
            TreeDocument::parseYamlStream(text.left(length), QStringLiteral("t.yml"));
        if (!result)
            QVERIFY(result.error().where.line > 0);
    }
}

static void checkSpans(const TreeDocument &document, const TreeNode &node)
{
    const TextSpan span = node.span();
    QVERIFY(span.begin >= 0 && span.begin <= span.end && span.end <= document.bytes().size());
    if (node.isAlias())
        return;
    for (qsizetype i = 0; i < node.size(); ++i) {
        for (const TreeNode &child : {node.keyAt(i), node.at(i)}) {
            if (child.isMissing())
                continue;
            QVERIFY(child.span().begin >= span.begin && child.span().end <= span.end);
            checkSpans(document, child);
        }
    }
    // What a one-line scalar's span cuts out reads back as the same scalar.
    const QByteArray written = yamlSlice(document, node);
    if (!node.isScalar() || written.contains('\n') || written.isEmpty())
        return;
    const auto again = TreeDocument::parseYaml("- " + written + "\n", QStringLiteral("again"));
    QVERIFY2(again, written.constData());
    QCOMPARE(again->root().at(0).text(), node.text());
}

void tst_yamldocument::sampleFilesKeepTheirSpans()
{
    if (test::sharedSamples().isEmpty())
        QSKIP("no sample files on this machine");
    int checked = 0;
    QDirIterator files(test::sharedSamples(), {QStringLiteral("*.yml"), QStringLiteral("*.yaml")},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto stream = TreeDocument::parseYamlStream(file.readAll(), file.fileName());
        if (!stream) {
            QVERIFY(stream.error().where.line > 0);
            continue;
        }
        ++checked;
        for (const TreeDocument &document : *stream)
            checkSpans(document, document.root());
    }
    QVERIFY(checked > 20);
}

DRAWBRIDGE_TEST(tst_yamldocument)
#include "tst_yamldocument.moc"
