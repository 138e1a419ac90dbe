#include "model/assess/comparison.h"

#include "model/assess/threatevidence.h"
#include "model/core/names.h"

#include <QSet>

#include <algorithm>
#include <map>

namespace drawbridge {

static constexpr qsizetype MostFacts = 8;
static constexpr qsizetype MostProposed = 3;
static const QString SecretIsKnown =
    QStringLiteral("the secret was written down: it is known until its replacement is recorded "
                   "(Last replaced on)");

namespace {

// Whether a record is there and counts.
enum class Presence { Gone, OutOfScope, There };

class ThreatComparison
{
public:
    ThreatComparison(const AnalysisSession &before, const AnalysisSession &after,
                     const ComparedFindings &found);

    Comparison run();

private:
    void matchImages();
    ComparedThreat described(const AnalysisSession &session, const Threat &threat) const;
    void compareKnown(const Threat &threat);
    void compareLost(const Threat &threat, ComparedThreat &result) const;
    void compareKept(const Threat &was, const Threat &is, ComparedThreat &result) const;
    void compareFresh(const Threat &threat);
    void explainControl(const Threat &is, ComparedThreat &result) const;
    QString proposalFor(const Threat &is) const;
    QStringList changesOfFacts(const Threat &was) const;
    QString scannedAgain(const Threat &was) const;
    void explainSilence(const RuleVerdict &verdict, ComparedThreat &result) const;
    void explainLoss(const Threat &threat, ComparedThreat &result) const;
    std::optional<RuleVerdict> verdictNow(const Threat &was) const;
    QString structureChange(const Threat &was) const;
    QString changeInWords(RecordKind kind, const FieldDifference &field) const;
    bool isUnreplacedSecret(const Threat &was) const;
    IdText earlierId(RecordKind kind, const IdText &after) const;
    const FieldDifference *changeOf(RecordKind kind, const IdText &before,
                                    const QString &property) const;
    QString targetKindOf(const ThreatModel &model, RecordKind kind, const IdText &id) const;
    Presence presence(RecordKind kind, const IdText &before) const;

