#pragma once

#include <QHashFunctions>

namespace drawbridge {

// While it lives, hashes that are made order their keys the same way in every run. Qt's PDF writer
// keeps the fonts of a document in a hash and writes them in its order. Not for hashes of a user's
// choice of keys, which a random order protects.
class StableHashOrder
{
public:
    StableHashOrder() { QHashSeed::setDeterministicGlobalSeed(); }
    ~StableHashOrder() { QHashSeed::resetRandomGlobalSeed(); }
    StableHashOrder(const StableHashOrder &) = delete;
    StableHashOrder &operator=(const StableHashOrder &) = delete;
};

} // namespace drawbridge
