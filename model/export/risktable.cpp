#include "model/export/risktable.h"

#include "model/core/names.h"
#include "model/export/tableviews.h"

#include <algorithm>

namespace drawbridge {

static ElementId elementOf(const ThreatModel &model, const Threat &threat)
{
    switch (threat.targetKind) {
    case RecordKind::Element:
        return ElementId(threat.target);
    case RecordKind::Interface: {
        const Interface *interface = model.interfaces.find(InterfaceId(threat.target));
        return interface ? interface->owner : ElementId();
    }
    case RecordKind::Flow: {
        const DataFlow *flow = model.flows.find(FlowId(threat.target));
        return flow ? flow->target : ElementId();
    }
    default:
        return {};
    }
}

QList<ElementRisk> elementRisks(const ExportInput &input)
{
    QHash<IdText, ElementRisk> byElement;
    for (qsizetype i = 0; i < input.session->size(); ++i) {
        const Threat &threat = input.session->at(i);
        const ElementId element = elementOf(*input.model, threat);
        if (element.isEmpty())
            continue;
        ElementRisk &risk = byElement[element];
        ++risk.threats;
        risk.highest.take(residualRisk(threat, *input.rules));
    }
    QList<ElementRisk> risks;
    for (const Element &element : input.model->elements) {
        const auto found = byElement.constFind(element.id);
        if (found == byElement.constEnd())
            continue;
        risks += *found;
        risks.last().id = element.id;
        risks.last().name = element.name;
    }
    std::stable_sort(risks.begin(), risks.end(), [](const ElementRisk &a, const ElementRisk &b) {
        return std::tie(b.highest.evidenced, b.highest.claimed, a.name)
            < std::tie(a.highest.evidenced, a.highest.claimed, b.name);
    });
    return risks;
}

TableDocument riskDistributionTable(const ExportInput &input)
{
    const RiskDistribution distribution = riskDistribution(*input.session);
    TableDocument table {QStringLiteral("distribution"), QStringLiteral("Risk"), {}, {}, {}, {}};
    table.note = QStringLiteral(
                     "Threats by the severity of their risk: without any mitigation, with those "
                     "that are claimed, and with those that files declare or scans observed. %1 of "
                     "them may not apply: an answer is missing. Risks are ordinal and are never "
                     "added up.")
                     .arg(distribution.unanswered);
    table.columns = {{QStringLiteral("severity"), QStringLiteral("Severity")},
                     {QStringLiteral("inherent"), QStringLiteral("Inherent"), true},
                     {QStringLiteral("claimed"), QStringLiteral("Left as claimed"), true},
                     {QStringLiteral("evidenced"), QStringLiteral("Left as evidenced"), true}};
    for (size_t i = 0; i < distribution.inherent.size(); ++i)
        table.rows.append(
            {i + 1 < distribution.inherent.size() ? displayName(static_cast<Severity>(i))
                                                  : QStringLiteral("None"),
             QString::number(distribution.inherent[i]), QString::number(distribution.claimed[i]),
             QString::number(distribution.evidenced[i])});
    return table;
}

TableDocument riskTable(const ExportInput &input)
{
    TableDocument table {QStringLiteral("risk"), QStringLiteral("Risk by element"), {}, {}, {}, {}};
    table.note = QStringLiteral("The highest risk (1 to 25) among the threats of each element, its "
                                "interfaces and the flows that end at it.");
    table.columns = {{QStringLiteral("element"), QStringLiteral("Element")},
                     {QStringLiteral("threats"), QStringLiteral("Threats"), true},
                     {QStringLiteral("inherent"), QStringLiteral("Inherent"), true},
                     {QStringLiteral("claimed"), QStringLiteral("Left as claimed"), true},
                     {QStringLiteral("evidenced"), QStringLiteral("Left as evidenced"), true}};
    for (const ElementRisk &risk : elementRisks(input))
        table.rows.append(
            {risk.name, QString::number(risk.threats), QString::number(risk.highest.inherent),
             QString::number(risk.highest.claimed), QString::number(risk.highest.evidenced)});
    return table;
}

} // namespace drawbridge
