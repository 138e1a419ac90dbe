#pragma once

#include "model/core/threatmodel.h"
#include "model/harden/textedit.h"
#include "model/schema/imagetable.h"

#include <functional>
#include <optional>

namespace drawbridge {

// How far hardening goes. Safe: cannot change a correct service, as the files or the image table
// show. Recommended: also what the image table or the build supports, to be tested. Strict: all.
enum class HardeningLevel : quint8 { Safe, Recommended, Strict };

QString hardeningLevelWord(HardeningLevel level);
std::optional<HardeningLevel> hardeningLevelOf(const QString &word);

// A threat that is no more when a measure is in place.
struct ClosedThreat
{
    QString key;
    QString title;
    // "exposure-removed" or "control-added".
    QString how;

    bool operator==(const ClosedThreat &) const = default;
};

// One thing that was done to a file.
struct HardeningMeasure
{
    // "read-only-root".
    QString id;
    // The record that it is about, by source key: "services.web"; or the file's section.
    QString target;
    // Records of the model that it is about, as far as they are known.
    QList<IdText> records = {};
    HardeningLevel level = HardeningLevel::Safe;
    QString summary;
    // What it rests on: "image table, postgres, as of 2024-06".
    QString basis;
    // The key paths that say something else now: "services.web.read_only".
    QStringList paths;
    bool toTest = false;
    // Found by analyzing the system with and without the measure.
    QList<ClosedThreat> closes = {};

    bool operator==(const HardeningMeasure &) const = default;
};

// One thing that was left alone, why, and what to do about it.
struct ManualMeasure
{
    QString id;
    QString target;
    SourceLocation where;
    QString reason;
    QString proposal;

    bool operator==(const ManualMeasure &) const = default;
};

// A file before and after, with the edits between them.
struct HardenedFile
{
    QString path;
    QByteArray before;
    QByteArray after;
    std::vector<TextEdit> edits;
    QList<HardeningMeasure> done;
    QList<ManualMeasure> manual;
    // Bytes of `before` that hold a secret's value: nothing that is shown may hold them.
    std::vector<TextSpan> secrets;
    // The same changes as a file to lay over the first one; empty where the format has no such
    // thing.
    QByteArray override;
};

// Whether a text under a name holds the value of a secret.
using HoldsSecret = std::function<bool(const QString &name, const QString &text)>;

// How something builds an image from a Dockerfile.
struct ImageBuild
{
    // Path of the Dockerfile, relative to the file that says so.
    QString dockerfile;
    // The stage; empty for the last one.
    QString target;
    QMap<QString, QString> arguments;

    bool operator==(const ImageBuild &) const = default;
};

struct HardeningInput
{
    // As it is shown.
    QString path;
    QByteArray bytes;
    HardeningLevel level = HardeningLevel::Recommended;
    // What an import made of the file together with all that it refers to.
    const ThreatModel *model = nullptr;
    const PropertySchema *schema = nullptr;
    const ImageTable *images = nullptr;
    HoldsSecret holdsSecret;
    // Which measures are wanted; all when not given.
    std::function<bool(const HardeningMeasure &)> wants = {};
    // The source of the model that the file is.
    SourceId source = {};
    // Of a Dockerfile: who builds it how; empty when nobody says.
    QList<ImageBuild> builds = {};
    // Of a Compose file among several: those that it overrides, and those that override it.
    QByteArrayList earlier = {};
    QByteArrayList later = {};
};

} // namespace drawbridge
