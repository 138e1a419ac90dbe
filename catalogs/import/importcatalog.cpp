#include "catalogs/import/importcatalog.h"

#include "catalogs/import/catalognames.h"
#include "catalogs/import/catalogoverlay.h"
#include "model/engine/catalogids.h"
#include "model/text/hashingdevice.h"
#include "model/text/sourcetext.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace drawbridge {

// Enough for the head of every format and its first entries.
static constexpr qint64 HeadBytes = 512 * 1024;

static JsonItemLimits importLimits()
{
    JsonItemLimits limits;
    // Four times the largest official file, ATT&CK Enterprise with some 50 MB.
    limits.bytes = 200LL * 1024 * 1024;
    return limits;
}

struct CatalogImport::File
{
    QString shownName;
    QString digest;
    // Place of the format in makeCatalogImporters().
    size_t format = 0;
    std::unique_ptr<CatalogImporter> importer;
};

CatalogImport::CatalogImport() = default;
CatalogImport::~CatalogImport() = default;
CatalogImport::CatalogImport(CatalogImport &&) noexcept = default;
CatalogImport &CatalogImport::operator=(CatalogImport &&) noexcept = default;

static Error refusal(const QString &name, const QString &message,
                     ErrorCode code = ErrorCode::InvalidInput)
{
    return {code, message, {name, 0, 0}};
}

// What to say of a file that no importer knows: whether it is broken, packed or another format.
static Error unknownFile(QIODevice &device, const QString &name, const QByteArray &head)
{
    if (head.startsWith("\x1f\x8b"))
        return refusal(name,
                       QStringLiteral("the file is compressed; unpack it first (gunzip) and import "
                                      "the JSON"),
                       ErrorCode::Unsupported);
    if (head.startsWith("PK\x03\x04"))
        return refusal(name, QStringLiteral("the file is a ZIP archive; unpack it first"),
                       ErrorCode::Unsupported);
    if (head.startsWith("\xFF\xFE") || head.startsWith("\xFE\xFF"))
        return refusal(name, QStringLiteral("the file is UTF-16 text; save it as UTF-8"));
    const Result<void> json = readJsonItems(
        device, name, {}, [](const JsonItem &) { return Result<void>(); }, importLimits());
    if (!json)
        return json.error();
    return refusal(
        name,
        QStringLiteral("this is no catalog of a known format; a STIX bundle of ATT&CK or "
                       "CAPEC, an OSCAL catalog or profile of NIST SP 800-53, or a "
                       "mapping of the Center for Threat-Informed Defense is expected"),
        ErrorCode::Unsupported);
}

// Hands all items of the file's one document to the importer.
static Result<void> takeItems(QIODevice &device, const QString &name, CatalogImporter &importer)
{
    const QStringList patterns = importer.patterns() + QStringList {QStringLiteral("$")};
    int documents = 0;
    return readJsonItems(
        device, name, patterns,
        [&](const JsonItem &item) -> Result<void> {
            if (item.pattern < patterns.size() - 1)
                return importer.take(item);
            if (++documents == 1)
                return {};
            return refusal(name, QStringLiteral("the file holds more than one JSON document"));
        },
        importLimits());
}

Result<void> CatalogImport::read(QIODevice &device, const QString &shownName)
{
    const QByteArray head = device.peek(HeadBytes);
    const QSet<QString> paths = jsonPaths(head);
    auto importers = makeCatalogImporters();
    const auto known = std::find_if(importers.begin(), importers.end(), [&](const auto &importer) {
        return importer->recognises(paths);
    });
    if (known == importers.end())
        return unknownFile(device, shownName, head);
    HashingDevice hashing(device);
    const auto format = static_cast<size_t>(std::distance(importers.begin(), known));
    if (Result<void> taken = takeItems(hashing, shownName, **known); !taken)
        return taken;
    m_files.push_back(
        {shownName, QString::fromLatin1(hashing.digest()), format, std::move(*known)});
    return {};
}

Result<void> CatalogImport::read(const QString &path)
{
    const QFileInfo information(path);
    if (!information.exists())
        return refusal(path, QStringLiteral("there is no such file"), ErrorCode::NotFound);
    if (!information.isFile())
        return refusal(path, QStringLiteral("this is no regular file"), ErrorCode::Io);
    if (information.size() > importLimits().bytes)
        return refusal(path,
                       QStringLiteral("the file is larger than %1, the most that is read")
                           .arg(sizeInWords(importLimits().bytes)),
                       ErrorCode::LimitExceeded);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refusal(path, QStringLiteral("cannot be read: %1").arg(file.errorString()),
                       ErrorCode::Io);
    return read(file, path);
}

// Takes the place of an earlier import of the same part; tells when that one was newer.
static void putPart(CatalogContent &content, CatalogPart part, const QString &before,
                    const QString &shownName, Diagnostics &notes)
{
    if (!before.isEmpty() && catalogIdLess(part.version, before))
        notes +=
            Diagnostic {DiagnosticSeverity::Information,
                        QStringLiteral("version %1 is older than %2, which it takes the place of")
                            .arg(part.version, before),
                        {shownName, 0, 0}};
    const auto same =
        std::find_if(content.parts.begin(), content.parts.end(),
                     [&](const CatalogPart &other) { return other.name == part.name; });
    if (same == content.parts.end())
        content.parts.push_back(std::move(part));
    else
        *same = std::move(part);
}

Result<CatalogContent> CatalogImport::applyTo(CatalogContent content, Diagnostics &notes) const
{
    std::vector<const File *> files;
    for (const File &file : m_files)
        files.push_back(&file);
    std::stable_sort(files.begin(), files.end(),
                     [](const File *a, const File *b) { return a->format < b->format; });
    for (const File *file : files) {
        const CatalogVersions before = content.versions;
        Result<ImportedParts> imported = file->importer->apply(content);
        if (!imported)
            return refusal(file->shownName, imported.error().message, imported.error().code);
        for (CatalogPart &part : imported->parts) {
            part.file = catalogName(QFileInfo(file->shownName).fileName());
            part.digest = file->digest;
            putPart(content, std::move(part), versionOf(before, part.name), file->shownName, notes);
        }
        for (const QString &note : std::as_const(imported->notes))
            notes += Diagnostic {DiagnosticSeverity::Information, note, {file->shownName, 0, 0}};
    }
    settleCatalog(content);
    return content;
}

} // namespace drawbridge
