#include "model/import/code/codetree.h"
#include "tests/support/testrunner.h"

using namespace drawbridge::code;

// Sources taken apart: what reads a program relies on.
class tst_codetree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void python_data();
    void python();
    void script_data();
    void script();
    void linesAreThoseOfTheFile();
    void neverEnds_data();
    void neverEnds();

private:
    static QString written(const CodeTree &tree, CodeId id);
};

// "(call eval (argument x))"; statements of a block with semicolons between them.
QString tst_codetree::written(const CodeTree &tree, CodeId id)
{
    if (id == NoCode)
        return QStringLiteral("-");
    static const QStringList names {
        QStringLiteral("name"),   QStringLiteral("text"),       QStringLiteral("number"),
        QStringLiteral("regex"),  QStringLiteral("joined"),     QStringLiteral("member"),
        QStringLiteral("index"),  QStringLiteral("call"),       QStringLiteral("argument"),
        QStringLiteral("spread"), QStringLiteral("list"),       QStringLiteral("map"),
        QStringLiteral("entry"),  QStringLiteral("function"),   QStringLiteral("unary"),
        QStringLiteral("binary"), QStringLiteral("choice"),     QStringLiteral("comprehension"),
        QStringLiteral("assign"), QStringLiteral("opaque"),     QStringLiteral("block"),
        QStringLiteral("return"), QStringLiteral("throw"),      QStringLiteral("jump"),
        QStringLiteral("if"),     QStringLiteral("switch"),     QStringLiteral("loop"),
        QStringLiteral("try"),    QStringLiteral("with"),       QStringLiteral("check"),
        QStringLiteral("import"), QStringLiteral("imported"),   QStringLiteral("export"),
        QStringLiteral("class"),  QStringLiteral("parameters"), QStringLiteral("parameter")};
    const CodeNode &node = tree.at(id);
    if (node.kind == CodeKind::Name || node.kind == CodeKind::Number)
        return node.text;
    if (node.kind == CodeKind::Text)
        return u'\'' + node.text + u'\'';
    QString text = u'(' + names[static_cast<int>(node.kind)];
    if (!node.text.isEmpty())
        text += u':' + node.text;
    for (const CodeId part : node.parts)
        text += u' ' + written(tree, part);
    return text + u')';
}

void tst_codetree::python_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("tree");
    const auto row = [](const char *source, const char *tree) {
        QTest::newRow(source) << QString::fromUtf8(source) << QString::fromUtf8(tree);
    };
    row("a = b.c(1, *d, e='f')",
        "(assign:= a (call (member:c b) (argument 1) (spread d) (argument:e 'f')))");
    row("f'x{a!r:>{w}} {{y}}'", "(joined 'x' a ' {y}')");
    row("f\"{d['k']}\"", "(joined (index d 'k'))");
    row("'a' \"b\" # c", "'ab'");
    row("rb'\\d'", "'\\d'");
    row("not a in b or c is not d", "(binary:or (unary:not (binary:in a b)) (binary:is not c d))");
    row("a if b else c", "(choice b a c)");
    row("[x for x in y if z]", "(list (comprehension x x y z))");
    row("{'k': v, **r}", "(map (entry:k v) (spread r))");
    row("{1, 2}", "(list 1 2)");
    row("x[1:n]", "(index x (opaque 1 n))");
    row("(y := f())", "(assign:= y (call f))");
    row("lambda x: x", "(function (parameters (parameter:x - - -)) (return x) - -)");
    row("a: int = 1", "(assign:= a 1 int)");
    row("def f(a, /, b: int = 1, *c, **d) -> X: return a",
        "(function:f (parameters (parameter:a - - -) (parameter:b - int 1) (parameter:*c - - -) "
        "(parameter:**d - - -)) (block (return a)) - X)");
    row("@app.route('/x')\nasync def f():\n  pass\n",
        "(function:f (parameters) (block (opaque)) (list (call (member:route app) "
        "(argument '/x'))) -)");
    row("class A(B, k=1):\n  x = 1\n  def g(self): ...\n",
        "(class:A (list B) (block (assign:= x 1) (function:g (parameters (parameter:self - - -)) "
        "(block (opaque)) - -)) -)");
    row("if a:\n\tb\nelif c:\n\td\nelse:\n\te\n", "(if a (block b) (if c (block d) (block e)))");
    row("try:\n a\nexcept (B, C) as e:\n c\nfinally:\n d\n",
        "(try (block a) (block:except c) (block:finally d))");
    row("with open(p) as f, g:\n  h", "(with (assign:= f (call open (argument p))) g (block h))");
    row("for a, b in c: d", "(loop (list a b) c (block d))");
    row("from .a import b as c, d", "(import:.a (imported:b c) (imported:d))");
    row("import a.b as c", "(import:a.b (imported c))");
    row("match = 1; match.x", "(assign:= match 1) (member:x match)");
    row("match x:\n  case 1:\n    a\n  case _:\n    b\n", "(switch x (block a) (block b))");
    row("x = (1,\n  2) # c\ny", "(assign:= x (list 1 2)) y");
    row("raise E from x", "(throw E)");
    row("return", "(return)");
    row("async with a as b: pass", "(with (assign:= b a) (block (opaque)))");
}

void tst_codetree::python()
{
    QFETCH(QString, source);
    QFETCH(QString, tree);
    const CodeTree parsed = parseCode(source.toUtf8(), Language::Python);
    QVERIFY(!parsed.incomplete);
    QStringList statements;
    for (const CodeId statement : parsed.at(parsed.root).parts)
        statements += written(parsed, statement);
    QCOMPARE(statements.join(u' '), tree);
}

