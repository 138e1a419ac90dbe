#include "app/document/documentfindings.h"

#include <algorithm>

namespace drawbridge {

void DocumentFindings::start(std::shared_ptr<const ScannerTable> table,
                             std::shared_ptr<const RuleSet> rules,
                             std::shared_ptr<const PropertySchema> schema, const QDate &today)
{
    m_table = std::move(table);
    m_rules = std::move(rules);
    m_schema = std::move(schema);
    m_today = today;
}

void DocumentFindings::find(const ThreatModel &model)
{
    m_findings = {};
    if (!m_table || !m_rules || !m_evidence.scans || m_evidence.scans->isEmpty())
        return;
    FindingInput input;
    input.evidence = m_evidence.scans;
    input.model = &model;
    input.table = m_table.get();
    input.rules = m_rules.get();
    input.schema = m_schema.get();
    input.today = m_today;
    input.digests = m_evidence.digests;
    input.isKnown = m_evidence.status != u"stale";
    m_findings = Findings::find(input);
}

// Properties of these records say nothing of where results belong, but for those of images (their
// Dockerfiles) and interfaces (their parameters).
static bool isAnother(const Element &before, const Element &after)
{
    return before.name != after.name || before.image != after.image
        || before.identity != after.identity || before.hasRuntime != after.hasRuntime
        || before.vanished != after.vanished;
}

static bool isAnother(const TrustBoundary &before, const TrustBoundary &after)
{
    return before.kind != after.kind || before.vanished != after.vanished;
}

template <typename Record>
static bool hasOthers(const ChangeSet &changes)
{
    const auto &list = changes.of<Record>();
    return std::any_of(list.begin(), list.end(), [](const RecordChange<Record> &change) {
        return !change.before || !change.after || isAnother(*change.before, *change.after);
    });
}

bool DocumentFindings::follow(const ThreatModel &model, const ChangeSet &changes)
{
    const bool hadSome = !m_findings.all().isEmpty();
    const bool concerns = changes.reset || hasOthers<Element>(changes)
        || hasOthers<TrustBoundary>(changes) || !changes.of<Image>().isEmpty()
        || !changes.of<Interface>().isEmpty() || !changes.of<Source>().isEmpty()
        || !changes.of<FindingDecision>().isEmpty();
    if (!concerns || (!hadSome && !m_evidence.scans))
        return false;
    find(model);
    return true;
}

} // namespace drawbridge
