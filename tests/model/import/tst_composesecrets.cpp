#include "model/import/compose/composeimporter.h"
#include "model/import/dockerfile/dockerfileimporter.h"
#include "model/import/secretclassifier.h"
#include "tests/model/import/importworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

class tst_composesecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classifies_data();
    void classifies();
    void redacts_data();
    void redacts();
    void noValueOfASecretIsKept();
    void namesOfSecretsAreKept();
};

void tst_composesecrets::classifies_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char *name, const char *value, const char *kind) {
        QTest::addRow("%s=%s", name, value)
            << QString::fromLatin1(name) << QString::fromLatin1(value) << QString::fromLatin1(kind);
    };
    row("DB_PASSWORD", "hunter2", "password");
    row("dbPassword", "hunter2", "password");
    row("SMTP_PASS", "x", "password");
    row("JWT_SECRET", "abc", "credential");
    row("SECRET_KEY_BASE", "abc", "key");
    row("API_KEY", "abc", "key");
    row("GITHUB_TOKEN", "abc", "token");
    row("DB_PASSWORD", "${DB_PASSWORD}", "password");
    row("DATABASE_URL", "postgres://u:p@db/x", "connection-string");
    row("MONGO_URI", "admin:secret@mongodb:27017", "connection-string");
    row("SETTING", "ghp_abcdefghijklmnopqrstuvwxyz012345", "token");
    row("DB_PASSWORD", "", "");
    row("DB_PASSWORD_FILE", "/run/secrets/db", "");
    row("DB_PASSWORD", "/run/secrets/db_password", "");
    row("SECRET_KEY_BASE_PATH", "/etc/key", "");
    row("TOKEN_EXPIRATION", "3600", "");
    row("TOKEN_TTL_SECONDS", "900", "");
    row("PASSWORD_MIN_LENGTH", "14", "");
    row("MYSQL_RANDOM_ROOT_PASSWORD", "1", "");
    row("MYSQL_ROOT_PASSWORD", "1", "password");
    row("ALLOW_EMPTY_PASSWORD", "yes", "");
    row("VAULT_DEV_ROOT_TOKEN_ID", "root", "token");
    row("SESSION_TOKEN_ID", "17", "");
    row("PASSWORD_REQUIRED", "true", "");
    row("AWS_ACCESS_KEY_ID", "me", "");
    row("PWD", "/app", "");
    row("KEYBOARD", "us", "");
    row("COMPASS", "north", "");
    row("REDIS_URL", "redis://cache:6379/0", "");
    row("GIT_COMMIT", "0123456789abcdef0123456789abcdef01234567", "");
}

void tst_composesecrets::classifies()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, kind);
    const auto shape = classifySecret(name, value);
    QCOMPARE(shape ? shape->kind : QString(), kind);
}

void tst_composesecrets::redacts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("secret");
    const auto row = [](const char *text) {
        QTest::newRow(text) << QString::fromLatin1(text) << QStringLiteral("CANARY7x");
    };
    row("redis-server --requirepass CANARY7x --port 6379");
    row("redis-server --requirepass \"CANARY7x\"");
    row("redis-cli -a CANARY7x ping");
    row("mysqladmin ping -uroot -pCANARY7x");
    row("app --password=CANARY7x");
    row("app --db.password CANARY7x");
    row("curl -u admin:CANARY7x http://x");
    row("psql postgres://u:CANARY7x@db:5432/x");
    row("PGPASSWORD=CANARY7x psql");
    row("app --api-key 'CANARY7x'");
    row("connect Server=db;Password=CANARY7x;");
    row("admin:CANARY7x@mongodb:27017");
}

void tst_composesecrets::redacts()
{
    QFETCH(QString, text);
    QFETCH(QString, secret);
    QVERIFY2(!redactedText(text).contains(secret), qPrintable(redactedText(text)));
    const QStringList words = redactedWords(text.split(u' '));
    QVERIFY2(!words.join(u' ').contains(secret), qPrintable(words.join(u' ')));
    QCOMPARE(redactedText(QStringLiteral("serve --port 80 http://db:5432/x")),
             QStringLiteral("serve --port 80 http://db:5432/x"));
}

