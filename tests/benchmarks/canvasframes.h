#pragma once

#include "tests/benchmarks/benchmark.h"

namespace drawbridge::benchmark {

// The canvas with a large diagram, 1920 by 1080, driven by mouse and wheel: one frame of panning,
// zooming and dragging, beside painting everything afresh.
Result<Measures> canvasFrames(const Setting &setting);

} // namespace drawbridge::benchmark
