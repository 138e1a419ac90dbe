#pragma once

#include <QHash>
#include <QList>
#include <QString>

namespace drawbridge {

// A host named in a variable or a command.
struct HostReference
{
    QString host;
    // 0 when none is given.
    int port = 0;
    // "postgresql", "http"; empty without a scheme.
    QString scheme;
    // The address carries a password.
    bool hasPassword = false;
    // An option in the address that settles encryption: "sslmode=disable" gives "none".
    QString encryption;
};

// Hosts in a text that `knows` knows. A bare word counts only where `bareWords` says that the text
// is an address (a variable called DB_HOST, not one called DB_NAME).
QList<HostReference> findHosts(const QString &text, const QHash<QString, QString> &known,
                               bool bareWords);

// Whether a variable of this name holds an address: DB_HOST, KAFKA_BROKERS, AUTH_URL.
bool namesAddress(const QString &variable);

// A TCP port that web services usually listen on.
bool isWebPort(int port);

// Usual port of a scheme, 0 when it has none; and what the scheme says of encryption: "tls", "none"
// or nothing.
int defaultPortOf(const QString &scheme);
QString encryptionOf(const QString &scheme);

} // namespace drawbridge
