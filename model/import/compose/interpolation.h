#pragma once

#include "model/import/compose/composenode.h"

#include <QMap>
#include <QStringList>

namespace drawbridge::compose {

struct InterpolationResult
{
    QString text;
    Interpolated facts;
    // Variables that have neither a value nor a default.
    QStringList unset;
    // Why the text cannot be used: bad syntax, or a "${NAME:?message}" without a value. Never holds
    // the value of a variable.
    QString problem;
};

// Puts the values of variables into a scalar, by the rules of the Compose specification: $NAME,
// ${NAME}, ${NAME:-default}, -, :?, ?, :+, + and $$. A variable that holds a secret (by name or by
// looks) stays as "${NAME}", so that its value gets nowhere.
InterpolationResult interpolate(const QString &text, const QMap<QString, QString> &environment);

} // namespace drawbridge::compose
