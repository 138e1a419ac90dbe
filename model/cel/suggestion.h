#pragma once

#include <QStringList>

namespace drawbridge::cel {

// The known name that a misspelt one most likely meant, or an empty string when none is near.
QString nearestName(const QString &wrong, const QStringList &known);

// " - did you mean 'privileged'?", or nothing when no name is near.
QString didYouMean(const QString &wrong, const QStringList &known);

} // namespace drawbridge::cel
