#pragma once

#include <QtGlobal>

#include <QString>

namespace drawbridge {

// Constants of the project file NAME.drawbridge; resources/schemas/drawbridge-project.schema.json
// describes it in full.
struct ProjectFormat
{
    static constexpr const char *Name = "drawbridge-project";
    // Changes only when an older program would misread a file; new keys do not change it.
    static constexpr qint64 Version = 1;
    static constexpr qsizetype MaximumBytes = 64 * 1024 * 1024;
    static constexpr int MaximumDepth = 64;
    static constexpr qsizetype MaximumTokens = 8'000'000;
    static constexpr qsizetype MaximumRecords = 500'000;
    static constexpr int MaximumCoordinate = 10'000'000;

    // Unknown members of an object inside a record are kept with the record, under a path whose
    // steps this separates. No key in a file may hold it.
    static constexpr char16_t PathSeparator = 0x1f;
    static QString path(const QString &prefix, const QString &name)
    {
        return prefix.isEmpty() ? name : prefix + QChar(PathSeparator) + name;
    }
};

// Where the unknown members of a claim are kept; its place in the list may change.
struct Claim;
QString claimPath(const QString &property, const Claim &claim);

} // namespace drawbridge
