#pragma once

#include "model/harden/hardening.h"

namespace drawbridge {

// The bytes of a YAML file that hold values of secrets, comments among them; sorted, none
// overlapping.
std::vector<TextSpan> secretSpans(const TreeDocument &document, const HoldsSecret &holdsSecret);

// Those in comments alone, of YAML, Dockerfiles and whatever else has "#".
std::vector<TextSpan> secretCommentSpans(const QByteArray &source, const HoldsSecret &holdsSecret);
// Sorted and joined where they overlap.
std::vector<TextSpan> apartSpans(std::vector<TextSpan> spans);

// The source with each of the spans as "***", and the edits as they are in it: for a diff that is
// shown to people.
struct MaskedSource
{
    QByteArray bytes;
    std::vector<TextEdit> edits;
};
MaskedSource maskedSource(const QByteArray &source, const std::vector<TextSpan> &secrets,
                          const std::vector<TextEdit> &edits);

} // namespace drawbridge
