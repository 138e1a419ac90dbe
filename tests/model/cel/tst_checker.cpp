#include "model/cel/program.h"
#include "tests/model/cel/fakesystem.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::cel;
using test::FakeSystem;

// What the checker refuses, and what it says.
static constexpr std::pair<const char *, const char *> Rejected[] = {
    {"self.priviledged",
     "r.yaml:7:25: container has no field 'priviledged' - did you mean 'privileged'?"},
    {"self.mounts.all(m, m.readonly)",
     "r.yaml:7:41: mount has no field 'readonly' - did you mean 'readOnly'?"},
    {"slef.privileged", "r.yaml:7:20: undeclared reference to 'slef' - did you mean 'self'?"},
    {"privileged",
     "r.yaml:7:20: undeclared reference to 'privileged' - did you mean 'self.privileged'?"},
    {"self.qqqqq", "r.yaml:7:25: container has no field 'qqqqq'"},
    {"self.seccomp == 'unconfind'",
     "r.yaml:7:36: 'unconfind' is none of the values default, unconfined, custom - did you "
     "mean 'unconfined'?"},
    {"'x' != self.seccomp", "r.yaml:7:20: 'x' is none of the values default, unconfined, custom"},
    {"self.seccomp in ['default', 'strict']",
     "r.yaml:7:48: 'strict' is none of the values default, unconfined, custom"},
    {"'SYS_ADMN' in self.capAdd",
     "r.yaml:7:20: 'SYS_ADMN' is none of the values NET_RAW, SYS_ADMIN - did you mean "
     "'SYS_ADMIN'?"},
    {"self.capAdd.exists(c, c == 'ALL')",
     "r.yaml:7:47: 'ALL' is none of the values NET_RAW, SYS_ADMIN"},
    {"self.capAdd == ['net_raw']",
     "r.yaml:7:36: 'net_raw' is none of the values NET_RAW, SYS_ADMIN - did you mean "
     "'NET_RAW'?"},
    {"self.seccomp == (self.privileged ? 'default' : 'none')",
     "r.yaml:7:67: 'none' is none of the values default, unconfined, custom"},
    {"self.name", "r.yaml:7:20: the condition must be a bool, but is a string"},
    {"self.memory == 'big'", "r.yaml:7:32: no such overload: int == string"},
    {"self.memory + 1.0 > 2.0",
     "r.yaml:7:32: no such overload: int + double; convert one side with int() or double()"},
    {"self.name > 3", "r.yaml:7:30: no such overload: string > int"},
    {"self.name && true", "r.yaml:7:20: '&&' joins bools, but this is a string"},
    {"!self.name", "r.yaml:7:20: no such overload: !(string)"},
    {"self.memory in self.name", "r.yaml:7:32: no such overload: int in string"},
    {"1 in self.capAdd", "r.yaml:7:22: no such overload: int in list<string>"},
    {"self.memory.exists(x, true)", "r.yaml:7:32: exists() needs a list or a map, not a int"},
    {"self.mounts.exists(m, m.source)",
     "r.yaml:7:42: the condition of exists() must be a bool, but is a string"},
    {"self.mounts.all(m, m.source == 1)", "r.yaml:7:48: no such overload: string == int"},
    {"self.name.nothing", "r.yaml:7:30: a string has no field 'nothing'"},
    {"has(self.nothing)", "r.yaml:7:29: container has no field 'nothing'"},
    {"self.name ? true : false",
     "r.yaml:7:20: the condition before '?' must be a bool, but is a string"},
    {"(true ? 1 : 'a') == 1",
     "r.yaml:7:32: both sides of ':' must be of one type, but are int and string"},
    {"self.mounts['a'].readOnly", "r.yaml:7:31: no such overload: list<mount>[string]"},
    {"self.labels[1] == 'a'", "r.yaml:7:31: no such overload: map<string, string>[int]"},
    {"self.name.size('x') == 1", "r.yaml:7:30: size() takes 0 arguments, not 1"},
    {"reaches(self)",
     "r.yaml:7:20: no such overload: reaches(container, string) is called with (container)"},
    {"self.reaches(1)",
     "r.yaml:7:25: no such overload: reaches(container, string) is called with (container, "
     "int)"},
    {"self.reachs('x')",
     "r.yaml:7:25: undeclared reference to function 'reachs' - did you mean 'reaches'?"},
    {"self.name.matches('[')", "r.yaml:7:38: the pattern is no regular expression: missing ]: ["},
    {"self.privileged &&\n  self.nme == 'x'",
     "r.yaml:8:16: container has no field 'nme' - did you mean 'name'?"},
    {"'\xf0\x9f\x98\x80' == self.nme",
     "r.yaml:7:32: container has no field 'nme' - did you mean 'name'?"},
    {"self.privileged &", "r.yaml:7:36: unexpected '&': it is written '&&'"},
    {"self.privileged && (", "r.yaml:7:40: expected a value, not the end of the expression"},
};

