#include "model/import/kubernetes/kubernetesimporter.h"

#include "model/import/kubernetes/kubernetesmodel.h"

namespace drawbridge {

namespace {

class KubernetesImporter final : public Importer
{
public:
    QString format() const override { return QStringLiteral("kubernetes"); }
    QString fileFilter() const override
    {
        return QStringLiteral("Kubernetes manifests (*.yaml *.yml *.json)");
    }
    int recognises(const ImportFile &file) const override;
    Result<ImportResult> import(const QList<ImportFile> &files,
                                const ImportContext &context) const override;
};

// A member of this name at the left margin, or in quotes in a JSON object.
bool hasMember(const QByteArray &bytes, const QByteArray &name)
{
    const QByteArray quoted = '"' + name + '"';
    if (bytes.contains(quoted))
        return true;
    for (qsizetype at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) {
        const bool atMargin = at == 0 || bytes[at - 1] == '\n' || bytes[at - 1] == '\xbf';
        qsizetype after = at + name.size();
        while (after < bytes.size() && bytes[after] == ' ')
            ++after;
        if (atMargin && after < bytes.size() && bytes[after] == ':')
            return true;
    }
    return false;
}

int KubernetesImporter::recognises(const ImportFile &file) const
{
    const QString name = file.path.section(u'/', -1).toLower();
    const bool suits = name.endsWith(QStringLiteral(".yml"))
        || name.endsWith(QStringLiteral(".yaml")) || name.endsWith(QStringLiteral(".json"));
    const QByteArray start = file.bytes.first(std::min<qsizetype>(file.bytes.size(), 1024 * 1024));
    if (!hasMember(start, "apiVersion") || !hasMember(start, "kind"))
        return 0;
    return suits ? 90 : 60;
}

Result<ImportResult> KubernetesImporter::import(const QList<ImportFile> &files,
                                                const ImportContext &context) const
{
    if (files.isEmpty())
        return Error {ErrorCode::Usage, QStringLiteral("there is no manifest to import"), {}};
    kubernetes::ManifestReading reading(context);
    if (const Result<void> read = reading.read(files); !read)
        return read.error();
    return kubernetes::KubernetesModel(reading, keyPrefixOf(files.first().path)).build();
}

} // namespace

std::unique_ptr<Importer> makeKubernetesImporter()
{
    return std::make_unique<KubernetesImporter>();
}

} // namespace drawbridge
