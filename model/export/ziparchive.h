#pragma once

#include "model/base/result.h"

#include <QDate>
#include <QMap>

namespace drawbridge {

// A ZIP file of these files by path, all dated to the start of `date` in whatever time zone. Equal
// content gives equal bytes.
Result<QByteArray> writeZip(const QMap<QString, QByteArray> &files, const QDate &date);

} // namespace drawbridge
