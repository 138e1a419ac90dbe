#pragma once

#include "model/core/evidence.h"

#include <QIODevice>

namespace drawbridge {

// The scanner results of a project, beside its file: NAME.evidence.json of NAME.drawbridge.
// Canonical like the project file: the same evidence is the same bytes.
QByteArray writeEvidence(const Evidence &evidence);

// Reads it as a stream. Members that nobody knows are passed over; a newer version is refused.
Result<Evidence> readEvidence(QIODevice &device, const QString &shownName);

// "shop.drawbridge" -> "shop.evidence.json", in the same folder.
QString evidencePathFor(const QString &projectPath);

} // namespace drawbridge
