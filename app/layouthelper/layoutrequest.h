#pragma once

#include <istream>
#include <string>
#include <vector>

namespace drawbridge::layouthelper {

// One graph of a request, by position in its lists. Cluster -1 is the outside.
//
//   graph ENGINE RANKGAP NODEGAP PADDING     ENGINE is dot or sfdp
//   cluster PARENT TITLEWIDTH TITLEHEIGHT    parents come first
//   node CLUSTER WIDTH HEIGHT
//   edge FROM TO
//   end
struct Request
{
    struct Cluster
    {
        int parent = -1;
        int titleWidth = 0;
        int titleHeight = 0;
    };
    struct Node
    {
        int cluster = -1;
        int width = 1;
        int height = 1;
    };
    struct Edge
    {
        int from = 0;
        int to = 0;
    };

    std::string engine;
    int rankGap = 0;
    int nodeGap = 0;
    int padding = 0;
    std::vector<Cluster> clusters;
    std::vector<Node> nodes;
    std::vector<Edge> edges;
};

enum class ReadState { Graph, End, Bad };

// Reads the next graph. Bad leaves a reason.
ReadState readRequest(std::istream &input, Request &request, std::string &reason);

} // namespace drawbridge::layouthelper
