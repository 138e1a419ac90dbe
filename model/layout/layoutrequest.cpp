#include "model/layout/layoutrequest.h"

#include <cmath>

namespace drawbridge {
namespace {

Error badAnswer()
{
    return {ErrorCode::Internal,
            QStringLiteral("the layout program gave an answer that makes no sense"),
            {}};
}

class AnswerReader
{
public:
    explicit AnswerReader(const QByteArray &bytes)
        : m_bytes(bytes)
    {
    }

    QByteArrayView line()
    {
        const qsizetype end = m_bytes.indexOf('\n', m_at);
        if (end < 0)
            return {};
        const QByteArrayView view = QByteArrayView(m_bytes).sliced(m_at, end - m_at);
        m_at = end + 1;
        return view;
    }
    bool atEnd() const { return m_at == m_bytes.size(); }

private:
    const QByteArray &m_bytes;
    qsizetype m_at = 0;
};

bool readPoint(QByteArrayView line, QPoint &point)
{
    // Far beyond any diagram, and far from overflowing when boxes are moved.
    constexpr int Limit = 100'000'000;
    const qsizetype blank = line.indexOf(' ');
    if (blank < 0)
        return false;
    bool isX = false;
    bool isY = false;
    point.setX(line.first(blank).toInt(&isX));
    point.setY(line.sliced(blank + 1).toInt(&isY));
    return isX && isY && std::abs(point.x()) < Limit && std::abs(point.y()) < Limit;
}

} // namespace

void LayoutRequest::writeLine(const char *word, std::initializer_list<int> numbers)
{
    m_bytes += word;
    for (int number : numbers) {
        m_bytes += ' ';
        m_bytes += QByteArray::number(number);
    }
    m_bytes += '\n';
}

void LayoutRequest::beginGraph(const char *engine, int rankGap, int nodeGap, int padding)
{
    m_bytes += "graph ";
    writeLine(engine, {rankGap, nodeGap, padding});
    m_counts.push_back(0);
}

void LayoutRequest::addCluster(int parent, int titleWidth, int titleHeight)
{
    writeLine("cluster", {parent, titleWidth, titleHeight});
}

void LayoutRequest::addNode(int cluster, int width, int height)
{
    writeLine("node", {cluster, width, height});
    ++m_counts.back();
}

void LayoutRequest::addEdge(int from, int to)
{
    writeLine("edge", {from, to});
}

void LayoutRequest::endGraph()
{
    m_bytes += "end\n";
}

Result<std::vector<std::vector<QPoint>>> readLayoutAnswer(const QByteArray &answer,
                                                          const std::vector<size_t> &counts)
{
    std::vector<std::vector<QPoint>> graphs;
    AnswerReader reader(answer);
    for (const size_t count : counts) {
        if (reader.line() != "positions " + QByteArray::number(static_cast<qulonglong>(count)))
            return badAnswer();
        std::vector<QPoint> points(count);
        for (QPoint &point : points)
            if (!readPoint(reader.line(), point))
                return badAnswer();
        if (reader.line() != "end")
            return badAnswer();
        graphs.push_back(std::move(points));
    }
    if (!reader.atEnd())
        return badAnswer();
    return graphs;
}

} // namespace drawbridge
