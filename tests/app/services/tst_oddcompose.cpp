#include "tests/app/services/hardeningworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// Compose files as nobody should write them and somebody does: every comment and line end stays, no
// shared text changes for others, and a second run does nothing.
class tst_oddcompose : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysReadable_data();
    void staysReadable();
    void sharedBlocksStay();
};

static void addOddLayouts()
{
    QTest::newRow("one line") << QByteArray("{services: {web: {image: 'nginx:1.25'}}}");
    QTest::newRow("brackets over lines")
        << QByteArray("services: {\n  web: {\n    image: 'nginx:1.25', # a\n    ports: ['80:80',\n "
                      "     '443:443'],\n"
                      "  }, # b\n}\n");
    QTest::newRow("JSON") << QByteArray("{\n  \"services\": {\n    \"web\": {\n      \"image\": "
                                        "\"nginx:1.25\"\n    }\n  }\n}\n");
    QTest::newRow("JSON in one line")
        << QByteArray("{\"services\":{\"web\":{\"image\":\"nginx:1.25\"}}}");
    QTest::newRow("quoted keys") << QByteArray(
        "\"services\":\n  'web':\n    \"image\": nginx:1.25\n"
        "    'ports':\n    - \"80:80\"\n");
    QTest::newRow("merge keys") << QByteArray(
        "x-base: &base\n  restart: always   # all of them\n  logging: {driver: local}\n"
        "  security_opt: [label:disable]\nservices:\n  web:\n    <<: *base\n    image: nginx:1.25\n"
        "  db:\n    image: postgres:16\n    <<: [*base]\n    environment: {POSTGRES_PASSWORD: "
        "abc}\n");
    QTest::newRow("shared service") << QByteArray(
        "services:\n  one: &one\n    image: nginx:1.25\n    ports: [\"80:80\"]\n  two: *one\n");
    QTest::newRow("shared lists") << QByteArray(
        "services:\n  one:\n    image: nginx:1.25\n    security_opt: &opts\n      - label:disable\n"
        "    ports: &ports ['80:80']\n  two:\n    image: nginx:1.25\n    security_opt: *opts\n"
        "    ports: *ports\n");
    QTest::newRow("carriage returns") << QByteArray(
        "# a\r\nservices:\r\n  web: # b\r\n    image: nginx:1.25\r\n    # c\r\n\r\n  # d\r\n");
    QTest::newRow("no end") << QByteArray("services:\n  web:\n    image: nginx:1.25 # end");
    QTest::newRow("nothing in it")
        << QByteArray("services:\n  web:\n    image: nginx:1.25\n    environment:\n    ports: []\n"
                      "    security_opt: # none\n    tmpfs:\nvolumes:\nnetworks:\n");
    QTest::newRow("four spaces") << QByteArray(
        "services:\n    web:\n        image: nginx:1.25\n        ports:\n            - '80:80'\n");
    QTest::newRow("dashes at the margin") << QByteArray(
        "services:\n  web:\n    image: nginx:1.25\n    ports:\n    - 80:80\n    - 443:443 # tls\n"
        "    tmpfs:\n    - /run\n");
    QTest::newRow("tabs in comments")
        << QByteArray("services:\t# one\n  web:\n    image: nginx:1.25\t#\ttwo\n\t\n    ports: "
                      "['80:80'] #three\n");
}

