#pragma once

#include <QString>

namespace drawbridge {

// Where in a user's file something stands. Lines and columns count from 1; 0 means not known.
struct SourceLocation
{
    QString file;
    int line = 0;
    int column = 0;

    bool isEmpty() const { return file.isEmpty() && line == 0; }
    // "compose.yml:12:3", as much of it as is known.
    QString toString() const;

    bool operator==(const SourceLocation &) const = default;
};

} // namespace drawbridge
