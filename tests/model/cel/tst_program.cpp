#include "model/cel/program.h"
#include "tests/model/cel/fakesystem.h"
#include "tests/support/testrunner.h"

#include <thread>

using namespace drawbridge;
using namespace drawbridge::cel;
using test::FakeSystem;

static Program compiled(const char *text)
{
    const auto program = compile(QString::fromUtf8(text), FakeSystem::environment());
    if (!program)
        qFatal("%s: %s", text, qPrintable(program.error().toString()));
    return *program;
}

static QString words(const Outcome &outcome)
{
    if (outcome.isError())
        return QStringLiteral("error: ") + outcome.errorMessage();
    if (!outcome.isUnknown())
        return outcome.isTrue() ? QStringLiteral("true") : QStringLiteral("false");
    QStringList parts;
    for (const Reference &reference : outcome.references())
        parts +=
            QStringLiteral("%1/%2.%3").arg(reference.type).arg(reference.row).arg(reference.field);
    return QStringLiteral("unknown ") + parts.join(u' ');
}

class tst_program : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evaluatesOverObjects_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *expression, const char *expected) {
            QTest::addRow("%s", expression)
                << QString::fromUtf8(expression) << QString::fromUtf8(expected);
        };
        row("self.privileged", "true");
        row("self.privileged && self.seccomp == 'unconfined'", "false");
        row("self.memory > 100 && self.memory < 1000", "true");
        row("self.memory > 0.5", "true");
        row("self.labels.tier == 'front'", "true");
        row("self.labels['tier'].startsWith('fr')", "true");
        row("has(self.labels.tier) && !has(self.labels.zone)", "true");
        row("self.labels.zone == 'a'", "error: no such key: 'zone'");
        row("'NET_RAW' in self.capAdd", "true");
        row("self.capAdd.exists(c, c == 'SYS_ADMIN')", "false");
        row("self.mounts.exists(m, m.source.endsWith('docker.sock'))", "true");
        row("self.mounts.exists_one(m, m.readOnly)", "true");
        row("self.mounts.filter(m, !m.readOnly).map(m, m.source) == ['/data']", "true");
        row("self.mounts.size() == 2", "true");
        row("self.mounts[0] == self.mounts[0] && self.mounts[0] != self.mounts[1]", "true");
        row("level == 3", "true");
        // Not applicable is null: present is what has a value.
        row("has(self.host)", "false");
        row("self.host == null", "true");
        row("has(self.host) && self.host.privileged", "false");
        row("self.host.privileged", "error: no such field: the value is null");
        row("has(self.privileged)", "true");
        row("has(self.user)", "unknown 0/0.1");
        row("self.user == 'root'", "unknown 0/0.1");
        row("known(self.user)", "false");
        row("self.privileged && !known(self.user)", "true");
        row("self.user == 'root' || self.cpu > 1.0", "unknown 0/0.1 0/0.9");
        row("self.user == 'root' || self.user == '0'", "unknown 0/0.1");
        row("self.user == 'root' || self.privileged", "true");
        row("self.user == 'root' && !self.privileged", "false");
        row("self.user.startsWith('r') ? true : false", "unknown 0/0.1");
        row("anything", "unknown 65535/0.2");
        row("reaches(self, 'internet')", "true");
        row("self.reaches('internet')", "true");
        row("self.reaches('moon')", "false");
        row("self.reaches('nowhere')", "error: there is no such place");
        row("self.reaches('nowhere') || true", "true");
        row("self.reaches(self.user)", "unknown 0/0.1");
        row("version() == 7", "true");
    }

    void evaluatesOverObjects()
    {
        QFETCH(QString, expression);
        FakeSystem system;
        Scratch scratch;
        const auto program = compile(expression, FakeSystem::environment());
        QVERIFY2(program.hasValue(), qPrintable(program ? QString() : program.error().toString()));
        QTEST(words(program->evaluate(system, scratch)), "expected");
    }

    void partialListsLeaveOpenWhatTheMissingItemsDecide_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *expression, const char *expected) {
            QTest::addRow("%s", expression)
                << QString::fromUtf8(expression) << QString::fromUtf8(expected);
        };
        const char *open = "unknown 0/0.4";
        row("self.mounts.exists(m, m.source == '/data')", "true");
        row("self.mounts.exists(m, m.source == '/etc')", open);
        row("self.mounts.all(m, m.source == '/data')", "false");
        row("self.mounts.all(m, m.source != '/etc')", open);
        row("self.mounts.exists_one(m, m.source == '/data')", open);
        row("self.mounts.size() == 2", open);
        row("size(self.mounts) > 0", open);
        row("self.mounts[0].source == '/data'", "true");
        row("self.mounts[7].source == '/data'", open);
        row("self.mounts[-1].source == '/data'",
            "error: index out of range: -1 in a list of 2 items");
        row("self.mounts == []", "false");
        row("[] != self.mounts", "true");
        row("self.mounts == self.mounts", open);
        row("self.mounts.filter(m, m.readOnly).exists(m, m.source == '/etc')", open);
        row("self.mounts.map(m, m.source).exists(s, s == '/etc')", open);
        row("'/etc' in self.mounts.map(m, m.source)", open);
        row("'/data' in self.mounts.map(m, m.source)", "true");
        row("'/etc' in ['/x'] + self.mounts.map(m, m.source)", open);
        row("'/x' in ['/x'] + self.mounts.map(m, m.source)", "true");
        row("'SYS_ADMIN' in self.capAdd", "unknown 0/0.5");
        row("self.capAdd.exists(c, c == 'SYS_ADMIN') || self.mounts.exists(m, m.source == '/etc')",
            "unknown 0/0.5 0/0.4");
        row("known(self.mounts)", "true");
        row("self.mounts.exists(m, m.source == '/etc' || m.source[0] == 'x' ? true : 1 / 0 == 1)",
            open);
    }

    void partialListsLeaveOpenWhatTheMissingItemsDecide()
    {
        QFETCH(QString, expression);
        FakeSystem system;
        system.setObjects(FakeSystem::Self, FakeSystem::Mounts,
                          {{0, FakeSystem::Mount}, {1, FakeSystem::Mount}}, true);
        system.setPartial(FakeSystem::Self, FakeSystem::CapAdd, ValueList {u"NET_RAW"});
        CompileOptions options;
        options.checking = CompileOptions::Checking::Lenient;
        const auto program = compile(expression, FakeSystem::environment(), options);
        QVERIFY2(program.hasValue(), qPrintable(program ? QString() : program.error().toString()));
        Scratch scratch;
        QTEST(words(program->evaluate(system, scratch)), "expected");
    }

    void referencesAreBoundedAndCounted()
    {
        FakeSystem system;
        std::vector<ObjectHandle> mounts;
        for (quint32 row = 100; row < 140; ++row)
            mounts.push_back({row, FakeSystem::Mount});
        system.setObjects(FakeSystem::Self, FakeSystem::Mounts, mounts);
        Scratch scratch;
        const Program program = compiled("self.mounts.exists(m, m.readOnly)");
        const Outcome outcome = program.evaluate(system, scratch);
        QVERIFY(outcome.isUnknown());
        QCOMPARE(outcome.references().size(), size_t(UnknownSet::MaximumCount));
        QVERIFY(outcome.referencesTruncated());
        QCOMPARE(outcome.references().front(),
                 Reference::ofField({100, FakeSystem::Mount}, FakeSystem::ReadOnly));
    }

    void readsNamesEveryFieldThatMayBeAsked()
    {
        const Program program =
            compiled("level > 1 && (self.privileged || self.mounts.exists(m, m.readOnly)) "
                     "&& self.reaches('internet') && self.privileged");
        const ReadSet &reads = program.reads();
        const std::vector<ReadSet::Field> fields {{FakeSystem::Container, FakeSystem::Privileged},
                                                  {FakeSystem::Container, FakeSystem::Mounts},
                                                  {FakeSystem::Mount, FakeSystem::ReadOnly}};
        QCOMPARE(reads.fields, fields);
        QCOMPARE(reads.variables, (std::vector<quint16> {0, 1}));
        QCOMPARE(reads.functions, std::vector<quint16> {FakeSystem::Reaches});
    }

    void readsOfADynamicOperandNameEveryTypeWithTheField()
    {
        const Program program = compiled("anything.readOnly == true || anything.name == 'x'");
        const std::vector<ReadSet::Field> fields {{FakeSystem::Container, FakeSystem::Name},
                                                  {FakeSystem::Mount, FakeSystem::ReadOnly}};
        QCOMPARE(program.reads().fields, fields);
    }

    void dynamicOperandsReadObjectsByName()
    {
        FakeSystem system;
        Scratch scratch;
        const Program program = compiled("[dyn(self.mounts[0])].exists(m, m.source == '/data')");
        QVERIFY(program.evaluate(system, scratch).isTrue());
        const Program wrong = compiled("dyn(self).source == '/data'");
        QCOMPARE(words(wrong.evaluate(system, scratch)),
                 QStringLiteral("error: no such field: container has no 'source'"));
    }

    void shortCircuitReadsNothingMore()
    {
        FakeSystem system;
        Scratch scratch;
        (void)compiled("!self.privileged && self.user == 'x' && self.memory > 1")
            .evaluate(system, scratch);
        QCOMPARE(system.fieldReads, 1);
    }

    void constantPartsAreFolded()
    {
        FakeSystem system;
        Scratch scratch;
        const Program program = compiled("self.memory == [1, 2, 3].map(x, x * 2).size() + 509 && "
                                         "self.name in ['w' + 'eb', 'db']");
        QVERIFY(program.evaluate(system, scratch).isTrue());
        // An error that is never reached stays harmless.
        QVERIFY(compiled("self.privileged || 1 / 0 == 1").evaluate(system, scratch).isTrue());
    }

    void anErrorSaysWhichPartFailed()
    {
        FakeSystem system;
        Scratch scratch;
        CompileOptions options;
        options.origin = {QStringLiteral("pack.yaml"), 12, 11};
        const QString text = QStringLiteral("self.privileged &&\n self.memory / 0 == 1");
        const auto program = compile(text, FakeSystem::environment(), options);
        QVERIFY(program.hasValue());
        const Outcome outcome = program->evaluate(system, scratch);
        QCOMPARE(outcome.errorMessage(), QStringLiteral("divide by zero"));
        const Span span = outcome.errorSpan();
        QCOMPARE(text.sliced(span.begin, span.end - span.begin), QStringLiteral("self.memory / 0"));
        QCOMPARE(program->location(span).toString(), QStringLiteral("pack.yaml:13:2"));
    }

    void aDynamicConditionMustGiveABool()
    {
        class Three final : public Activation
        {
            CelValue variable(quint16, Scratch &) override { return CelValue::integer(3); }
            CelValue field(ObjectHandle, quint16, Scratch &scratch) override
            {
                return scratch.error(u"none");
            }
        } activation;
        Scratch scratch;
        QCOMPARE(words(compiled("anything").evaluate(activation, scratch)),
                 QStringLiteral("error: the condition gives a int instead of a bool"));
    }

    void oneProgramServesManyThreads()
    {
        const Program program =
            compiled("self.mounts.exists(m, m.source.matches('docker[.]sock$')) "
                     "&& self.labels.tier + 'end' == 'frontend'");
        std::atomic<int> right = 0;
        const auto work = [&] {
            FakeSystem system;
            Scratch scratch;
            for (int i = 0; i < 500; ++i)
                right += program.evaluate(system, scratch).isTrue() ? 1 : 0;
        };
        std::thread first(work);
        std::thread second(work);
        first.join();
        second.join();
        QCOMPARE(right.load(), 1000);
    }

    void aComputedFieldEvaluatesWithinTheConditionThatReadsIt()
    {
        class Computing final : public Activation
        {
        public:
            CelValue variable(quint16 slot, Scratch &scratch) override
            {
                return system.variable(slot, scratch);
            }
            CelValue field(ObjectHandle object, quint16 field, Scratch &scratch) override
            {
                return field == FakeSystem::User ? user.evaluateWithin(system, scratch).value()
                                                 : system.field(object, field, scratch);
            }

            FakeSystem system;
            CompileOptions any {CompileOptions::Expected::Any, {}, {}, 1};
            Program user = *compile(QStringLiteral("self.name + string(self.memory)"),
                                    FakeSystem::environment(), any);
        } activation;
        Scratch scratch;
        const Program program = compiled("[self.name + '!', self.user] == ['web!', 'web512']");
        QVERIFY(program.evaluate(activation, scratch).isTrue());
    }

    void anEmptyProgramIsNull()
    {
        FakeSystem system;
        Scratch scratch;
        QVERIFY(Program().isEmpty());
        QVERIFY(Program().evaluate(system, scratch).value().isNull());
        QVERIFY(Program().source().isEmpty());
    }
};

DRAWBRIDGE_TEST(tst_program)
#include "tst_program.moc"
