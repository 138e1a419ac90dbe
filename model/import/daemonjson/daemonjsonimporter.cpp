#include "model/import/daemonjson/daemonjsonimporter.h"

#include "model/import/daemonjson/daemonhost.h"
#include "model/import/daemonjson/daemonsettings.h"

#include <QCryptographicHash>

namespace drawbridge {

namespace {

class DaemonJsonImporter final : public Importer
{
public:
    QString format() const override { return QStringLiteral("daemon-json"); }
    QString fileFilter() const override
    {
        return QStringLiteral("Docker daemon configuration (daemon.json)");
    }
    int recognises(const ImportFile &file) const override;
    Result<ImportResult> import(const QList<ImportFile> &files,
                                const ImportContext &context) const override;
};

int DaemonJsonImporter::recognises(const ImportFile &file) const
{
    const QString name = file.path.section(u'/', -1).toLower();
    const bool isNamed = name == u"daemon.json";
    const QByteArray start = file.bytes.left(64).trimmed();
    const bool isObject = start.startsWith('{') || start.startsWith("\xef\xbb\xbf{");
    if (!isObject || file.bytes.size() > 1024 * 1024)
        return isNamed ? 50 : 0;
    const auto document = daemonjson::parseSettings(file.bytes, file.path);
    if (!document)
        return isNamed ? 50 : 0;
    const QStringList keys = document->root().keys();
    qsizetype telling = 0;
    for (const QString &key : keys)
        telling += daemonjson::isTellingSetting(key);
    if (telling > 0)
        return isNamed ? 95 : telling * 2 >= keys.size() ? 70 : 0;
    return isNamed ? 60 : 0;
}

Result<ImportResult> DaemonJsonImporter::import(const QList<ImportFile> &files,
                                                const ImportContext &context) const
{
    if (files.isEmpty())
        return Error {ErrorCode::Usage, QStringLiteral("there is no daemon.json to import"), {}};
    // Each file's path is part of its keys already.
    RecordAssembly records(context, {});
    for (const ImportFile &file : files) {
        const auto settings = daemonjson::parseSettings(file.bytes, file.path);
        if (!settings)
            return settings.error();
        const SourceId source = records.addSource(
            format(), file.path,
            QCryptographicHash::hash(file.bytes, QCryptographicHash::Sha256).toHex());
        daemonjson::DaemonHost(records, source, file.path).add(settings->root());
    }
    records.finish();
    return ImportResult {std::move(records.model), std::move(records.diagnostics)};
}

} // namespace

std::unique_ptr<Importer> makeDaemonJsonImporter()
{
    return std::make_unique<DaemonJsonImporter>();
}

} // namespace drawbridge