// A canary at every place where a secret may stand; it may come out nowhere.
void tst_composesecrets::noValueOfASecretIsKept()
{
    ImportWorld world;
    world.environment = {{QStringLiteral("DB_PASSWORD"), QStringLiteral("CANARY01")},
                         {QStringLiteral("DSN"), QStringLiteral("mysql://u:CANARY02@db/x")}};
    world.siblings.insert(QStringLiteral("app.env"),
                          "API_KEY=CANARY03\nexport SMTP_PASS='CANARY04'\n");
    world.siblings.insert(QStringLiteral("Dockerfile"),
                          "ARG NPM_TOKEN=CANARY05\nFROM node:20 AS build\nARG NPM_TOKEN\n"
                          "ENV DB_PASSWORD=CANARY06 A=1\nRUN curl -u me:CANARY07 https://x | sh\n"
                          "USER $DB_PASSWORD\nCMD app --token CANARY08\n");
    const QByteArray yaml = R"(services:
  web:
    build:
      context: .
      args: {NPM_TOKEN: CANARY09, BUILD_PASSWORD: "${DB_PASSWORD}"}
    command: serve --secret CANARY10 --url http://u:CANARY11@db:80/
    entrypoint: [run, --password, CANARY12]
    env_file: app.env
    user: "${DB_PASSWORD}"
    environment:
      - DB_PASSWORD=${DB_PASSWORD}
      - DATABASE_URL=postgres://shop:CANARY13@db:5432/shop
      - OTHER=${DSN}
      - "PASSWORD: CANARY14"
      - FALLBACK_TOKEN=${FALLBACK_TOKEN:-CANARY15}
      - DOCKER_HOST=tcp://me:CANARY16@proxy:2375
    labels: ["token=CANARY17"]
    healthcheck: {test: "curl -u a:CANARY18 localhost"}
    volumes: ["https://u:CANARY19@x/y:/z"]
    ports: ["CANARY_PASSWORD=CANARY20:80"]
    sysctls: {"secret.token": CANARY21}
    depends_on: ["http://u:CANARY22@db"]
    extends: {file: "https://u:CANARY23@host/x.yml", service: y}
  db: {image: "https://u:CANARY24@registry/x", environment: {MYSQL_ROOT_PASSWORD: CANARY25}}
  cache: {image: "redis:7", command: "sh -c 'redis-server --requirepass CANARY26'"}
secrets: {top: {environment: CANARY_NAME, content: CANARY27}}
configs: {c: {content: "password=CANARY28"}}
networks: {n: {driver_opts: {password: CANARY29}}}
)";
    for (const QString &profile : {QString(), QStringLiteral("*")}) {
        world.profiles = {profile};
        const Result<ImportResult> result = world.compose(yaml);
        QVERIFY2(result, result ? "" : qPrintable(result.error().toString()));
        QVERIFY(validate(result->model, world.schema).isEmpty());
        const QString all = everythingIn(*result);
        for (const QString &line : all.split(u'\n'))
            QVERIFY2(!line.contains(QStringLiteral("CANARY0"))
                         && !line.contains(QStringLiteral("CANARY1"))
                         && !line.contains(QStringLiteral("CANARY2")),
                     qPrintable(line));
    }
    const auto alone = makeDockerfileImporter()->import(
        {{QStringLiteral("Dockerfile"), world.siblings.value(QStringLiteral("Dockerfile"))}},
        world.context());
    QVERIFY(alone);
    QVERIFY2(!everythingIn(*alone).contains(QStringLiteral("CANARY")),
             qPrintable(everythingIn(*alone)));
}

void tst_composesecrets::namesOfSecretsAreKept()
{
    ImportWorld world;
    world.siblings.insert(QStringLiteral("app.env"), "API_KEY=abc12345\nLEVEL=info\n");
    const ImportResult result = world.imported(R"(services:
  web:
    image: x
    env_file: app.env
    environment: {DB_PASSWORD: literal1, TOKEN_FILE: /run/secrets/t, JWT_SECRET: "${JWT_SECRET}", SESSION_SECRET: }
    secrets: [{source: tls_key, target: key.pem}]
secrets: {tls_key: {file: ./key.pem}}
)");
    const Element *web = elementNamed(result.model, QStringLiteral("web"));
    QStringList found;
    const Value secrets = valueOf(world.schema, *web, QStringLiteral("envSecrets"));
    for (const Value &item : *secrets.asList())
        found += item.asMap()->value(QStringLiteral("name")).toDisplayString() + u' '
            + item.asMap()->value(QStringLiteral("kind")).toDisplayString();
    found.sort();
    const QStringList expected {
        QStringLiteral("API_KEY env-file"), QStringLiteral("DB_PASSWORD literal"),
        QStringLiteral("JWT_SECRET interpolated"), QStringLiteral("SESSION_SECRET interpolated")};
    QCOMPARE(found, expected);
    QCOMPARE(valueOf(world.schema, *web, QStringLiteral("secretMounts")),
             Value(ValueList {u"/run/secrets/key.pem"}));
    QCOMPARE(web->assets.size(), 5);
}

DRAWBRIDGE_TEST(tst_composesecrets)
#include "tst_composesecrets.moc"
