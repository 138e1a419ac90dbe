#include "tests/fuzz/fuzzedreaders.h"

#include <cstdint>

// One program a reader: the build says which.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const drawbridge::fuzz::FuzzedReader *reader = [] {
        for (const drawbridge::fuzz::FuzzedReader &candidate : drawbridge::fuzz::fuzzedReaders())
            if (candidate.name == QLatin1String(DRAWBRIDGE_FUZZED_READER))
                return &candidate;
        qFatal("there is no reader %s", DRAWBRIDGE_FUZZED_READER);
    }();
    reader->read(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    return 0;
}
