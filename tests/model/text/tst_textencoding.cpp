#include "model/text/textencoding.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

class tst_textencoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void html();
    void xml();
    void markdown();
    void csv_data();
    void csv();
    void terminal();
    void dot();
    void nothingHarmfulSurvives_data();
    void nothingHarmfulSurvives();
};

void tst_textencoding::html()
{
    QCOMPARE(escapeHtml(u"<script>alert('x' & \"y\")</script>"),
             QStringLiteral("&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)&lt;/script&gt;"));
    QCOMPARE(escapeHtml(u"a\nb\t😀"), QStringLiteral("a\nb\t😀"));
}

void tst_textencoding::xml()
{
    QCOMPARE(escapeXml(u"a\u0001<b>\uFFFE]]>"), QStringLiteral("a&lt;b&gt;]]&gt;"));
}

void tst_textencoding::markdown()
{
    QCOMPARE(escapeMarkdownCell(u"a|b\n[x](y) <img>"),
             QStringLiteral("a\\|b<br>\\[x\\](y) &lt;img&gt;"));
    QCOMPARE(escapeMarkdownCell(u"/ping?ip=8.8.8.8"), QStringLiteral("/ping?ip=8.8.8.8"));
}

void tst_textencoding::csv_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("field");
    QTest::newRow("plain") << QStringLiteral("web 1") << QStringLiteral("web 1");
    QTest::newRow("comma") << QStringLiteral("a,b") << QStringLiteral("\"a,b\"");
    QTest::newRow("quote") << QStringLiteral("a\"b") << QStringLiteral("\"a\"\"b\"");
    QTest::newRow("line") << QStringLiteral("a\nb") << QStringLiteral("\"a\nb\"");
    QTest::newRow("formula") << QStringLiteral("=1+1") << QStringLiteral("'=1+1");
    QTest::newRow("call") << QStringLiteral("@SUM(A1)") << QStringLiteral("'@SUM(A1)");
    QTest::newRow("minus") << QStringLiteral("-2") << QStringLiteral("'-2");
    QTest::newRow("plus") << QStringLiteral("+2") << QStringLiteral("'+2");
    QTest::newRow("tab") << QStringLiteral("\t=1") << QStringLiteral("\"'\t=1\"");
    QTest::newRow("blank") << QStringLiteral(" =1") << QStringLiteral("' =1");
    QTest::newRow("link") << QStringLiteral("=HYPERLINK(\"http://x\",\"y\")")
                          << QStringLiteral("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
}

void tst_textencoding::csv()
{
    QFETCH(QString, text);
    QFETCH(QString, field);
    QCOMPARE(csvField(text), field);
}

void tst_textencoding::terminal()
{
    QCOMPARE(terminalSafe(u"a\x1b[31mb\n\u202Ec\u009bd"),
             QStringLiteral("a\\x1b[31mb\\x0a\\u{202e}c\\x9bd"));
    QCOMPARE(terminalSafe(u"Größe 😀"), QStringLiteral("Größe 😀"));
}

void tst_textencoding::dot()
{
    QCOMPARE(dotString(u"a\"b\\N\nc"), QStringLiteral("\"a\\\"b\\\\N\\nc\""));
}

void tst_textencoding::nothingHarmfulSurvives_data()
{
    QTest::addColumn<char32_t>("c");
    for (const char32_t c : {U'\0', U'\x08', U'\x1b', U'\x7f', char32_t(0x85), char32_t(0x9b),
                             char32_t(0x61c), char32_t(0x200b), char32_t(0x202e), char32_t(0x2066),
                             char32_t(0xfeff), char32_t(0xe0041), char32_t(0xdc00)})
        QTest::addRow("%x", unsigned(c)) << c;
}

void tst_textencoding::nothingHarmfulSurvives()
{
    QFETCH(char32_t, c);
    QString one = c < 0x10000 ? QString(QChar(char16_t(c))) : QString::fromUcs4(&c, 1);
    const QString text = u'a' + one + u'b';
    for (const auto &encode :
         {escapeHtml, escapeXml, escapeMarkdownCell, csvField, terminalSafe, dotString}) {
        const QString safe = encode(text);
        QVERIFY2(!safe.contains(one), qPrintable(safe));
        QVERIFY(safe.contains(u'a') && safe.contains(u'b'));
    }
}

DRAWBRIDGE_TEST(tst_textencoding)
#include "tst_textencoding.moc"
