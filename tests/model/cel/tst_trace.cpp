#include "tests/model/cel/fakesystem.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::cel;
using test::FakeSystem;

static const char *stateName(TraceState state)
{
    static const char *names[] = {"true", "false", "other", "unknown", "error", "skipped"};
    return names[static_cast<int>(state)];
}

// One line a node: text = state [reads].
static QStringList lines(const char *text, FakeSystem &system)
{
    Scratch scratch;
    const auto program = compile(QString::fromUtf8(text), FakeSystem::environment());
    if (!program)
        return {program.error().toString()};
    QStringList result;
    for (const TraceNode &node : program->trace(system, scratch).nodes) {
        QStringList reads;
        for (const TraceRead &read : node.reads)
            reads += QStringLiteral("%1:%2")
                         .arg(read.reference.field)
                         .arg(read.state == TraceState::Unknown ? QStringLiteral("unknown")
                                                                : read.value.toDisplayString());
        result +=
            QStringLiteral("%1 = %2%3")
                .arg(node.text, QString::fromLatin1(stateName(node.state)),
                     reads.isEmpty() ? QString() : QStringLiteral(" [%1]").arg(reads.join(u' ')));
    }
    return result;
}

class tst_trace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEveryPartWithWhatItRead()
    {
        FakeSystem system;
        const QStringList expected {
            QStringLiteral(
                "self.privileged && (self.memory > 900 || !(self.user == 'app')) = unknown"),
            QStringLiteral("self.privileged = true [2:yes]"),
            QStringLiteral("self.memory > 900 || !(self.user == 'app') = unknown"),
            QStringLiteral("self.memory > 900 = false [6:512]"),
            QStringLiteral("!(self.user == 'app') = unknown"),
            QStringLiteral("self.user == 'app' = unknown [1:unknown]"),
        };
        QCOMPARE(lines("self.privileged && (self.memory > 900 || !(self.user == 'app'))", system),
                 expected);
    }

    void whatIsNotReachedIsSkipped()
    {
        FakeSystem system;
        const QStringList expected {
            QStringLiteral("has(self.host) && self.host.privileged = false"),
            QStringLiteral("has(self.host) = false [8:none]"),
            QStringLiteral("self.host.privileged = skipped"),
        };
        QCOMPARE(lines("has(self.host) && self.host.privileged", system), expected);
        const QStringList branches {
            QStringLiteral("self.privileged ? level > 1 : self.memory > 1 = true"),
            QStringLiteral("self.privileged = true [2:yes]"),
            QStringLiteral("level > 1 = true [1:3]"),
            QStringLiteral("self.memory > 1 = skipped"),
        };
        QCOMPARE(lines("self.privileged ? level > 1 : self.memory > 1", system), branches);
    }

    void errorsAndCallsAreNamed()
    {
        FakeSystem system;
        Scratch scratch;
        const auto program =
            compile(QStringLiteral("self.reaches('internet') && self.memory / 0 == 1"),
                    FakeSystem::environment());
        const Trace trace = program->trace(system, scratch);
        QCOMPARE(trace.nodes[1].reads.size(), size_t(1));
        QVERIFY(trace.nodes[1].reads[0].kind == TraceRead::Kind::Function);
        QCOMPARE(trace.nodes[1].reads[0].value, Value(true));
        QCOMPARE(trace.nodes[2].errorMessage, QStringLiteral("divide by zero"));
        QVERIFY(trace.nodes[0].state == TraceState::Error);
    }

    void decisiveLeavesAreThoseTheOutcomeRestsOn()
    {
        FakeSystem system;
        Scratch scratch;
        const auto texts = [&](const char *text) {
            const Trace trace =
                compile(QString::fromUtf8(text), FakeSystem::environment())->trace(system, scratch);
            QStringList result;
            for (const quint32 index : trace.decisive())
                result += trace.nodes[index].text;
            return result;
        };
        QCOMPARE(texts("self.memory < 10 || self.privileged"),
                 QStringList {QStringLiteral("self.privileged")});
        QCOMPARE(
            texts("self.privileged && self.memory > 10"),
            (QStringList {QStringLiteral("self.privileged"), QStringLiteral("self.memory > 10")}));
        QCOMPARE(texts("self.privileged && self.memory < 10"),
                 QStringList {QStringLiteral("self.memory < 10")});
        QCOMPARE(texts("self.privileged && self.user == 'x'"),
                 QStringList {QStringLiteral("self.user == 'x'")});
    }

    void loopsNameEveryItemTheyRead()
    {
        FakeSystem system;
        const QStringList given = lines("self.mounts.exists(m, m.readOnly)", system);
        QCOMPARE(given,
                 QStringList {QStringLiteral(
                     "self.mounts.exists(m, m.readOnly) = true [4:mount 0, mount 1 1:no 1:yes]")});
    }
};

DRAWBRIDGE_TEST(tst_trace)
#include "tst_trace.moc"
