#include "model/text/filereader.h"

#include "model/text/sourcetext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace drawbridge {

static Error unreadable(const QString &shownName, const QString &message,
                        ErrorCode code = ErrorCode::Io)
{
    return {code, message, {shownName}};
}

Result<QByteArray> readFile(const QString &path, qsizetype maximumBytes, const QString &shownName)
{
    const QString name = shownName.isEmpty() ? QDir::toNativeSeparators(path) : shownName;
    const QFileInfo information(path);
    if (!information.exists())
        return unreadable(name, QStringLiteral("there is no such file"), ErrorCode::NotFound);
    if (information.isDir())
        return unreadable(name, QStringLiteral("this is a folder, not a file"));
    if (!information.isFile())
        return unreadable(name, QStringLiteral("this is a device or a pipe, not a regular file"));
    const Error tooLarge =
        unreadable(name,
                   QStringLiteral("the file is larger than %1, the most that is read")
                       .arg(sizeInWords(maximumBytes)),
                   ErrorCode::LimitExceeded);
    if (information.size() > maximumBytes)
        return tooLarge;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(name, QStringLiteral("cannot be read: %1").arg(file.errorString()));
    // The file may grow between the two looks at its size; files in /proc say that they are empty.
    QByteArray bytes = file.read(maximumBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return unreadable(name, QStringLiteral("cannot be read: %1").arg(file.errorString()));
    if (bytes.size() > maximumBytes)
        return tooLarge;
    return bytes;
}

} // namespace drawbridge
