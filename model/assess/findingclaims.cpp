#include "model/assess/findingclaims.h"

namespace drawbridge {

static constexpr qsizetype MostLabels = 3;

void FindingClaims::take(const FindingClaim &claim, bool failed, const QString &label)
{
    Said &said = m_said[{claim.kind, claim.record}][claim.property];
    if (said.labels.isEmpty() || (failed && !said.failed)) {
        said.labels.clear();
        said.value = claim.value;
        said.failed = failed;
        said.isList = claim.isItem;
    } else if (failed != said.failed || (!claim.isItem && said.value != claim.value)) {
        return;
    }
    if (const QString *item = claim.isItem ? claim.value.asString() : nullptr) {
        if (!said.items.contains(*item))
            said.items += *item;
    }
    if (!said.labels.contains(label))
        said.labels += label;
}

static QString joined(const QStringList &labels)
{
    const QString first = labels.mid(0, MostLabels).join(QStringLiteral("; "));
    return labels.size() <= MostLabels
        ? first
        : first + QStringLiteral("; and %1 more").arg(labels.size() - MostLabels);
}

void FindingClaims::write(EvidenceFacts &facts) const
{
    for (auto record = m_said.cbegin(); record != m_said.cend(); ++record) {
        QList<ObservedValue> values;
        for (auto it = record->cbegin(); it != record->cend(); ++it) {
            ObservedValue value {it.key(), it->value, it->isList, joined(it->labels)};
            if (it->isList) {
                ValueList list;
                for (const QString &item : it->items)
                    list += item;
                value.value = list;
            }
            values += value;
        }
        facts.observed.insert(record.key(), values);
    }
}

} // namespace drawbridge
