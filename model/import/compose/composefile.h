#pragma once

#include "model/base/diagnostic.h"
#include "model/import/compose/composenode.h"
#include "model/import/importer.h"
#include "model/import/showntext.h"

#include <set>

namespace drawbridge::compose {

// A file that the import has read, in the order of reading. Becomes a Source record.
struct LoadedFile
{
    QString path;
    QString format;
    QByteArray digest;
};

// What reading shares: the context, the files so far, everything worth telling. One an import.
class ComposeReading
{
public:
    explicit ComposeReading(const ImportContext &context);

    const ImportContext &context;
    // Variables for interpolation; include may add some for its files.
    QMap<QString, QString> environment;
    QList<LoadedFile> files;
    Diagnostics diagnostics;

    // Registers a file and gives its index.
    int addFile(const QString &path, const QByteArray &bytes, const QString &format);
    // Reads a file that another one, in `folder`, refers to. Paths that leave the import root are
    // refused before anyone is asked.
    Result<QByteArray> readReferenced(const QString &folder, const QString &reference,
                                      qsizetype maximumBytes, QString *resolvedPath);

    // Parses a Compose file to a tree with aliases, merge keys and variables resolved.
    Result<ComposeNode> parse(const QString &path, const QByteArray &bytes);

    SourceLocation locationOf(const Origin &origin) const;
    void tell(DiagnosticSeverity severity, const Origin &origin, const QString &message);
    void information(const Origin &origin, const QString &message);
    void warning(const Origin &origin, const QString &message);
    Error errorAt(const Origin &origin, const QString &message,
                  ErrorCode code = ErrorCode::InvalidInput) const;
    // Says once for each variable that it has no value.
    void tellUnset(const Origin &origin, const QStringList &names);
    bool cancelled() const;

private:
    std::set<QString> m_toldVariables;
};

// "deploy/compose.yml" -> "deploy"; empty for a file at the root.
QString folderOf(const QString &path);

// A path that is relative to a folder of the import root, cleaned: "deploy" and "../x" give "x".
QString pathBelow(const QString &folder, const QString &path);

} // namespace drawbridge::compose
