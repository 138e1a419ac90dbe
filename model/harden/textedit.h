#pragma once

#include "model/base/result.h"
#include "model/text/treedocument.h"

#include <QByteArray>

#include <vector>

namespace drawbridge {

// Bytes of a source file that give way to others; an empty span inserts.
struct TextEdit
{
    TextSpan span;
    QByteArray replacement;
};

// The edits in the order of the file; insertions at one place keep the order in which they were
// handed in and stand before a replacement that begins there. An error when one lies outside the
// source or two overlap.
Result<std::vector<TextEdit>> orderedEdits(qsizetype sourceSize, std::vector<TextEdit> edits);

// The source with the edits made; every byte that no edit names stays as it is.
Result<QByteArray> appliedEdits(const QByteArray &source, std::vector<TextEdit> edits);

} // namespace drawbridge
