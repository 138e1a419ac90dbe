#pragma once

#include "model/text/treedocument.h"

namespace drawbridge {

struct TreeContent;

// Refuses what is too large, UTF-16 or UTF-32, binary or not UTF-8, with the line of the first
// offence, and prepares the content's bytes, name and line numbers.
Result<std::shared_ptr<TreeContent>> openSource(QByteArray bytes, const QString &fileName,
                                                const TreeLimits &limits);

// Length of a UTF-8 byte order mark at the start: 3 or 0.
qsizetype byteOrderMarkLength(const QByteArray &bytes);

// Offset of the first byte that is no part of valid UTF-8 (RFC 3629), or -1.
qsizetype firstInvalidUtf8(const QByteArray &bytes);

// "8 MB" for messages.
QString sizeInWords(qsizetype bytes);

} // namespace drawbridge
