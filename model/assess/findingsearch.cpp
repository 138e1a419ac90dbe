#include "model/assess/findingsearch.h"

#include "model/core/defaults.h"
#include "model/core/names.h"

#include <algorithm>

namespace drawbridge {

FindingSearch::FindingSearch(const FindingInput &input)
    : m_input(input)
    , m_matcher(*input.model)
    , m_decisions(*input.model, *input.evidence)
    , m_parameters(input.schema->find(RecordKind::Interface, u"parameters"))
{
    for (const Interface &interface : input.model->interfaces)
        m_interfaces.insert(interface.owner, &interface);
}

Findings FindingSearch::run()
{
    findRunning();
    for (qsizetype run = 0; run < m_input.evidence->runs.size(); ++run) {
        const qsizetype count = m_input.evidence->runs[run].results.size();
        for (qsizetype result = 0; result < count; ++result)
            take(run, result);
    }
    for (Finding &finding : m_found)
        tieVulnerability(finding);
    Findings findings;
    findings.m_evidence = m_input.evidence;
    findings.m_all = std::move(m_found);
    for (qsizetype i = 0; i < findings.m_all.size(); ++i) {
        const Finding &finding = findings.m_all[i];
        for (const FindingTie &tie : finding.ties)
            findings.m_byTie.insert({tie.rule, tie.record}, i);
        if (finding.match.isMatched())
            findings.m_byRecord.insert({static_cast<int>(finding.match.kind), finding.match.record},
                                       i);
    }
    noteCoverage(findings);
    findings.m_facts = factsOf(findings);
    return findings;
}

// Docker Bench passes a check for all containers that run; which these are shows where it names
// one.
void FindingSearch::findRunning()
{
    for (qsizetype run = 0; run < m_input.evidence->runs.size(); ++run) {
        const EvidenceRun &each = m_input.evidence->runs[run];
        if (each.tool != u"docker-bench")
            continue;
        QList<Target> &running = m_running[run];
        QSet<IdText> known;
        for (const EvidenceResult &result : each.results) {
            if (result.subject.kind != SubjectKind::Container)
                continue;
            const EvidenceMatch match = matchOf(each, result, m_decisions.of(result));
            if (match.isMatched() && match.kind == RecordKind::Element
                && !known.contains(match.record)) {
                known.insert(match.record);
                running += {match.kind, match.record};
            }
        }
    }
}

EvidenceMatch FindingSearch::matchOf(const EvidenceRun &run, const EvidenceResult &result,
                                     const FindingDecision *decision) const
{
    EvidenceMatch match = m_matcher.match(run.tool, result);
    if (decision && !decision->record.isEmpty()
        && !recordName(*m_input.model, decision->recordKind, decision->record).isEmpty()) {
        match.kind = decision->recordKind;
        match.record = decision->record;
        match.reason = decision->author.isEmpty()
            ? QStringLiteral("somebody said so")
            : QStringLiteral("%1 said so").arg(decision->author);
        if (match.topic == EvidenceTopic::None)
            match.topic = EvidenceTopic::Code;
    }
    // Packages are those of the image, whether its layers or its sources were looked at.
    const ImageId image = result.package.package.isEmpty() ? ImageId() : imageOf(match);
    if (!image.isEmpty() && match.kind != RecordKind::Image) {
        match.reason += QStringLiteral(", which runs %1")
                            .arg(recordName(*m_input.model, RecordKind::Image, image));
        match.kind = RecordKind::Image;
        match.record = image;
    }
    return match;
}

ImageId FindingSearch::imageOf(const EvidenceMatch &match) const
{
    const QList<Target> targets = targetsOf(match, RecordKind::Image);
    return targets.isEmpty() ? ImageId() : ImageId(targets.first().record);
}

static const Element *elementOf(const ThreatModel &model, const EvidenceMatch &match)
{
    if (match.kind == RecordKind::Interface) {
        const Interface *interface = model.interfaces.find(InterfaceId(match.record));
        return interface ? model.elements.find(interface->owner) : nullptr;
    }
    return match.kind == RecordKind::Element ? model.elements.find(ElementId(match.record))
                                             : nullptr;
}

// The records of a kind that belong together with the one that a result speaks of.
QList<FindingSearch::Target> FindingSearch::targetsOf(const EvidenceMatch &match,
                                                      RecordKind kind) const
{
    if (!match.isMatched())
        return {};
    if (match.kind == kind)
        return {{kind, match.record}};
    const ThreatModel &model = *m_input.model;
    QList<Target> targets;
    if (match.kind == RecordKind::Image && kind == RecordKind::Element) {
        for (const Element &element : model.elements) {
            if (element.image == ImageId(match.record) && !element.vanished)
                targets += {kind, element.id};
        }
        return targets;
    }
    const Element *element = elementOf(model, match);
    if (!element)
        return {};
    if (kind == RecordKind::Element)
        return {{kind, element->id}};
    if (kind == RecordKind::Image && !element->image.isEmpty())
        return {{kind, element->image}};
    if (kind == RecordKind::Identity && !element->identity.isEmpty())
        return {{kind, element->identity}};
    return {};
}

QList<FindingSearch::Target> FindingSearch::targetsOf(const QList<Target> &running,
                                                      RecordKind kind) const
{
    QList<Target> targets;
    for (const Target &element : running) {
        EvidenceMatch match;
        match.kind = element.kind;
        match.record = element.record;
        targets += targetsOf(match, kind);
    }
    return targets;
}

FindingSearch::Meaning FindingSearch::meaningOf(const QString &tool, const EvidenceResult &result,
                                                const EvidenceMatch &match) const
{
    Meaning meaning;
    const bool isDeployment = match.topic == EvidenceTopic::Deployment;
    const Element *element = elementOf(*m_input.model, match);
    const bool inContainer = match.kind == RecordKind::Image || (element && element->hasRuntime);
    for (const CheckMeaning &row : m_input.table->find(tool, result)) {
        const bool isElsewhere = (row.onlyContainers && !inContainer)
            || (row.onlyCode && isDeployment) || (row.onlyDeployment && !isDeployment);
        if (isElsewhere)
            continue;
        if (!row.notApplicable.isEmpty())
            meaning.notApplicable = row.notApplicable;
        else
            meaning.rows += row;
    }
    return meaning;
}

QString FindingSearch::staleness(const EvidenceResult &result, const EvidenceMatch &match) const
{
    if (result.subject.kind == SubjectKind::Image) {
        const Image *image = match.kind == RecordKind::Image
            ? m_input.model->images.find(ImageId(match.record))
            : nullptr;
        const QString scanned = result.subject.name.section(u'@', 1);
        const QString now = image ? image->reference.section(u'@', 1) : QString();
        return !scanned.isEmpty() && !now.isEmpty() && scanned != now
            ? QStringLiteral("the image has another digest now")
            : QString();
    }
    const QString path = result.path.isEmpty() ? result.subject.name : result.path;
    const auto now = m_input.digests.constFind(path);
    if (result.subject.digest.isEmpty() || now == m_input.digests.cend()
        || *now == result.subject.digest)
        return {};
    return now->isEmpty() ? QStringLiteral("%1 is gone since the scan").arg(path)
                          : QStringLiteral("%1 changed since the scan").arg(path);
}

void FindingSearch::judge(const EvidenceResult &result, const FindingDecision *decision,
                          const QString &notApplicable, Finding &finding) const
{
    const auto set = [&finding](FindingState state, const QString &reason) {
        finding.state = state;
        finding.reason = reason;
    };
    const bool isSuppressed = decision && !decision->suppressed.isEmpty()
        && !(decision->expires.isValid() && m_input.today.isValid()
             && decision->expires < m_input.today);
    const QString stale = staleness(result, finding.match);
    switch (result.outcome) {
    case EvidenceOutcome::NotApplicable:
        return set(FindingState::NotApplicable,
                   QStringLiteral("the scan says that it does not apply"));
    case EvidenceOutcome::Error:
        return set(FindingState::Unchecked, QStringLiteral("the scan could not tell"));
    case EvidenceOutcome::Pass:
        return stale.isEmpty() ? set(FindingState::Passed, {})
                               : set(FindingState::Unchecked, stale);
    case EvidenceOutcome::Fail:
        break;
    }
    if (isSuppressed)
        set(FindingState::Suppressed, decision->suppressed);
    else if (!result.suppressed.isEmpty())
        set(FindingState::Suppressed, result.suppressed);
    else if (!notApplicable.isEmpty())
        set(FindingState::NotApplicable, notApplicable);
    else if (!stale.isEmpty())
        set(FindingState::Stale, stale);
    else if (decision && !decision->suppressed.isEmpty())
        set(FindingState::Open,
            QStringLiteral("its suppression expired on %1")
                .arg(decision->expires.toString(Qt::ISODate)));
}

// Results of one key mean the same: one package's vulnerability, or one weakness at one place.
QString FindingSearch::keyOf(const EvidenceRun &run, const EvidenceResult &result,
                             const Finding &finding, const Meaning &meaning) const
{
    const QString what =
        finding.match.isMatched() ? finding.match.record.toString() : u'?' + result.subject.name;
    const QString outcome = QString::number(static_cast<int>(result.outcome));
    QStringList parts;
    if (!result.package.package.isEmpty()) {
        parts = {QStringLiteral("package"), what,
                 result.cve.isEmpty() ? result.check : result.cve.first(),
                 result.package.package.toLower()};
    } else if (!meaning.rows.isEmpty() && finding.match.isMatched()) {
        const CheckMeaning &row = meaning.rows.first();
        parts = {QStringLiteral("meaning"), what,
                 row.weakness.isEmpty() ? row.rules.value(0, row.property) : row.weakness,
                 finding.match.file, QString::number(result.line)};
    } else {
        parts = {QStringLiteral("result"), run.tool, result.fingerprint};
    }
    return (parts << outcome).join(QChar(0x1f));
}

void FindingSearch::take(qsizetype runIndex, qsizetype resultIndex)
{
    const EvidenceRun &run = m_input.evidence->runs[runIndex];
    const EvidenceResult &result = run.results[resultIndex];
    const FindingDecision *decision = m_decisions.of(result);
    Finding finding;
    finding.sources = {{runIndex, resultIndex}};
    finding.severity = result.severity;
    finding.match = matchOf(run, result, decision);
    if (decision)
        finding.decision = decision->id;
    const Meaning meaning = meaningOf(run.tool, result, finding.match);
    judge(result, decision, meaning.notApplicable, finding);
    if (finding.counts() || finding.state == FindingState::Passed)
        tie(result, meaning, finding);
    QList<qsizetype> &known = m_byKey[keyOf(run, result, finding, meaning)];
    for (qsizetype position : std::as_const(known)) {
        // A tool that reports two checks at one place means two things.
        const auto isOther = [&](const FindingSource &source) {
            const EvidenceRun &of = m_input.evidence->runs[source.run];
            return of.tool != run.tool
                || of.results[source.result].fingerprint == result.fingerprint;
        };
        Finding &into = m_found[position];
        if (std::all_of(into.sources.begin(), into.sources.end(), isOther)) {
            join(into, std::move(finding));
            return;
        }
    }
    known += m_found.size();
    m_found += std::move(finding);
}

// pip-audit tells no severity; its reader supposes one.
static bool tellsSeverity(const EvidenceRun &run)
{
    return run.tool != u"pip-audit";
}

void FindingSearch::join(Finding &into, Finding &&other) const
{
    const bool knew = tellsSeverity(m_input.evidence->runs[into.sources.first().run]);
    const bool knows = tellsSeverity(m_input.evidence->runs[other.sources.first().run]);
    if (knows)
        into.severity = knew ? std::min(into.severity, other.severity) : other.severity;
    into.sources += other.sources;
    if (other.state < into.state) {
        into.state = other.state;
        into.reason = other.reason;
    }
    if (into.decision.isEmpty())
        into.decision = other.decision;
    for (const FindingTie &tie : std::as_const(other.ties)) {
        if (!into.ties.contains(tie))
            into.ties += tie;
    }
    for (const FindingClaim &claim : std::as_const(other.claims)) {
        if (!into.claims.contains(claim))
            into.claims += claim;
    }
}

void FindingSearch::tie(const EvidenceResult &result, const Meaning &meaning,
                        Finding &finding) const
{
    const bool failed = result.outcome == EvidenceOutcome::Fail;
    const QList<Target> running = m_running.value(finding.sources.first().run);
    for (const CheckMeaning &row : meaning.rows) {
        if (!row.weakness.isEmpty() && failed)
            tieWeakness(row, result.line, finding);
        tieRow(row, running, failed ? row.failed : row.passed, finding);
    }
}

void FindingSearch::tieRow(const CheckMeaning &row, const QList<Target> &running,
                           const Value &value, Finding &finding) const
{
    const auto targets = [&](RecordKind kind) {
        return finding.match.topic == EvidenceTopic::Host && kind != RecordKind::Boundary
            ? targetsOf(running, kind)
            : targetsOf(finding.match, kind);
    };
    std::optional<RecordKind> of = row.on;
    for (const QString &key : row.rules) {
        const qsizetype rule = m_input.rules->find(key);
        if (rule < 0)
            continue;
        const RuleInfo &info = m_input.rules->info(rule);
        if (!of)
            of = info.appliesTo;
        for (const Target &target : targets(info.appliesTo)) {
            const FindingTie tie {info.key, target.kind, target.record, row.decides,
                                  row.contradicts};
            if (!finding.ties.contains(tie))
                finding.ties += tie;
        }
    }
    const PropertyIndex property =
        row.property.isEmpty() || !of ? NoProperty : m_input.schema->find(*of, row.property);
    if (property == NoProperty || value.isNull())
        return;
    for (const Target &target : targets(*of)) {
        const FindingClaim claim {target.kind, target.record, property, value, false, row.decides};
        if (!finding.claims.contains(claim))
            finding.claims += claim;
    }
}

static QList<Value> parametersOf(const Interface &interface, PropertyIndex property)
{
    const Value value = interface.properties.value(property);
    const ValueList *list = value.asList();
    return list ? QList<Value>(list->begin(), list->end()) : QList<Value>();
}

// The endpoints of a service that pass a parameter to such a place; of those in the same file the
// one that begins last before the line.
QList<IdText> FindingSearch::endpointsWith(const QString &sink, const ElementId &owner,
                                           const EvidenceMatch &match, int line) const
{
    QList<IdText> all;
    IdText nearest;
    int begin = 0;
    for (const Interface *interface : m_interfaces.values(owner)) {
        const QList<Value> parameters = parametersOf(*interface, m_parameters);
        const bool ends = !interface->vanished
            && std::any_of(parameters.begin(), parameters.end(), [&](const Value &parameter) {
                   const ValueMap *map = parameter.asMap();
                   return map && map->value(QStringLiteral("sink")) == Value(sink);
               });
        if (!ends)
            continue;
        if (match.kind == RecordKind::Interface && match.record == interface->id)
            return {interface->id};
        all += interface->id;
        const Source *source = m_input.model->sources.find(interface->sourceKey.source);
        const int begins = m_matcher.places().beginOf(RecordKind::Interface, interface->id);
        const bool isBefore = source && !match.file.isEmpty() && source->path.endsWith(match.file)
            && begins > begin && begins <= line;
        if (isBefore) {
            begin = begins;
            nearest = interface->id;
        }
    }
    std::sort(all.begin(), all.end());
    return nearest.isEmpty() ? all : QList<IdText> {nearest};
}

void FindingSearch::tieWeakness(const CheckMeaning &row, int line, Finding &finding) const
{
    const CodeWeakness *weakness = m_input.table->weakness(row.weakness);
    const PropertyIndex property = m_input.schema->find(RecordKind::Element, u"weaknesses");
    if (!weakness || property == NoProperty)
        return;
    for (const Target &element : targetsOf(finding.match, RecordKind::Element)) {
        finding.ties += FindingTie {currentKey(weakness->rule), element.kind, element.record,
                                    row.decides, row.contradicts};
        finding.claims +=
            FindingClaim {element.kind, element.record, property, weakness->word, true, true};
        if (weakness->endpointRule.isEmpty())
            continue;
        const QString rule = currentKey(weakness->endpointRule);
        for (const IdText &endpoint :
             endpointsWith(weakness->word, ElementId(element.record), finding.match, line))
            finding.ties +=
                FindingTie {rule, RecordKind::Interface, endpoint, false, row.contradicts};
    }
}

// When all results are joined, since they may differ in what they say.
void FindingSearch::tieVulnerability(Finding &finding) const
{
    const auto resultOf = [this](const FindingSource &source) -> const EvidenceResult & {
        return m_input.evidence->runs[source.run].results[source.result];
    };
    const ImageId image = imageOf(finding.match);
    if (!finding.counts() || image.isEmpty()
        || resultOf(finding.sources.first()).package.package.isEmpty())
        return;
    const VulnerabilityMeaning &meaning = m_input.table->vulnerabilities();
    if (finding.severity <= Severity::High)
        finding.ties += FindingTie {currentKey(meaning.rule), RecordKind::Image, image};
    const bool isExploited =
        std::any_of(finding.sources.begin(), finding.sources.end(),
                    [&](const FindingSource &source) { return resultOf(source).knownExploited; });
    if (isExploited)
        finding.ties += FindingTie {currentKey(meaning.exploitedRule), RecordKind::Image, image};
}

// What belongs to a record that was looked at was looked at, too.
void FindingSearch::noteCoverage(Findings &findings) const
{
    const auto note = [&](const QString &tool, const EvidenceMatch &match) {
        for (RecordKind kind : {RecordKind::Element, RecordKind::Image, RecordKind::Boundary}) {
            for (const Target &target : targetsOf(match, kind))
                findings.m_covered.insert({tool, target.record});
        }
    };
    for (const EvidenceRun &run : m_input.evidence->runs) {
        if (run.scanned.isEmpty())
            findings.m_silentTools.insert(run.tool);
        for (const EvidenceSubject &subject : run.scanned) {
            EvidenceResult looked;
            looked.subject = subject;
            note(run.tool, m_matcher.match(run.tool, looked));
        }
    }
    for (const Finding &finding : findings.all()) {
        for (qsizetype i = 0; i < finding.sources.size(); ++i)
            note(findings.run(finding, i).tool, finding.match);
    }
}

QString FindingSearch::currentKey(const QString &rule) const
{
    const qsizetype index = m_input.rules->find(rule);
    return index < 0 ? rule : m_input.rules->info(index).key;
}

} // namespace drawbridge
