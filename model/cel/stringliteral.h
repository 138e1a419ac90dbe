#pragma once

#include "model/cel/span.h"

#include <QStringView>

namespace drawbridge::cel {

// A string literal read from the start of a text.
struct StringLiteral
{
    QString text;
    // Behind the closing quotes.
    qsizetype end = 0;
    std::optional<Problem> problem;
};

// Reads the literal whose opening quote stands at `quote`; raw ones keep their backslashes.
StringLiteral readStringLiteral(QStringView source, qsizetype quote, bool raw);

} // namespace drawbridge::cel
