#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>

using namespace drawbridge::test;

static const char Unhardened[] = "# The shop.\n"
                                 "services:\n"
                                 "  web:\n"
                                 "    image: nginx:1.25\n"
                                 "    ports: [\"8080:80\"]   # for everyone\n"
                                 "  db:\n"
                                 "    image: postgres:16\n"
                                 "    environment:\n"
                                 "      POSTGRES_PASSWORD: tangerine-hill-42\n"
                                 "    volumes:\n"
                                 "      - data:/var/lib/postgresql/data\n"
                                 "volumes:\n"
                                 "  data:\n";

class tst_harden : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<CommandLine>();
        m_cli->write(QStringLiteral("compose.yaml"), Unhardened);
    }

    void withoutASwitchNothingIsWritten()
    {
        const Run run = harden({});
        QVERIFY2(run.status == 0, run.summary());
        QVERIFY2(run.out.contains("read-only root file system"), run.summary());
        QCOMPARE(m_cli->read(QStringLiteral("compose.yaml")), QByteArray(Unhardened));
    }

    void levelsDifferInWhatTheyRisk()
    {
        const QByteArray safe =
            harden({QStringLiteral("--level=safe"), QStringLiteral("--diff")}).out;
        QVERIFY(safe.contains("no-new-privileges:true"));
        QVERIFY(!safe.contains("to test"));
        QVERIFY(!safe.contains("read_only"));
        const QByteArray usual = harden({QStringLiteral("--diff")}).out;
        QVERIFY(usual.contains("read_only: true  # to test"));
        QVERIFY(!usual.contains("127.0.0.1:8080:80"));
        const QByteArray strict =
            harden({QStringLiteral("--level=strict"), QStringLiteral("--diff")}).out;
        QVERIFY2(strict.contains("+    ports: [\"127.0.0.1:8080:80\"]   # for everyone; to test\n"),
                 strict);
    }

    void whatIsLeftSaysWhyAndWhatToDo()
    {
        const QJsonObject answer = harden({QStringLiteral("--json")}).json();
        QCOMPARE(answer["schema"].toString(), QStringLiteral("drawbridge/harden/1"));
        bool found = false;
        const QJsonArray files = answer["files"].toArray();
        const QJsonArray manual = files.first()["manual"].toArray();
        for (const auto &item : manual) {
            QVERIFY(!item.toObject()["reason"].toString().isEmpty());
            found = found
                || (item.toObject()["id"].toString() == u"local-ports"
                    && item.toObject()["proposal"].toString().contains(
                        QStringLiteral("127.0.0.1:8080:80")));
        }
        QVERIFY(found);
    }

    void inPlaceAndTwice()
    {
        const Run first = harden({QStringLiteral("--in-place"), QStringLiteral("--level=strict")});
        QVERIFY2(first.status == 0, first.summary());
        const QByteArray once = m_cli->read(QStringLiteral("compose.yaml"));
        QVERIFY(once.startsWith("# The shop.\nservices:\n  web:\n    image: nginx:1.25\n"));
        QVERIFY(once.contains("read_only: true"));
        const Run second = harden({QStringLiteral("--diff"), QStringLiteral("--level=strict")});
        QCOMPARE(second.out, QByteArray());
    }

    void intoAFolder()
    {
        const Run run = harden({QStringLiteral("-o"), QStringLiteral("out")});
        QVERIFY2(run.status == 0, run.summary());
        QVERIFY(m_cli->read(QStringLiteral("out/compose.yaml")).contains("cap_drop:"));
        QCOMPARE(m_cli->read(QStringLiteral("compose.yaml")), QByteArray(Unhardened));
    }

    void noOutputHoldsASecret()
    {
        for (const char *option : {"--diff", "--json", "--level=strict"}) {
            const Run run = harden({QString::fromLatin1(option)});
            QVERIFY2(!run.out.contains("tangerine") && !run.err.contains("tangerine"), option);
        }
    }

    void passwordsMoveToFilesWhereTheImageReadsThem()
    {
        const Run run = harden({QStringLiteral("-o"), QStringLiteral("out")});
        QVERIFY2(run.status == 0, run.summary());
        const QByteArray after = m_cli->read(QStringLiteral("out/compose.yaml"));
        QVERIFY2(after.contains("POSTGRES_PASSWORD_FILE: /run/secrets/db_postgres_password"),
                 after);
        QVERIFY2(after.contains("\nsecrets:  # to test"), after);
        QVERIFY2(!after.contains("tangerine"), after);
        QVERIFY2(run.out.contains("rotate-secret"), run.summary());
    }

    void theOverrideSaysTheSame()
    {
        const QStringList strict {QStringLiteral("--level=strict")};
        const Run made = harden(
            strict + QStringList {QStringLiteral("--override"), QStringLiteral("over.yaml")});
        QVERIFY2(made.status == 0, made.summary());
        const Run imported =
            m_cli->run(QStringLiteral("import compose.yaml over.yaml -o m.drawbridge").split(u' '));
        QVERIFY2(imported.status == 0, imported.summary());
        harden(strict + QStringList {QStringLiteral("--in-place")});
        const Run drift = m_cli->run(QStringLiteral("drift m.drawbridge compose.yaml").split(u' '));
        QVERIFY2(drift.status == 0, drift.summary());
        QVERIFY(!m_cli->read(QStringLiteral("over.yaml")).contains("tangerine"));
    }

    void storesGetNetworksOfTheirOwn()
    {
        m_cli->write(QStringLiteral("compose.yaml"),
                     "services:\n"
                     "  web:\n    image: example/web\n    ports: ['80:80']\n"
                     "    environment: {DB: 'postgres://db:5432/x'}\n"
                     "  mail:\n    image: example/mail\n"
                     "  db:\n    image: postgres:16\n");
        harden({QStringLiteral("--level=strict"), QStringLiteral("--in-place")});
        const QByteArray after = m_cli->read(QStringLiteral("compose.yaml"));
        QVERIFY2(after.contains("  db-private:  # to test\n    internal: true"), after);
        QCOMPARE(after.count("- db-private"), 2);
        const qsizetype mail = after.indexOf("  mail:");
        QVERIFY2(!after.mid(mail, after.indexOf("  db:") - mail).contains("db-private"), after);
    }

    void filesOfOneSystemAreHardenedTogether()
    {
        m_cli->write(QStringLiteral("compose.yaml"),
                     "services:\n  web:\n    build: web\n    ports: ['80:5000']\n");
        m_cli->write(QStringLiteral("web/Dockerfile"), "FROM python:3.12\nADD . /app\nCMD x\n");
        const Run run = m_cli->run(
            QStringLiteral("harden compose.yaml web/Dockerfile --with-daemon -o out").split(u' '));
        QVERIFY2(run.status == 0, run.summary());
        QVERIFY(m_cli->read(QStringLiteral("out/web/Dockerfile")).contains("USER app"));
        QVERIFY(m_cli->read(QStringLiteral("out/daemon.json")).contains("\"icc\": false"));
        const QByteArray compose = m_cli->read(QStringLiteral("out/compose.yaml"));
        QVERIFY2(!compose.contains("user:") && compose.contains("cap_drop"), compose);
        QVERIFY(!m_cli->files().contains(QStringLiteral("daemon.json")));
    }

    void eachMeasureNamesWhatItCloses()
    {
        const QJsonArray files = harden({QStringLiteral("--json")}).json()["files"].toArray();
        bool found = false;
        for (const auto &item : files.first()["measures"].toArray()) {
            const QJsonObject measure = item.toObject();
            if (measure["id"].toString() != u"read-only-root"
                || measure["target"].toString() != u"services.db")
                continue;
            const QJsonArray closes = measure["closes"].toArray();
            QCOMPARE(closes.size(), 1);
            found = closes.first()["key"].toString().startsWith(
                QStringLiteral("containers/writable-root@"));
            QVERIFY(!closes.first()["how"].toString().isEmpty());
        }
        QVERIFY(found);
    }

    void whatIfTellsWithoutWriting()
    {
        const Run run = harden({QStringLiteral("--what-if"), QStringLiteral("--json")});
        QVERIFY2(run.status == 0, run.summary());
        const QJsonObject told = run.json()["whatIf"].toObject();
        QVERIFY(told["after"]["open"].toInt() < told["before"]["open"].toInt());
        QVERIFY(!told["closed"].toArray().isEmpty());
        QVERIFY(!told["techniques"].toArray().isEmpty());
        QVERIFY(told["before"]["claimedRisk"].toObject().contains(QStringLiteral("critical")));
        QCOMPARE(m_cli->read(QStringLiteral("compose.yaml")), QByteArray(Unhardened));
        const Run drawn = harden({QStringLiteral("--model"), QStringLiteral("after.drawbridge")});
        QVERIFY2(drawn.status == 0, drawn.summary());
        const Run picture =
            m_cli->run(QStringLiteral("export after.drawbridge -o - --format svg").split(u' '));
        QVERIFY2(picture.status == 0 && picture.out.contains(">db<"), picture.summary());
        const Run text = harden({QStringLiteral("--what-if")});
        QVERIFY2(text.out.contains("threats that need attention: "), text.summary());
        QVERIFY(harden({QStringLiteral("--what-if"), QStringLiteral("--in-place")}).saysOneLine());
    }

    void aProjectStandsForItsFiles()
    {
        m_cli->write(QStringLiteral("web/Dockerfile"), "FROM python:3.12\nADD . /app\n");
        m_cli->write(QStringLiteral("compose.yaml"),
                     QByteArray(Unhardened).replace("image: nginx:1.25", "build: web"));
        QCOMPARE(
            m_cli->run(QStringLiteral("import compose.yaml -o m.drawbridge").split(u' ')).status,
            0);
        const Run run = m_cli->run(QStringLiteral("harden m.drawbridge --diff").split(u' '));
        QVERIFY2(run.status == 0 && run.out.contains("+COPY . /app")
                     && run.out.contains("+    read_only: true"),
                 run.summary());
        // What the architect says of the system counts: nobody outside connects.
        QVERIFY(!run.out.contains("127.0.0.1:8080"));
        QCOMPARE(m_cli
                     ->run(QStringLiteral("questions m.drawbridge --answer web.reachableFrom=local")
                               .split(u' '))
                     .status,
                 0);
        const Run local = m_cli->run(QStringLiteral("harden m.drawbridge --diff").split(u' '));
        QVERIFY2(local.out.contains("127.0.0.1:8080:80"), local.summary());
        m_cli->write(QStringLiteral("empty.drawbridge"),
                     m_cli->run(QStringLiteral("new -").split(u' ')).out);
        QVERIFY(m_cli->run(QStringLiteral("harden empty.drawbridge").split(u' ')).status == 2);
    }

    void badInputIsOneLine()
    {
        QVERIFY(harden({QStringLiteral("--level=wild")}).saysOneLine());
        m_cli->write(QStringLiteral("compose.yaml"), "not: a compose file\n");
        const Run run = harden({});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.saysOneLine(), run.summary());
    }

private:
    Run harden(const QStringList &options) const
    {
        return m_cli->run(QStringList {QStringLiteral("harden"), QStringLiteral("compose.yaml")}
                          + options);
    }

    std::unique_ptr<CommandLine> m_cli;
};

DRAWBRIDGE_TEST(tst_harden)

#include "tst_harden.moc"
