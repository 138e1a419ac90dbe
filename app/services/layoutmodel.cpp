#include "app/services/layoutmodel.h"

#include "app/render/diagrampicture.h"
#include "app/render/theme.h"
#include "model/layout/graphvizlayout.h"
#include "model/layout/gridlayout.h"

#include <QHash>

#include <algorithm>

namespace drawbridge {

namespace {

// Networks that hold their elements alone are drawn as boxes; an element on several stands outside
// them all. Decides which box each element stands in.
class DiagramGraph
{
public:
    DiagramGraph(const ThreatModel &model, const PropertySchema &schema, const Diagram *only)
        : m_model(model)
        , m_context {model, schema, m_threats}
        , m_metrics(Theme::builtIn(ThemeKind::Light).metrics)
        , m_only(only)
    {
    }

    LayoutGraph build();
    int rankGap() const { return naturalRankGap(m_context, m_metrics); }

private:
    bool shows(const IdText &record) const { return !m_only || m_only->placement(record); }
    BoundaryId boxOf(const Element &element) const;
    void addCluster(LayoutGraph &graph, QSet<BoundaryId> &added, const BoundaryId &id) const;

    const ThreatModel &m_model;
    ThreatSummaries m_threats;
    LookContext m_context;
    const Metrics &m_metrics;
    const Diagram *m_only;
};

BoundaryId DiagramGraph::boxOf(const Element &element) const
{
    if (element.networks.size() == 1 && shows(element.networks.first()))
        return element.networks.first();
    return shows(element.boundary) ? element.boundary : BoundaryId();
}

void DiagramGraph::addCluster(LayoutGraph &graph, QSet<BoundaryId> &added,
                              const BoundaryId &id) const
{
    const TrustBoundary *boundary = m_model.boundaries.find(id);
    if (!boundary || !shows(id) || added.contains(id))
        return;
    added.insert(id);
    addCluster(graph, added, boundary->parent);
    graph.clusters.append({id,
                           added.contains(boundary->parent) ? IdText(boundary->parent) : IdText(),
                           naturalTitleWidth(m_context, *boundary, m_metrics)});
}

LayoutGraph DiagramGraph::build()
{
    LayoutGraph graph;
    QSet<BoundaryId> added;
    for (const Element &element : m_model.elements) {
        if (!shows(element.id))
            continue;
        const BoundaryId box = boxOf(element);
        addCluster(graph, added, box);
        const QSize size = naturalElementSize(m_context, element, m_metrics);
        graph.nodes.append({element.id, size.width(), size.height(),
                            added.contains(box) ? IdText(box) : IdText()});
    }
    // A boundary that somebody placed stays to be seen, though nothing is in it.
    for (const TrustBoundary &boundary : m_model.boundaries) {
        if (m_only && m_only->placement(boundary.id))
            addCluster(graph, added, boundary.id);
    }
    for (const DataFlow &flow : m_model.flows) {
        if (flow.source != flow.target && shows(flow.source) && shows(flow.target))
            graph.edges.append({flow.source, flow.target});
    }
    return graph;
}

} // namespace

LayoutPlan planLayout(const ThreatModel &model, const PropertySchema &schema,
                      const Diagram *diagram)
{
    DiagramGraph builder(model, schema, diagram);
    LayoutPlan plan;
    plan.graph = builder.build();
    plan.rankGap = builder.rankGap();
    return plan;
}

Result<LayoutOutcome> runLayout(const LayoutPlan &plan, ProgressSink &progress)
{
    GraphvizOptions options;
    options.gaps.rank = std::max(options.gaps.rank, plan.rankGap);
    LayoutOutcome outcome;
    Result<LayoutResult> result = GraphvizLayout(options).layout(plan.graph, progress);
    if (!result && result.error().code != ErrorCode::Cancelled) {
        outcome.diagnostics.append(
            {DiagnosticSeverity::Warning,
             QStringLiteral("%1; a plain grid is used").arg(result.error().message),
             {}});
        result = GridLayout(options.gaps).layout(plan.graph, progress);
    }
    if (!result)
        return result.error();
    outcome.result = std::move(*result);
    return outcome;
}

QList<Placement> placementsOf(const LayoutResult &result)
{
    QList<Placement> placements;
    for (const QList<LayoutBox> &boxes : {result.nodes, result.clusters}) {
        for (const LayoutBox &box : boxes)
            placements.append({box.id, box.rect});
    }
    return placements;
}

static Result<Diagnostics> arrange(ThreatModel &model, Diagram diagram, bool everything,
                                   const PropertySchema &schema, ProgressSink &progress)
{
    const LayoutPlan plan = planLayout(model, schema, everything ? nullptr : &diagram);
    const Result<LayoutOutcome> outcome = runLayout(plan, progress);
    if (!outcome)
        return outcome.error();
    for (const Placement &placement : placementsOf(outcome->result))
        diagram.place(placement.record, placement.rect);
    diagram.routes.clear();
    model.diagrams.put(diagram);
    return outcome->diagnostics;
}

Result<Diagnostics> layoutModel(ThreatModel &model, const Services &services,
                                ProgressSink &progress)
{
    if (!model.diagrams.isEmpty())
        return Diagnostics();
    Diagram diagram;
    diagram.id = DiagramId(importedId('g', model.project.importRoot, QStringLiteral("diagram")));
    diagram.name = QStringLiteral("Deployment");
    return arrange(model, diagram, true, *services.schema(), progress);
}

Result<Diagnostics> relayoutModel(ThreatModel &model, const Services &services,
                                  const QString &diagramName, ProgressSink &progress)
{
    if (model.diagrams.isEmpty())
        return layoutModel(model, services, progress);
    Diagnostics diagnostics;
    bool found = false;
    const Table<Diagram> diagrams = model.diagrams;
    for (const Diagram &diagram : diagrams) {
        if (!diagramName.isEmpty() && diagram.name != diagramName)
            continue;
        found = true;
        auto arranged = arrange(model, diagram, false, *services.schema(), progress);
        if (!arranged)
            return arranged.error();
        diagnostics += *arranged;
    }
    if (!found)
        return Error {ErrorCode::NotFound,
                      QStringLiteral("there is no diagram named '%1'").arg(diagramName),
                      {}};
    return diagnostics;
}

} // namespace drawbridge
