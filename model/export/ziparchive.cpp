#include "model/export/ziparchive.h"

#include <zip.h>

#include <algorithm>
#include <memory>

namespace drawbridge {

namespace {

struct ArchiveCloser
{
    void operator()(zip_t *archive) const { zip_discard(archive); }
};
struct SourceFreer
{
    void operator()(zip_source_t *source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, ArchiveCloser>;
using ArchiveSource = std::unique_ptr<zip_source_t, SourceFreer>;

} // namespace

static Error zipFailed(const QString &what)
{
    return {ErrorCode::Internal, QStringLiteral("the ZIP file cannot be written: ") + what, {}};
}

static QString messageOf(zip_t *archive)
{
    return QString::fromUtf8(zip_error_strerror(zip_get_error(archive)));
}

// As DOS keeps dates, which ZIP inherits: no time zone, years from 1980.
static zip_uint16_t dosDate(const QDate &date)
{
    const int year = std::clamp(date.year(), 1980, 2107);
    return static_cast<zip_uint16_t>(((year - 1980) << 9) | (date.month() << 5) | date.day());
}

static Result<void> addFile(zip_t *archive, const QString &path, const QByteArray &content,
                            zip_uint16_t date)
{
    zip_source_t *source = zip_source_buffer(archive, content.constData(),
                                             static_cast<zip_uint64_t>(content.size()), 0);
    if (!source)
        return zipFailed(messageOf(archive));
    const zip_int64_t index =
        zip_file_add(archive, path.toUtf8().constData(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return zipFailed(messageOf(archive));
    }
    const auto position = static_cast<zip_uint64_t>(index);
    zip_set_file_compression(archive, position, ZIP_CM_DEFLATE, 0);
    zip_file_set_dostime(archive, position, 0, date, 0);
    return {};
}

static Result<QByteArray> contentOf(zip_source_t *source)
{
    zip_stat_t status;
    zip_stat_init(&status);
    if (zip_source_open(source) != 0 || zip_source_stat(source, &status) != 0)
        return zipFailed(QStringLiteral("no memory"));
    QByteArray bytes(static_cast<qsizetype>(status.size), Qt::Uninitialized);
    const zip_int64_t count = zip_source_read(source, bytes.data(), status.size);
    zip_source_close(source);
    if (count < 0 || static_cast<zip_uint64_t>(count) != status.size)
        return zipFailed(QStringLiteral("no memory"));
    return bytes;
}

Result<QByteArray> writeZip(const QMap<QString, QByteArray> &files, const QDate &date)
{
    if (files.isEmpty())
        return zipFailed(QStringLiteral("it would be empty"));
    zip_error_t error;
    zip_error_init(&error);
    ArchiveSource target(zip_source_buffer_create(nullptr, 0, 0, &error));
    Archive archive(target ? zip_open_from_source(target.get(), ZIP_TRUNCATE, &error) : nullptr);
    if (!archive) {
        const QString message = QString::fromUtf8(zip_error_strerror(&error));
        zip_error_fini(&error);
        return zipFailed(message);
    }
    // The archive has it from here on, and we read it afterwards.
    zip_source_keep(target.get());
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        if (const auto added = addFile(archive.get(), file.key(), file.value(), dosDate(date));
            !added)
            return added.error();
    }
    if (zip_close(archive.get()) != 0)
        return zipFailed(messageOf(archive.get()));
    // Closing freed it.
    [[maybe_unused]] zip_t *closed = archive.release();
    return contentOf(target.get());
}

} // namespace drawbridge
