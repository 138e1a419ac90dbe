#pragma once

#include "model/base/diagnostic.h"
#include "model/base/progress.h"
#include "model/core/threatmodel.h"
#include "model/schema/imagetable.h"

#include <functional>
#include <memory>

namespace drawbridge {

// A file to import, already read, with the name that messages and provenance show (relative to the
// import root, forward slashes).
struct ImportFile
{
    QString path;
    QByteArray bytes;
};

// What an importer works with. It reads nothing by itself: files that a format refers to (env_file,
// extends, Dockerfiles) are asked for through `readSibling`, which stays inside the import root.
struct ImportContext
{
    const PropertySchema *schema = nullptr;
    // Stored name of the import root, part of every imported id.
    QString importRoot;
    // Path relative to the import root; an Error when it is missing, too large or outside.
    std::function<Result<QByteArray>(const QString &path, qsizetype maximumBytes)> readSibling;
    // The files below a folder whose relative path `wanted` takes, sorted, at most `most`; folders
    // are asked for first, with a slash at the end. Links are not followed. Empty: nothing is
    // listed.
    std::function<QStringList(const QString &folder,
                              const std::function<bool(const QString &path)> &wanted,
                              qsizetype most)>
        listSiblings;
    // Whether sources in the folders that images are built from are read for endpoints.
    bool readsCode = true;
    // Values for interpolation, from the .env file; the process environment is not used.
    QMap<QString, QString> environment;
    // Compose profiles to activate besides the services without one; "*" for all.
    QStringList profiles;
    ProgressSink *progress = nullptr;
    // What is known of well-known images; without it, kinds and default users stay unknown.
    std::shared_ptr<const ImageTable> images;
};

// The imported model: no placements (services lays it out), and everything worth telling.
struct ImportResult
{
    ThreatModel model;
    Diagnostics diagnostics;
    // From where the paths of its sources start; empty until somebody who reads files says so.
    QString folder = {};
};

// One foreign format.
class Importer
{
public:
    virtual ~Importer() = default;
    // The word for --as: "compose".
    virtual QString format() const = 0;
    // For file dialogs: "Docker Compose (*.yml *.yaml)".
    virtual QString fileFilter() const = 0;
    // How sure it is that the file is of its format, 0 to 100, by content first and name second.
    virtual int recognises(const ImportFile &file) const = 0;
    // Later files override earlier ones where the format has such a rule.
    virtual Result<ImportResult> import(const QList<ImportFile> &files,
                                        const ImportContext &context) const = 0;
};

} // namespace drawbridge
