#pragma once

#include "model/core/evidence.h"

namespace drawbridge {

// The vulnerable package that a SARIF result is about, which the format has no place for: Trivy and
// Docker Scout write it into lines of the message, Grype into a sentence; rules may name it as a
// package URL. Empty where there is none.
PackageFinding packageInSarif(const QString &message, const QString &packageUrl,
                              const QString &fixedVersion);

// The image of Grype's sentence; empty for files.
QString imageInSarif(const QString &message);

// Name and version of "pkg:deb/debian/openssl@3.0?arch=amd64".
PackageFinding packageOfUrl(const QString &url);

} // namespace drawbridge
