#include "model/schema/imagereference.h"

#include <QStringList>

#include <algorithm>

namespace drawbridge {

static constexpr qsizetype MaximumReferenceLength = 512;

static bool isLowerOrDigit(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
}

static bool isRepositoryPart(QStringView part)
{
    return !part.isEmpty() && isLowerOrDigit(part.front()) && isLowerOrDigit(part.back())
        && std::all_of(part.begin(), part.end(), [](QChar c) {
               return isLowerOrDigit(c) || c == u'.' || c == u'_' || c == u'-';
           });
}

static bool isTagText(QStringView tag)
{
    return !tag.isEmpty() && tag.size() <= 128 && tag.front() != u'.' && tag.front() != u'-'
        && std::all_of(tag.begin(), tag.end(), [](QChar c) {
               return c.unicode() < 128
                   && (c.isLetterOrNumber() || c == u'.' || c == u'_' || c == u'-');
           });
}

static bool isRegistryHost(QStringView part)
{
    const bool looksLikeHost = part.contains(u'.') || part.contains(u':') || part == u"localhost";
    return looksLikeHost && std::all_of(part.begin(), part.end(), [](QChar c) {
               return c.unicode() < 128
                   && (c.isLetterOrNumber() || QStringView(u".-:[]").contains(c));
           });
}

std::optional<ImageReference> ImageReference::parse(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty() || text.size() > MaximumReferenceLength)
        return std::nullopt;
    ImageReference reference;
    if (const qsizetype at = text.indexOf(u'@'); at >= 0) {
        reference.digest = text.sliced(at + 1).toString();
        text = text.first(at);
        if (!reference.digest.contains(u':') || reference.digest.size() < 16)
            return std::nullopt;
    }
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon > text.lastIndexOf(u'/')) {
        reference.tag = text.sliced(colon + 1).toString();
        text = text.first(colon);
        if (!isTagText(reference.tag))
            return std::nullopt;
    }
    QStringList parts = text.toString().split(u'/');
    if (parts.size() > 1 && isRegistryHost(parts.first()))
        reference.registry = parts.takeFirst();
    if (!std::all_of(parts.begin(), parts.end(),
                     [](const QString &p) { return isRepositoryPart(p); }))
        return std::nullopt;
    if (reference.registry.isEmpty() || reference.registry == u"index.docker.io"
        || reference.registry == u"registry-1.docker.io")
        reference.registry = QStringLiteral("docker.io");
    if (reference.registry == u"docker.io" && parts.size() == 1)
        parts.prepend(QStringLiteral("library"));
    reference.repository = parts.join(u'/');
    return reference;
}

QString ImageReference::baseName() const
{
    return repository.section(u'/', -1);
}

QString ImageReference::pinning() const
{
    if (!digest.isEmpty())
        return QStringLiteral("digest");
    int numbers = 0;
    bool inNumber = false;
    for (const QChar c : tag) {
        const bool digit = c >= u'0' && c <= u'9';
        if (digit && !inNumber)
            ++numbers;
        inNumber = digit;
        if (c == u'-' && numbers > 0)
            break;
    }
    return numbers >= 2 ? QStringLiteral("version") : QStringLiteral("floating");
}

} // namespace drawbridge
