#include "model/evidence/sarifpackages.h"

#include <QRegularExpression>
#include <QUrl>

namespace drawbridge {

PackageFinding packageOfUrl(const QString &url)
{
    if (!url.startsWith(QStringLiteral("pkg:")))
        return {};
    const QString path = url.section(u'?', 0, 0).section(u'#', 0, 0);
    const QString last = QUrl::fromPercentEncoding(path.section(u'/', -1).toUtf8());
    return {last.section(u'@', 0, 0), last.section(u'@', 1), {}};
}

static QString lineOf(const QString &message, const QString &name)
{
    const QRegularExpression pattern(
        QStringLiteral("^\\s*%1\\s*:\\s*(\\S.*?)\\s*$").arg(QRegularExpression::escape(name)),
        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    return pattern.match(message).captured(1);
}

static const QRegularExpression &grypeSentence()
{
    static const QRegularExpression pattern(QStringLiteral(
        "vulnerability in \\S+ package: ([^,]+), version (\\S+) was found(?: in image (\\S+))?"));
    return pattern;
}

QString imageInSarif(const QString &message)
{
    return grypeSentence().match(message).captured(3);
}

PackageFinding packageInSarif(const QString &message, const QString &packageUrl,
                              const QString &fixedVersion)
{
    const QRegularExpressionMatch sentence = grypeSentence().match(message);
    PackageFinding found = packageOfUrl(packageUrl);
    if (sentence.hasMatch())
        found = {sentence.captured(1), sentence.captured(2), {}};
    const QString named = lineOf(message, QStringLiteral("Package"));
    if (named.startsWith(QStringLiteral("pkg:")))
        found = packageOfUrl(named);
    else if (!named.isEmpty())
        found = {named, lineOf(message, QStringLiteral("Installed Version")), {}};
    if (found.package.isEmpty())
        return {};
    found.fixedVersion = lineOf(message, QStringLiteral("Fixed Version"));
    if (found.fixedVersion.isEmpty())
        found.fixedVersion = fixedVersion;
    if (found.fixedVersion == u"not fixed")
        found.fixedVersion.clear();
    return found;
}

} // namespace drawbridge