class tst_checker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rejects_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("expected");
        for (const auto &[expression, expected] : Rejected)
            QTest::addRow("%s", expression)
                << QString::fromUtf8(expression) << QString::fromUtf8(expected);
    }

    void rejects()
    {
        QFETCH(QString, expression);
        CompileOptions options;
        options.origin = {QStringLiteral("r.yaml"), 7, 20};
        options.continuationColumn = 9;
        const auto program = compile(expression, FakeSystem::environment(), options);
        QVERIFY(!program.hasValue());
        QTEST(program.error().toString(), "expected");
    }

    void accepts_data()
    {
        QTest::addColumn<QString>("expression");
        for (const char *expression : {
                 "self.privileged",
                 "self.privileged == null",
                 "self.memory > 1.5",
                 "self.cpu == 2",
                 "self.cpu in [1, 2]",
                 "self.seccomp == 'default' || self.seccomp != self.name",
                 "self.seccomp == self.name + 'x'",
                 "self.seccomp.startsWith('unc')",
                 "self.mounts == []",
                 "self.mounts.map(m, m.source) == ['a']",
                 "(self.privileged ? 1 : 2.5) > 2",
                 "anything",
                 "anything.a.b[0] == 1 && anything.exists(x, x)",
                 "anything == 'x' || anything == 1",
                 "[1, 'a'].exists(x, x == 1)",
                 "'a' in self.labels && self.labels.exists(k, k.size() > 1)",
                 "type(self.memory) == int",
                 "has(self.host.host.name)",
             })
            QTest::addRow("%s", expression) << QString::fromUtf8(expression);
    }

    void accepts()
    {
        QFETCH(QString, expression);
        const auto program = compile(expression, FakeSystem::environment());
        QVERIFY2(program.hasValue(), qPrintable(program ? QString() : program.error().toString()));
    }

    void givesTheTypeOfAnExpression()
    {
        CompileOptions any;
        any.expected = CompileOptions::Expected::Any;
        const auto typeOf = [&](const char *text) {
            const auto program = compile(QString::fromLatin1(text), FakeSystem::environment(), any);
            return program ? FakeSystem::environment().describe(program->resultType())
                           : program.error().toString();
        };
        QCOMPARE(typeOf("self.mounts.filter(m, m.readOnly)"), QStringLiteral("list<mount>"));
        QCOMPARE(typeOf("self.mounts.map(m, m.source)"), QStringLiteral("list<string>"));
        QCOMPARE(typeOf("{'a': [1.5]}"), QStringLiteral("map<string, list<double>>"));
        QCOMPARE(typeOf("self.labels.tier"), QStringLiteral("string"));
        QCOMPARE(typeOf("[1, 'a'][0]"), QStringLiteral("dyn"));
        QCOMPARE(typeOf("anything + 1"), QStringLiteral("int"));
        QCOMPARE(typeOf("anything + anything"), QStringLiteral("dyn"));
        QCOMPARE(typeOf("self.host"), QStringLiteral("container"));
    }

    void declarationsAreChecked()
    {
        Environment environment;
        const quint16 type = environment.addObjectType(QStringLiteral("thing")).value();
        QVERIFY(environment.addField(type, QStringLiteral("a"), Type::integer(), 0).hasValue());
        QVERIFY(!environment.addField(type, QStringLiteral("a"), Type::integer(), 1).hasValue());
        QVERIFY(!environment.addField(type, QStringLiteral("a b"), Type::integer(), 1).hasValue());
        QVERIFY(!environment.addField(9, QStringLiteral("b"), Type::integer(), 1).hasValue());
        QVERIFY(environment.addVariable(QStringLiteral("x"), Type::integer(), 0).hasValue());
        QVERIFY(!environment.addVariable(QStringLiteral("x"), Type::integer(), 1).hasValue());
        QVERIFY(!environment.addVariable(QStringLiteral("1x"), Type::integer(), 1).hasValue());
        QVERIFY(
            !environment.addFunction({QStringLiteral("size"), {}, Type::integer(), 0}).hasValue());
        QVERIFY(
            !environment.addFunction({QStringLiteral("all"), {}, Type::integer(), 0}).hasValue());
        // A copy is a value of its own.
        Environment copy = environment;
        QVERIFY(copy.addVariable(QStringLiteral("y"), Type::integer(), 1).hasValue());
        QVERIFY(!environment.variable(QStringLiteral("y")));
    }
};

DRAWBRIDGE_TEST(tst_checker)
#include "tst_checker.moc"
