#include "model/layout/gridlayout.h"

#include "model/layout/boxes.h"

namespace drawbridge {

Result<LayoutResult> GridLayout::layout(const LayoutGraph &graph, ProgressSink &progress) const
{
    const auto indexed = indexLayoutGraph(graph);
    if (!indexed)
        return indexed.error();
    Boxes boxes(*indexed);
    for (int cluster : indexed->innermostFirst) {
        if (progress.cancelled())
            return Error {ErrorCode::Cancelled, QStringLiteral("layout: cancelled"), {}};
        shelve(*indexed, m_gaps, boxes, cluster);
        enclose(*indexed, m_gaps, boxes, cluster);
    }
    shelve(*indexed, m_gaps, boxes, -1);
    return layoutResult(graph, boxes);
}

} // namespace drawbridge
