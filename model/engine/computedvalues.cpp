#include "model/cel/valueconversion.h"
#include "model/engine/sessionstate.h"

namespace drawbridge {

std::optional<Value> AnalysisSession::computedValue(RecordKind kind, const IdText &record,
                                                    PropertyIndex property) const
{
    const PropertySchema &schema = d->rules().vocabulary.schema();
    if (property >= schema.definitions().size()
        || recordKindOf(schema.definition(property).scope) != kind)
        return std::nullopt;
    const ComputedFacts::Fact fact = ComputedFacts::factFor(schema.definition(property));
    const NodeIndex node = d->index.find(kind, record);
    if (!fact || !d->index.node(node).alive)
        return std::nullopt;
    if (!d->reader)
        d->reader = std::make_unique<RuleEvaluator>(d->rules(), d->facts);
    ConditionContext &context = d->reader->context();
    context.begin(node);
    cel::Scratch &scratch = d->reader->scratch();
    scratch.reset();
    ComputedFacts facts(context.reader());
    const Result<Value> value = cel::toValue((facts.*fact)(node, scratch), context);
    if (!value)
        return std::nullopt;
    return *value;
}

} // namespace drawbridge