void tst_codetree::script_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("tree");
    const auto row = [](const char *source, const char *tree) {
        QTest::newRow(source) << QString::fromUtf8(source) << QString::fromUtf8(tree);
    };
    row("const { a, b: c = 1, ...r } = d",
        "(assign:= (map (entry:a a) (entry:b (assign:= c 1)) (spread r)) d)");
    row("`x ${a + `y${b}`}`", "(joined 'x ' (binary:+ a (joined 'y' b)))");
    row("`plain`", "'plain'");
    row("a / b / c", "(binary:/ (binary:/ a b) c)");
    row("x.test(/[/']\\//g)", "(call (member:test x) (argument (regex:[/']\\/)))");
    row("a?.b?.[c]?.(d)", "(call (index (member:b a) c) (argument d))");
    row("async (a, b = 1) => { c }",
        "(function (parameters (parameter:a - - -) (parameter:b - - 1)) (block c) - -)");
    row("x => ({ y: 1 })",
        "(function (parameters (parameter:x - - -)) (return (map (entry:y 1))) - -)");
    row("new A.B(c)", "(call:new (member:B A) (argument c))");
    row("a ?? b || c", "(binary:?? a (binary:|| b c))");
    row("!a && typeof b === 'c'", "(binary:&& (unary:not a) (binary:=== (unary:typeof b) 'c'))");
    row("a\nb", "a b");
    row("return a\n", "(return a)");
    row("for (const x of y) z()", "(loop x y (block (call z)))");
    row("for (let i = 0; i < n; i++) z",
        "(block (assign:= i 0) (loop - (binary:< i n) (block z)))");
    row("if (a) b; else if (c) d", "(if a (block b) (block (if c (block d))))");
    row("try { a } catch (e) { b } finally { c }",
        "(try (block a) (block:except b) (block:finally c))");
    row("switch (a) { case 1: b; break; default: c }",
        "(switch a (block b (jump:break)) (block c))");
    row("import a, { b as c } from 'd'; import * as e from 'f'",
        "(import:d (imported:default a) (imported:b c)) (import:f (imported e))");
    row("export const a = 1", "(block (assign:= a 1) (export:a a))");
    row("export default function f() {}", "(export:default (function:f (parameters) (block) - -))");
    row("class A extends B { x = 1; static async y(z) {} get w() { return 1 } }",
        "(class:A (list B) (block (assign:= x 1) (function:y (parameters (parameter:z - - -)) "
        "(block) - -) (function:w (parameters) (block (return 1)) - -)) -)");
    // TypeScript
    row("const a: Map<string, X[]> = b as Y", "(assign:= a b)");
    row("function f<T extends A>(this: B, a?: C, ...d: E[]): f is G { }",
        "(function:f (parameters (parameter:this - - -) (parameter:a - - -) (parameter:*d - - -)) "
        "(block) - -)");
    row("app.get<{ id: string }>('/x', (q: Q): void => {})",
        "(call (member:get app) (argument '/x') (argument (function (parameters "
        "(parameter:q - - -)) (block) - -)))");
    row("interface A { b(c: D): void }\nx", "(opaque) x");
    row("type A = B | { c: D };\nx", "(opaque) x");
    row("import type { A } from 'b'\nx", "(opaque) x");
    row("a!.b", "(member:b a)");
    row("a < b", "(binary:< a b)");
    row("class A { constructor(private readonly b: B) {} private c?: D; d!: E }",
        "(class:A (list) (block (function:constructor (parameters (parameter:b - - -)) (block) - "
        "-)) -)");
}

void tst_codetree::script()
{
    QFETCH(QString, source);
    QFETCH(QString, tree);
    const CodeTree parsed = parseCode(source.toUtf8(), Language::Script);
    QVERIFY(!parsed.incomplete);
    QStringList statements;
    for (const CodeId statement : parsed.at(parsed.root).parts)
        statements += written(parsed, statement);
    QCOMPARE(statements.join(u' '), tree);
}

void tst_codetree::linesAreThoseOfTheFile()
{
    for (const char *ends : {"\n", "\r\n", "\r"}) {
        QByteArray source = "x = '''a\nb'''\n# c\nf(\n  1,\n  y)\n";
        source.replace("\n", ends);
        const CodeTree tree = parseCode(source, Language::Python);
        const std::vector<CodeId> statements = tree.at(tree.root).parts;
        QCOMPARE(statements.size(), size_t(2));
        QCOMPARE(tree.at(statements[1]).line, 4);
        QCOMPARE(tree.lastLine(statements[1]), 6);
    }
}

void tst_codetree::neverEnds_data()
{
    QTest::addColumn<QByteArray>("source");
    for (const char *piece :
         {"(",       "[",    "{",   "f(",     "a.b(", "f'{", "`${",      "if a:\n ", "a<", "not ",
          "lambda:", "x=>",  "'",   "\"\"\"", "/*",   "@",   "class A{", "(a?",      "a,", "else ",
          "<T>",     "(a):", "...", "a=",     "\\",   "{a:", "a+",       "a.b"})
        QTest::newRow(piece) << QByteArray(piece).repeated(4'000);
}

// However deep or broken it is.
void tst_codetree::neverEnds()
{
    QFETCH(QByteArray, source);
    for (const Language language : {Language::Python, Language::Script}) {
        const CodeTree tree = parseCode(source, language);
        QVERIFY(tree.root != NoCode);
    }
}

DRAWBRIDGE_TEST(tst_codetree)
#include "tst_codetree.moc"
