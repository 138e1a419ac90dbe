#include "model/diff/modeldiff.h"

#include "model/core/names.h"
#include "model/diff/recordcomparison.h"
#include "model/diff/renamecandidates.h"

#include <algorithm>

namespace drawbridge {

QString nameOf(DifferenceKind kind)
{
    switch (kind) {
    case DifferenceKind::Added:
        return QStringLiteral("added");
    case DifferenceKind::Removed:
        return QStringLiteral("removed");
    case DifferenceKind::Changed:
        return QStringLiteral("changed");
    case DifferenceKind::Vanished:
        return QStringLiteral("vanished");
    case DifferenceKind::Returned:
        return QStringLiteral("returned");
    }
    return {};
}

static QString firstOf(const QString &text, const IdText &id)
{
    return text.isEmpty() ? id.toString() : text;
}

QString differenceName(const ThreatModel &model, RecordKind kind, const IdText &id)
{
    switch (kind) {
    case RecordKind::Interface: {
        const Interface *interface = model.interfaces.find(InterfaceId(id));
        const QString owner =
            interface ? recordName(model, RecordKind::Element, interface->owner) : QString();
        const QString name = recordName(model, kind, id);
        return owner.isEmpty() ? firstOf(name, id) : owner + QStringLiteral(": ") + name;
    }
    case RecordKind::Source: {
        const Source *source = model.sources.find(SourceId(id));
        return source ? source->path : id.toString();
    }
    case RecordKind::Decision: {
        const Decision *decision = model.decisions.find(DecisionId(id));
        return decision ? firstOf(decision->title, id) : id.toString();
    }
    case RecordKind::ManualThreat: {
        const ManualThreat *threat = model.manualThreats.find(ManualThreatId(id));
        return threat ? threat->title : id.toString();
    }
    case RecordKind::ControlStatement: {
        const ControlStatement *statement = model.controlStatements.find(ControlStatementId(id));
        return statement ? statement->control : id.toString();
    }
    case RecordKind::FindingDecision: {
        const FindingDecision *decision = model.findingDecisions.find(FindingDecisionId(id));
        return decision ? firstOf(decision->check + u' ' + decision->place, id) : id.toString();
    }
    case RecordKind::Assumption: {
        const Assumption *assumption = model.assumptions.find(AssumptionId(id));
        return assumption ? assumption->statement : id.toString();
    }
    default:
        return firstOf(recordName(model, kind, id), id);
    }
}

qsizetype ModelDiff::count(DifferenceKind kind) const
{
    return std::count_if(records.begin(), records.end(),
                         [kind](const RecordDifference &record) { return record.kind == kind; });
}

namespace {

class Differences
{
public:
    Differences(const ThreatModel &before, const ThreatModel &after, const PropertySchema &schema,
                const RecordMatch &match)
        : m_before(before)
        , m_after(after)
        , m_match(match)
        , m_comparison(before, after, schema, match)
    {
    }

    QList<RecordDifference> find();

private:
    template <typename Record>
    void compareTables(const Table<Record> &before, const Table<Record> &after);
    template <typename Record>
    void compareRecords(const Record &before, const Record &after);
    void compareProjects();

    const ThreatModel &m_before;
    const ThreatModel &m_after;
    const RecordMatch &m_match;
    RecordComparison m_comparison;
    QList<RecordDifference> m_found;
};

template <typename Record>
void Differences::compareRecords(const Record &before, const Record &after)
{
    QList<FieldDifference> fields = m_comparison.compare(before, after);
    if (fields.isEmpty())
        return;
    DifferenceKind kind = DifferenceKind::Changed;
    if constexpr (requires { after.vanished; }) {
        if (before.vanished != after.vanished) {
            kind = after.vanished ? DifferenceKind::Vanished : DifferenceKind::Returned;
            fields.removeIf([](const FieldDifference &field) {
                return !field.isProperty && field.name == u"vanished";
            });
        }
    }
    m_found += {kind,
                recordKind<Record>,
                before.id,
                after.id,
                differenceName(m_after, recordKind<Record>, after.id),
                fields};
}

template <typename Record>
void Differences::compareTables(const Table<Record> &before, const Table<Record> &after)
{
    if (before.isSharedWith(after) && !m_match.hasDifferentIds())
        return;
    constexpr RecordKind Kind = recordKind<Record>;
    const qsizetype first = m_found.size();
    for (qsizetype row = 0; row < before.size(); ++row) {
        const Record &record = before.at(row);
        const IdText other = m_match.afterOf(Kind, record.id);
        const qsizetype otherRow =
            other.isEmpty() ? -1 : after.rowOf(typename Record::IdType(other));
        if (otherRow < 0)
            m_found += {DifferenceKind::Removed,
                        Kind,
                        record.id,
                        {},
                        differenceName(m_before, Kind, record.id),
                        {}};
        else if (before.recordAt(row) != after.recordAt(otherRow) || m_match.hasDifferentIds())
            compareRecords(record, after.at(otherRow));
    }
    for (const Record &record : after) {
        if (m_match.beforeOf(Kind, record.id).isEmpty())
            m_found += {DifferenceKind::Added,
                        Kind,
                        {},
                        record.id,
                        differenceName(m_after, Kind, record.id),
                        {}};
    }
    std::stable_sort(m_found.begin() + first, m_found.end(),
                     [](const RecordDifference &a, const RecordDifference &b) {
                         return (a.after.isEmpty() ? a.before : a.after)
                             < (b.after.isEmpty() ? b.before : b.after);
                     });
}

void Differences::compareProjects()
{
    QList<FieldDifference> fields = m_comparison.compare(m_before.project, m_after.project);
    if (m_before.evidenceDigest != m_after.evidenceDigest) {
        FieldDifference evidence;
        evidence.name = QStringLiteral("evidence");
        evidence.before = QString::fromLatin1(m_before.evidenceDigest);
        evidence.after = QString::fromLatin1(m_after.evidenceDigest);
        fields += evidence;
    }
    if (!fields.isEmpty())
        m_found +=
            {DifferenceKind::Changed, RecordKind::Project, {}, {}, m_after.project.name, fields};
}

QList<RecordDifference> Differences::find()
{
    compareProjects();
    forEachTable(m_before, [&](const auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        compareTables<Record>(table, m_after.tableOf<Record>());
    });
    return std::move(m_found);
}

} // namespace

ModelDiff compareModels(const ThreatModel &before, const ThreatModel &after,
                        const PropertySchema &schema)
{
    return compareModels(before, after, schema, matchRecords(before, after));
}

ModelDiff compareModels(const ThreatModel &before, const ThreatModel &after,
                        const PropertySchema &schema, const RecordMatch &match)
{
    ModelDiff diff;
    diff.records = Differences(before, after, schema, match).find();
    diff.renames = findRenames(before, after, match);
    return diff;
}

} // namespace drawbridge
