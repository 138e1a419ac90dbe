#include "tests/model/layout/layoutgraphs.h"

#include <QHash>

#include <random>

namespace drawbridge::test {
namespace {

IdText numbered(char letter, int number)
{
    return IdText(QByteArray(1, letter) + QByteArray::number(number));
}

struct Placed
{
    IdText id;
    IdText parent;
    QRect rect;
};

} // namespace

LayoutGraph randomLayoutGraph(unsigned seed, int nodes)
{
    std::minstd_rand random(seed + 1);
    const auto pick = [&](int end) {
        return static_cast<int>(random() % static_cast<unsigned>(end));
    };
    LayoutGraph graph;
    const int clusters = nodes / 12 + 1;
    for (int i = 0; i < clusters; ++i)
        graph.clusters.append({numbered('b', i),
                               i > 0 && pick(3) > 0 ? numbered('b', pick(i)) : IdText(),
                               40 + pick(300)});
    for (int i = 0; i < nodes; ++i)
        graph.nodes.append({numbered('n', i), 116 + pick(120), 52 + pick(4) * 26,
                            pick(6) > 0 ? numbered('b', pick(clusters)) : IdText()});
    for (int i = 0; i < nodes * 3 / 2; ++i)
        graph.edges.append({numbered('n', pick(nodes)), numbered('n', pick(nodes))});
    return graph;
}

QStringList layoutFaults(const LayoutGraph &graph, const LayoutResult &result)
{
    QStringList faults;
    QHash<IdText, QRect> clusterRects;
    QHash<IdText, QList<Placed>> siblings;
    for (qsizetype i = 0; i < graph.clusters.size(); ++i) {
        const LayoutBox &box = result.clusters.at(i);
        clusterRects.insert(box.id, box.rect);
        siblings[graph.clusters[i].parent].append({box.id, graph.clusters[i].parent, box.rect});
        if (box.rect.width() < graph.clusters[i].titleWidth)
            faults.append(QStringLiteral("%1 is narrower than its title").arg(box.id.toString()));
    }
    for (qsizetype i = 0; i < graph.nodes.size(); ++i) {
        const LayoutBox &box = result.nodes.at(i);
        siblings[graph.nodes[i].cluster].append({box.id, graph.nodes[i].cluster, box.rect});
        if (box.rect.size() != QSize(graph.nodes[i].width, graph.nodes[i].height))
            faults.append(QStringLiteral("%1 changed its size").arg(box.id.toString()));
    }
    for (const QList<Placed> &group : std::as_const(siblings)) {
        for (qsizetype i = 0; i < group.size(); ++i) {
            const Placed &a = group[i];
            if (!a.parent.isEmpty()
                && !clusterRects.value(a.parent).adjusted(16, 32, -16, -16).contains(a.rect))
                faults.append(
                    QStringLiteral("%1 leaves %2").arg(a.id.toString(), a.parent.toString()));
            for (qsizetype j = i + 1; j < group.size(); ++j)
                if (a.rect.adjusted(-8, -8, 7, 7).intersects(group[j].rect))
                    faults.append(QStringLiteral("%1 touches %2")
                                      .arg(a.id.toString(), group[j].id.toString()));
        }
    }
    return faults;
}

} // namespace drawbridge::test
