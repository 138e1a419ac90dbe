#include "model/core/names.h"
#include "model/engine/residualrisk.h"
#include "model/export/findingwords.h"
#include "model/export/reportparts.h"
#include "model/export/threatwords.h"

#include <algorithm>
#include <map>

namespace drawbridge {

namespace {

// Which record a threat is counted to.
struct SectionKey
{
    RecordKind kind = RecordKind::Project;
    IdText id;

    bool operator<(const SectionKey &other) const
    {
        return kind != other.kind ? kind < other.kind : id < other.id;
    }
};

// Finds the element that a threat's target belongs to.
class SectionFinder
{
public:
    explicit SectionFinder(const ThreatModel &model)
        : m_model(model)
    {
        // An image or identity that only one element uses is counted to that element.
        for (const Element &element : model.elements) {
            if (!element.image.isEmpty())
                noteUser(m_images[element.image.toString()], element.id);
            if (!element.identity.isEmpty())
                noteUser(m_identities[element.identity.toString()], element.id);
        }
    }

    SectionKey find(RecordKind kind, const IdText &id) const
    {
        switch (kind) {
        case RecordKind::Interface:
            if (const Interface *interface = m_model.interfaces.find(InterfaceId(id)))
                return {RecordKind::Element, interface->owner};
            break;
        case RecordKind::Flow:
            if (const DataFlow *flow = m_model.flows.find(FlowId(id)))
                return {RecordKind::Element, flow->target};
            break;
        case RecordKind::Image:
            return onlyUser(m_images, kind, id);
        case RecordKind::Identity:
            return onlyUser(m_identities, kind, id);
        default:
            break;
        }
        return {kind, id};
    }

private:
    struct Users
    {
        ElementId first;
        int count = 0;
    };

    static void noteUser(Users &users, const ElementId &element)
    {
        if (users.count++ == 0)
            users.first = element;
    }

    static SectionKey onlyUser(const std::map<QString, Users> &users, RecordKind kind,
                               const IdText &id)
    {
        const auto found = users.find(id.toString());
        if (found != users.end() && found->second.count == 1)
            return {RecordKind::Element, found->second.first};
        return {kind, id};
    }

