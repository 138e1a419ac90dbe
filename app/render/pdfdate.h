#pragma once

#include "model/base/result.h"

#include <QByteArray>
#include <QDateTime>

namespace drawbridge {

// Replaces the creation date that Qt wrote into a PDF file from the wall clock by a given one, in
// UTC, and mends the table of offsets behind it, so that equal content gives equal bytes at any
// time and in any time zone.
Result<QByteArray> withCreationDate(QByteArray pdf, const QDateTime &date);

} // namespace drawbridge
