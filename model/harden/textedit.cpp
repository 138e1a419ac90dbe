#include "model/harden/textedit.h"

#include <algorithm>

namespace drawbridge {

Result<std::vector<TextEdit>> orderedEdits(qsizetype sourceSize, std::vector<TextEdit> edits)
{
    std::stable_sort(edits.begin(), edits.end(), [](const TextEdit &left, const TextEdit &right) {
        if (left.span.begin != right.span.begin)
            return left.span.begin < right.span.begin;
        return left.span.begin == left.span.end && right.span.begin != right.span.end;
    });
    qsizetype reached = 0;
    for (const TextEdit &edit : edits) {
        if (edit.span.begin < 0 || edit.span.end < edit.span.begin || edit.span.end > sourceSize)
            return Error {ErrorCode::Internal,
                          QStringLiteral("An edit lies outside the file that it changes."),
                          {}};
        if (edit.span.begin < reached)
            return Error {
                ErrorCode::Internal, QStringLiteral("Two edits change the same text."), {}};
        reached = edit.span.end;
    }
    return edits;
}

Result<QByteArray> appliedEdits(const QByteArray &source, std::vector<TextEdit> edits)
{
    const auto ordered = orderedEdits(source.size(), std::move(edits));
    if (!ordered)
        return ordered.error();
    QByteArray result;
    result.reserve(source.size());
    qsizetype copied = 0;
    for (const TextEdit &edit : *ordered) {
        result.append(source.constData() + copied, edit.span.begin - copied);
        result.append(edit.replacement);
        copied = edit.span.end;
    }
    result.append(source.constData() + copied, source.size() - copied);
    return result;
}

} // namespace drawbridge