    const ThreatModel &m_model;
    std::map<QString, Users> m_images;
    std::map<QString, Users> m_identities;
};

QString kindInWords(RecordKind kind)
{
    QString words = nameOf(kind);
    words.replace(u'-', u' ');
    words[0] = words[0].toUpper();
    return words;
}

void describeElement(ReportSection &section, const ThreatModel &model, const Element &element)
{
    section.technology = element.technology;
    section.elementKind = element.kind;
    section.kind = displayName(element.kind);
    if (!element.technology.isEmpty())
        section.kind += QStringLiteral(", ") + element.technology;
    const auto add = [&section](const char *label, const QString &value) {
        if (!value.isEmpty())
            section.facts.append({QString::fromLatin1(label), value});
    };
    add("Description", element.description);
    add("Trust boundary", recordName(model, RecordKind::Boundary, element.boundary));
    QStringList networks;
    for (const BoundaryId &network : element.networks)
        networks += recordName(model, RecordKind::Boundary, network);
    add("Networks", networks.join(QStringLiteral(", ")));
    add("Image", recordName(model, RecordKind::Image, element.image));
    add("Runs as", recordName(model, RecordKind::Identity, element.identity));
    QStringList assets;
    for (const AssetId &asset : element.assets)
        assets += recordName(model, RecordKind::Asset, asset);
    add("Keeps", assets.join(QStringLiteral(", ")));
}

ReportSection describe(const ThreatModel &model, const SectionKey &key)
{
    ReportSection section;
    section.name = qualifiedName(model, key.kind, key.id);
    section.kind = kindInWords(key.kind);
    if (key.kind == RecordKind::Element) {
        if (const Element *element = model.elements.find(ElementId(key.id)))
            describeElement(section, model, *element);
    } else if (key.kind == RecordKind::Boundary) {
        section.isBoundary = true;
        if (const TrustBoundary *boundary = model.boundaries.find(BoundaryId(key.id))) {
            section.boundaryKind = boundary->kind;
            section.kind = QStringLiteral("Trust boundary, ") + displayName(boundary->kind);
        }
    } else if (key.kind == RecordKind::Image) {
        section.technology = QStringLiteral("image");
    } else if (key.kind == RecordKind::Identity) {
        section.technology = QStringLiteral("identity");
    }
    return section;
}

QList<ReportMitigation> mitigationsOf(const ExportInput &input, const Threat &threat)
{
    QList<ReportMitigation> mitigations;
    if (threat.rule < 0)
        return mitigations;
    const QList<RuleMitigation> &all = input.rules->info(threat.rule).mitigations;
    for (const MitigationResult &result : threat.mitigations) {
        if (result.index < 0 || result.index >= all.size())
            continue;
        const RuleMitigation &mitigation = all.at(result.index);
        mitigations.append(
            {mitigation.title, mitigation.effect, result.state, result.evidence, mitigation.nist});
    }
    return mitigations;
}

// Vulnerabilities are only counted among the reasons; here are the worst by name.
void addVulnerabilities(const ExportInput &input, const Threat &threat,
                        QList<ReportReason> &reasons)
{
    constexpr qsizetype Most = 10;
    QList<const Finding *> vulnerabilities;
    for (const Finding *finding :
         findingsBehind(input.findings, ruleKeyOf(input, threat), threat.target)) {
        if (!input.findings->result(*finding).package.package.isEmpty())
            vulnerabilities += finding;
    }
    for (const Finding *finding : vulnerabilities.mid(0, Most)) {
        const EvidenceResult &result = input.findings->result(*finding);
        reasons.append({result.check,
                        displayName(finding->severity) + QStringLiteral(": ") + findingText(result),
                        input.findings->tools(*finding)});
    }
    if (vulnerabilities.size() > Most)
        reasons.append({QStringLiteral("Further vulnerabilities"),
                        QString::number(vulnerabilities.size() - Most),
                        {}});
}

ReportThreat reportThreat(const ExportInput &input, const Threat &threat)
{
    const AnalysisSession &session = *input.session;
    ReportThreat out;
    out.key = session.keyOf(threat);
    out.rule = ruleKeyOf(input, threat);
    out.title = session.title(threat);
    out.explanation = session.explanation(threat);
    out.target = qualifiedName(*input.model, threat.targetKind, threat.target);
    out.stride = threat.stride;
    out.severity = threat.severity;
    out.likelihood = threat.likelihood;
    out.impact = threat.impact;
    const ResidualRisk risk = residualRisk(threat, *input.rules);
    out.claimedRisk = risk.claimed.value();
    out.evidencedRisk = risk.evidenced.value();
    out.status = threat.status;
    out.toBeReviewed = threat.toBeReviewed;
    out.expired = threat.expired;
    out.attention = needsAttention(threat);
    for (const BecauseItem &item : session.because(threat))
        out.because.append({item.label, item.value, item.source});
    addVulnerabilities(input, threat, out.because);
    out.mitigations = mitigationsOf(input, threat);
    out.attack = attackOf(input, threat);
    out.cwe = cweOf(input, threat);
    out.capec = capecOf(input, threat);
    out.controls = nistOf(input, threat);
    return out;
}

// Worst first: by the number of critical ones, then of high ones, and so on.
bool comesBefore(const ReportSection &a, const ReportSection &b)
{
    if (a.counts != b.counts)
        return a.counts > b.counts;
    return a.name < b.name;
}

} // namespace

QList<ReportSection> reportSections(const ExportInput &input)
{
    const SectionFinder finder(*input.model);
    std::map<SectionKey, ReportSection> byKey;
    for (const Threat *threat : bySeverity(*input.session)) {
        const SectionKey key = finder.find(threat->targetKind, threat->target);
        auto found = byKey.find(key);
        if (found == byKey.end())
            found = byKey.emplace(key, describe(*input.model, key)).first;
        ReportSection &section = found->second;
        ++section.counts[static_cast<size_t>(threat->severity)];
        section.threats += reportThreat(input, *threat);
    }
    QList<ReportSection> sections;
    for (auto &[key, section] : byKey)
        sections += std::move(section);
    std::stable_sort(sections.begin(), sections.end(), comesBefore);
    return sections;
}

} // namespace drawbridge
