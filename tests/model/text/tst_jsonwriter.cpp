#include "model/text/jsonwriter.h"
#include "model/text/treedocument.h"
#include "tests/support/testrunner.h"

#include <limits>

using namespace drawbridge;

class tst_jsonwriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pretty();
    void compact();
    void numbers_data();
    void numbers();
    void strings();
    void rawIsReindented();
    void everyStringReadsBack();
};

static void writeSample(JsonWriter &writer)
{
    writer.beginObject();
    writer.member(u"name", u"web");
    writer.key(u"list");
    writer.value(Value(ValueList {1, true, Value(), ValueList {}, ValueMap {}}));
    writer.key(u"empty");
    writer.beginObject();
    writer.endObject();
    writer.endObject();
}

void tst_jsonwriter::pretty()
{
    JsonWriter writer;
    writeSample(writer);
    QCOMPARE(writer.take(),
             QByteArray("{\n  \"name\": \"web\",\n  \"list\": [\n    1,\n    true,\n    null,\n"
                        "    [],\n    {}\n  ],\n  \"empty\": {}\n}\n"));
}

void tst_jsonwriter::compact()
{
    JsonWriter writer(JsonWriter::Style::Compact);
    writeSample(writer);
    QCOMPARE(writer.take(),
             QByteArray("{\"name\":\"web\",\"list\":[1,true,null,[],{}],\"empty\":{}}"));
}

void tst_jsonwriter::numbers_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("tenth") << 0.1 << QByteArray("0.1");
    QTest::newRow("whole") << 3.0 << QByteArray("3.0");
    QTest::newRow("third") << 1.0 / 3 << QByteArray("0.3333333333333333");
    QTest::newRow("large") << 1e300 << QByteArray("1e+300");
    QTest::newRow("zero") << -0.0 << QByteArray("-0.0");
    QTest::newRow("infinity") << std::numeric_limits<double>::infinity() << QByteArray("null");
    QTest::newRow("nan") << std::numeric_limits<double>::quiet_NaN() << QByteArray("null");
}

void tst_jsonwriter::numbers()
{
    QFETCH(double, number);
    QFETCH(QByteArray, text);
    JsonWriter writer(JsonWriter::Style::Compact);
    writer.value(number);
    QCOMPARE(writer.take(), text);
}

void tst_jsonwriter::strings()
{
    JsonWriter writer(JsonWriter::Style::Compact);
    writer.value(QStringLiteral("\"\\/\b\f\n\r\t\x01\x7fé€😀\u2028"));
    QCOMPARE(writer.take(), QByteArray("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7fé€😀\u2028\""));
    writer.value(QString(QChar(0xd83d)));
    QCOMPARE(writer.take(), QByteArray("\"\uFFFD\""));
}

void tst_jsonwriter::rawIsReindented()
{
    JsonWriter writer;
    writer.beginObject();
    writer.key(u"kept");
    writer.raw("{\"a\" : [1e5,\"x,\\\"]\" ] ,\n\"b\":{ },\"c\":null}");
    writer.key(u"number");
    writer.raw("1.50");
    writer.endObject();
    const QByteArray text = writer.take();
    QCOMPARE(text,
             QByteArray("{\n  \"kept\": {\n    \"a\": [\n      1e5,\n      \"x,\\\"]\"\n    ],\n"
                        "    \"b\": {},\n    \"c\": null\n  },\n  \"number\": 1.50\n}\n"));
    writer.raw(text);
    QCOMPARE(writer.take(), text);
}

void tst_jsonwriter::everyStringReadsBack()
{
    QString all;
    for (char16_t c = 0; c < 0xd800; ++c)
        all += QChar(c);
    all += QStringLiteral("😀\uE000\uFFFF");
    for (qsizetype at = 0; at < all.size(); at += 97) {
        JsonWriter writer;
        writer.value(all.mid(at, 97 * 3));
        const auto back = TreeDocument::parseJson(writer.take(), QStringLiteral("t"));
        QVERIFY(back);
        QCOMPARE(back->root().text(), all.mid(at, 97 * 3));
    }
}

DRAWBRIDGE_TEST(tst_jsonwriter)
#include "tst_jsonwriter.moc"
