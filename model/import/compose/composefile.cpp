#include "model/import/compose/composefile.h"

#include <QCryptographicHash>
#include <QDir>

namespace drawbridge::compose {

static constexpr qsizetype MaximumDiagnostics = 2000;

ComposeReading::ComposeReading(const ImportContext &importContext)
    : context(importContext)
    , environment(importContext.environment)
{
}

int ComposeReading::addFile(const QString &path, const QByteArray &bytes, const QString &format)
{
    for (int i = 0; i < files.size(); ++i) {
        if (files[i].path == path)
            return i;
    }
    const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    files.append({path, format, digest});
    return static_cast<int>(files.size() - 1);
}

Result<QByteArray> ComposeReading::readReferenced(const QString &folder, const QString &reference,
                                                  qsizetype maximumBytes, QString *resolvedPath)
{
    const QString slashed = QString(reference).replace(u'\\', u'/');
    const QString path = pathBelow(folder, slashed);
    *resolvedPath = path;
    const bool outside = QDir::isAbsolutePath(slashed) || slashed.startsWith(u'~')
        || slashed.contains(QStringLiteral("://")) || path == u".."
        || path.startsWith(QStringLiteral("../"));
    if (outside)
        return Error {
            ErrorCode::NotFound, QStringLiteral("lies outside the folder of the import"), {}};
    if (!context.readSibling)
        return Error {ErrorCode::NotFound, QStringLiteral("was not given"), {}};
    return context.readSibling(path, maximumBytes);
}

SourceLocation ComposeReading::locationOf(const Origin &origin) const
{
    SourceLocation where;
    if (origin.file >= 0 && origin.file < files.size())
        where.file = files[origin.file].path;
    where.line = origin.line;
    return where;
}

void ComposeReading::tell(DiagnosticSeverity severity, const Origin &origin, const QString &message)
{
    if (diagnostics.size() < MaximumDiagnostics)
        diagnostics.append({severity, message, locationOf(origin)});
}

void ComposeReading::information(const Origin &origin, const QString &message)
{
    tell(DiagnosticSeverity::Information, origin, message);
}

void ComposeReading::warning(const Origin &origin, const QString &message)
{
    tell(DiagnosticSeverity::Warning, origin, message);
}

Error ComposeReading::errorAt(const Origin &origin, const QString &message, ErrorCode code) const
{
    return {code, message, locationOf(origin)};
}

void ComposeReading::tellUnset(const Origin &origin, const QStringList &names)
{
    for (const QString &name : names) {
        if (m_toldVariables.insert(name).second)
            information(origin,
                        QStringLiteral("the variable '%1' has no value here; what it decides stays "
                                       "unknown")
                            .arg(shown(name)));
    }
}

bool ComposeReading::cancelled() const
{
    return context.progress && context.progress->cancelled();
}

QString folderOf(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(u'/');
    return slash < 0 ? QString() : path.first(slash);
}

QString pathBelow(const QString &folder, const QString &path)
{
    return QDir::cleanPath(folder.isEmpty() ? path : folder + u'/' + path);
}

} // namespace drawbridge::compose
