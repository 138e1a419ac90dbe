#include "model/core/validator.h"

#include "model/core/controlstatements.h"
#include "model/core/modelgraph.h"
#include "model/core/names.h"

#include <algorithm>

namespace drawbridge {

namespace {

// Collects the problems of one model.
class Validation
{
public:
    Validation(const ThreatModel &model, const PropertySchema &schema)
        : m_model(model)
        , m_schema(schema)
    {
    }

    QList<ModelProblem> run();

private:
    void checkReferences(const Element &element);
    void checkReferences(const Interface &interface);
    void checkReferences(const DataFlow &flow);
    void checkReferences(const TrustBoundary &boundary);
    void checkReferences(const Diagram &diagram);
    void checkReferences(const Review &review);
    void checkReferences(const ControlStatement &statement);
    void checkReferences(const FindingDecision &decision);
    template <typename T>
    void checkReferences(const T &)
    {
    }
    void checkProperties(RecordKind kind, const IdText &id, const PropertySet &properties);

    // An empty reference is fine; one to a missing record is a problem.
    template <typename From, typename To>
    void refer(const From &from, const typename To::IdType &to, const Table<To> &table,
               const char *role)
    {
        if (!to.isEmpty() && !table.contains(to))
            add(from,
                QStringLiteral("%1 '%2' does not exist").arg(QLatin1String(role), to.toString()));
    }
    template <typename T>
    void add(const T &record, const QString &message)
    {
        m_problems.append({recordKind<T>, record.id, message});
    }

    const ThreatModel &m_model;
    const PropertySchema &m_schema;
    QList<ModelProblem> m_problems;
};

QList<ModelProblem> Validation::run()
{
    forEachTable(m_model, [this](const auto &table) {
        for (const auto &record : table) {
            using Record = std::decay_t<decltype(record)>;
            if (record.id.isEmpty())
                add(record, QStringLiteral("has no id"));
            checkReferences(record);
            if constexpr (requires { record.properties; })
                checkProperties(recordKind<Record>, record.id, record.properties);
        }
    });
    checkProperties(RecordKind::Project, {}, m_model.project.properties);
    return m_problems;
}

void Validation::checkReferences(const Element &element)
{
    refer(element, element.boundary, m_model.boundaries, "trust boundary");
    refer(element, element.image, m_model.images, "image");
    refer(element, element.identity, m_model.identities, "identity");
    for (const BoundaryId &network : element.networks) {
        refer(element, network, m_model.boundaries, "network");
        const TrustBoundary *boundary = m_model.boundaries.find(network);
        if (boundary && boundary->kind != BoundaryKind::Network)
            add(element, QStringLiteral("'%1' is no network").arg(boundary->name));
    }
    for (const AssetId &asset : element.assets)
        refer(element, asset, m_model.assets, "asset");
    if (!std::is_sorted(element.networks.begin(), element.networks.end())
        || !std::is_sorted(element.assets.begin(), element.assets.end()))
        add(element, QStringLiteral("networks or assets are not in order"));
}

void Validation::checkReferences(const Interface &interface)
{
    if (interface.owner.isEmpty())
        add(interface, QStringLiteral("belongs to no element"));
    refer(interface, interface.owner, m_model.elements, "element");
    const Element *owner = m_model.elements.find(interface.owner);
    if (owner && owner->kind == ElementKind::ExternalEntity)
        add(interface, QStringLiteral("belongs to an external entity"));
}

void Validation::checkReferences(const DataFlow &flow)
{
    if (flow.source.isEmpty() || flow.target.isEmpty())
        add(flow, QStringLiteral("lacks an end"));
    refer(flow, flow.source, m_model.elements, "source");
    refer(flow, flow.target, m_model.elements, "target");
    refer(flow, flow.interface, m_model.interfaces, "interface");
    const Interface *interface = m_model.interfaces.find(flow.interface);
    if (interface && interface->owner != flow.target)
        add(flow, QStringLiteral("ends at an interface of another element"));
    for (const AssetId &asset : flow.assetsOut + flow.assetsBack)
        refer(flow, asset, m_model.assets, "asset");
}

void Validation::checkReferences(const TrustBoundary &boundary)
{
    refer(boundary, boundary.parent, m_model.boundaries, "parent");
    const QList<BoundaryId> chain = boundaryChain(m_model, boundary.id);
    if (!chain.isEmpty() && !m_model.boundaries.find(chain.last())->parent.isEmpty()
        && m_model.boundaries.contains(m_model.boundaries.find(chain.last())->parent))
        add(boundary, QStringLiteral("lies within itself"));
}

void Validation::checkReferences(const Diagram &diagram)
{
    refer(diagram, diagram.parent, m_model.elements, "process");
    for (const Placement &placement : diagram.placements) {
        if (!m_model.elements.contains(ElementId(placement.record))
            && !m_model.boundaries.contains(BoundaryId(placement.record)))
            add(diagram,
                QStringLiteral("places '%1', which does not exist")
                    .arg(placement.record.toString()));
        if (placement.rect.width() <= 0 || placement.rect.height() <= 0)
            add(diagram,
                QStringLiteral("places '%1' with no size").arg(placement.record.toString()));
    }
    for (const Route &route : diagram.routes)
        refer(diagram, route.flow, m_model.flows, "flow");
}

void Validation::checkReferences(const Review &review)
{
    if (review.reviewer.isEmpty())
        add(review, QStringLiteral("does not say who reviewed"));
    if (review.revision.isEmpty())
        add(review, QStringLiteral("does not say which revision was reviewed"));
}

void Validation::checkReferences(const ControlStatement &statement)
{
    if (statement.control.isEmpty())
        add(statement, QStringLiteral("does not say which control it is about"));
    else if (statementOn(m_model, statement.control) != &statement)
        add(statement,
            QStringLiteral("says something of %1, of which another statement speaks already")
                .arg(statement.control));
}

// A record that is gone since is no problem: what was found counts again then.
void Validation::checkReferences(const FindingDecision &decision)
{
    if (decision.check.isEmpty())
        add(decision, QStringLiteral("does not say which check it is about"));
}

void Validation::checkProperties(RecordKind kind, const IdText &id, const PropertySet &properties)
{
    for (const PropertyEntry &entry : properties.entries()) {
        if (entry.property >= m_schema.definitions().size()) {
            m_problems.append({kind, id, QStringLiteral("has a property outside the schema")});
            continue;
        }
        const PropertyDefinition &definition = m_schema.definition(entry.property);
        if (recordKindOf(definition.scope) != kind)
            m_problems.append(
                {kind, id, QStringLiteral("cannot have the property '%1'").arg(definition.name)});
        for (const Claim &claim : entry.claims) {
            const QString wrong =
                claim.notApplicable ? QString() : definition.type.check(claim.value);
            if (!wrong.isEmpty())
                m_problems.append({kind, id, definition.name + QStringLiteral(": ") + wrong});
        }
    }
}

} // namespace

QList<ModelProblem> validate(const ThreatModel &model, const PropertySchema &schema)
{
    return Validation(model, schema).run();
}

} // namespace drawbridge
