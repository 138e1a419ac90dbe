#include "model/import/compose/composeimporter.h"

#include "model/import/compose/composemodel.h"

namespace drawbridge {

namespace {

class ComposeImporter final : public Importer
{
public:
    QString format() const override { return QStringLiteral("compose"); }
    QString fileFilter() const override { return QStringLiteral("Docker Compose (*.yml *.yaml)"); }
    int recognises(const ImportFile &file) const override;
    Result<ImportResult> import(const QList<ImportFile> &files,
                                const ImportContext &context) const override;
};

// A line that begins with this key, at the left margin.
bool hasTopKey(const QByteArray &bytes, const QByteArray &key)
{
    qsizetype at = bytes.indexOf(key);
    while (at >= 0) {
        const bool atMargin = at == 0 || bytes[at - 1] == '\n' || bytes[at - 1] == '\xbf';
        qsizetype after = at + key.size();
        while (after < bytes.size() && bytes[after] == ' ')
            ++after;
        if (atMargin && after < bytes.size() && bytes[after] == ':')
            return true;
        at = bytes.indexOf(key, at + 1);
    }
    return false;
}

int ComposeImporter::recognises(const ImportFile &file) const
{
    const QString name = file.path.section(u'/', -1).toLower();
    const bool yaml =
        name.endsWith(QStringLiteral(".yml")) || name.endsWith(QStringLiteral(".yaml"));
    const bool named = yaml && name.contains(QStringLiteral("compose"));
    const QByteArray start = file.bytes.first(std::min<qsizetype>(file.bytes.size(), 1024 * 1024));
    const bool foreign = hasTopKey(start, "apiVersion") || hasTopKey(start, "openapi")
        || hasTopKey(start, "swagger") || hasTopKey(start, "otmVersion");
    if (foreign)
        return 0;
    if (hasTopKey(start, "services") || hasTopKey(start, "include"))
        return named ? 95 : yaml ? 80 : 40;
    return named ? 50 : 0;
}

Result<ImportResult> ComposeImporter::import(const QList<ImportFile> &files,
                                             const ImportContext &context) const
{
    if (files.isEmpty())
        return Error {ErrorCode::Usage, QStringLiteral("there is no Compose file to import"), {}};
    compose::ComposeReading reading(context);
    Result<compose::ComposeProject> project = compose::readProject(reading, files);
    if (!project)
        return project.error();
    return compose::ComposeModel(reading, *project, keyPrefixOf(files.first().path)).build();
}

} // namespace

std::unique_ptr<Importer> makeComposeImporter()
{
    return std::make_unique<ComposeImporter>();
}

} // namespace drawbridge
