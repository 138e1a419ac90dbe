#pragma once

#include <QHashFunctions>

namespace drawbridge {

// While one lives, new hashes order alike in every run. Qt's PDF writer keeps fonts in a hash and
// writes them in its order; hashes of what we read keep their random seed against crafted keys.
class FixedHashSeed
{
public:
    FixedHashSeed() { QHashSeed::setDeterministicGlobalSeed(); }
    ~FixedHashSeed() { QHashSeed::resetRandomGlobalSeed(); }
    FixedHashSeed(const FixedHashSeed &) = delete;
    FixedHashSeed &operator=(const FixedHashSeed &) = delete;
};

} // namespace drawbridge
