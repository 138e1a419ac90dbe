#include "app/layouthelper/graphvizpositions.h"

#include <cmath>
#include <cstdio>
#include <memory>

// Graphviz writes `#define bool` style C in its headers; keep it in one file.
#include <gvc.h>

namespace drawbridge::layouthelper {
namespace {

constexpr double PointsPerInch = 72.0;

struct ContextDeleter
{
    void operator()(GVC_t *context) const { gvFreeContext(context); }
};
struct GraphDeleter
{
    void operator()(Agraph_t *graph) const { agclose(graph); }
};
using GraphPointer = std::unique_ptr<Agraph_t, GraphDeleter>;

// libcgraph takes char * and copies.
char *mutableText(const std::string &text)
{
    return const_cast<char *>(text.c_str());
}

std::string inches(int units)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.5f", double(units) / PointsPerInch);
    return buffer;
}

void setAttribute(void *object, const char *name, const std::string &value)
{
    agsafeset(object, const_cast<char *>(name), mutableText(value), const_cast<char *>(""));
}

void setGraphAttributes(Agraph_t *graph, const Request &request)
{
    setAttribute(graph, "rankdir", "LR");
    setAttribute(graph, "ranksep", inches(request.rankGap));
    setAttribute(graph, "nodesep", inches(request.nodeGap));
    // Edges are routed elsewhere.
    setAttribute(graph, "splines", "none");
    // A shorter search: half the time, measured, and no visible loss.
    setAttribute(graph, "nslimit", "0.5");
    setAttribute(graph, "nslimit1", "0.5");
    setAttribute(graph, "mclimit", "0.3");
    if (request.engine == "sfdp") {
        setAttribute(graph, "overlap", "prism");
        setAttribute(graph, "K", inches(request.rankGap * 2));
        char separation[32];
        std::snprintf(separation, sizeof separation, "+%d,%d", request.rankGap / 2,
                      request.nodeGap / 2);
        setAttribute(graph, "sep", separation);
    }
}

// An empty HTML table of a fixed size keeps the title's room free without any font being measured.
void reserveTitle(Agraph_t *cluster, const Request::Cluster &wanted)
{
    const std::string table = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
                              "CELLPADDING=\"0\" FIXEDSIZE=\"TRUE\" WIDTH=\""
        + std::to_string(wanted.titleWidth) + "\" HEIGHT=\"" + std::to_string(wanted.titleHeight)
        + "\"><TR><TD></TD></TR></TABLE>";
    char *label = agstrdup_html(agroot(cluster), mutableText(table));
    agsafeset(cluster, const_cast<char *>("label"), label, const_cast<char *>(""));
    agstrfree(agroot(cluster), label);
}

std::vector<Agraph_t *> addClusters(Agraph_t *graph, const Request &request)
{
    std::vector<Agraph_t *> clusters;
    for (size_t i = 0; i < request.clusters.size(); ++i) {
        const auto &wanted = request.clusters[i];
        Agraph_t *parent = wanted.parent < 0 ? graph : clusters[static_cast<size_t>(wanted.parent)];
        Agraph_t *cluster = agsubg(parent, mutableText("cluster" + std::to_string(i)), 1);
        setAttribute(cluster, "margin", std::to_string(request.padding));
        if (wanted.titleHeight > 0 && wanted.titleWidth > 0)
            reserveTitle(cluster, wanted);
        clusters.push_back(cluster);
    }
    return clusters;
}

std::vector<Agnode_t *> addNodes(Agraph_t *graph, const std::vector<Agraph_t *> &clusters,
                                 const Request &request)
{
    std::vector<Agnode_t *> nodes;
    for (size_t i = 0; i < request.nodes.size(); ++i) {
        const auto &wanted = request.nodes[i];
        Agnode_t *node = agnode(graph, mutableText("n" + std::to_string(i)), 1);
        setAttribute(node, "shape", "box");
        setAttribute(node, "fixedsize", "true");
        setAttribute(node, "label", "");
        setAttribute(node, "width", inches(wanted.width));
        setAttribute(node, "height", inches(wanted.height));
        if (wanted.cluster >= 0)
            agsubnode(clusters[static_cast<size_t>(wanted.cluster)], node, 1);
        nodes.push_back(node);
    }
    return nodes;
}

} // namespace

bool graphvizPositions(const Request &request, std::vector<Position> &positions,
                       std::string &reason)
{
    if (request.engine != "dot" && request.engine != "sfdp") {
        reason = "unknown engine " + request.engine;
        return false;
    }
    static const std::unique_ptr<GVC_t, ContextDeleter> context(gvContext());
    const GraphPointer graph(agopen(const_cast<char *>("g"), Agdirected, nullptr));
    setGraphAttributes(graph.get(), request);
    const auto clusters = addClusters(graph.get(), request);
    const auto nodes = addNodes(graph.get(), clusters, request);
    for (const auto &edge : request.edges)
        agedge(graph.get(), nodes[static_cast<size_t>(edge.from)],
               nodes[static_cast<size_t>(edge.to)], nullptr, 1);
    if (gvLayout(context.get(), graph.get(), request.engine.c_str()) != 0) {
        reason = "Graphviz has no engine '" + request.engine
            + "'; its plugin configuration may be missing (run 'dot -c')";
        return false;
    }
    positions.clear();
    for (size_t i = 0; i < nodes.size(); ++i) {
        const pointf centre = ND_coord(nodes[i]);
        positions.push_back({std::lround(centre.x - request.nodes[i].width / 2.0),
                             std::lround(-centre.y - request.nodes[i].height / 2.0)});
    }
    gvFreeLayout(context.get(), graph.get());
    return true;
}

} // namespace drawbridge::layouthelper
