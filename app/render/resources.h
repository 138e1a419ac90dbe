#pragma once

#include <QByteArray>
#include <QString>

namespace drawbridge {

// A file of resources/ that is compiled into the program: "icons/lock.svg". Empty when missing.
QByteArray compiledResource(const QString &path);

} // namespace drawbridge
