#include "model/text/sourcetext.h"

#include "model/text/treecontent.h"

#include <cstring>

namespace drawbridge {

qsizetype byteOrderMarkLength(const QByteArray &bytes)
{
    return bytes.startsWith("\xef\xbb\xbf") ? 3 : 0;
}

// Length of the character that begins at `at`, or 0 when it is not well-formed.
static qsizetype utf8CharacterLength(const unsigned char *at, qsizetype available)
{
    const unsigned lead = at[0];
    const qsizetype length = lead < 0x80 ? 1
        : lead >= 0xc2 && lead < 0xe0    ? 2
        : lead >= 0xe0 && lead < 0xf0    ? 3
        : lead >= 0xf0 && lead < 0xf5    ? 4
                                         : 0;
    if (length == 0 || length > available)
        return 0;
    for (qsizetype i = 1; i < length; ++i) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    }
    const bool overlong = (lead == 0xe0 && at[1] < 0xa0) || (lead == 0xf0 && at[1] < 0x90);
    const bool surrogate = lead == 0xed && at[1] >= 0xa0;
    const bool beyond = lead == 0xf4 && at[1] >= 0x90;
    return overlong || surrogate || beyond ? 0 : length;
}

qsizetype firstInvalidUtf8(const QByteArray &bytes)
{
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.constData());
    const qsizetype size = bytes.size();
    qsizetype position = 0;
    while (position < size) {
        quint64 eight = 0;
        while (size - position >= 8) {
            std::memcpy(&eight, data + position, 8);
            if ((eight & 0x8080808080808080ULL) != 0)
                break;
            position += 8;
        }
        if (position >= size)
            break;
        const qsizetype length = utf8CharacterLength(data + position, size - position);
        if (length == 0)
            return position;
        position += length;
    }
    return -1;
}

QString sizeInWords(qsizetype bytes)
{
    constexpr qsizetype Megabyte = 1024 * 1024;
    if (bytes >= Megabyte)
        return QStringLiteral("%1 MB").arg(bytes / Megabyte);
    return bytes >= 1024 ? QStringLiteral("%1 kB").arg(bytes / 1024)
                         : QStringLiteral("%1 bytes").arg(bytes);
}

static QString wideEncoding(const QByteArray &bytes)
{
    if (bytes.startsWith(QByteArrayView("\xff\xfe\0\0", 4))
        || bytes.startsWith(QByteArrayView("\0\0\xfe\xff", 4)))
        return QStringLiteral("UTF-32");
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff"))
        return QStringLiteral("UTF-16");
    // Without a mark, an ASCII character beside a zero byte gives it away.
    if (bytes.size() >= 4 && bytes.size() % 2 == 0) {
        const bool big = bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0;
        const bool little = bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0;
        if (big || little)
            return QStringLiteral("UTF-16");
    }
    return {};
}

static std::optional<Error> encodingError(const TreeContent &content)
{
    const QString wide = wideEncoding(content.bytes);
    if (!wide.isEmpty())
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("this file is saved as %1; save it as UTF-8").arg(wide),
                      {content.fileName}};
    const qsizetype zero = content.bytes.indexOf('\0');
    if (zero >= 0)
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("this is a binary file (it holds a zero byte), not text"),
                      content.locationOf(zero)};
    const qsizetype invalid = firstInvalidUtf8(content.bytes);
    if (invalid >= 0)
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("this is not valid UTF-8 text; save the file as UTF-8"),
                      content.locationOf(invalid)};
    return std::nullopt;
}

Result<std::shared_ptr<TreeContent>> openSource(QByteArray bytes, const QString &fileName,
                                                const TreeLimits &limits)
{
    const qsizetype limit = std::min<qsizetype>(limits.bytes, TreeRecord::MaximumOffset);
    if (bytes.size() > limit)
        return Error {ErrorCode::LimitExceeded,
                      QStringLiteral("the file is larger than %1, the most that is read")
                          .arg(sizeInWords(limits.bytes)),
                      {fileName}};
    auto content = std::make_shared<TreeContent>();
    content->bytes = std::move(bytes);
    content->fileName = fileName;
    if (auto error = encodingError(*content))
        return *error;
    return content;
}

} // namespace drawbridge
