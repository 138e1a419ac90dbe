#include "model/engine/modelreading.h"

#include "model/engine/compiledrule.h"

namespace drawbridge {

ModelReading::ModelReading(const AnalysisInput &input)
    : m_model(input.model)
    , m_rules(input.rules)
    , m_properties(input.rules->compiled().vocabulary.schema())
{
    m_index.rebuild(m_model);
    m_evidence.rebuild(input.evidence, m_index, rules());
    m_facts = {
        &m_model,   &m_index, &rules().vocabulary, &m_properties, input.date.toString(Qt::ISODate),
        &m_evidence};
}

} // namespace drawbridge
