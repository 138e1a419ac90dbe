#pragma once

#include <QByteArray>
#include <QList>

namespace drawbridge::test {

struct FileLocal
{
    // "Margin" of a constant or type; "widthOf(const QString &,int)" of a function, whose overloads
    // may stand beside each other.
    QByteArray name;
    int line = 0;
};

// The free names that a .cpp file defines at the first column. Unity builds put several files of a
// target into one, where each such name may stand once.
QList<FileLocal> fileLocalsOf(const QByteArray &source);

} // namespace drawbridge::test
