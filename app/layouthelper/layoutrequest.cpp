#include "app/layouthelper/layoutrequest.h"

#include <sstream>

namespace drawbridge::layouthelper {
namespace {

bool within(int value, int least, size_t end)
{
    return value >= least && value < static_cast<int>(end);
}

bool isSide(int value)
{
    return value >= 1 && value <= 10'000'000;
}

bool readLine(std::istringstream &words, const std::string &word, Request &request)
{
    if (word == "cluster") {
        Request::Cluster cluster;
        words >> cluster.parent >> cluster.titleWidth >> cluster.titleHeight;
        request.clusters.push_back(cluster);
        return words && within(cluster.parent, -1, request.clusters.size() - 1)
            && cluster.titleWidth >= 0 && cluster.titleHeight >= 0;
    }
    if (word == "node") {
        Request::Node node;
        words >> node.cluster >> node.width >> node.height;
        request.nodes.push_back(node);
        return words && within(node.cluster, -1, request.clusters.size()) && isSide(node.width)
            && isSide(node.height);
    }
    if (word == "edge") {
        Request::Edge edge;
        words >> edge.from >> edge.to;
        request.edges.push_back(edge);
        return words && within(edge.from, 0, request.nodes.size())
            && within(edge.to, 0, request.nodes.size());
    }
    return false;
}

} // namespace

ReadState readRequest(std::istream &input, Request &request, std::string &reason)
{
    request = {};
    std::string line;
    bool started = false;
    while (std::getline(input, line)) {
        std::istringstream words(line);
        std::string word;
        words >> word;
        if (!started) {
            words >> request.engine >> request.rankGap >> request.nodeGap >> request.padding;
            if (word != "graph" || !words) {
                reason = "expected 'graph', got: " + line.substr(0, 60);
                return ReadState::Bad;
            }
            started = true;
            continue;
        }
        if (word == "end")
            return ReadState::Graph;
        if (!readLine(words, word, request)) {
            reason = "cannot read: " + line.substr(0, 60);
            return ReadState::Bad;
        }
    }
    if (started)
        reason = "the request ends before 'end'";
    return started ? ReadState::Bad : ReadState::End;
}

} // namespace drawbridge::layouthelper
