#include "model/import/hostreferences.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>

namespace drawbridge {

namespace {

constexpr qsizetype MaximumText = 16 * 1024;

struct SchemeFacts
{
    const char16_t *name;
    int port;
    const char16_t *encryption;
};

constexpr SchemeFacts Schemes[] = {
    {u"http", 80, u"none"},
    {u"https", 443, u"tls"},
    {u"ws", 80, u"none"},
    {u"wss", 443, u"tls"},
    {u"postgres", 5432, u""},
    {u"postgresql", 5432, u""},
    {u"mysql", 3306, u""},
    {u"mariadb", 3306, u""},
    {u"mongodb", 27017, u""},
    {u"redis", 6379, u"none"},
    {u"rediss", 6379, u"tls"},
    {u"valkey", 6379, u"none"},
    {u"amqp", 5672, u"none"},
    {u"amqps", 5671, u"tls"},
    {u"nats", 4222, u""},
    {u"kafka", 9092, u""},
    {u"memcached", 11211, u"none"},
    {u"ldap", 389, u"none"},
    {u"ldaps", 636, u"tls"},
    {u"smtp", 25, u""},
    {u"smtps", 465, u"tls"},
    {u"mqtt", 1883, u"none"},
    {u"mqtts", 8883, u"tls"},
    {u"hdfs", 8020, u""},
    {u"sqlserver", 1433, u""},
    {u"clickhouse", 9000, u""},
    {u"bolt", 7687, u""},
    {u"zookeeper", 2181, u"none"},
    {u"grpc", 0, u""},
    {u"tcp", 0, u""},
};

const SchemeFacts *schemeFacts(const QString &scheme)
{
    for (const SchemeFacts &facts : Schemes) {
        if (scheme == facts.name)
            return &facts;
    }
    return nullptr;
}

// "jdbc:postgresql" and "postgresql+psycopg2" both mean postgresql.
QString plainScheme(const QString &text)
{
    const QString last = text.toLower().section(u':', -1);
    for (const QString &part : last.split(u'+')) {
        if (schemeFacts(part))
            return part;
    }
    return last.section(u'+', 0, 0);
}

QString encryptionOption(const QString &rest)
{
    static const QRegularExpression mode(
        QStringLiteral("(?:sslmode|ssl-mode|ssl|tls|usessl)=([a-z_-]+)"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = mode.match(rest);
    const QString value = match.captured(1).toLower();
    if (value == u"disable" || value == u"disabled" || value == u"false")
        return QStringLiteral("none");
    if (value.startsWith(QStringLiteral("require")) || value.startsWith(QStringLiteral("verify"))
        || value == u"true")
        return QStringLiteral("tls");
    return {};
}

std::optional<HostReference> referenceOf(QString token, const QHash<QString, QString> &known,
                                         bool bareWords)
{
    HostReference reference;
    if (const qsizetype scheme = token.indexOf(QStringLiteral("://")); scheme >= 0) {
        reference.scheme = plainScheme(token.first(scheme));
        token = token.sliced(scheme + 3);
    }
    qsizetype end = 0;
    while (end < token.size() && token[end] != u'/' && token[end] != u'?')
        ++end;
    reference.encryption = encryptionOption(token.sliced(end));
    QString authority = token.first(end);
    const qsizetype at = authority.lastIndexOf(u'@');
    reference.hasPassword = at > 0 && authority.first(at).contains(u':')
        && !authority.first(at).section(u':', 1).isEmpty();
    authority = authority.sliced(at + 1);
    static const QRegularExpression hostPort(
        QStringLiteral("^\\[?([A-Za-z0-9_.-]+)\\]?(?:[:#](\\d{1,5}))?$"));
    const QRegularExpressionMatch match = hostPort.match(authority);
    if (!match.hasMatch())
        return std::nullopt;
    reference.host = match.captured(1);
    reference.port = match.captured(2).toInt();
    const bool isAddress = !reference.scheme.isEmpty() || reference.port > 0 || at > 0 || bareWords;
    if (!isAddress || !known.contains(reference.host.toLower()) || reference.port > 65535)
        return std::nullopt;
    return reference;
}

} // namespace

QList<HostReference> findHosts(const QString &text, const QHash<QString, QString> &known,
                               bool bareWords)
{
    static const QRegularExpression separators(QStringLiteral("[\\s,;\"'|()<>=]+"));
    QList<HostReference> found;
    QString searched = text.first(std::min(text.size(), MaximumText));
    // Options after '?' hold '=', which otherwise divides words.
    static const QRegularExpression url(
        QStringLiteral("[A-Za-z][A-Za-z0-9+.:-]*://[^\\s,;\"'|<>]+"));
    QRegularExpressionMatchIterator urls = url.globalMatch(searched);
    QString rest = searched;
    while (urls.hasNext()) {
        const QRegularExpressionMatch match = urls.next();
        rest.replace(match.capturedStart(), match.capturedLength(),
                     QString(match.capturedLength(), u' '));
        if (auto reference = referenceOf(match.captured(), known, false))
            found += *reference;
    }
    for (const QString &token : rest.split(separators, Qt::SkipEmptyParts)) {
        if (auto reference = referenceOf(token, known, bareWords))
            found += *reference;
    }
    return found;
}

bool namesAddress(const QString &variable)
{
    static const QSet<QString> words {
        QStringLiteral("HOST"),     QStringLiteral("HOSTS"),     QStringLiteral("HOSTNAME"),
        QStringLiteral("SERVER"),   QStringLiteral("SERVERS"),   QStringLiteral("ADDR"),
        QStringLiteral("ADDRESS"),  QStringLiteral("ADDRESSES"), QStringLiteral("URL"),
        QStringLiteral("URLS"),     QStringLiteral("URI"),       QStringLiteral("ENDPOINT"),
        QStringLiteral("BROKER"),   QStringLiteral("BROKERS"),   QStringLiteral("SERVICE"),
        QStringLiteral("UPSTREAM"), QStringLiteral("DSN"),       QStringLiteral("CONNECTION"),
        QStringLiteral("NODES"),    QStringLiteral("PEERS"),     QStringLiteral("MASTER"),
        QStringLiteral("TARGET"),   QStringLiteral("BACKEND"),   QStringLiteral("BOOTSTRAP"),
        QStringLiteral("SRV"),      QStringLiteral("DNS"),       QStringLiteral("SEEDS"),
        QStringLiteral("LINKS"),    QStringLiteral("CONNECT")};
    static const QRegularExpression divider(QStringLiteral("[^A-Z]+"));
    // "dbHost" is spelled with a bump instead of a line.
    static const QRegularExpression bump(QStringLiteral("([a-z])([A-Z])"));
    QString name = variable;
    name.replace(bump, QStringLiteral("\\1_\\2"));
    for (const QString &word : name.toUpper().split(divider, Qt::SkipEmptyParts)) {
        if (words.contains(word) || word.endsWith(QStringLiteral("HOST"))
            || word.endsWith(QStringLiteral("HOSTNAME")) || word.endsWith(QStringLiteral("URL")))
            return true;
    }
    return false;
}

bool isWebPort(int port)
{
    static const QSet<int> ports {80, 443, 3000, 4000, 5000, 8000, 8080, 8081, 8443, 8888, 9000};
    return ports.contains(port);
}

int defaultPortOf(const QString &scheme)
{
    const SchemeFacts *facts = schemeFacts(scheme);
    return facts ? facts->port : 0;
}

QString encryptionOf(const QString &scheme)
{
    const SchemeFacts *facts = schemeFacts(scheme);
    return facts ? QString::fromUtf16(facts->encryption) : QString();
}

} // namespace drawbridge
