#include "model/assess/attackgoals.h"

#include "model/core/defaults.h"

namespace drawbridge {

static constexpr int ImpactOfControl = 5;
static constexpr int ImpactOfUnratedStore = 4;
static constexpr int ImpactOfCredential = 4;

QStringList attackPositions()
{
    return {QStringLiteral("internet"),
            QStringLiteral("partner"),
            QStringLiteral("authenticated-user"),
            QStringLiteral("same-network"),
            QStringLiteral("supply-chain"),
            QStringLiteral("compromised-container"),
            QStringLiteral("operator")};
}

QString displayPosition(const QString &word)
{
    if (word == u"authenticated-user")
        return QStringLiteral("Logged-in user");
    QString text = word;
    text.replace(u'-', u' ');
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QStringList countedPositions(const ThreatModel &model)
{
    QStringList counted;
    for (const QString &position : attackPositions()) {
        const bool isNamed = model.project.attackers.contains(position)
            || (position == u"partner"
                && model.project.attackers.contains(QStringLiteral("internet")));
        if (model.project.attackers.isEmpty() ? position != u"operator" : isNamed)
            counted += position;
    }
    return counted;
}

// Of a word of the confidentiality scale; 0 where there is none.
static int impactOfClassification(const QString &word)
{
    static const QStringList words {QStringLiteral("public"), QStringLiteral("internal"),
                                    QStringLiteral("confidential"), QStringLiteral("restricted")};
    const qsizetype place = words.indexOf(word);
    return place < 0 ? 0 : static_cast<int>(place) + 2;
}

static QString textValue(const std::optional<Value> &value)
{
    return value && value->asString() ? *value->asString() : QString();
}

static int impactOfStore(const AnalysisSession &session, const Element &store)
{
    if (store.technology == u"secrets-store")
        return ImpactOfControl;
    const PropertyIndex property =
        session.input().schema->find(RecordKind::Element, u"classification");
    const int rated = property == NoProperty
        ? 0
        : impactOfClassification(
            textValue(session.computedValue(RecordKind::Element, store.id, property)));
    return rated ? rated : ImpactOfUnratedStore;
}

template <typename Record>
static std::optional<Value> valueOf(const PropertySchema &schema, const Record &record,
                                    RecordKind kind, QStringView name)
{
    const PropertyIndex property = schema.find(kind, name);
    if (property == NoProperty)
        return std::nullopt;
    const std::optional<EffectiveValue> value = effectiveValue(schema, record, property);
    return value ? std::optional<Value>(value->claim.value) : std::nullopt;
}

// A credential for something in the model is a step on the way there, not an end.
static int impactOfAsset(const PropertySchema &schema, const DataAsset &asset)
{
    const int rated = impactOfClassification(
        textValue(valueOf(schema, asset, RecordKind::Asset, u"confidentiality")));
    if (rated >= impactOfClassification(QStringLiteral("confidential")))
        return rated;
    if (asset.kind != AssetKind::Credential || rated)
        return 0;
    const std::optional<Value> grants = valueOf(schema, asset, RecordKind::Asset, u"grants");
    const bool opensSomething = grants && grants->asList() && !grants->asList()->isEmpty();
    return opensSomething ? 0 : ImpactOfCredential;
}

static int impactOf(const AnalysisSession &session, const Foothold &foothold)
{
    const ThreatModel &model = session.input().model;
    switch (foothold.kind) {
    case FootholdKind::Control: {
        const TrustBoundary *boundary = model.boundaries.find(BoundaryId(foothold.id));
        return boundary && !boundary->scope.inScope ? 0 : ImpactOfControl;
    }
    case FootholdKind::Data: {
        const Element *store = model.elements.find(ElementId(foothold.id));
        const bool isGoal = store && store->kind == ElementKind::DataStore && !store->implied
            && store->scope.inScope;
        return isGoal ? impactOfStore(session, *store) : 0;
    }
    case FootholdKind::Asset: {
        const DataAsset *asset = model.assets.find(AssetId(foothold.id));
        return asset ? impactOfAsset(*session.input().schema, *asset) : 0;
    }
    default:
        return 0;
    }
}

// Whether a foothold is what somebody means who names its record.
static bool standsForRecord(const ThreatModel &model, const Foothold &foothold)
{
    switch (foothold.kind) {
    case FootholdKind::Code: {
        const Element *element = model.elements.find(ElementId(foothold.id));
        return element && element->kind != ElementKind::DataStore;
    }
    case FootholdKind::Data:
    case FootholdKind::Asset:
    case FootholdKind::Identity:
    case FootholdKind::Image:
        return true;
    case FootholdKind::Control:
        return foothold.record == RecordKind::Boundary;
    default:
        return false;
    }
}

QList<AttackGoal> attackGoals(const AnalysisSession &session, const AttackGraph &graph,
                              const QList<IdText> &wanted)
{
    QList<AttackGoal> goals;
    for (int i = 0; i < graph.size(); ++i) {
        const Foothold &foothold = graph.foothold(i);
        int impact = impactOf(session, foothold);
        if (!wanted.isEmpty()) {
            const bool isWanted =
                wanted.contains(foothold.id) && standsForRecord(session.input().model, foothold);
            impact = isWanted ? std::max(impact, AttackGoal().impact) : 0;
        }
        if (impact > 0)
            goals.append({i, impact});
    }
    return goals;
}

} // namespace drawbridge
