#include "model/import/secretclassifier.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace drawbridge {

namespace {

constexpr qsizetype MaximumShownText = 4096;
constexpr qsizetype MaximumShownName = 128;

// A name's words, upper case: "dbPassword" and "DB_PASSWORD" both give DB, PASSWORD.
QStringList wordsOfName(const QString &name)
{
    QStringList words;
    QString word;
    QChar before;
    for (const QChar c : name.first(std::min<qsizetype>(name.size(), 256))) {
        const bool boundary = c.isUpper() && before.isLower();
        if ((!c.isLetterOrNumber() || boundary) && !word.isEmpty())
            words += std::exchange(word, QString());
        if (c.isLetterOrNumber())
            word += c.toUpper();
        before = c;
    }
    if (!word.isEmpty())
        words += word;
    return words;
}

// Words at the end of a name that only say in what its number counts: TOKEN_TTL_SECONDS.
bool isUnit(const QString &word)
{
    static const QStringList units {
        QStringLiteral("SECONDS"), QStringLiteral("SECS"),   QStringLiteral("SEC"),
        QStringLiteral("MS"),      QStringLiteral("MILLIS"), QStringLiteral("MINUTES"),
        QStringLiteral("MINS"),    QStringLiteral("HOURS"),  QStringLiteral("DAYS"),
        QStringLiteral("BYTES"),   QStringLiteral("BITS"),   QStringLiteral("CHARS")};
    return units.contains(word);
}

// Words that, at the end of a name, say that the value only describes a secret.
bool endsAsDescription(const QString &last)
{
    static const QStringList endings {
        QStringLiteral("FILE"),      QStringLiteral("PATH"),       QStringLiteral("DIR"),
        QStringLiteral("DIRECTORY"), QStringLiteral("URL"),        QStringLiteral("URI"),
        QStringLiteral("HOST"),      QStringLiteral("PORT"),       QStringLiteral("NAME"),
        QStringLiteral("USER"),      QStringLiteral("USERNAME"),   QStringLiteral("ID"),
        QStringLiteral("EXPIRY"),    QStringLiteral("EXPIRATION"), QStringLiteral("EXPIRES"),
        QStringLiteral("TTL"),       QStringLiteral("LIFETIME"),   QStringLiteral("LENGTH"),
        QStringLiteral("TIMEOUT"),   QStringLiteral("ENABLED"),    QStringLiteral("DISABLED"),
        QStringLiteral("ALIAS"),     QStringLiteral("TYPE"),       QStringLiteral("ALGORITHM"),
        QStringLiteral("ISSUER"),    QStringLiteral("AUDIENCE"),   QStringLiteral("HEADER"),
        QStringLiteral("POLICY"),    QStringLiteral("REQUIRED"),   QStringLiteral("VERSION"),
        QStringLiteral("REGION"),    QStringLiteral("ENDPOINT"),   QStringLiteral("COUNT"),
        QStringLiteral("MIN"),       QStringLiteral("MAX"),        QStringLiteral("SIZE"),
        QStringLiteral("LIMIT"),     QStringLiteral("PREFIX"),     QStringLiteral("FORMAT"),
        QStringLiteral("STORE"),     QStringLiteral("PROVIDER"),   QStringLiteral("INTERVAL")};
    return endings.contains(last);
}

QString kindOfName(const QString &name)
{
    // A token in spite of its last word.
    if (name == u"VAULT_DEV_ROOT_TOKEN_ID")
        return QStringLiteral("token");
    QStringList words = wordsOfName(name);
    if (!words.isEmpty() && isUnit(words.last()))
        words.removeLast();
    if (words.isEmpty() || endsAsDescription(words.last()))
        return {};
    const QString joined = words.join(u'_');
    static const QRegularExpression password(QStringLiteral(
        "(PASSWORD|PASSWD|PASSPHRASE|PASSWORDS)|(^|_)(PASS|PWD|PW|REQUIREPASS)(_|$)"));
    static const QRegularExpression token(QStringLiteral("TOKEN|(^|_)(JWT|BEARER|COOKIE)(_|$)"));
    static const QRegularExpression key(QStringLiteral(
        "(API|ACCESS|PRIVATE|ENCRYPTION|SIGNING|MASTER|SECRET|AUTH|FERNET|HMAC|SSH|DEPLOY|SHARED|"
        "JWT|"
        "SESSION|ROOT|ADMIN|ACCOUNT|SERVICE)_?KEY(_|$)|(^|_)(APIKEY|KEY_BASE|SALT)(_|$)"));
    static const QRegularExpression secret(QStringLiteral("SECRET|CREDENTIAL"));
    if (joined != u"PWD" && password.match(joined).hasMatch())
        return QStringLiteral("password");
    if (key.match(joined).hasMatch())
        return QStringLiteral("key");
    if (secret.match(joined).hasMatch())
        return QStringLiteral("credential");
    if (token.match(joined).hasMatch() && words.last() != u"JWT")
        return QStringLiteral("token");
    return {};
}

// Names that ask for something to be done about a secret rather than hold one:
// MYSQL_RANDOM_ROOT_PASSWORD=1, ALLOW_EMPTY_PASSWORD=1, VERIFY_TOKEN=0.
bool isNumberSwitch(const QString &name, const QString &value)
{
    static const QStringList words {
        QStringLiteral("ALLOW"),  QStringLiteral("CHECK"),    QStringLiteral("DISABLE"),
        QStringLiteral("EMPTY"),  QStringLiteral("ENABLE"),   QStringLiteral("GENERATE"),
        QStringLiteral("IGNORE"), QStringLiteral("RANDOM"),   QStringLiteral("REQUIRE"),
        QStringLiteral("ROTATE"), QStringLiteral("SHOW"),     QStringLiteral("SKIP"),
        QStringLiteral("USE"),    QStringLiteral("VALIDATE"), QStringLiteral("VERIFY")};
    if (value.trimmed() != u"0" && value.trimmed() != u"1")
        return false;
    const QStringList ofName = wordsOfName(name);
    return std::any_of(ofName.begin(), ofName.end(),
                       [&](const QString &word) { return words.contains(word); });
}

bool isSwitchOrEmpty(const QString &value)
{
    static const QStringList words {QString(),
                                    QStringLiteral("true"),
                                    QStringLiteral("false"),
                                    QStringLiteral("yes"),
                                    QStringLiteral("no"),
                                    QStringLiteral("on"),
                                    QStringLiteral("off"),
                                    QStringLiteral("none"),
                                    QStringLiteral("null")};
    return words.contains(value.trimmed().toLower());
}

bool isPathText(const QString &value)
{
    static const QRegularExpression path(
        QStringLiteral("^(/|\\./|\\.\\./|~/|[A-Za-z]:\\\\|file:|classpath:)[^\\s]*$"));
    // Base64 may begin with a slash, too; a path has a second part or an extension.
    return path.match(value).hasMatch()
        && (value.count(u'/') > 1 || value.contains(u'.') || value.contains(u'\\'));
}

bool isGuessable(const QString &name, const QString &value)
{
    static const QStringList common {QStringLiteral("password"),   QStringLiteral("passwd"),
                                     QStringLiteral("passw0rd"),   QStringLiteral("pass"),
                                     QStringLiteral("admin"),      QStringLiteral("administrator"),
                                     QStringLiteral("root"),       QStringLiteral("toor"),
                                     QStringLiteral("secret"),     QStringLiteral("changeme"),
                                     QStringLiteral("change_me"),  QStringLiteral("default"),
                                     QStringLiteral("guest"),      QStringLiteral("test"),
                                     QStringLiteral("example"),    QStringLiteral("postgres"),
                                     QStringLiteral("mysql"),      QStringLiteral("mongo"),
                                     QStringLiteral("minioadmin"), QStringLiteral("rabbitmq"),
                                     QStringLiteral("elastic"),    QStringLiteral("redis"),
                                     QStringLiteral("user"),       QStringLiteral("qwerty"),
                                     QStringLiteral("letmein"),    QStringLiteral("dev"),
                                     QStringLiteral("docker"),     QStringLiteral("123456"),
                                     QStringLiteral("12345678"),   QStringLiteral("123456789"),
                                     QStringLiteral("admin123"),   QStringLiteral("password123"),
                                     QStringLiteral("xxx")};
    const QString lower = value.toLower();
    return value.size() < 4 || common.contains(lower) || lower == name.toLower();
}

const QRegularExpression &urlPassword()
{
    // user:password@ after a scheme, or at the start of a bare host:port.
    static const QRegularExpression pattern(QStringLiteral(
        "([A-Za-z][A-Za-z0-9+.-]{0,40}://)([^\\s/@\"'<>]*:[^\\s@\"'<>]*|[^\\s/@\"'<>:]+)@"));
    return pattern;
}

const QRegularExpression &barePassword()
{
    static const QRegularExpression pattern(QStringLiteral(
        "(?<![\\w/@.:-])[A-Za-z0-9._${}-]{1,64}:[^\\s/@:\"'<>]{1,256}@(?=[A-Za-z0-9])"));
    return pattern;
}

const QRegularExpression &vendorToken()
{
    static const QRegularExpression pattern(QStringLiteral(
        "\\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|"
        "xox[abprs]-[A-Za-z0-9-]{10,}|AKIA[A-Z0-9]{16}|ASIA[A-Z0-9]{16}|sk_live_[A-Za-z0-9]{16,}|"
        "sk-[A-Za-z0-9_-]{20,}|AIza[A-Za-z0-9_-]{30,}|"
        "eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*)"));
    return pattern;
}

const QRegularExpression &connectionStringPassword()
{
    static const QRegularExpression pattern(
        QStringLiteral("\\b(password|pwd|accountkey|sharedaccesskey)(\\s*=\\s*)(\"[^\"]*\"|'[^']*'|"
                       "[^;\\s]+)"),
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

bool isHighEntropy(const QString &value)
{
    static const QRegularExpression dense(QStringLiteral("^[A-Za-z0-9+/=_-]{32,}$"));
    if (!dense.match(value).hasMatch())
        return false;
    std::array<bool, 128> seen {};
    int distinct = 0;
    bool upper = false;
    bool lower = false;
    bool digit = false;
    for (const QChar c : value) {
        distinct += seen[c.unicode()] ? 0 : 1;
        seen[c.unicode()] = true;
        upper |= c.isUpper();
        lower |= c.isLower();
        digit |= c.isDigit();
    }
    return upper && lower && digit && distinct >= 18;
}

const QRegularExpression &secretOption()
{
    static const QRegularExpression pattern(
        QStringLiteral(
            "(?<![\\w-])(--?[\\w.-]*(?:pass(?:word|wd|phrase)?|requirepass|masterauth|secret|"
            "token|api[-_]?key|access[-_]?key|private[-_]?key|credentials?)(?![\\w.-]*(?:file|"
            "path|dir|ttl|expir|name|url)))([= ]\\s*)(\"[^\"]*\"|'[^']*'|\\S+)"),
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

const QRegularExpression &assignment()
{
    static const QRegularExpression pattern(QStringLiteral(
        "(?<![\\w.-])([A-Za-z_][A-Za-z0-9_.-]{0,127})=(\"[^\"]*\"|'[^']*'|[^\\s;&|]+)"));
    return pattern;
}

QString redactAssignments(const QString &text)
{
    QString result;
    qsizetype last = 0;
    QRegularExpressionMatchIterator matches = assignment().globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        result += QStringView(text).sliced(last, match.capturedStart() - last);
        last = match.capturedEnd();
        QString value = match.captured(2);
        if (value.size() >= 2 && (value.front() == u'"' || value.front() == u'\''))
            value = value.sliced(1, value.size() - 2);
        const bool secret = classifySecret(match.captured(1), value).has_value();
        result += secret ? match.captured(1) + QStringLiteral("=***") : match.captured(0);
    }
    result += QStringView(text).sliced(last);
    return result;
}

// Options that carry a password in one letter, by the program that reads them.
QString redactShortOptions(QString text)
{
    static const QRegularExpression database(QStringLiteral(
        "\\b(mysql|mysqladmin|mysqldump|mariadb|mariadb-admin|mariadb-dump|mongo|mongosh)\\b"));
    static const QRegularExpression attached(
        QStringLiteral("(?<![\\w-])-p[ ]?(?!\\d{2,5}(?:\\s|$))(\"[^\"]*\"|'[^']*'|[^\\s-]\\S*)"));
    static const QRegularExpression redis(
        QStringLiteral("\\b((?:redis|valkey)-cli\\b[^;&|]*?\\s-a\\s+)(\"[^\"]*\"|'[^']*'|\\S+)"));
    static const QRegularExpression userOption(
        QStringLiteral("(?<![\\w-])(-u|--user)([= ]\\s*)([^\\s:\"']+:)(\\S+)"));
    if (database.match(text).hasMatch())
        text.replace(attached, QStringLiteral("-p***"));
    text.replace(redis, QStringLiteral("\\1***"));
    // `--user 1000:1000` names no password.
    static const QRegularExpression numericUser(QStringLiteral("(-u|--user)[= ]\\s*\\d+:\\d+"));
    if (!numericUser.match(text).hasMatch())
        text.replace(userOption, QStringLiteral("\\1\\2***"));
    return text;
}

} // namespace

std::optional<SecretShape> classifySecretName(const QString &name)
{
    const QString kind = kindOfName(name);
    return kind.isEmpty() ? std::nullopt : std::optional(SecretShape {kind, false});
}

std::optional<SecretShape> classifySecretText(const QString &text)
{
    if (text.contains(QStringLiteral("-----BEGIN ")))
        return SecretShape {QStringLiteral("key"), false};
    if (vendorToken().match(text).hasMatch())
        return SecretShape {QStringLiteral("token"), false};
    const QRegularExpressionMatch url = urlPassword().match(text);
    const bool passwordInUrl = url.hasMatch() && !url.captured(2).section(u':', 1).isEmpty();
    if (passwordInUrl || barePassword().match(text).hasMatch()
        || connectionStringPassword().match(text).hasMatch())
        return SecretShape {QStringLiteral("connection-string"), false};
    return std::nullopt;
}

std::optional<SecretShape> classifySecret(const QString &name, const QString &value)
{
    const QString trimmed = value.trimmed();
    if (auto shape = classifySecretText(trimmed))
        return shape;
    const QString kind = kindOfName(name);
    if (kind.isEmpty()) {
        static const QRegularExpression digestName(
            QStringLiteral("HASH|DIGEST|SHA|COMMIT|REVISION|UUID|CHECKSUM|FINGERPRINT|PUBLIC"),
            QRegularExpression::CaseInsensitiveOption);
        if (isHighEntropy(trimmed) && !digestName.match(name).hasMatch())
            return SecretShape {QStringLiteral("token"), false};
        return std::nullopt;
    }
    if (isSwitchOrEmpty(trimmed) || isNumberSwitch(name, trimmed) || isPathText(trimmed))
        return std::nullopt;
    const bool interpolated = trimmed.startsWith(QStringLiteral("${"));
    return SecretShape {kind, !interpolated && isGuessable(name, trimmed)};
}

QString redactedText(const QString &text)
{
    QString result = text.first(std::min(text.size(), MaximumShownText));
    if (result.contains(QStringLiteral("-----BEGIN ")))
        return QStringLiteral("***");
    result.replace(urlPassword(), QStringLiteral("\\1***@"));
    result.replace(barePassword(), QStringLiteral("***@"));
    result.replace(vendorToken(), QStringLiteral("***"));
    result.replace(connectionStringPassword(), QStringLiteral("\\1\\2***"));
    result.replace(secretOption(), QStringLiteral("\\1\\2***"));
    return redactShortOptions(redactAssignments(result));
}

QStringList redactedWords(const QStringList &words)
{
    static const QRegularExpression wholeOption(
        QStringLiteral("^--?[\\w.-]*(?:pass(?:word|wd|phrase)?|requirepass|masterauth|secret|token|"
                       "api[-_]?key|access[-_]?key|private[-_]?key|credentials?)$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression shortPassword(QStringLiteral("^-p\\S+$"));
    QStringList result;
    bool hideNext = false;
    bool userNext = false;
    static const QRegularExpression userPassword(QStringLiteral("^(?!\\d+:\\d+$)[^:]+:.+"));
    const bool redisClient = words.value(0).contains(QStringLiteral("redis-cli"));
    const bool databaseClient = words.value(0).contains(QStringLiteral("mysql"))
        || words.value(0).contains(QStringLiteral("mariadb"))
        || words.value(0).contains(QStringLiteral("mongo"));
    for (const QString &word : words) {
        const bool login = userNext && userPassword.match(word).hasMatch();
        userNext = word == u"-u" || word == u"--user";
        if (hideNext || login || isHighEntropy(word)) {
            result += QStringLiteral("***");
            hideNext = false;
            continue;
        }
        hideNext = wholeOption.match(word).hasMatch() || (redisClient && word == u"-a")
            || (databaseClient && word == u"-p");
        const bool attached = databaseClient && shortPassword.match(word).hasMatch();
        result += attached ? QStringLiteral("-p***") : redactedText(word);
    }
    return result;
}

QString shownVariableName(const QString &text)
{
    qsizetype length = 0;
    while (length < text.size() && length < MaximumShownName) {
        const QChar c = text[length];
        const bool fits =
            c.unicode() < 128 && (c.isLetterOrNumber() || c == u'_' || c == u'.' || c == u'-');
        if (!fits)
            break;
        ++length;
    }
    return text.first(length);
}

} // namespace drawbridge
