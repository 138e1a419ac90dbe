#pragma once

#include "model/import/compose/composefile.h"

namespace drawbridge::compose {

// One Compose file (with its overrides) of a project: the main one first, then what it includes.
struct IncludedTree
{
    ComposeNode root;
    QString folder;
    // Something that it includes could not be read.
    bool partial = false;
};

// The main tree and all that it includes, directly or not. A file that is absent is told and left
// out; a circle ends with an error.
Result<std::vector<IncludedTree>> readIncludes(ComposeReading &reading, const ComposeNode &root,
                                               const QString &folder);

// Largest file that anything may refer to.
inline constexpr qsizetype MaximumReferencedBytes = 8 * 1024 * 1024;

} // namespace drawbridge::compose
