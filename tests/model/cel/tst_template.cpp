#include "model/cel/template.h"
#include "tests/model/cel/fakesystem.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::cel;
using test::FakeSystem;

class tst_template : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renders_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::addRow("%s", text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        row("", "");
        row("plain", "plain");
        row("{self.name} runs privileged", "web runs privileged");
        row("{self.name}{self.name}", "webweb");
        row("{{literal}} {self.name}", "{literal} web");
        row("{{{self.name}}}", "{web}");
        row("runs as {self.user}", "runs as unknown");
        row("{self.memory / 0}", "?");
        row("{self.memory} bytes, {1.5}, {self.privileged}", "512 bytes, 1.5, yes");
        row("{self.mounts.map(m, m.source)}", "/data, /var/run/docker.sock");
        row("{self.mounts}", "mount 0, mount 1");
        row("{self}", "web");
        row("{self.mounts.filter(m, false)}", "none");
        row("{'}'}", "}");
        row("{{'a': 1}['a']} x", "error");
        row("{ {'a': 1}['a'] } x", "1 x");
        row("{r'\\}'}", "\\}");
        row("{self.host}", "none");
        row("{self.privileged ? 'yes' : 'no'}: {\"{\"}", "yes: {");
    }

    void renders()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        FakeSystem system;
        Scratch scratch;
        const auto compiled = Template::compile(text, FakeSystem::environment());
        if (expected == u"error") {
            QVERIFY(!compiled.hasValue());
            return;
        }
        QVERIFY2(compiled.hasValue(),
                 qPrintable(compiled ? QString() : compiled.error().toString()));
        QCOMPARE(compiled->render(system, scratch), expected);
        QCOMPARE(compiled->source(), text);
    }

    void errorsPointIntoTheText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("field")
            << QStringLiteral("The {self.nme}")
            << QStringLiteral("p.yaml:3:20: container has no field 'nme' - did you mean 'name'?");
        QTest::newRow("second line")
            << QStringLiteral("The\n{self.nme}")
            << QStringLiteral("p.yaml:4:7: container has no field 'nme' - did you mean 'name'?");
        QTest::newRow("open")
            << QStringLiteral("a {self.name")
            << QStringLiteral("p.yaml:3:12: '{' is not closed; a brace in a text is written '{{'");
        QTest::newRow("close")
            << QStringLiteral("a } b")
            << QStringLiteral("p.yaml:3:12: '}' closes nothing; a brace in a text is written '}}'");
        QTest::newRow("empty") << QStringLiteral(
            "{}") << QStringLiteral("p.yaml:3:11: expected a value, not the end of the expression");
    }

    void errorsPointIntoTheText()
    {
        QFETCH(QString, text);
        CompileOptions options;
        options.origin = {QStringLiteral("p.yaml"), 3, 10};
        const auto compiled = Template::compile(text, FakeSystem::environment(), options);
        QVERIFY(!compiled.hasValue());
        QTEST(compiled.error().toString(), "expected");
    }

    void readsWhatAllItsPartsRead()
    {
        const auto compiled = Template::compile(
            QStringLiteral("{self.user} {self.name} {self.user}"), FakeSystem::environment());
        const std::vector<ReadSet::Field> fields {{FakeSystem::Container, FakeSystem::Name},
                                                  {FakeSystem::Container, FakeSystem::User}};
        QCOMPARE(compiled->reads().fields, fields);
    }
};

DRAWBRIDGE_TEST(tst_template)
#include "tst_template.moc"
