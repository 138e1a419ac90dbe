#include "app/services/loadproject.h"

#include "app/services/inputfile.h"
#include "model/project/projectformat.h"
#include "model/project/projectreader.h"

#include <QFileInfo>

namespace drawbridge {

Result<LoadedProject> loadProject(const Services &services, const QString &path)
{
    Result<QByteArray> bytes = readInput(path, ProjectFormat::MaximumBytes);
    if (!bytes)
        return bytes.error();
    const ProjectReader reader(*services.schema());
    Result<ProjectContent> content = reader.read(*bytes, inputName(path));
    if (!content)
        return content.error();
    LoadedProject project;
    project.model = std::move(content->model);
    project.bytes = std::move(*bytes);
    project.path = path;
    project.fileName = isStandardStream(path) ? QString() : QFileInfo(path).fileName();
    project.diagnostics = std::move(content->diagnostics);
    Result<ProjectEvidence> evidence = loadEvidence(project.model, path);
    if (!evidence)
        return evidence.error();
    project.evidence = std::move(*evidence);
    return project;
}

} // namespace drawbridge
