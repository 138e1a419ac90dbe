#pragma once

#include "model/harden/hardening.h"

namespace drawbridge {

// Every way in which a Compose file builds images from Dockerfiles of its folders; none for a file
// that cannot be read.
QList<ImageBuild> composeBuilds(const QByteArray &bytes, const QString &fileName);

} // namespace drawbridge