static void addOddContents()
{
    QTest::newRow("comments everywhere")
        << QByteArray("# 1\n---\n# 2\nservices:\n# 3\n  # 4\n  web: # 5\n  # 6\n    # 7\n    "
                      "image: nginx:1.25 # 8\n"
                      "      # 9\n    ports: # 10\n      # 11\n      - '80:80' # 12\n      # 13\n  "
                      "  # 14\n  # 15\n"
                      "# 16\n  db:\n    image: redis:7\n# 17\n...\n# 18\n");
    QTest::newRow("block texts") << QByteArray(
        "services:\n  web:\n    image: nginx:1.25\n    command: |\n      # no comment\n      a: b\n"
        "    labels:\n      text: >-\n        folded\n\n        privileged: true\n");
    QTest::newRow("hash in values")
        << QByteArray("services:\n  web:\n    image: nginx:1.25\n    labels: ['a#b', \"c # d\"]\n"
                      "    ports: [\"80:80\"] # 'quoted' \"comment\"\n");
    QTest::newRow("mark") << QByteArray("\xEF\xBB\xBFservices:\n  web:\n    image: nginx:1.25\n");
    QTest::newRow("odd names") << QByteArray(
        "services:\n  \"a.b\":\n    image: nginx:1.25\n  'c: d':\n    image: redis:7\n"
        "  123:\n    image: redis:7\n  null:\n    image: redis:7\n");
    QTest::newRow("long forms") << QByteArray(
        "services:\n  db:\n    image: postgres:16\n    privileged: true\n    pid: host\n"
        "    ports:\n      - target: 5432\n        published: 5432\n      - {target: 1, published: "
        "1}\n"
        "    environment:\n      - POSTGRES_PASSWORD=abc\n      - \"A=b\" # c\n"
        "    security_opt:\n      - seccomp:unconfined # why\n      - apparmor=unconfined\n");
    QTest::newRow("multi-line scalars") << QByteArray(
        "services:\n  web:\n    image: \"nginx:\\\n      1.25\"\n    command: a\n      b\n"
        "    read_only:\n      false\n");
    QTest::newRow("extends") << QByteArray(
        "services:\n  base:\n    image: nginx:1.25\n    read_only: true\n  web:\n    extends: "
        "base\n"
        "  api:\n    extends: {service: base}\n    cap_drop: [ALL]\n");
    QTest::newRow("variables") << QByteArray(
        "services:\n  web:\n    image: nginx:${V:-1.25}\n    ports: ['${P:-80}:80', '$Q:81']\n"
        "    privileged: ${YES}\n    user: ${U}\n");
    QTest::newRow("tags") << QByteArray(
        "services:\n  web:\n    image: nginx:1.25\n    ports: !override ['80:80']\n"
        "    environment: !reset null\n    cap_add: !!seq []\n");
}

void tst_oddcompose::staysReadable_data()
{
    QTest::addColumn<QByteArray>("text");
    addOddLayouts();
    addOddContents();
}

void tst_oddcompose::staysReadable()
{
    QFETCH(QByteArray, text);
    static const HardeningWorld world;
    const QString name = QStringLiteral("compose.yaml");
    for (const HardeningLevel level : hardeningLevels()) {
        const HardenedFile file = world.hardenText(name, text, level);
        QCOMPARE(file.before, text);
        // What is no comment but looks like one stays as well.
        for (const QByteArray &line : text.split('\n')) {
            const qsizetype hash = line.indexOf('#');
            if (hash >= 0)
                QVERIFY2(file.after.contains(line.mid(hash).trimmed()),
                         line + " is not in\n" + file.after);
        }
        if (text.contains("\r\n"))
            QCOMPARE(file.after.count('\n'), file.after.count("\r\n"));
        QCOMPARE(file.after.endsWith('\n'), text.endsWith('\n'));
        // What two services share as a whole cannot change for one of them.
        QVERIFY2(!file.done.isEmpty() || level == HardeningLevel::Safe
                     || text.contains("two: *one"),
                 file.after);
        const HardenedFile second = world.hardenText(name, file.after, level);
        QCOMPARE(second.after, file.after);
        QVERIFY2(second.done.isEmpty(), qPrintable(doneIds(second).join(u' ')));
    }
}

void tst_oddcompose::sharedBlocksStay()
{
    static const HardeningWorld world;
    const HardenedFile file = world.hardenText(
        QStringLiteral("compose.yaml"),
        "x-all: &all\n  read_only: false\n  tmpfs: [/a]\nservices:\n  web:\n    <<: *all\n"
        "    image: nginx:1.25\n  other:\n    <<: *all\n    image: example.com/other\n");
    QVERIFY2(file.after.contains("x-all: &all\n  read_only: false\n  tmpfs: [/a]\n"), file.after);
    const qsizetype other = file.after.indexOf("  other:");
    QVERIFY2(file.after.indexOf("    read_only: true") < other, file.after);
    QVERIFY2(!file.after.mid(other).contains("read_only: true"), file.after);
}

DRAWBRIDGE_TEST(tst_oddcompose)

#include "tst_oddcompose.moc"