    const AnalysisSession &m_before;
    const AnalysisSession &m_after;
    const ComparedFindings m_findings;
    const ThreatModel &m_earlier;
    const ThreatModel &m_later;
    RecordMatch m_match;
    ModelDiff m_diff;
    std::map<std::pair<RecordKind, IdText>, qsizetype> m_differences;
    QSet<QString> m_seen;
    Comparison m_result;
};

ThreatComparison::ThreatComparison(const AnalysisSession &before, const AnalysisSession &after,
                                   const ComparedFindings &found)
    : m_before(before)
    , m_after(after)
    , m_findings(found)
    , m_earlier(before.input().model)
    , m_later(after.input().model)
    , m_match(matchRecords(m_earlier, m_later))
{
    matchImages();
    m_diff = compareModels(m_earlier, m_later, *before.input().schema, m_match);
    for (qsizetype i = 0; i < m_diff.records.size(); ++i)
        m_differences.emplace(std::pair(m_diff.records[i].record, m_diff.records[i].before), i);
}

// The image of an element is another version of the one that it had.
void ThreatComparison::matchImages()
{
    for (const Element &element : m_earlier.elements) {
        const Element *later =
            m_later.elements.find(ElementId(m_match.afterOf(RecordKind::Element, element.id)));
        if (later && !element.image.isEmpty() && !later->image.isEmpty())
            m_match.add(RecordKind::Image, element.image, later->image);
    }
}

QString ThreatComparison::targetKindOf(const ThreatModel &model, RecordKind kind,
                                       const IdText &id) const
{
    switch (kind) {
    case RecordKind::Element: {
        const Element *element = model.elements.find(ElementId(id));
        return element ? nameOf(element->kind) : QString();
    }
    case RecordKind::Flow:
        return QStringLiteral("data-flow");
    case RecordKind::Boundary:
        return QStringLiteral("trust-boundary");
    case RecordKind::Project:
        return QStringLiteral("model");
    default:
        return nameOf(kind);
    }
}

ComparedThreat ThreatComparison::described(const AnalysisSession &session,
                                           const Threat &threat) const
{
    const ThreatModel &model = session.input().model;
    ComparedThreat result;
    result.rule =
        threat.rule >= 0 ? session.input().rules->info(threat.rule).key : QStringLiteral("manual");
    result.title = session.title(threat);
    result.stride = threat.stride;
    result.severity = threat.severity;
    result.targetKind = targetKindOf(model, threat.targetKind, threat.target);
    result.target = threat.target;
    result.targetName = threat.targetKind == RecordKind::Project
        ? model.project.name
        : differenceName(model, threat.targetKind, threat.target);
    return result;
}

static bool isUndecided(const Threat &threat)
{
    return threat.status == ThreatStatus::Open || threat.status == ThreatStatus::PartiallyMitigated
        || threat.toBeReviewed || threat.expired;
}

static bool isAsked(const Threat &threat)
{
    return isUndecided(threat) || threat.status == ThreatStatus::NeedsAnswer;
}

static bool isDecided(const Threat &threat)
{
    return !isAsked(threat) && threat.status != ThreatStatus::Mitigated;
}

Presence ThreatComparison::presence(RecordKind kind, const IdText &before) const
{
    if (kind == RecordKind::Project)
        return Presence::There;
    const IdText id = m_match.afterOf(kind, before);
    Presence found = Presence::Gone;
    forEachTable(m_later, [&](const auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        const Record *record =
            recordKind<Record> == kind ? table.find(typename Record::IdType(id)) : nullptr;
        if (!record)
            return;
        found = Presence::There;
        if constexpr (requires { record->vanished; }) {
            if (record->vanished)
                found = Presence::Gone;
        }
        if constexpr (requires { record->scope; }) {
            if (found == Presence::There && !record->scope.inScope)
                found = Presence::OutOfScope;
        }
    });
    return found;
}

const FieldDifference *ThreatComparison::changeOf(RecordKind kind, const IdText &before,
                                                  const QString &property) const
{
    const auto found = m_differences.find({kind, before});
    if (found == m_differences.end())
        return nullptr;
    for (const FieldDifference &field : m_diff.records.at(found->second).fields) {
        // One that only its source changed of says the same.
        if (field.isProperty && field.name == property)
            return field.isList || field.before != field.after ? &field : nullptr;
    }
    return nullptr;
}

static QString withPlace(const QString &value, const QString &source)
{
    return source.isEmpty() ? value : value + QStringLiteral(" (") + source + u')';
}

// "User: root -> 10001 (compose.yml:15)"; of lists what came and went.
QString ThreatComparison::changeInWords(RecordKind kind, const FieldDifference &field) const
{
    const PropertySchema &schema = *m_before.input().schema;
    const PropertyIndex index = field.isProperty ? schema.find(kind, field.name) : NoProperty;
    const QString name = index == NoProperty ? field.name : schema.definition(index).label;
    if (!field.isList)
        return name + QStringLiteral(": ") + field.before + QStringLiteral(" -> ")
            + withPlace(field.after, field.afterSource);
    QStringList parts;
    if (!field.before.isEmpty())
        parts += QStringLiteral("without ") + field.before;
    if (!field.after.isEmpty())
        parts += QStringLiteral("with ") + withPlace(field.after, field.afterSource);
    return name + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

// What was a fact of the earlier model is this now: the items of lists that went, or values.
QStringList ThreatComparison::changesOfFacts(const Threat &was) const
{
    QStringList changes;
    for (const BecauseItem &item : m_before.because(was)) {
        const FieldDifference *change = item.property == NoProperty
            ? nullptr
            : changeOf(item.kind, item.record,
                       m_before.input().schema->definition(item.property).name);
        if (!change || (!change->isList && change->after == u"unknown"))
            continue;
        const QString words = changeInWords(item.kind, *change);
        if (!changes.contains(words) && changes.size() < MostFacts)
            changes += words;
    }
    return changes;
}

// The facts that made the rule silent, and how they came about.
void ThreatComparison::explainSilence(const RuleVerdict &verdict, ComparedThreat &result) const
{
    QStringList changes;
    for (const ClauseVerdict &clause : verdict.clauses) {
        if (clause.clause == u"satisfied")
            continue;
        for (const ConditionPart &part : clause.parts) {
            for (const BecauseItem &item : part.decisive ? part.values : QList<BecauseItem>()) {
                const QString fact =
                    item.label + QStringLiteral(": ") + withPlace(item.value, item.source);
                if (!result.evidenceAfter.contains(fact) && result.evidenceAfter.size() < MostFacts)
                    result.evidenceAfter += fact;
                const FieldDifference *change = item.property == NoProperty
                    ? nullptr
                    : changeOf(item.kind, earlierId(item.kind, item.record),
                               m_after.input().schema->definition(item.property).name);
                const QString words = change ? changeInWords(item.kind, *change) : QString();
                if (change && !changes.contains(words) && changes.size() < MostFacts)
                    changes += words;
            }
        }
    }
    result.fix = changes.join(QStringLiteral("; "));
}

// What the target is connected to now, where no property tells.
QString ThreatComparison::structureChange(const Threat &was) const
{
    static const QStringList Structure {QStringLiteral("networks"), QStringLiteral("boundary"),
                                        QStringLiteral("source"),   QStringLiteral("target"),
                                        QStringLiteral("image"),    QStringLiteral("reference")};
    QStringList changes;
    const auto found = m_differences.find({was.targetKind, was.target});
    if (found != m_differences.end()) {
        for (const FieldDifference &field : m_diff.records.at(found->second).fields) {
            if (!field.isProperty && Structure.contains(field.name))
                changes += changeInWords(was.targetKind, field);
        }
    }
    return changes.join(QStringLiteral("; "));
}

// A secret that stood in a file or layer is known to whoever read it. Recorded is its replacement
// by a date at the asset of its name, or at all credentials that its elements hold now.
bool ThreatComparison::isUnreplacedSecret(const Threat &was) const
{
    if (!m_before.input().rules->info(was.rule).cwe.contains(QStringLiteral("CWE-798")))
        return false;
    const PropertyIndex replaced =
        m_after.input().schema->find(RecordKind::Asset, QStringLiteral("rotatedAt"));
    const auto isReplaced = [&](const DataAsset &asset) {
        const PropertyEntry *entry = asset.properties.find(replaced);
        return entry && !entry->claims.isEmpty();
    };
    for (const DataAsset &asset : m_later.assets) {
        const QString name = asset.name.section(QStringLiteral(" ("), 0, 0);
        if (!was.discriminator.isEmpty() && name == was.discriminator && isReplaced(asset))
            return false;
    }
    const IdText target = m_match.afterOf(was.targetKind, was.target);
    bool any = false;
    for (const Element &element : m_later.elements) {
        if (IdText(element.id) != target && IdText(element.image) != target)
            continue;
        for (const AssetId &id : element.assets) {
            const DataAsset *asset = m_later.assets.find(id);
            if (!asset || asset->kind != AssetKind::Credential)
                continue;
            if (!isReplaced(*asset))
                return true;
            any = true;
        }
    }
    return !any;
}

IdText ThreatComparison::earlierId(RecordKind kind, const IdText &after) const
{
    return kind == RecordKind::Project ? after : m_match.beforeOf(kind, after);
}

// What the rule makes of the target now; nothing when the item that it was about is gone.
std::optional<RuleVerdict> ThreatComparison::verdictNow(const Threat &was) const
{
    const qsizetype rule = m_after.input().rules->find(m_before.input().rules->info(was.rule).key);
    const IdText target = was.targetKind == RecordKind::Project
        ? was.target
        : m_match.afterOf(was.targetKind, was.target);
    if (rule < 0)
        return std::nullopt;
    const QList<RuleVerdict> verdicts = m_after.verdicts(rule, was.targetKind, target);
    for (const RuleVerdict &verdict : verdicts) {
        if (verdict.discriminator == was.discriminator)
            return verdict;
    }
    // It never came to looking at single items.
    if (verdicts.size() == 1 && verdicts.first().discriminator.isEmpty())
        return verdicts.first();
    return std::nullopt;
}

static bool isUncertain(const RuleVerdict &verdict)
{
    if (verdict.stoppedBy == StoppedBy::Ask)
        return true;
    for (const ClauseVerdict &clause : verdict.clauses) {
        const bool stopped =
            (clause.clause == u"applies" && verdict.stoppedBy == StoppedBy::Applies)
            || (clause.clause == u"when" && verdict.stoppedBy == StoppedBy::When);
        if (stopped && clause.state != cel::TraceState::False)
            return true;
    }
    return false;
}

// The scanners that reported the weakness looked at its target again, and report it no more; empty
// where one of them did not.
QString ThreatComparison::scannedAgain(const Threat &was) const
{
    if (!m_findings.before || !m_findings.after)
        return {};
    const IdText target = m_match.afterOf(was.targetKind, was.target);
    QStringList tools;
    for (qsizetype position :
         m_findings.before->of(m_before.input().rules->info(was.rule).key, was.target)) {
        const Finding &finding = m_findings.before->all().at(position);
        for (qsizetype i = 0; i < finding.sources.size() && finding.counts(); ++i) {
            const QString tool = m_findings.before->run(finding, i).tool;
            if (!m_findings.after->covers(tool, was.targetKind, target))
                return {};
            if (!tools.contains(tool))
                tools += tool;
        }
    }
    return tools.isEmpty()
        ? QString()
        : tools.join(QStringLiteral(", ")) + QStringLiteral(": scanned again, and not reported");
}

// Why a threat of a target that is still there is gone.
void ThreatComparison::explainLoss(const Threat &threat, ComparedThreat &result) const
{
    result.outcome = isUndecided(threat) ? ComparisonOutcome::Fixed : ComparisonOutcome::Settled;
    result.how = FixKind::ExposureRemoved;
    const std::optional<RuleVerdict> now = verdictNow(threat);
    if (now && now->stoppedBy == StoppedBy::Record) {
        result.outcome = ComparisonOutcome::Gone;
        result.note = now->reason;
    } else if (now && now->stoppedBy == StoppedBy::SubsumedBy) {
        result.outcome = ComparisonOutcome::Open;
        result.note = QStringLiteral("part of a larger threat now: ")
            + now->subsumedBy.join(QStringLiteral(", "));
    } else if (const QString again = scannedAgain(threat);
               now && isUncertain(*now) && !again.isEmpty()) {
        result.fix = again;
        result.evidenceAfter = QStringList {again};
        if (isUnreplacedSecret(threat)) {
            result.outcome = ComparisonOutcome::Open;
            result.note = SecretIsKnown;
        }
    } else if (now && isUncertain(*now)) {
        result.outcome = ComparisonOutcome::Open;
        result.note = QStringLiteral("what it rests on is no longer known, which is no fix");
    } else {
        if (now)
            explainSilence(*now, result);
        if (result.fix.isEmpty())
            result.fix = changesOfFacts(threat).join(QStringLiteral("; "));
        if (result.evidenceAfter.isEmpty())
            result.evidenceAfter = changesOfFacts(threat);
        if (result.fix.isEmpty())
            result.fix = structureChange(threat);
        if (isUnreplacedSecret(threat)) {
            result.outcome = ComparisonOutcome::Open;
            result.note = SecretIsKnown;
        }
        if (result.fix.isEmpty())
            result.fix =
                now ? now->reason : QStringLiteral("what it was about is not there any more");
    }
    const bool isFixed =
        result.outcome == ComparisonOutcome::Fixed || result.outcome == ComparisonOutcome::Settled;
    if (!isFixed)
        result.how = FixKind::None;
    else if (m_before.input().evidence && !m_after.input().evidence)
        result.note = QStringLiteral("not scanned again");
}

void ThreatComparison::compareLost(const Threat &threat, ComparedThreat &result) const
{
    const Presence now = presence(threat.targetKind, threat.target);
    if (now == Presence::There && threat.rule >= 0) {
        explainLoss(threat, result);
        return;
    }
    result.outcome = ComparisonOutcome::Gone;
    result.note = now == Presence::Gone ? QStringLiteral("its target is no more there")
        : now == Presence::OutOfScope   ? QStringLiteral("its target is out of scope now")
                                        : QStringLiteral("written by hand, and deleted");
}

// The measures that are in place now, weakest evidence named.
void ThreatComparison::explainControl(const Threat &is, ComparedThreat &result) const
{
    static const QStringList grades {QStringLiteral("no evidence"),  QStringLiteral("asserted"),
                                     QStringLiteral("declared"),     QStringLiteral("observed"),
                                     QStringLiteral("contradicted"), QStringLiteral("stale")};
    QStringList measures;
    for (const MitigationResult &mitigation : is.mitigations) {
        if (mitigation.state != MitigationState::Implemented || is.rule < 0
            || mitigation.evidence == EvidenceGrade::Contradicted)
            continue;
        measures += m_after.input().rules->info(is.rule).mitigations.at(mitigation.index).title
            + QStringLiteral(" (") + grades.value(static_cast<int>(mitigation.evidence)) + u')';
    }
    result.fix = measures.join(QStringLiteral("; "));
}

QString ThreatComparison::proposalFor(const Threat &is) const
{
    QStringList measures;
    for (const MitigationResult &mitigation : is.mitigations) {
        const bool isInPlace = mitigation.state == MitigationState::Implemented
            && mitigation.evidence != EvidenceGrade::Contradicted;
        if (is.rule >= 0 && !isInPlace && measures.size() < MostProposed)
            measures += m_after.input().rules->info(is.rule).mitigations.at(mitigation.index).title;
    }
    return measures.join(QStringLiteral("; "));
}

static bool hasContradiction(const Threat &threat)
{
    return std::any_of(threat.mitigations.begin(), threat.mitigations.end(),
                       [](const MitigationResult &mitigation) {
                           return mitigation.evidence == EvidenceGrade::Contradicted;
                       });
}

void ThreatComparison::compareKept(const Threat &was, const Threat &is,
                                   ComparedThreat &result) const
{
    result.after = is.status;
    result.keyAfter = m_after.keyOf(is);
    result.evidenceAfter = threatEvidence(m_after, is);
    if (is.status == ThreatStatus::Mitigated && !is.toBeReviewed && !is.expired) {
        explainControl(is, result);
        result.how = FixKind::ControlAdded;
        result.outcome = isUndecided(was) ? ComparisonOutcome::Fixed : ComparisonOutcome::Settled;
        return;
    }
    if (isDecided(is)) {
        result.outcome = ComparisonOutcome::Decided;
        return;
    }
    result.proposal = proposalFor(is);
    const bool worse = was.status == ThreatStatus::Mitigated;
    result.outcome = worse ? ComparisonOutcome::New : ComparisonOutcome::Open;
    if (hasContradiction(is))
        result.note = QStringLiteral("evidence contradicts a measure");
    else if (worse)
        result.note = QStringLiteral("it was mitigated before");
    else if (is.toBeReviewed || is.expired)
        result.note = is.expired ? QStringLiteral("its decision has expired")
                                 : QStringLiteral("its decision rests on other facts");
    else if (is.status == ThreatStatus::NeedsAnswer && isUndecided(was))
        result.note = QStringLiteral("what it rests on is no longer known, which is no fix");
    else if (is.severity != was.severity)
        result.note = QStringLiteral("severity was %1, is %2 now")
                          .arg(nameOf(was.severity), nameOf(is.severity));
}

void ThreatComparison::compareKnown(const Threat &threat)
{
    const QString key = m_before.keyOf(threat);
    const QString expected = translatedThreatKey(key, m_match);
    const Threat *later = m_after.find(expected);
    if (later)
        m_seen.insert(expected);
    // What did not ask for anything and does not now is no part of this.
    if (!isAsked(threat) && !(later && isAsked(*later)))
        return;
    ComparedThreat result = described(m_before, threat);
    result.keyBefore = key;
    result.before = threat.status;
    result.evidenceBefore = threatEvidence(m_before, threat);
    if (later)
        compareKept(threat, *later, result);
    else
        compareLost(threat, result);
    m_result.threats += result;
}

void ThreatComparison::compareFresh(const Threat &threat)
{
    const QString key = m_after.keyOf(threat);
    if (!isAsked(threat) || m_seen.contains(key))
        return;
    ComparedThreat result = described(m_after, threat);
    result.outcome = ComparisonOutcome::New;
    result.proposal = proposalFor(threat);
    result.keyAfter = key;
    result.after = threat.status;
    result.evidenceAfter = threatEvidence(m_after, threat);
    const bool isNewTarget = threat.targetKind != RecordKind::Project
        && m_match.beforeOf(threat.targetKind, threat.target).isEmpty();
    if (isNewTarget)
        result.note = QStringLiteral("its target is new");
    m_result.threats += result;
}

Comparison ThreatComparison::run()
{
    for (qsizetype i = 0; i < m_before.size(); ++i)
        compareKnown(m_before.at(i));
    for (qsizetype i = 0; i < m_after.size(); ++i)
        compareFresh(m_after.at(i));
    std::stable_sort(m_result.threats.begin(), m_result.threats.end(),
                     [](const ComparedThreat &a, const ComparedThreat &b) {
                         return std::pair(a.outcome, a.severity) < std::pair(b.outcome, b.severity);
                     });
    return std::move(m_result);
}

} // namespace

qsizetype Comparison::count(ComparisonOutcome outcome) const
{
    return std::count_if(threats.begin(), threats.end(), [outcome](const ComparedThreat &threat) {
        return threat.outcome == outcome;
    });
}

Comparison compareThreats(const AnalysisSession &before, const AnalysisSession &after,
                          const ComparedFindings &found)
{
    return ThreatComparison(before, after, found).run();
}

} // namespace drawbridge
