#pragma once

#include "model/layout/layoutengine.h"

namespace drawbridge {

// Nested shelves in the graph's own order, edges ignored: what is left when Graphviz is missing.
class GridLayout final : public LayoutEngine
{
public:
    explicit GridLayout(LayoutGaps gaps = {})
        : m_gaps(gaps)
    {
    }
    Result<LayoutResult> layout(const LayoutGraph &graph, ProgressSink &progress) const override;

private:
    LayoutGaps m_gaps;
};

} // namespace drawbridge
