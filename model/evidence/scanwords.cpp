#include "model/evidence/scanwords.h"

#include <QRegularExpression>
#include <QUrl>

namespace drawbridge {

Severity severityFromWord(const QString &word, Severity otherwise)
{
    const QString lower = word.toLower();
    if (lower == u"critical")
        return Severity::Critical;
    if (lower == u"high" || lower == u"error" || lower == u"important")
        return Severity::High;
    if (lower == u"medium" || lower == u"moderate" || lower == u"warning")
        return Severity::Medium;
    if (lower == u"low" || lower == u"note" || lower == u"minor")
        return Severity::Low;
    if (lower == u"info" || lower == u"informational" || lower == u"negligible" || lower == u"none"
        || lower == u"style" || lower == u"ignore" || lower == u"inventory")
        return Severity::Info;
    return otherwise;
}

Severity severityFromScore(double score)
{
    return score >= 9 ? Severity::Critical
        : score >= 7  ? Severity::High
        : score >= 4  ? Severity::Medium
        : score > 0   ? Severity::Low
                      : Severity::Info;
}

QString scannedPath(const QString &written)
{
    QString path = written;
    path.replace(u'\\', u'/');
    if (path.startsWith(QStringLiteral("file://")))
        path = path.mid(7);
    if (path.contains(u'%'))
        path = QUrl::fromPercentEncoding(path.toUtf8());
    while (path.startsWith(QStringLiteral("./")))
        path = path.mid(2);
    return path;
}

QString cweFrom(const QString &written)
{
    static const QRegularExpression pattern(QStringLiteral("(?:^|cwe[-_/ ]?)0*([1-9]\\d{0,4})\\b"),
                                            QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(written);
    return match.hasMatch() ? QStringLiteral("CWE-") + match.captured(1) : QString();
}

QStringList cvesIn(const QStringList &ids)
{
    static const QRegularExpression pattern(QStringLiteral("^CVE-\\d{4}-\\d{4,}$"));
    QStringList cves;
    for (const QString &id : ids) {
        if (pattern.match(id).hasMatch() && !cves.contains(id))
            cves += id;
    }
    return cves;
}

QString withoutQuotedTexts(const QString &message)
{
    // To the last quote of its kind, since what is quoted may hold quotes itself.
    static const QRegularExpression quoted(QStringLiteral("'.*'|\".*\"|`.*`"),
                                           QRegularExpression::DotMatchesEverythingOption);
    QString shown = message;
    return shown.replace(quoted, QStringLiteral("\u2026"));
}

bool speaksOfSecrets(const QString &check, const QString &title)
{
    static const QRegularExpression words(
        QStringLiteral("secret|passw|token|api.?key|private.?key|credential|hardcoded"),
        QRegularExpression::CaseInsensitiveOption);
    static const QStringList bandit {QStringLiteral("B105"), QStringLiteral("B106"),
                                     QStringLiteral("B107")};
    return bandit.contains(check) || words.match(check).hasMatch() || words.match(title).hasMatch();
}

} // namespace drawbridge
