#include "model/import/logdestination.h"

#include <QSet>

namespace drawbridge {

QString logDestinationOf(const QString &driver, const QString &address)
{
    static const QSet<QString> local {QStringLiteral("json-file"), QStringLiteral("local"),
                                      QStringLiteral("journald")};
    static const QSet<QString> remote {QStringLiteral("gelf"),    QStringLiteral("fluentd"),
                                       QStringLiteral("awslogs"), QStringLiteral("splunk"),
                                       QStringLiteral("gcplogs"), QStringLiteral("logentries"),
                                       QStringLiteral("etwlogs")};
    if (driver == u"none")
        return QStringLiteral("none");
    if (local.contains(driver))
        return QStringLiteral("local");
    if (driver == u"syslog") {
        const bool here = address.isEmpty() || address.startsWith(QStringLiteral("unix"))
            || address.contains(QStringLiteral("127.0.0.1"))
            || address.contains(QStringLiteral("localhost"));
        return here ? QStringLiteral("local") : QStringLiteral("remote");
    }
    return remote.contains(driver) ? QStringLiteral("remote") : QString();
}

bool rotatesByItself(const QString &driver)
{
    // Five files of 20 MB unless told otherwise; the journal keeps to its own limits.
    return driver == u"local" || driver == u"journald";
}

} // namespace drawbridge
