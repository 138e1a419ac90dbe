#include "model/import/endpointwords.h"

#include <QRegularExpression>

namespace drawbridge {

bool isLoginPath(const QString &path)
{
    static const QRegularExpression logins(
        QStringLiteral("(^|/)(log-?in|sign-?in|authenticate|authentication|sessions?|token)(/|$)"),
        QRegularExpression::CaseInsensitiveOption);
    return logins.match(path).hasMatch();
}

bool isAdministrativePath(const QString &path)
{
    static const QRegularExpression administration(
        QStringLiteral("(^|/)_?(admin|administration|actuator|debug|management)(/|$)"),
        QRegularExpression::CaseInsensitiveOption);
    return administration.match(path).hasMatch();
}

} // namespace drawbridge
