#pragma once

#include "model/harden/hardening.h"
#include "model/import/dockerfile/dockerfileparser.h"

namespace drawbridge {

// The bytes of a Dockerfile that hold values of secrets, or may; sorted, none overlapping.
std::vector<TextSpan> imageSecretSpans(const dockerfile::ParsedDockerfile &file,
                                       const QByteArray &source, const HoldsSecret &holdsSecret);

} // namespace drawbridge
