#include "model/engine/conditiontest.h"

#include "model/cel/valueconversion.h"
#include "model/core/names.h"
#include "model/engine/modelreading.h"
#include "model/engine/ruleevaluator.h"

#include <algorithm>

namespace drawbridge {

namespace {

// Tries one program on one record after another.
class ConditionTrial
{
public:
    ConditionTrial(const AnalysisInput &input, cel::Program program, const QString &per)
        : m_reading(input)
        , m_evaluator(m_reading.rules(), m_reading.facts())
        , m_program(std::move(program))
        , m_per(per)
    {
    }

    ConditionTest run(RecordKind kind, const std::function<bool()> &enough);

private:
    std::vector<NodeIndex> recordsOf(RecordKind kind) const;
    void tryRecord(NodeIndex node, QList<ConditionOutcome> &outcomes);
    ConditionOutcome outcomeOf(const ModelNode &node);
    void nameUnknowns(const ModelNode &target, const cel::Outcome &outcome,
                      ConditionOutcome &result);

    ModelReading m_reading;
    RuleEvaluator m_evaluator;
    cel::Program m_program;
    QString m_per;
};

std::vector<NodeIndex> ConditionTrial::recordsOf(RecordKind kind) const
{
    std::vector<std::pair<QString, NodeIndex>> named;
    for (size_t i = 0; i < m_reading.index().size(); ++i) {
        const ModelNode &node = m_reading.index().node(static_cast<NodeIndex>(i));
        if (node.alive && node.kind == kind)
            named.emplace_back(recordName(m_reading.model(), kind, node.id),
                               static_cast<NodeIndex>(i));
    }
    std::sort(named.begin(), named.end(), [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first < b.first : a.second < b.second;
    });
    std::vector<NodeIndex> records;
    for (const auto &[name, node] : named)
        records.push_back(node);
    return records;
}

ConditionTest ConditionTrial::run(RecordKind kind, const std::function<bool()> &enough)
{
    ConditionTest test;
    for (const NodeIndex node : recordsOf(kind)) {
        if (enough && enough()) {
            test.stopped = true;
            break;
        }
        tryRecord(node, test.outcomes);
    }
    return test;
}

void ConditionTrial::tryRecord(NodeIndex node, QList<ConditionOutcome> &outcomes)
{
    const ModelNode &record = m_reading.index().node(node);
    ConditionContext &context = m_evaluator.context();
    context.begin(node);
    context.beginRule();
    if (m_per.isEmpty()) {
        outcomes += outcomeOf(record);
        return;
    }
    CompiledRule rule;
    rule.per = m_reading.rules().vocabulary.iterated(record.kind, m_per);
    const std::optional<NamedItems> items = m_evaluator.itemsOf(rule);
    if (!items)
        return;
    for (const auto &[name, value] : *items) {
        context.beginRule();
        context.setItem(*rule.per, *value);
        ConditionOutcome outcome = outcomeOf(record);
        outcome.item = name;
        outcomes += outcome;
    }
}

ConditionOutcome ConditionTrial::outcomeOf(const ModelNode &node)
{
    ConditionOutcome result;
    result.kind = node.kind;
    result.record = node.id;
    FactReader &reader = m_evaluator.context().reader();
    reader.clearNotApplicable();
    const cel::Outcome outcome = m_program.evaluate(m_evaluator.context(), m_evaluator.scratch());
    if (outcome.isTrue()) {
        result.state = cel::TraceState::True;
    } else if (outcome.isFalse()) {
        result.state = cel::TraceState::False;
    } else if (outcome.isUnknown()) {
        result.state = cel::TraceState::Unknown;
        nameUnknowns(node, outcome, result);
    } else if (outcome.isError()) {
        result.state = cel::TraceState::Error;
        result.text = reader.sawNotApplicable()
            ? QStringLiteral("a property that it reads does not apply here")
            : outcome.errorMessage();
    } else {
        result.text = cel::displayText(outcome.value(), m_evaluator.context());
    }
    return result;
}

void ConditionTrial::nameUnknowns(const ModelNode &target, const cel::Outcome &outcome,
                                  ConditionOutcome &result)
{
    for (const cel::Reference &reference : outcome.references()) {
        PropertyRead read;
        const QString name = m_evaluator.context().nameOfRead(reference);
        if (!m_evaluator.context().resolve(reference, &read)) {
            if (!result.unknownNames.contains(name))
                result.unknownNames += name;
            continue;
        }
        const ModelNode &holder = m_reading.index().node(read.node);
        const PropertyReference property {holder.kind, holder.id, read.property};
        if (result.unknown.contains(property))
            continue;
        result.unknown += property;
        const QString word = m_reading.rules().vocabulary.schema().definition(read.property).name;
        const bool own = holder.kind == target.kind && holder.id == target.id;
        result.unknownNames += own
            ? word
            : recordName(m_reading.model(), holder.kind, holder.id) + QStringLiteral(": ") + word;
    }
}

} // namespace

QList<RecordKind> conditionKinds()
{
    return {RecordKind::Element, RecordKind::Flow,     RecordKind::Interface, RecordKind::Boundary,
            RecordKind::Image,   RecordKind::Identity, RecordKind::Project};
}

QStringList iteratedWords(const RuleSet &rules, RecordKind kind)
{
    return rules.compiled().vocabulary.iteratedWords(kind);
}

ConditionTest testCondition(const AnalysisInput &input, const QString &text, RecordKind kind,
                            const QString &per, const std::function<bool()> &enough)
{
    const Result<cel::Environment> environment =
        input.rules->compiled().vocabulary.environment(kind, per);
    if (!environment)
        return {environment.error(), {}, false};
    cel::CompileOptions options;
    options.expected = cel::CompileOptions::Expected::Any;
    Result<cel::Program> program = cel::compile(text, *environment, options);
    if (!program)
        return {program.error(), {}, false};
    return ConditionTrial(input, std::move(*program), per).run(kind, enough);
}

} // namespace drawbridge
