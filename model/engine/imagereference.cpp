#include "model/engine/imagereference.h"

#include <algorithm>

namespace drawbridge {

ImageReference parseImageReference(const QString &text)
{
    ImageReference reference;
    QString rest = text.trimmed();
    reference.isOpen = rest.isEmpty() || rest.contains(u"${") || rest.startsWith(u'$');
    if (const qsizetype at = rest.indexOf(u'@'); at >= 0) {
        reference.digest = rest.mid(at + 1);
        rest.truncate(at);
    }
    const qsizetype slash = rest.lastIndexOf(u'/');
    if (const qsizetype colon = rest.lastIndexOf(u':'); colon > slash) {
        reference.tag = rest.mid(colon + 1);
        rest.truncate(colon);
    }
    const QString first = rest.section(u'/', 0, 0);
    const bool hasRegistry = rest.contains(u'/')
        && (first.contains(u'.') || first.contains(u':') || first == u"localhost");
    reference.registry = hasRegistry ? first : QStringLiteral("docker.io");
    reference.repository = hasRegistry ? rest.section(u'/', 1) : rest;
    if (!hasRegistry && !rest.isEmpty() && !rest.contains(u'/'))
        reference.repository.prepend(QStringLiteral("library/"));
    return reference;
}

QString pinningOf(const ImageReference &reference)
{
    if (!reference.digest.isEmpty())
        return QStringLiteral("digest");
    const bool hasNumber = std::any_of(reference.tag.begin(), reference.tag.end(),
                                       [](QChar c) { return c.isDigit(); });
    const bool moves = reference.tag.startsWith(u"latest") || reference.tag.startsWith(u"nightly")
        || reference.tag.startsWith(u"edge");
    return hasNumber && !moves ? QStringLiteral("version") : QStringLiteral("floating");
}

bool isRootUser(const QString &user)
{
    const QString name = user.section(u':', 0, 0).trimmed();
    if (name.isEmpty() || name == u"root")
        return true;
    return std::all_of(name.begin(), name.end(), [](QChar c) { return c == u'0'; });
}

} // namespace drawbridge
