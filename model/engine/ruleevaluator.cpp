#include "model/engine/ruleevaluator.h"

#include <algorithm>

namespace drawbridge {

RuleEvaluator::RuleEvaluator(const RuleSet::Compiled &rules, const Facts &facts)
    : m_rules(rules)
    , m_context(facts)
{
}

static bool isDrawn(const SourceKey &source, const PropertySet &properties, const QString &platform)
{
    return source.isEmpty() && properties.isEmpty() && platform.isEmpty();
}

// Nothing but its place in the drawing is known.
bool RuleEvaluator::isBlank(NodeIndex target)
{
    const ModelNode &node = m_context.reader().index().node(target);
    switch (node.kind) {
    case RecordKind::Element: {
        const Element &element = node.as<Element>();
        return isDrawn(element.sourceKey, element.properties, element.platform);
    }
    case RecordKind::Interface: {
        const Interface &interface = node.as<Interface>();
        return isDrawn(interface.sourceKey, interface.properties, {});
    }
    case RecordKind::Flow: {
        const DataFlow &flow = node.as<DataFlow>();
        return isDrawn(flow.sourceKey, flow.properties, {});
    }
    case RecordKind::Boundary:
        // The host that an import implies says nothing of itself either.
        return node.as<TrustBoundary>().properties.isEmpty();
    case RecordKind::Image: {
        const Image &image = node.as<Image>();
        return isDrawn(image.sourceKey, image.properties, image.platform);
    }
    case RecordKind::Identity: {
        const Identity &identity = node.as<Identity>();
        return isDrawn(identity.sourceKey, identity.properties, identity.platform);
    }
    case RecordKind::Project:
        return node.as<ProjectInfo>().properties.isEmpty();
    default:
        return true;
    }
}

static Standing standingIn(const Scope &scope, bool vanished)
{
    if (vanished)
        return Standing::Vanished;
    return scope.inScope ? Standing::Judged : Standing::OutOfScope;
}

Standing RuleEvaluator::elementStanding(NodeIndex target)
{
    const ModelNode &node = m_context.reader().node(target);
    if (!node.alive)
        return Standing::Gone;
    return standingIn(node.as<Element>().scope, node.as<Element>().vanished);
}

Standing RuleEvaluator::flowStanding(const ModelNode &node)
{
    const DataFlow &flow = node.as<DataFlow>();
    if (const Standing own = standingIn(flow.scope, flow.vanished); own != Standing::Judged)
        return own;
    if (!flow.confirmed && !flow.implied)
        return Standing::Unconfirmed;
    FactReader &reader = m_context.reader();
    const bool hasEnds =
        reader.node(node.references[0]).alive && reader.node(node.references[1]).alive;
    return hasEnds ? Standing::Judged : Standing::EndMissing;
}

// Out of scope, vanished and unconfirmed records are no targets; what is implied is one only for
// rules that say so.
Standing RuleEvaluator::standingOf(NodeIndex target, bool *implied)
{
    FactReader &reader = m_context.reader();
    const ModelNode &node = reader.index().node(target);
    if (!node.alive)
        return Standing::Gone;
    switch (node.kind) {
    case RecordKind::Element:
        *implied = node.as<Element>().implied;
        return standingIn(node.as<Element>().scope, node.as<Element>().vanished);
    case RecordKind::Interface:
        if (node.as<Interface>().vanished)
            return Standing::Vanished;
        if (elementStanding(node.references[0]) != Standing::Judged)
            return Standing::OwnerNotJudged;
        *implied = reader.node(node.references[0]).as<Element>().implied;
        return Standing::Judged;
    case RecordKind::Flow:
        *implied = node.as<DataFlow>().implied;
        return flowStanding(node);
    case RecordKind::Boundary:
        return standingIn(node.as<TrustBoundary>().scope, node.as<TrustBoundary>().vanished);
    case RecordKind::Image:
        if (node.as<Image>().vanished)
            return Standing::Vanished;
        return std::any_of(node.lists[0].begin(), node.lists[0].end(),
                           [this](NodeIndex element) {
                               return elementStanding(element) == Standing::Judged;
                           })
            ? Standing::Judged
            : Standing::Unused;
    case RecordKind::Identity:
        return node.as<Identity>().vanished ? Standing::Vanished : Standing::Judged;
    default:
        return node.kind == RecordKind::Project ? Standing::Judged : Standing::NoTarget;
    }
}

bool RuleEvaluator::mayAsk(const CompiledRule &rule) const
{
    return rule.ask == AskPolicy::Always || (rule.ask == AskPolicy::Described && m_mayAskBlank);
}

int subKindOf(const ModelNode &node)
{
    switch (node.kind) {
    case RecordKind::Element:
        return static_cast<int>(node.as<Element>().kind);
    case RecordKind::Interface:
        return static_cast<int>(node.as<Interface>().kind);
    case RecordKind::Flow:
        return static_cast<int>(node.as<DataFlow>().kind);
    case RecordKind::Boundary:
        return static_cast<int>(node.as<TrustBoundary>().kind);
    case RecordKind::Identity:
        return static_cast<int>(node.as<Identity>().kind);
    default:
        return 0;
    }
}

void RuleEvaluator::filterRules(NodeIndex target)
{
    const FactReader &reader = m_context.reader();
    const ModelNode &node = reader.index().node(target);
    const PropertySet *properties = propertiesOf(node);
    const bool isOwnWord = !reader.isSupposing() && !reader.facts().evidence->concerns(target);
    if (properties && isOwnWord)
        m_rules.filter.count(*properties, platformOf(node), m_failures);
    else
        m_failures.assign(m_rules.rules.size(), 0);
}

void RuleEvaluator::judge(NodeIndex target, TargetResult &result)
{
    result.threats.clear();
    m_context.begin(target);
    m_firing.clear();
    bool implied = false;
    if (standingOf(target, &implied) == Standing::Judged) {
        const ModelNode &node = m_context.reader().index().node(target);
        const Element *element = node.kind == RecordKind::Element ? &node.as<Element>() : nullptr;
        const QStringList &attackers = m_context.reader().facts().model->project.attackers;
        m_mayAskBlank = !isBlank(target);
        filterRules(target);
        for (int index :
             m_rules.candidates(node.kind, subKindOf(node), element && element->hasRuntime)) {
            if (m_failures[static_cast<size_t>(index)] > 0)
                continue;
            const CompiledRule &rule = m_rules.rules[static_cast<size_t>(index)];
            if (implied && !rule.judgesImplied)
                continue;
            if (!rule.technologies.isEmpty() && element
                && !rule.technologies.contains(element->technology))
                continue;
            if (!attackers.isEmpty() && !attackers.contains(rule.info.attacker))
                continue;
            m_context.beginRule();
            if (rule.per)
                judgeItems(index, target, result);
            else
                judgeOne(index, target, {}, result);
        }
        subsume(result);
    }
    const std::vector<NodeIndex> &reads = m_context.reader().readNodes();
    result.reads.assign(reads.begin(), reads.end());
}

QString RuleEvaluator::discriminatorOf(const IteratedList &list, const Value &item) const
{
    const ValueMap *fields = item.asMap();
    if (!fields)
        return item.toDisplayString();
    QStringList parts;
    for (const QString &name : list.discriminators) {
        const QString part = fields->value(name).toDisplayString();
        if (!part.isEmpty())
            parts += part;
    }
    return parts.join(u':');
}

std::optional<NamedItems> RuleEvaluator::itemsOf(const CompiledRule &rule)
{
    const ValueList *items = m_context.items(rule.per->property);
    if (!items)
        return std::nullopt;
    NamedItems byName;
    for (const Value &item : *items)
        byName.emplace_back(discriminatorOf(*rule.per, item), &item);
    std::stable_sort(byName.begin(), byName.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    return byName;
}

void RuleEvaluator::judgeItems(int index, NodeIndex target, TargetResult &result)
{
    const CompiledRule &rule = m_rules.rules[static_cast<size_t>(index)];
    const std::optional<NamedItems> items = itemsOf(rule);
    if (!items)
        return;
    const NamedItems &byName = *items;
    for (size_t i = 0; i < byName.size(); ++i) {
        // Two items of one name are one threat: their keys could not be told apart.
        if (i > 0 && byName[i].first == byName[i - 1].first && !result.threats.empty()
            && result.threats.back().rule == index
            && result.threats.back().discriminator == byName[i].first)
            continue;
        m_context.beginRule();
        m_context.setItem(*rule.per, *byName[i].second);
        judgeOne(index, target, byName[i].first, result);
    }
}

RuleEvaluator::Answer RuleEvaluator::ask(const cel::Program &condition, const CompiledRule &rule,
                                         QList<PropertyReference> *questions)
{
    if (condition.isEmpty())
        return Answer::Yes;
    FactReader &reader = m_context.reader();
    reader.clearNotApplicable();
    const cel::Outcome outcome = condition.evaluate(m_context, m_scratch);
    if (outcome.isTrue())
        return Answer::Yes;
    if (outcome.isError()) {
        if (!reader.sawNotApplicable())
            m_problems.insert(rule.info.key + QStringLiteral(": ")
                              + condition.location(outcome.errorSpan()).toString()
                              + QStringLiteral(": ") + outcome.errorMessage());
        return Answer::No;
    }
    if (!outcome.isUnknown())
        return Answer::No;
    for (const cel::Reference &reference : outcome.references()) {
        PropertyRead read;
        if (!questions || !m_context.resolve(reference, &read))
            continue;
        const ModelNode &node = reader.index().node(read.node);
        const PropertyReference question {node.kind, node.id, read.property};
        if (!questions->contains(question))
            questions->append(question);
    }
    return Answer::Unknown;
}

void RuleEvaluator::judgeOne(int index, NodeIndex target, const QString &discriminator,
                             TargetResult &result)
{
    const CompiledRule &rule = m_rules.rules[static_cast<size_t>(index)];
    if (ask(rule.applies, rule, nullptr) != Answer::Yes)
        return;
    const PlaceEvidence seen =
        m_context.reader().facts().evidence->at(target, index, discriminator);
    QList<PropertyReference> questions;
    const Answer exposed = exposure(rule, seen, &questions);
    if (exposed == Answer::No || (exposed == Answer::Unknown && !mayAsk(rule)))
        return;
    if (!rule.unless.isEmpty() && ask(rule.unless, rule, nullptr) == Answer::Yes)
        return;
    const ModelNode &node = m_context.reader().index().node(target);
    Threat threat;
    threat.rule = index;
    threat.targetKind = node.kind;
    threat.target = node.id;
    threat.discriminator = discriminator;
    threat.stride = rule.info.stride;
    threat.applicability =
        exposed == Answer::Yes ? Applicability::Applies : Applicability::Unanswered;
    threat.questions = std::move(questions);
    weigh(rule, seen, threat);
    checkMitigations(rule, seen, threat);
    threat.status = statusOf(rule, threat);
    result.threats.push_back(std::move(threat));
}

bool RuleEvaluator::isSeen(int rule, NodeIndex target, const QString &discriminator)
{
    return m_context.reader().facts().evidence->at(target, rule, discriminator).exposed;
}

// What was seen counts more than what is said, and a failure more than a pass.
RuleEvaluator::Answer RuleEvaluator::exposure(const CompiledRule &rule, const PlaceEvidence &seen,
                                              QList<PropertyReference> *questions)
{
    const Answer said = ask(rule.when, rule, questions);
    if (seen.exposed)
        questions->clear();
    return seen.exposed                             ? Answer::Yes
        : said == Answer::Unknown && seen.unexposed ? Answer::No
                                                    : said;
}

void RuleEvaluator::weigh(const CompiledRule &rule, const PlaceEvidence &seen, Threat &threat)
{
    int likelihood = rule.info.likelihood + (seen.failed ? ObservedLikelihood : 0);
    int impact = rule.info.impact;
    for (const RuleModifier &modifier : rule.modifiers) {
        if (ask(modifier.when, rule, nullptr) != Answer::Yes)
            continue;
        likelihood += modifier.likelihood;
        impact += modifier.impact;
    }
    threat.likelihood = static_cast<qint8>(std::clamp(likelihood, 1, 5));
    threat.impact = static_cast<qint8>(std::clamp(impact, 1, 5));
    threat.severity = severityFor(threat.likelihood, threat.impact);
}

// The weakest of what a condition rests on: said by someone, declared in a file, or observed.
EvidenceGrade RuleEvaluator::gradeOf(const std::vector<PropertyRead> &reads)
{
    bool any = false;
    EvidenceGrade grade = EvidenceGrade::Observed;
    for (const PropertyRead &read : reads) {
        const KnownProperty known = m_context.reader().property(read.node, read.property);
        if (!known.value)
            continue;
        any = true;
        if (known.conflicting)
            return EvidenceGrade::Contradicted;
        if (known.source == ClaimSource::Architect || known.source == ClaimSource::Assumption)
            grade = EvidenceGrade::Asserted;
        else if (known.source != ClaimSource::Scanner && grade == EvidenceGrade::Observed)
            grade = EvidenceGrade::Declared;
    }
    return any ? grade : EvidenceGrade::Declared;
}

// What scans make of what is said to be in place.
static EvidenceGrade gradedBy(const PlaceEvidence &seen, MitigationEffect effect,
                              EvidenceGrade grade)
{
    const bool keepsFrom =
        effect != MitigationEffect::Detects && effect != MitigationEffect::Recovers;
    if (seen.contradicts && keepsFrom)
        return EvidenceGrade::Contradicted;
    if (grade != EvidenceGrade::Asserted && grade != EvidenceGrade::Declared)
        return grade;
    if (seen.passed)
        return EvidenceGrade::Observed;
    // An old scan is better than a word, and no better than a file.
    return seen.stale && grade == EvidenceGrade::Asserted ? EvidenceGrade::Stale : grade;
}

void RuleEvaluator::checkMitigations(const CompiledRule &rule, const PlaceEvidence &seen,
                                     Threat &threat)
{
    threat.mitigations = rule.noMitigations;
    for (size_t i = 0; i < rule.mitigations.size(); ++i) {
        const cel::Program &satisfied = rule.mitigations[i].satisfied;
        if (satisfied.isEmpty())
            continue;
        m_evidence.clear();
        m_context.reader().collect(&m_evidence);
        QList<PropertyReference> questions;
        const Answer answer = ask(satisfied, rule, &questions);
        m_context.reader().collect(nullptr);
        if (answer == Answer::No)
            continue;
        MitigationResult &result = threat.mitigations[static_cast<qsizetype>(i)];
        if (answer == Answer::Yes) {
            result.state = MitigationState::Implemented;
            result.evidence =
                gradedBy(seen, rule.info.mitigations[result.index].effect, gradeOf(m_evidence));
            continue;
        }
        result.state = MitigationState::Unknown;
        // Asked only where the exposure is known: one question after the other.
        for (const PropertyReference &question : questions) {
            if (threat.applicability == Applicability::Applies
                && !threat.questions.contains(question))
                threat.questions += question;
        }
    }
}

// A threat is hidden behind a larger one of the same record that certainly applies.
void RuleEvaluator::subsume(TargetResult &result)
{
    for (const Threat &threat : result.threats) {
        if (threat.applicability == Applicability::Applies)
            m_firing.push_back(threat.rule);
    }
    std::erase_if(result.threats, [&](const Threat &threat) {
        const std::vector<int> &larger = m_rules.rules[static_cast<size_t>(threat.rule)].subsumedBy;
        return std::any_of(larger.begin(), larger.end(), [&](int rule) {
            return std::binary_search(m_firing.begin(), m_firing.end(), rule);
        });
    });
}

bool RuleEvaluator::focus(const Threat &threat, NodeIndex target)
{
    const CompiledRule &rule = m_rules.rules[static_cast<size_t>(threat.rule)];
    m_context.begin(target);
    if (!rule.per)
        return true;
    const ValueList *items = m_context.items(rule.per->property);
    for (const Value &item : items ? *items : ValueList()) {
        if (discriminatorOf(*rule.per, item) == threat.discriminator) {
            m_context.setItem(*rule.per, item);
            return true;
        }
    }
    return false;
}

std::vector<PropertyRead> RuleEvaluator::decidingFactsOf(const CompiledRule &rule)
{
    std::vector<PropertyRead> reads;
    m_context.reader().collect(&reads);
    ask(rule.applies, rule, nullptr);
    ask(rule.when, rule, nullptr);
    ask(rule.unless, rule, nullptr);
    for (const CompiledMitigation &mitigation : rule.mitigations)
        ask(mitigation.satisfied, rule, nullptr);
    m_context.reader().collect(nullptr);
    return reads;
}

std::vector<PropertyRead> RuleEvaluator::factsOf(const CompiledRule &rule)
{
    std::vector<PropertyRead> reads = decidingFactsOf(rule);
    m_context.reader().collect(&reads);
    for (const RuleModifier &modifier : rule.modifiers)
        ask(modifier.when, rule, nullptr);
    m_context.reader().collect(nullptr);
    return reads;
}

QString RuleEvaluator::itemName(PropertyIndex property, const Value &item) const
{
    const RecordKind kind = recordKindOf(m_rules.vocabulary.schema().definition(property).scope);
    for (const QString &word : m_rules.vocabulary.iteratedWords(kind)) {
        const IteratedList *list = m_rules.vocabulary.iterated(kind, word);
        if (list->property == property)
            return discriminatorOf(*list, item);
    }
    return item.toDisplayString();
}

} // namespace drawbridge
