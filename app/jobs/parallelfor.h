#pragma once

#include <QtGlobal>

#include <functional>

namespace drawbridge {

// Splits `count` items into blocks over Qt's thread pool and returns when all are done.
void parallelFor(qsizetype count, const std::function<void(qsizetype begin, qsizetype end)> &work);

} // namespace drawbridge
