#include "app/jobs/parallelfor.h"

#include <QList>
#include <QThread>
#include <QtConcurrent>

#include <algorithm>

namespace drawbridge {

// Fewer items are done sooner than a thread is woken.
static constexpr qsizetype SmallestBlock = 256;

void parallelFor(qsizetype count, const std::function<void(qsizetype begin, qsizetype end)> &work)
{
    const qsizetype threads = std::max(1, QThread::idealThreadCount());
    const qsizetype block = std::max(SmallestBlock, (count + threads - 1) / threads);
    if (count <= block) {
        work(0, count);
        return;
    }
    QList<std::pair<qsizetype, qsizetype>> blocks;
    for (qsizetype begin = 0; begin < count; begin += block)
        blocks.append({begin, std::min(count, begin + block)});
    QtConcurrent::blockingMap(blocks,
                              [&work](const auto &range) { work(range.first, range.second); });
}

} // namespace drawbridge
