#include "tests/architecture/codetext.h"
#include "tests/support/testrunner.h"

using namespace drawbridge::test;

class tst_codetext : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comments_data();
    void comments();
    void keepsEveryLine();
    void includes();
    void functions_data();
    void functions();
    void functionLines();
};

void tst_codetext::comments_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("line comment") << QByteArray("a; // {\nb;") << QByteArray("a;\nb;");
    QTest::newRow("block comment") << QByteArray("a /* } \n { */ b") << QByteArray("a\nb");
    QTest::newRow("string") << QByteArray("f(\"}\\\"{\");") << QByteArray("f(\" \");");
    QTest::newRow("comment in string") << QByteArray("f(\"//\") g") << QByteArray("f(\" \") g");
    QTest::newRow("character") << QByteArray("f('{', '\\'', '\"');")
                               << QByteArray("f(' ', ' ', ' ');");
    QTest::newRow("digit separator")
        << QByteArray("f(1'000, 2'0); }") << QByteArray("f(1'000, 2'0); }");
    QTest::newRow("raw string") << QByteArray("f(R\"x(}\")\n{)x\"); }")
                                << QByteArray("f(R\"\n\"); }");
    QTest::newRow("name ending in R") << QByteArray("FOR\"a(\"; }") << QByteArray("FOR\" \"; }");
    QTest::newRow("directive") << QByteArray("#define A { \\\n  {\nb") << QByteArray("b");
}

void tst_codetext::comments()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, code);
    QStringList lines;
    for (const QByteArray &line : codeOnly(source).split('\n')) {
        if (!line.trimmed().isEmpty())
            lines.append(QString::fromUtf8(line.simplified()));
    }
    QCOMPARE(lines.join(QLatin1Char('\n')), QString::fromUtf8(code));
}

void tst_codetext::keepsEveryLine()
{
    const QByteArray source = "int a; // one\n/* two\nthree */ R\"(four\n)\" \"five\"\n#if 0\n";
    QCOMPARE(codeOnly(source).size(), source.size());
    QCOMPARE(codeOnly(source).count('\n'), source.count('\n'));
    QCOMPARE(withoutComments(source).count('\n'), source.count('\n'));
}

void tst_codetext::includes()
{
    const QList<Include> found = includesOf("#include \"model/a.h\"\n// #include \"no.h\"\n"
                                            "/* #include <no> */\n  #  include <QString> // why\n");
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.at(0).path, QByteArray("model/a.h"));
    QVERIFY(found.at(0).quoted);
    QCOMPARE(found.at(1).path, QByteArray("QString"));
    QCOMPARE(found.at(1).line, 4);
    QVERIFY(!found.at(1).quoted);
}

void tst_codetext::functions_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("heads");
    QTest::newRow("free") << QByteArray("int f(int a)\n{ if (a) { return 1; } return 2; }")
                          << QStringList {"int f(int a)"};
    QTest::newRow("in namespace and class")
        << QByteArray("namespace n { class C : public B { public: int f() const { return 1; } }; }")
        << QStringList {"int f() const"};
    QTest::newRow("member initialisers")
        << QByteArray("C::C() : B{1}, m_a{2}, m_b(3) { run(); } int g() {}")
        << QStringList {"C::C() : B{1}, m_a{2}, m_b(3)", "int g()"};
    QTest::newRow("table") << QByteArray("const int t[] = { 1, 2 }; static const auto u = g({1});")
                           << QStringList {};
    QTest::newRow("enum") << QByteArray("enum class E { A, B = (1) };") << QStringList {};
    QTest::newRow("lambda") << QByteArray("const auto f = [](int a) { return a; };")
                            << QStringList {"const auto f = [](int a)"};
    QTest::newRow("operator") << QByteArray("A &A::operator=(const A &o) { return *this; }")
                              << QStringList {"A &A::operator=(const A &o)"};
    QTest::newRow("default argument") << QByteArray("void f(A a = {}, int b = 1) { g(); }")
                                      << QStringList {"void f(A a = {}, int b = 1)"};
    QTest::newRow("template") << QByteArray("template <typename T = int> T f(T t) { return t; }")
                              << QStringList {"template <typename T = int> T f(T t)"};
    QTest::newRow("trailing return") << QByteArray("auto f() -> std::vector<int> { return {}; }")
                                     << QStringList {"auto f() -> std::vector<int>"};
    QTest::newRow("declarations") << QByteArray("int f(); struct S { int a = 1; int g(); };")
                                  << QStringList {};
}

void tst_codetext::functions()
{
    QFETCH(QByteArray, source);
    QFETCH(QStringList, heads);
    QStringList found;
    for (const FunctionSpan &function : functionsOf(source))
        found.append(QString::fromUtf8(function.head));
    QCOMPARE(found, heads);
}

void tst_codetext::functionLines()
{
    const QList<FunctionSpan> found =
        functionsOf("// one\n\nint f(\n    int a)\n{\n    \"}\";\n}\n");
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().firstLine, 3);
    QCOMPARE(found.first().lastLine, 7);
    QCOMPARE(found.first().lines(), 5);
}

DRAWBRIDGE_TEST(tst_codetext)
#include "tst_codetext.moc"
