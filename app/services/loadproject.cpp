#include "app/services/loadproject.h"

#include "model/project/projectformat.h"
#include "model/project/projectreader.h"
#include "model/text/filereader.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace drawbridge {

static Result<QByteArray> readStandardInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return Error {ErrorCode::Io, QStringLiteral("standard input cannot be read"), {}};
    QByteArray bytes = input.read(ProjectFormat::MaximumBytes + 1);
    if (bytes.size() > ProjectFormat::MaximumBytes)
        return Error {ErrorCode::LimitExceeded,
                      QStringLiteral("standard input is larger than the limit of %1 MB")
                          .arg(ProjectFormat::MaximumBytes / (1024 * 1024)),
                      {}};
    return bytes;
}

Result<LoadedProject> loadProject(const Services &services, const QString &path)
{
    const bool isInput = path == QStringLiteral("-");
    Result<QByteArray> bytes =
        isInput ? readStandardInput() : readFile(path, ProjectFormat::MaximumBytes, path);
    if (!bytes)
        return bytes.error();
    const ProjectReader reader(*services.schema());
    Result<ProjectContent> content =
        reader.read(*bytes, isInput ? QStringLiteral("standard input") : path);
    if (!content)
        return content.error();
    LoadedProject project;
    project.model = std::move(content->model);
    project.bytes = std::move(*bytes);
    project.fileName = isInput ? QString() : QFileInfo(path).fileName();
    project.diagnostics = std::move(content->diagnostics);
    return project;
}

} // namespace drawbridge
