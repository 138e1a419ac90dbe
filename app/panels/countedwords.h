#pragma once

#include <QString>

namespace drawbridge {

// "1 threat", "3 threats": `many` holds a %1. The program is written in English and brings no
// translation file that would inflect a "%n".
inline QString countedWords(qsizetype count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(count);
}

} // namespace drawbridge
