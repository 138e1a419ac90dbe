#include "app/services/inputfile.h"

#include "model/text/filereader.h"

#include <QFile>

#include <cstdio>

namespace drawbridge {

bool isStandardStream(const QString &path)
{
    return path == QStringLiteral("-");
}

QString inputName(const QString &path)
{
    return isStandardStream(path) ? QStringLiteral("standard input") : path;
}

QString outputName(const QString &path)
{
    return isStandardStream(path) ? QStringLiteral("standard output") : path;
}

static Result<QByteArray> readStandardInput(qsizetype maximumBytes)
{
    const SourceLocation where {inputName(QStringLiteral("-")), 0, 0};
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return Error {ErrorCode::Io, QStringLiteral("cannot be read"), where};
    QByteArray bytes = input.read(maximumBytes + 1);
    if (bytes.size() > maximumBytes)
        return Error {
            ErrorCode::LimitExceeded,
            QStringLiteral("is larger than the limit of %1 MB").arg(maximumBytes / (1024 * 1024)),
            where};
    return bytes;
}

Result<QByteArray> readInput(const QString &path, qsizetype maximumBytes)
{
    return isStandardStream(path) ? readStandardInput(maximumBytes)
                                  : readFile(path, maximumBytes, path);
}

} // namespace drawbridge
