#include "model/text/jsonitems.h"
#include "tests/support/testrunner.h"

#include <QBuffer>

using namespace drawbridge;

class tst_jsonitems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOverWhatIsAskedFor();
    void readsDocumentsThatFollowEachOther();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void holdsLimits();
    void theConsumerMayEnd();
    void tellsPaths();
};

static QString itemsOf(const QByteArray &json, const QStringList &patterns,
                       const JsonItemLimits &limits = {})
{
    QBuffer buffer;
    buffer.setData(json);
    buffer.open(QIODevice::ReadOnly);
    QStringList texts;
    const auto read = readJsonItems(
        buffer, QStringLiteral("a.json"), patterns,
        [&](const JsonItem &item) -> Result<void> {
            texts += QStringLiteral("%1@%2=%3")
                         .arg(item.pattern)
                         .arg(item.line)
                         .arg(item.value.toDisplayString());
            return {};
        },
        limits);
    if (!read)
        texts += read.error().toString();
    return texts.join(u' ');
}

void tst_jsonitems::handsOverWhatIsAskedFor()
{
    const QByteArray json = "{\"v\": 2, \"skip\": {\"v\": [1]}, \"runs\": [\n"
                            "{\"name\": \"a\", \"results\": [[1,2], {\"x\": [true, null]}]},\n"
                            "{\"results\": []}]}";
    QCOMPARE(itemsOf(json, {"/v", "/runs/*/results/*", "/runs/*$"}),
             QStringLiteral("0@1=2 1@2=1, 2 1@2=x yes, none 2@2=none 2@3=none"));
    QCOMPARE(itemsOf("\xEF\xBB\xBF[1, [2]]", {"/*"}), QStringLiteral("0@1=1 0@1=2"));
    QCOMPARE(itemsOf("{\"a\": {\"any\": 1, \"key\": 2}}", {"/a/*"}), QStringLiteral("0@1=1 0@1=2"));
    QCOMPARE(itemsOf("18446744073709551615", {""}), QStringLiteral("0@1=1.84467440737096e+19"));
}

void tst_jsonitems::readsDocumentsThatFollowEachOther()
{
    QCOMPARE(itemsOf("{\"v\": 1}\n{\"v\": 2} ", {"/v"}), QStringLiteral("0@1=1 0@2=2"));
}

void tst_jsonitems::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << QByteArray() << "a.json: the file is empty";
    QTest::newRow("spaces") << QByteArray(" \n ") << "a.json: the file is empty";
    QTest::newRow("cut off") << QByteArray("{\"a\":\n [1, 2")
                             << "a.json:2: the JSON ends in the middle; the file is cut off";
    QTest::newRow("in a text") << QByteArray("{\"a\": \"bc")
                               << "a.json:1: the JSON ends in the middle; the file is cut off";
    QTest::newRow("comma") << QByteArray("{\"a\": 1,\n\n ,}") << "a.json:3: ";
    QTest::newRow("rest") << QByteArray("{} oops") << "a.json:1: ";
    QTest::newRow("not UTF-8") << QByteArray("[\"\xff\"]") << "a.json:1: ";
    QTest::newRow("deep") << QByteArray(100'000, '[') << "a.json:1: nested deeper than 200 levels";
}

void tst_jsonitems::saysWhatIsWrong()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, message);
    const QString said = itemsOf(json, {"/none"});
    QVERIFY2(said.startsWith(message), qPrintable(said));
    const QString inItem = itemsOf(json, {""});
    QVERIFY2(inItem.contains(message), qPrintable(inItem));
}

void tst_jsonitems::holdsLimits()
{
    JsonItemLimits limits;
    limits.bytes = 1000;
    const QByteArray large = "[" + QByteArray(2000, ' ') + "]";
    QVERIFY(itemsOf(large, {"/*"}, limits).contains(QStringLiteral("larger than")));
    limits = {};
    limits.itemNodes = 3;
    QVERIFY(itemsOf("[[1,2,3,4]]", {"/*"}, limits).contains(QStringLiteral("more than 3 values")));
    limits = {};
    limits.textBytes = 4;
    QCOMPARE(itemsOf("[\"abc\xC3\xA4xyz\"]", {"/*"}, limits), QStringLiteral("0@1=abc\u2026"));
}

void tst_jsonitems::theConsumerMayEnd()
{
    QBuffer buffer;
    buffer.setData("[1, 2, 3]");
    buffer.open(QIODevice::ReadOnly);
    int count = 0;
    const auto read = readJsonItems(buffer, QStringLiteral("a.json"), {"/*"},
                                    [&](const JsonItem &) -> Result<void> {
                                        ++count;
                                        return Error {ErrorCode::Cancelled, "enough", {}};
                                    });
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Cancelled);
    QCOMPARE(count, 1);
}

void tst_jsonitems::tellsPaths()
{
    const QSet<QString> paths =
        jsonPaths("{\"runs\": [{\"tool\": {\"driver\": {}}}, [{\"q\": 1}]], \"z\": {\"y\": 1, \"x");
    QVERIFY(paths.contains(QStringLiteral("/runs")));
    QVERIFY(paths.contains(QStringLiteral("/runs/*/tool/driver")));
    QVERIFY(paths.contains(QStringLiteral("/z/y")));
    QCOMPARE(jsonPaths("[{\"a\": 1}]"), QSet<QString> {QStringLiteral("/*/a")});
    QVERIFY(jsonPaths("plain").isEmpty());
}

DRAWBRIDGE_TEST(tst_jsonitems)
#include "tst_jsonitems.moc"
