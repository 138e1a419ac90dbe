#include "model/assess/attackwords.h"

#include "model/core/defaults.h"
#include "model/core/names.h"

#include <algorithm>

namespace drawbridge {

static constexpr qsizetype MostAlternatives = 5;

static QString nameOfHost(const ThreatModel &model, const Foothold &foothold)
{
    const QString name = recordName(model, foothold.record, foothold.id);
    return foothold.record == RecordKind::Element ? QStringLiteral("the host of ") + name : name;
}

QString inWords(const ThreatModel &model, const Foothold &foothold)
{
    const QString name = recordName(model, foothold.record, foothold.id);
    switch (foothold.kind) {
    case FootholdKind::Position:
        return displayPosition(foothold.id.toString());
    case FootholdKind::Account:
        return QStringLiteral("an account at ") + name;
    case FootholdKind::Code:
        return QStringLiteral("code in ") + name;
    case FootholdKind::Data:
        return QStringLiteral("data of ") + name;
    case FootholdKind::Identity:
        return QStringLiteral("identity ") + name;
    case FootholdKind::Image:
        return QStringLiteral("image ") + name;
    case FootholdKind::HostFiles:
        return QStringLiteral("files of ") + nameOfHost(model, foothold);
    case FootholdKind::Control:
        return QStringLiteral("control of ") + nameOfHost(model, foothold);
    default:
        return name;
    }
}

QString inWords(const ThreatModel &model, const QList<Foothold> &footholds)
{
    QStringList words;
    for (const Foothold &foothold : footholds)
        words += inWords(model, foothold);
    return words.join(QStringLiteral(", "));
}

QString inWords(Certainty certainty)
{
    switch (certainty) {
    case Certainty::Known:
        return QStringLiteral("certain");
    case Certainty::Unanswered:
        return QStringLiteral("possible");
    case Certainty::Supposed:
        break;
    }
    return QStringLiteral("supposed");
}

static void addOnce(QStringList &list, const QStringList &more)
{
    for (const QString &text : more) {
        if (!list.contains(text))
            list += text;
    }
}

AttackRoute AttackWords::route(const Trail &trail, const WayFilter &filter) const
{
    AttackRoute route;
    AttackStep step;
    for (size_t i = 1; i < trail.size(); ++i) {
        if (!m_graph.foothold(trail[i - 1]).isPassage()) {
            step = {};
            step.from = m_graph.foothold(trail[i - 1]);
            addRecords(step, step.from);
        }
        const std::vector<const Way *> ways = m_graph.waysBetween(trail[i - 1], trail[i]);
        const auto allowed = std::find_if(ways.begin(), ways.end(),
                                          [&](const Way *way) { return filter.allows(*way); });
        if (allowed != ways.end())
            route.cost += costOf(**allowed);
        add(step, trail[i - 1], trail[i], filter);
        if (m_graph.foothold(trail[i]).isPassage())
            continue;
        step.to = m_graph.foothold(trail[i]);
        addRecords(step, step.to);
        step.title = title(step.from, {step.to});
        addOnce(route.techniques, step.techniques);
        route.likelihood = std::min(route.likelihood, step.likelihood);
        route.certainty = std::max(route.certainty, step.certainty);
        route.steps += step;
    }
    return route;
}

void AttackWords::add(AttackStep &step, int from, int to, const WayFilter &filter) const
{
    std::vector<const Way *> ways = m_graph.waysBetween(from, to);
    std::erase_if(ways, [&](const Way *way) { return !filter.allows(*way); });
    if (ways.empty())
        return;
    const Way &best = *ways.front();
    addRecords(step, best);
    step.certainty = std::max(step.certainty, best.certainty);
    const bool fromOutside = m_graph.foothold(from).kind == FootholdKind::Position;
    const bool isAtDoor =
        best.subjectKind == RecordKind::Element || best.subjectKind == RecordKind::Interface;
    const QString position = m_graph.foothold(from).id.toString();
    if (fromOutside && isAtDoor && best.kind == WayKind::Threat
        && (position == u"internet" || position == u"partner"))
        step.reasons += exposureOf(best);
    if (best.kind == WayKind::Within && !best.threat)
        return;
    StepReason reason = reasonOf(best);
    // Passing over a network takes nothing that would be unlikely.
    if (best.kind != WayKind::Attached)
        step.likelihood = std::min(step.likelihood, reason.likelihood);
    addOnce(step.techniques, reason.techniques);
    step.reasons += std::move(reason);
    for (size_t i = 1; i < ways.size() && step.alternatives.size() < MostAlternatives; ++i) {
        if (ways[i]->threat && ways[i]->threat != best.threat
            && ways[i]->certainty <= std::max(best.certainty, Certainty::Unanswered))
            step.alternatives += reasonOf(*ways[i]);
    }
}

StepReason AttackWords::reasonOf(const Way &way) const
{
    StepReason reason;
    reason.likelihood = way.likelihood;
    reason.certainty = way.certainty;
    reason.needs = needsOf(way);
    if (!way.threat || way.kind == WayKind::Attached)
        describeFact(way, reason);
    if (way.threat)
        describeThreat(way, reason);
    return reason;
}

void AttackWords::describeThreat(const Way &way, StepReason &reason) const
{
    const RuleInfo &rule = m_session.input().rules->info(way.threat->rule);
    reason.threatKey = m_session.keyOf(*way.threat);
    reason.rule = rule.key;
    reason.techniques = rule.attack;
    // Of a network it matters more who is on it than why it is thought to be open.
    if (way.kind == WayKind::Attached)
        return;
    reason.text = m_session.title(*way.threat);
    reason.evidence = m_session.because(*way.threat);
}

QString AttackWords::nameAt(int foothold) const
{
    const Foothold &at = m_graph.foothold(foothold);
    return at.kind == FootholdKind::Control ? nameOfHost(m_model, at)
                                            : recordName(m_model, at.record, at.id);
}

QString AttackWords::nameOfSubject(const Way &way) const
{
    const QString name = recordName(m_model, way.subjectKind, way.subject);
    if (way.subjectKind != RecordKind::Interface)
        return name;
    const Interface *interface = m_model.interfaces.find(InterfaceId(way.subject));
    return interface ? recordName(m_model, RecordKind::Element, interface->owner)
            + QStringLiteral(": ") + name
                     : name;
}

namespace {

// What a fact of the model says, and the technique behind it where there is one.
struct FactWords
{
    WayKind kind;
    const char *text;
    const char *technique;
};

constexpr FactWords FactTexts[] = {
    {WayKind::Exposed, "{to} listens to more than its own host", ""},
    {WayKind::Weakness, "{to} can be reached from outside", ""},
    {WayKind::TakenOver, "{to} is supposed to be taken over", ""},
    {WayKind::LogsIn, "{to} has users from outside", ""},
    {WayKind::Calls, "{from} calls {to}", ""},
    {WayKind::Attached, "{to} can be reached from {subject}", "T1046"},
    {WayKind::SharesNamespace, "{from} and {to} share a namespace", ""},
    {WayKind::OwnAccess, "{from} uses {to} itself, and so does whoever runs code there", ""},
    {WayKind::HoldsCredential, "{subject} holds {to}", "T1552.001"},
    {WayKind::Opens, "{subject} opens {to}", "T1078"},
    {WayKind::Handles, "{to} passes through {from}", ""},
    {WayKind::Keeps, "{subject} keeps {to}", ""},
    {WayKind::Owns, "whoever runs code in {from} has its data", ""},
    {WayKind::SharedFiles, "{from} and {to} share files ({subject})", ""},
    {WayKind::RunsOn, "{subject} runs on {from}", ""},
    {WayKind::PartOf, "{to} belongs to {from}", ""},
    {WayKind::Serves, "{from} serves {to}, whose content is not checked", "T1525"},
    {WayKind::RunsImage, "{to} runs {from}", "T1204.003"},
    {WayKind::Administers, "{subject}: a right that can be stolen or misused", "T1078"},
};

} // namespace

// Names stand in for their places in one go, so that none of them can bring in another.
QString AttackWords::factText(const char *pattern, const Way &way) const
{
    QString text;
    for (const QString &part : QString::fromLatin1(pattern).split(u'{')) {
        const qsizetype end = part.indexOf(u'}');
        const QString place = part.left(end);
        if (end < 0)
            text += part;
        else
            text += (place == u"from"     ? nameAt(way.from)
                         : place == u"to" ? nameAt(way.to)
                                          : nameOfSubject(way))
                + part.mid(end + 1);
    }
    return text;
}

void AttackWords::describeFact(const Way &way, StepReason &reason) const
{
    const auto *const found =
        std::find_if(std::begin(FactTexts), std::end(FactTexts),
                     [&](const FactWords &fact) { return fact.kind == way.kind; });
    if (found == std::end(FactTexts))
        return;
    reason.text = factText(found->text, way);
    if (*found->technique)
        reason.techniques = {QString::fromLatin1(found->technique)};
    if (way.subjectKind == RecordKind::Flow)
        reason.evidence = evidenceOfFlow(FlowId(way.subject));
    else if (way.kind == WayKind::Weakness || way.kind == WayKind::LogsIn)
        reason.evidence = evidenceOfExposure(ElementId(way.subject));
    else if (way.kind == WayKind::Attached && way.subjectKind == RecordKind::Boundary)
        reason.evidence = evidenceOfBoundary(BoundaryId(way.subject));
    else if (way.kind == WayKind::Opens)
        reason.evidence = evidenceOfGrants(AssetId(way.subject));
    else if (way.kind == WayKind::SharesNamespace)
        addStored(ElementId(way.subject), u"sharesNamespaceWith", reason.evidence);
    else if (way.kind == WayKind::HoldsCredential)
        reason.evidence = evidenceOfHolding(ElementId(way.subject), m_graph.foothold(way.to));
}

// The door that a threat from outside needs to be open.
StepReason AttackWords::exposureOf(const Way &way) const
{
    StepReason reason;
    reason.text = QStringLiteral("%1 can be reached from outside").arg(nameOfSubject(way));
    ElementId element(way.subject);
    if (const Interface *interface = m_model.interfaces.find(InterfaceId(way.subject)))
        element = interface->owner;
    reason.evidence = evidenceOfExposure(element);
    if (reason.evidence.isEmpty())
        reason.text = QStringLiteral("%1 may be reachable from outside").arg(nameOfSubject(way));
    return reason;
}

QString AttackWords::questionsOf(const Threat &threat) const
{
    QStringList questions;
    for (const PropertyReference &reference : threat.questions) {
        if (reference.property == NoProperty)
            continue;
        const QString question = m_session.input().schema->definition(reference.property).question;
        if (!question.isEmpty() && !questions.contains(question))
            questions += question;
    }
    return questions.join(u' ');
}

QString AttackWords::needsOf(const Way &way) const
{
    if (way.certainty == Certainty::Known)
        return {};
    const QString to = nameAt(way.to);
    if (way.threat && way.certainty == Certainty::Supposed)
        return m_session.input().rules->info(way.threat->rule).needs;
    if (way.kind == WayKind::Weakness)
        return QStringLiteral("A weakness in %1 that lets a caller run code; none is known.")
            .arg(to);
    if (way.kind == WayKind::Opens)
        return QStringLiteral("A way to reach %1.").arg(to);
    if (way.kind == WayKind::SharedFiles)
        return QStringLiteral("Does %1 run or trust files that it shares with others?").arg(to);
    if (way.kind == WayKind::Attached)
        return QStringLiteral("Does a network policy protect %1?").arg(to);
    const QString questions = way.threat ? questionsOf(*way.threat) : QString();
    return questions.isEmpty() ? QStringLiteral("From where can %1 be reached?").arg(to)
                               : questions;
}

QString AttackWords::title(const Foothold &from, const QList<Foothold> &gained) const
{
    const bool starts = from.kind == FootholdKind::Position
        && from.id == IdText(QByteArrayView("compromised-container"));
    QStringList names;
    for (const Foothold &foothold : gained)
        names += foothold.kind == FootholdKind::Control || foothold.kind == FootholdKind::HostFiles
            ? nameOfHost(m_model, foothold)
            : recordName(m_model, foothold.record, foothold.id);
    const QString name = names.join(QStringLiteral(", "));
    switch (gained.first().kind) {
    case FootholdKind::Account:
        return QStringLiteral("Log in at ") + name;
    case FootholdKind::Code:
        return (starts ? QStringLiteral("Start in ") : QStringLiteral("Run code in ")) + name;
    case FootholdKind::Data:
        return QStringLiteral("Read and change the data of ") + name;
    case FootholdKind::Asset:
        return QStringLiteral("Obtain ") + name;
    case FootholdKind::Identity:
        return QStringLiteral("Act as ") + name;
    case FootholdKind::Image:
        return QStringLiteral("Replace the image ") + name;
    case FootholdKind::HostFiles:
        return QStringLiteral("Read the files of ") + name;
    case FootholdKind::Control:
        return QStringLiteral("Control ") + name;
    default:
        return name;
    }
}

static QString sourceOfRecord(const ThreatModel &model, const SourceKey &key)
{
    if (key.isEmpty())
        return QStringLiteral("model");
    Provenance provenance;
    provenance.claim = ClaimSource::File;
    provenance.source = key.source;
    provenance.keyPath = key.key;
    return provenanceText(model, provenance);
}

// Where a flow was found stands with what is known of it.
static QString sourceOfFlow(const ThreatModel &model, const DataFlow &flow)
{
    for (const PropertyEntry &entry : flow.properties.entries()) {
        const Provenance &provenance = entry.effective().provenance;
        if (provenance.claim == ClaimSource::File && !provenance.keyPath.isEmpty())
            return provenanceText(model, provenance);
    }
    return sourceOfRecord(model, flow.sourceKey);
}

QList<BecauseItem> AttackWords::evidenceOfFlow(const FlowId &id) const
{
    const DataFlow *flow = m_model.flows.find(id);
    if (!flow)
        return {};
    BecauseItem item;
    item.kind = RecordKind::Flow;
    item.record = id;
    item.label = QStringLiteral("Flow");
    item.value = recordName(m_model, RecordKind::Flow, id);
    item.source = sourceOfFlow(m_model, *flow);
    return {item};
}

QList<BecauseItem> AttackWords::evidenceOfBoundary(const BoundaryId &id) const
{
    const TrustBoundary *boundary = m_model.boundaries.find(id);
    if (!boundary)
        return {};
    BecauseItem item;
    item.kind = RecordKind::Boundary;
    item.record = id;
    item.label = displayName(boundary->kind);
    item.value = boundary->name;
    item.source = sourceOfRecord(m_model, boundary->sourceKey);
    return {item};
}

QList<BecauseItem> AttackWords::evidenceOfGrants(const AssetId &id) const
{
    const PropertySchema &schema = *m_session.input().schema;
    const DataAsset *asset = m_model.assets.find(id);
    const PropertyIndex grants = schema.find(RecordKind::Asset, u"grants");
    const Claim *claim =
        asset && grants != NoProperty ? asset->properties.effective(grants) : nullptr;
    if (!claim)
        return {};
    QStringList names;
    const ValueList *list = claim->value.asList();
    for (const Value &opened : list ? *list : ValueList()) {
        if (opened.asString())
            names += recordName(m_model, RecordKind::Element,
                                ElementId(QStringView(*opened.asString())));
    }
    BecauseItem item;
    item.kind = RecordKind::Asset;
    item.record = id;
    item.property = grants;
    item.label = schema.definition(grants).label;
    item.value = names.join(QStringLiteral(", "));
    item.source = provenanceText(m_model, claim->provenance);
    return {item};
}

void AttackWords::addStored(const ElementId &id, QStringView property,
                            QList<BecauseItem> &items) const
{
    const PropertySchema &schema = *m_session.input().schema;
    const Element *element = m_model.elements.find(id);
    const PropertyIndex index = schema.find(RecordKind::Element, property);
    if (!element || index == NoProperty)
        return;
    const Claim *claim = element->properties.effective(index);
    if (!claim || claim->notApplicable || claim->value.toDisplayString().isEmpty())
        return;
    BecauseItem item;
    item.kind = RecordKind::Element;
    item.record = id;
    item.property = index;
    item.label = schema.definition(index).label;
    item.value = claim->value.toDisplayString();
    item.source = provenanceText(m_model, claim->provenance);
    items += item;
}

// Whether an item of a list of secrets, or of their names, is about the credential.
static bool isAbout(const Value &item, const QString &credential)
{
    const QString *name = item.asString();
    if (!name && item.asMap()) {
        const Value field = item.asMap()->value(QStringLiteral("name"));
        return field.asString() && *field.asString() == credential;
    }
    return name && *name == credential;
}

// The places that name the credential; where none does, all that may bring it.
QList<BecauseItem> AttackWords::evidenceOfHolding(const ElementId &id, const Foothold &held) const
{
    const Element *element = m_model.elements.find(id);
    const DataAsset *asset = m_model.assets.find(AssetId(held.id));
    if (!element || !asset)
        return {};
    // "POSTGRES_PASSWORD (db)": whose it is stands behind.
    const QString name = asset->name.section(QStringLiteral(" ("), 0, 0);
    QList<BecauseItem> all;
    QList<BecauseItem> named;
    for (const char16_t *property : {u"envSecrets", u"secretMounts", u"codeSecrets"}) {
        const PropertyIndex index =
            m_session.input().schema->find(RecordKind::Element, QStringView(property));
        const Claim *claim = index == NoProperty ? nullptr : element->properties.effective(index);
        const ValueList *list = claim ? claim->value.asList() : nullptr;
        const bool isNamed = list
            && std::any_of(list->begin(), list->end(),
                           [&](const Value &item) { return isAbout(item, name); });
        addStored(id, QStringView(property), isNamed ? named : all);
    }
    return named.isEmpty() ? all : named;
}

QList<FlowId> AttackWords::flowsFromOutside(const ElementId &element, const IdText &interface) const
{
    QList<FlowId> all;
    QList<FlowId> atInterface;
    for (const DataFlow &flow : m_model.flows) {
        if (flow.target != element || flow.vanished || (!flow.confirmed && !flow.implied))
            continue;
        const Element *source = m_model.elements.find(flow.source);
        if (!source || source->kind != ElementKind::ExternalEntity)
            continue;
        all += flow.id;
        if (flow.interface == interface && !interface.isEmpty())
            atInterface += flow.id;
    }
    return atInterface.isEmpty() ? all : atInterface;
}

// What was said, else the published ports, else the flow of somebody outside.
QList<BecauseItem> AttackWords::evidenceOfExposure(const ElementId &element) const
{
    QList<BecauseItem> items;
    addStored(element, u"reachableFrom", items);
    if (items.isEmpty())
        addStored(element, u"publishedPorts", items);
    if (items.isEmpty()) {
        for (const FlowId &flow : flowsFromOutside(element, {}))
            items += evidenceOfFlow(flow);
    }
    return items;
}

static void addRecord(AttackStep &step, const IdText &id)
{
    if (!id.isEmpty() && !step.records.contains(id))
        step.records += id;
}

void AttackWords::addRecords(AttackStep &step, const Way &way) const
{
    if (way.subjectKind == RecordKind::Flow || way.subjectKind == RecordKind::Element
        || way.subjectKind == RecordKind::Boundary || way.subjectKind == RecordKind::Interface)
        addRecord(step, way.subject);
    const Foothold &from = m_graph.foothold(way.from);
    const Interface *interface = m_model.interfaces.find(InterfaceId(way.subject));
    const bool isAtDoor = interface || way.subjectKind == RecordKind::Element;
    if (from.kind != FootholdKind::Position || !isAtDoor || way.kind == WayKind::TakenOver)
        return;
    const ElementId element = interface ? interface->owner : ElementId(way.subject);
    for (const FlowId &flow : flowsFromOutside(element, interface ? way.subject : IdText())) {
        addRecord(step, flow);
        addRecord(step, m_model.flows.find(flow)->source);
    }
}

void AttackWords::addRecords(AttackStep &step, const Foothold &foothold) const
{
    if (foothold.record == RecordKind::Element || foothold.record == RecordKind::Boundary)
        addRecord(step, foothold.id);
}

QSet<IdText> AttackRoute::records() const
{
    QSet<IdText> all;
    for (const AttackStep &step : steps)
        all.unite(QSet<IdText>(step.records.begin(), step.records.end()));
    return all;
}

} // namespace drawbridge
