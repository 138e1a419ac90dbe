#pragma once

namespace drawbridge::benchmark {

// Prints what tests/corpus says of the rules; the exit status of the program.
int reportCorpus();

} // namespace drawbridge::benchmark
