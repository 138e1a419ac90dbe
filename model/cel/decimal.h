#pragma once

#include <QByteArray>
#include <QString>

namespace drawbridge::cel {

// The double next to a decimal number such as "1.5e3"; too large ones are infinite, too small ones
// zero, and text that is no such number is NaN. Independent of the locale.
double parseDecimal(const QByteArray &digits);

// The shortest text that reads as the same double; plain notation between 1e-5 and 1e15.
QString doubleText(double value);

} // namespace drawbridge::cel
