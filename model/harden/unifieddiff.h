#pragma once

#include "model/harden/textedit.h"

namespace drawbridge {

// The edits as a unified diff with three lines of context, as `patch -p1` and `git apply` read it;
// empty when they change nothing. It follows from the edits and not from a search for common
// lines: its cost grows with the file alone, and lines that no edit touches are never in it.
Result<QByteArray> unifiedDiff(const QByteArray &fileName, const QByteArray &source,
                               std::vector<TextEdit> edits);

} // namespace drawbridge
