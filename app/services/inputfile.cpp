#include "app/services/inputfile.h"

#include "model/text/filereader.h"

#include <array>
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
    // Not through QFile, which takes a moment without data in a pipe for its end.
    QByteArray bytes;
    std::array<char, 65536> chunk {};
    while (bytes.size() <= maximumBytes) {
        const size_t count = std::fread(chunk.data(), 1, chunk.size(), stdin);
        if (count == 0)
            break;
        bytes.append(chunk.data(), static_cast<qsizetype>(count));
    }
    if (std::ferror(stdin))
        return Error {ErrorCode::Io, QStringLiteral("cannot be read"), where};
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
