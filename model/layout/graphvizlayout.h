#pragma once

#include "model/layout/layoutengine.h"

namespace drawbridge {

struct GraphvizOptions
{
    // Empty: found beside the executable, in libexec or on the PATH.
    QString program;
    int limitMilliseconds = 60'000;
    LayoutGaps gaps;
};

// Lays out through the layout program, a child process that runs Graphviz. Up to about a thousand
// boxes dot sees the whole graph with its nested clusters; larger graphs are laid out boundary by
// boundary, inside first, and each laid-out boundary is one box of the next level.
class GraphvizLayout final : public LayoutEngine
{
public:
    explicit GraphvizLayout(GraphvizOptions options = {})
        : m_options(std::move(options))
    {
    }
    Result<LayoutResult> layout(const LayoutGraph &graph, ProgressSink &progress) const override;

private:
    GraphvizOptions m_options;
};

} // namespace drawbridge
