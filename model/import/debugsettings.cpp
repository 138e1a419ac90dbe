#include "model/import/debugsettings.h"

#include <QRegularExpression>
#include <QSet>

namespace drawbridge {

bool switchesDebuggingOn(const QString &name, const QString &setting)
{
    static const QSet<QString> switches {
        QStringLiteral("FLASK_DEBUG"), QStringLiteral("DEBUG"), QStringLiteral("DJANGO_DEBUG"),
        QStringLiteral("APP_DEBUG"), QStringLiteral("WERKZEUG_DEBUG_PIN")};
    static const QSet<QString> modes {QStringLiteral("FLASK_ENV"),
                                      QStringLiteral("NODE_ENV"),
                                      QStringLiteral("RAILS_ENV"),
                                      QStringLiteral("APP_ENV"),
                                      QStringLiteral("ASPNETCORE_ENVIRONMENT"),
                                      QStringLiteral("DOTNET_ENVIRONMENT")};
    const QString value = setting.toLower();
    if (name == u"WERKZEUG_DEBUG_PIN")
        return value == u"off";
    if (switches.contains(name))
        return value == u"1" || value == u"true" || value == u"on" || value == u"yes";
    // Options for a program that is started by somebody else: JAVA_TOOL_OPTIONS, NODE_OPTIONS.
    if (name.endsWith(u"OPTIONS") || name.endsWith(u"OPTS"))
        return startsDebugger(setting);
    return modes.contains(name) && (value == u"development" || value == u"dev");
}

bool startsDebugger(const QString &command)
{
    static const QRegularExpression debugger(
        QStringLiteral("--debug(ger)?\\b|-agentlib:jdwp|--inspect(=|\\b)|\\bstart-dev\\b|"
                       "\\bserver --?dev\\b"));
    return debugger.match(command).hasMatch();
}

} // namespace drawbridge
