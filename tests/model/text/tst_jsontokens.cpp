#include "model/text/jsontokens.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using Token = JsonTokens::Kind;

class tst_jsontokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokensInOrder();
    void placesDespiteEscapes();
    void skipsWholeValues();
    void refusals_data();
    void refusals();
};

void tst_jsontokens::tokensInOrder()
{
    auto tokens = JsonTokens::parse(R"({"a\n": [1.50, "x\u00e9", true, false, null], "b": {}})",
                                    QStringLiteral("t"));
    QVERIFY(tokens);
    const std::pair<Token, std::string> expected[] = {
        {Token::BeginObject, ""},     {Token::Key, "a\n"},
        {Token::BeginArray, ""},      {Token::Number, "1.50"},
        {Token::String, "x\xc3\xa9"}, {Token::True, ""},
        {Token::False, ""},           {Token::Null, ""},
        {Token::EndArray, ""},        {Token::Key, "b"},
        {Token::BeginObject, ""},     {Token::EndObject, ""},
        {Token::EndObject, ""},       {Token::End, ""},
    };
    for (const auto &[kind, text] : expected) {
        QCOMPARE(tokens->kind(), kind);
        if (!text.empty())
            QCOMPARE(std::string(tokens->text()), text);
        if (kind != Token::End)
            tokens->advance();
    }
}

void tst_jsontokens::placesDespiteEscapes()
{
    auto tokens =
        JsonTokens::parse("\xef\xbb\xbf[ \"\\u00e9\\n\" ,\n  -1.5e3,\ttrue]", QStringLiteral("t"));
    QVERIFY(tokens);
    QCOMPARE(tokens->locationOf(0).toString(), QStringLiteral("t:1:1"));
    QCOMPARE(tokens->locationOf(1).toString(), QStringLiteral("t:1:3"));
    QCOMPARE(tokens->locationOf(2).toString(), QStringLiteral("t:2:3"));
    QCOMPARE(tokens->locationOf(3).toString(), QStringLiteral("t:2:11"));
    QCOMPARE(tokens->locationOf(4).toString(), QStringLiteral("t:2:15"));
}

void tst_jsontokens::skipsWholeValues()
{
    auto tokens =
        JsonTokens::parse(R"([{"a" : ["\u0041", {}]}, 12 , "\"x" ])", QStringLiteral("t"));
    QVERIFY(tokens);
    tokens->advance();
    QCOMPARE(tokens->skipValue().toByteArray(), QByteArray(R"({"a" : ["\u0041", {}]})"));
    QCOMPARE(tokens->skipValue().toByteArray(), QByteArray("12"));
    QCOMPARE(tokens->skipValue().toByteArray(), QByteArray(R"("\"x")"));
    QCOMPARE(tokens->kind(), Token::EndArray);
    tokens->finish();
    QCOMPARE(tokens->kind(), Token::End);
    QVERIFY(tokens->skipValue().isEmpty());
    QCOMPARE(tokens->kind(), Token::End);
}

void tst_jsontokens::refusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("surrogate") << QByteArray("[\"\\udc00\"]")
                               << QStringLiteral("half of a surrogate");
    QTest::newRow("upper case") << QByteArray("[\"\\uDFFF\"]")
                                << QStringLiteral("half of a surrogate");
    QTest::newRow("depth") << QByteArray(1'000'000, '[')
                           << QStringLiteral("nested deeper than 512");
    QTest::newRow("trailing") << QByteArray("1 2") << QStringLiteral("t:1:3: there is more text");
    QTest::newRow("cut") << QByteArray("[1,\n\"a") << QStringLiteral("t:2:3: the text in quotes");
    QTest::newRow("bytes") << QByteArray("[\"\xff\"]")
                           << QStringLiteral("t:1:3: this is not valid UTF-8");
}

void tst_jsontokens::refusals()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    const auto tokens = JsonTokens::parse(text, QStringLiteral("t"));
    QVERIFY(!tokens);
    QVERIFY2(tokens.error().toString().contains(words), qPrintable(tokens.error().toString()));
    const TreeLimits few {100, 10, 3, 3};
    QVERIFY(!JsonTokens::parse("[1,2]", QStringLiteral("t"), few));
}

DRAWBRIDGE_TEST(tst_jsontokens)
#include "tst_jsontokens.moc"
