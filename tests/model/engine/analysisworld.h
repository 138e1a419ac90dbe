#pragma once

#include "model/engine/analysissession.h"
#include "tests/support/models/compactmodel.h"

namespace drawbridge::test {

// Rules of one pack "test", written as its YAML list; nullptr and a warning when they do not load.
std::shared_ptr<const RuleSet> rulesFrom(const QByteArray &list);
// The start of a rule of that pack: id, stride, attacker, title, what it judges.
QByteArray rule(const char *id, const char *target, const QByteArray &more);

AnalysisSession analysed(const ThreatModel &model, std::shared_ptr<const RuleSet> rules,
                         QDate today = QDate(2026, 1, 15));
// "key: status" of every threat in order; "!" behind one to be reviewed, "?" behind each question.
QStringList statusesOf(const AnalysisSession &session);

// Sets an architect's claim, or another kind's.
template <typename Record>
void say(Record &record, const char *property, const Value &value,
         ClaimSource source = ClaimSource::Architect);
Value record(std::initializer_list<std::pair<const char *, Value>> fields);

Element container(const char *id, const char *image = nullptr);
Image imageOf(const char *id, const char *reference);
DataFlow flowOf(const char *id, const char *source, const char *target);
Decision decisionOn(const QString &key, Treatment treatment);

template <typename Record>
void say(Record &record, const char *property, const Value &value, ClaimSource source)
{
    constexpr RecordKind kind = recordKind<Record>;
    const PropertyIndex index = shippedSchema()->find(kind, QString::fromLatin1(property));
    Q_ASSERT(index != NoProperty);
    Claim claim;
    claim.value = value;
    claim.provenance.claim = source;
    record.properties.set(index, claim);
}

} // namespace drawbridge::test
