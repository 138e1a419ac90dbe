#pragma once

#include "model/base/result.h"

#include <QByteArray>
#include <QList>
#include <QPoint>

#include <vector>

namespace drawbridge {

// Writes graphs for the layout program, by position: see app/layouthelper/layoutrequest.h.
class LayoutRequest
{
public:
    void beginGraph(const char *engine, int rankGap, int nodeGap, int padding);
    void addCluster(int parent, int titleWidth, int titleHeight);
    void addNode(int cluster, int width, int height);
    void addEdge(int from, int to);
    void endGraph();

    const QByteArray &bytes() const { return m_bytes; }
    // Nodes of each graph so far.
    const std::vector<size_t> &counts() const { return m_counts; }

private:
    void writeLine(const char *word, std::initializer_list<int> numbers);

    QByteArray m_bytes;
    std::vector<size_t> m_counts;
};

// Reads the answer: one list of top left corners for each graph. Anything unexpected is an error.
Result<std::vector<std::vector<QPoint>>> readLayoutAnswer(const QByteArray &answer,
                                                          const std::vector<size_t> &counts);

} // namespace drawbridge
