#include "model/harden/hardeningwriters.h"
#include "tests/app/services/hardeningworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// Dockerfiles, alone and together with the Compose file that builds them.
class tst_dockerfilehardening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aUserIsMadeWhereTheBaseAllowsIt_data();
    void aUserIsMadeWhereTheBaseAllowsIt();
    void whatNeedsRootIsLeftAlone_data();
    void whatNeedsRootIsLeftAlone();
    void lowPortsWaitForStrict();
    void healthIsAskedWithWhatTheImageHas_data();
    void healthIsAskedWithWhatTheImageHas();
    void localFilesAreCopied();
    void oddFilesStayAsTheyAre_data();
    void oddFilesStayAsTheyAre();
    void theResultIsExact();
    void whatCannotBeDoneIsProposed();
    void noOutputHoldsASecret();
    void composeRestsOnTheDockerfile();
    void theStageThatIsBuiltIsHardened();
    void anOverrideIsPartOfTheSystem();

private:
    HardenedFile hardenText(const QByteArray &dockerfile,
                            HardeningLevel level = HardeningLevel::Recommended) const
    {
        return m_world.hardenText(QStringLiteral("alone/Dockerfile"), dockerfile, level);
    }

    HardeningWorld m_world;
};

void tst_dockerfilehardening::aUserIsMadeWhereTheBaseAllowsIt_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("added");
    QTest::newRow("Debian") << QByteArray("FROM python:3.12\nWORKDIR /app\nCOPY . .\nCMD [\"a\"]\n")
                            << QByteArray("RUN groupadd --system --gid 10001 app \\\n"
                                          "    && useradd --system --create-home --uid 10001 --gid "
                                          "app --shell /usr/sbin/nologin app \\\n"
                                          "    && mkdir -p /app \\\n"
                                          "    && chown app /app\n"
                                          "USER app\n");
    QTest::newRow("Alpine") << QByteArray("FROM alpine:3.20\nRUN apk add --no-cache x\n")
                            << QByteArray("RUN addgroup -S -g 10001 app \\\n"
                                          "    && adduser -S -D -u 10001 -G app app\nUSER app\n");
    QTest::newRow("a user of the base")
        << QByteArray("FROM node:20\nWORKDIR /srv/app\nCOPY . .\n")
        << QByteArray("RUN mkdir -p /srv/app \\\n    && chown node /srv/app\nUSER node\n");
    QTest::newRow("a user that the build makes")
        << QByteArray("FROM debian:12\nRUN useradd -m worker && apt-get update\n")
        << QByteArray("USER worker\n");
    QTest::newRow("nothing but the program")
        << QByteArray("FROM scratch\nCOPY app /app\nCMD [\"/app\"]\n")
        << QByteArray("USER 10001:10001\n");
    QTest::newRow("no tool that is known")
        << QByteArray("FROM rockylinux:9\nCOPY app /app\n") << QByteArray("USER 10001:10001\n");
}

void tst_dockerfilehardening::aUserIsMadeWhereTheBaseAllowsIt()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, added);
    const HardenedFile file = hardenText(text);
    QVERIFY2(file.after.contains(added), file.after);
    QVERIFY(doneIds(file).contains(QStringLiteral("non-root-user")));
    QVERIFY2(file.after.contains("# to test: runs as "), file.after);
    QVERIFY(
        !doneIds(hardenText(text, HardeningLevel::Safe)).contains(QStringLiteral("non-root-user")));
}

void tst_dockerfilehardening::whatNeedsRootIsLeftAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    QTest::newRow("unknown base") << QByteArray("FROM example.com/own:1\n")
                                  << QStringLiteral("is not known here");
    QTest::newRow("variable user") << QByteArray("FROM debian:12\nARG U=x\nUSER ${NOBODY}\n")
                                   << QStringLiteral("is not known here");
    QTest::newRow("said") << QByteArray("FROM debian:12\nUSER app\nUSER root\n")
                          << QStringLiteral("says USER root");
    QTest::newRow("base that drops root") << QByteArray("FROM postgres:16\nCOPY a.sql /b/\n")
                                          << QStringLiteral("changes to postgres");
    QTest::newRow("service as base") << QByteArray("FROM nginx:1.25\nCOPY a.conf /etc/nginx/\n")
                                     << QStringLiteral("service that starts as root");
    QTest::newRow("gosu") << QByteArray("FROM debian:12\nRUN apt-get install -y gosu\n")
                          << QStringLiteral("gives up root");
    QTest::newRow("command") << QByteArray("FROM debian:12\nCMD [\"/usr/sbin/sshd\", \"-D\"]\n")
                             << QStringLiteral("starts sshd");
    QTest::newRow("Windows") << QByteArray(
        "# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:1\nUSER root\n")
                             << QStringLiteral("USER root");
}

void tst_dockerfilehardening::whatNeedsRootIsLeftAlone()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    const HardenedFile file = hardenText(text, HardeningLevel::Strict);
    QVERIFY(!doneIds(file).contains(QStringLiteral("non-root-user")));
    const ManualMeasure manual = manualOf(file, QStringLiteral("non-root-user"));
    QVERIFY2(manual.reason.contains(reason), qPrintable(manual.reason));
    QVERIFY(!manual.proposal.isEmpty());
}

void tst_dockerfilehardening::lowPortsWaitForStrict()
{
    const QByteArray text = "FROM python:3.12\nCOPY . .\nEXPOSE 80\n";
    QVERIFY(!doneIds(hardenText(text)).contains(QStringLiteral("non-root-user")));
    QVERIFY(doneIds(hardenText(text, HardeningLevel::Strict))
                .contains(QStringLiteral("non-root-user")));
}

void tst_dockerfilehardening::healthIsAskedWithWhatTheImageHas_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("command");
    QTest::newRow("Python") << QByteArray("FROM python:3.12\nEXPOSE 5000\n")
                            << QByteArray("CMD [\"python\", \"-c\", \"import socket; "
                                          "socket.create_connection(('127.0.0.1', 5000), 3)");
    QTest::newRow("Node") << QByteArray("FROM node:20\nEXPOSE 3000/tcp\n")
                          << QByteArray("CMD [\"node\", \"-e\", \"require('net').connect(3000");
    QTest::newRow("busybox") << QByteArray("FROM golang:1.22-alpine AS build\nFROM alpine\n"
                                           "EXPOSE 53/udp 8080\n")
                             << QByteArray("CMD [\"nc\", \"-z\", \"127.0.0.1\", \"8080\"]");
    QTest::newRow("of the base") << QByteArray("FROM nginx:1.25\nCOPY a.conf /etc/nginx/\n")
                                 << QByteArray("CMD kill -0 $(cat /var/run/nginx.pid)");
    QTest::newRow("defined") << QByteArray("FROM python:3\nEXPOSE 1\nHEALTHCHECK NONE\n")
                             << QByteArray();
    QTest::newRow("no port") << QByteArray("FROM python:3.12\n") << QByteArray();
    QTest::newRow("no means") << QByteArray("FROM scratch\nEXPOSE 80\n") << QByteArray();
}

void tst_dockerfilehardening::healthIsAskedWithWhatTheImageHas()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, command);
    const HardenedFile file = hardenText(text);
    QCOMPARE(doneIds(file).contains(QStringLiteral("health-check")), !command.isEmpty());
    QVERIFY2(file.after.contains(command), file.after);
}

void tst_dockerfilehardening::localFilesAreCopied()
{
    const HardenedFile safe = hardenText("FROM debian:12 AS build\n"
                                         "ADD . /src\n"
                                         "  add --chown=1:1 a.json b.txt /x/\n"
                                         "ADD [\"with space.py\", \"/x\"]\n"
                                         "ADD rootfs.tar.xz /\n"
                                         "ADD https://example.com/a.txt /a\n"
                                         "ADD git@example.com:a/b.git /b\n"
                                         "ADD payload /p\n"
                                         "ADD ${WHAT} /w\n"
                                         "ADD a.py rest.tgz /y/\n"
                                         "ONBUILD ADD . /later\n",
                                         HardeningLevel::Safe);
    QVERIFY2(safe.after.startsWith("FROM debian:12 AS build\n"
                                   "COPY . /src\n"
                                   "  copy --chown=1:1 a.json b.txt /x/\n"
                                   "COPY [\"with space.py\", \"/x\"]\n"
                                   "ADD rootfs.tar.xz /\n"
                                   "ADD https://example.com/a.txt /a\n"
                                   "ADD git@example.com:a/b.git /b\n"
                                   "ADD payload /p\n"
                                   "ADD ${WHAT} /w\n"
                                   "ADD a.py rest.tgz /y/\n"
                                   "ONBUILD ADD . /later\n"),
             safe.after);
    QVERIFY(manualIds(safe).contains(QStringLiteral("verified-download")));
    QVERIFY(hardenText("FROM debian:12\nADD payload /p\n").after.contains("COPY payload /p\n"));
}

void tst_dockerfilehardening::oddFilesStayAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("carriage returns")
        << QByteArray("# a\r\nFROM python:3.12\r\nRUN a \\\r\n  # b\r\n"
                      "  && c\r\n\tEXPOSE 5000\r\nADD a.py /\r\n");
    QTest::newRow("no end") << QByteArray("FROM python:3.12\nEXPOSE 5000\nCOPY . .");
    QTest::newRow("no end after the command")
        << QByteArray("FROM python:3.12\nCOPY . .\nEXPOSE 5000\nCMD x");
    QTest::newRow("open continuation") << QByteArray("FROM python:3.12\nEXPOSE 5000\nRUN a \\");
    QTest::newRow("comment in a continuation")
        << QByteArray("FROM python:3.12\nRUN a \\\n# why\n\n  # and why\n && b\nEXPOSE 5000\n");
    QTest::newRow("here-documents")
        << QByteArray("# syntax=docker/dockerfile:1\nFROM python:3.12\nRUN <<EOF sh\n# not a "
                      "comment\nUSER x\nEOF\n"
                      "COPY <<-A <<\"B\" /d/\n\tone\n\tA\nADD two\nB\nEXPOSE 5000\n");
    QTest::newRow("directives") << QByteArray(
        "# check=error=true\n# escape=`\n# a\nFROM python:3.12\nRUN dir `\n  c:\\a\nEXPOSE 5000\n");
    QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF# a\nadd x.py y\n")
                                 .prepend("")
                                 .replace("# a\n", "# a\nfrom python:3.12\n");
    QTest::newRow("case and spaces") << QByteArray(
        "from python:3.12 as x\n\n\n   Add a.json /b   \n\nexpose   5000\t\n\n# end\n\n");
    QTest::newRow("several stages") << QByteArray(
        "ARG V=3.12\nFROM python:${V} AS base\nUSER nobody\nFROM base AS dev\nUSER root\nRUN a\n"
        "FROM base\nUSER root\nRUN b\nUSER 1000\nEXPOSE 5000\nCMD c\n");
    QTest::newRow("onbuild") << QByteArray(
        "FROM python:3.12\nONBUILD USER root\nONBUILD ADD . /\nEXPOSE 5000\n");
    QTest::newRow("volume") << QByteArray(
        "FROM python:3.12\nWORKDIR data\nVOLUME [\"/data\", \"/more\"]\nEXPOSE 5000\n");
}

// Nothing that stood in the file is lost or moved but the keyword ADD, and a second run does
// nothing.
void tst_dockerfilehardening::oddFilesStayAsTheyAre()
{
    QFETCH(QByteArray, text);
    for (const HardeningLevel level : hardeningLevels()) {
        const HardenedFile file = hardenText(text, level);
        QCOMPARE(file.before, text);
        qsizetype at = 0;
        for (QByteArray line : text.split('\n')) {
            const QByteArray copied = QByteArray(line)
                                          .replace("ADD a", "COPY a")
                                          .replace("Add a", "COPY a")
                                          .replace("add x", "copy x");
            qsizetype found = file.after.indexOf(line, at);
            if (found < 0)
                found = file.after.indexOf(copied, at);
            QVERIFY2(found >= at, line + " is not in\n" + file.after);
            at = found;
        }
        QCOMPARE(text.contains("\r\n") ? file.after.count('\n') : 0,
                 text.contains("\r\n") ? file.after.count("\r\n") : 0);
        QCOMPARE(text.endsWith('\n'), file.after.endsWith('\n'));
        const HardenedFile second = hardenText(file.after, level);
        QCOMPARE(second.after, file.after);
        QVERIFY2(second.done.isEmpty(), qPrintable(doneIds(second).join(u' ')));
    }
}

void tst_dockerfilehardening::theResultIsExact()
{
    const HardenedFile file = hardenText("FROM python:3.12-slim\n"
                                         "\n"
                                         "WORKDIR /app\n"
                                         "ADD app.py .   \n"
                                         "RUN pip install flask\n"
                                         "\n"
                                         "# the port of the service\n"
                                         "EXPOSE 5000\n"
                                         "CMD [\"python\", \"app.py\"]\n");
    QCOMPARE(
        file.after,
        QByteArray("FROM python:3.12-slim\n"
                   "\n"
                   "WORKDIR /app\n"
                   "COPY app.py .   \n"
                   "RUN pip install flask\n"
                   "# to test: runs as app instead of root\n"
                   "RUN groupadd --system --gid 10001 app \\\n"
                   "    && useradd --system --create-home --uid 10001 --gid app --shell "
                   "/usr/sbin/nologin app \\\n"
                   "    && mkdir -p /app \\\n"
                   "    && chown app /app\n"
                   "USER app\n"
                   "# to test: its health is checked\n"
                   "HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \\\n"
                   "    CMD [\"python\", \"-c\", \"import socket; "
                   "socket.create_connection(('127.0.0.1', 5000), 3).close()\"]\n"
                   "\n"
                   "# the port of the service\n"
                   "EXPOSE 5000\n"
                   "CMD [\"python\", \"app.py\"]\n"));
}

void tst_dockerfilehardening::whatCannotBeDoneIsProposed()
{
    const HardenedFile file = hardenText("FROM python:latest\n"
                                         "RUN apt-get update && apt-get install -y gcc\n"
                                         "RUN curl https://example.com/x | sh\n"
                                         "COPY id_rsa /root/\n");
    const QStringList ids = manualIds(file);
    for (const char *id : {"pinned-image", "minimal-image", "lean-packages", "verified-download",
                           "secret-in-image", "rotate-secret"})
        QVERIFY2(ids.contains(QLatin1String(id)), id);
    const QString pin = manualOf(file, QStringLiteral("pinned-image")).proposal;
    QVERIFY2(pin.contains(QStringLiteral("python:VERSION@sha256:DIGEST")), qPrintable(pin));
}

void tst_dockerfilehardening::noOutputHoldsASecret()
{
    const HardenedFile file =
        hardenText("FROM python:3.12\n"
                   "# ENV DB_PASSWORD=tangerine-hill-41\n"
                   "ENV DB_PASSWORD=tangerine-hill-42 MODE=a \\\n"
                   "    API_TOKEN=\"tangerine-hill-43\"\n"
                   "ENV OLD_SECRET tangerine-hill-44\n"
                   "ARG TOKEN=tangerine-hill-45\n"
                   "ADD app.py /\n"
                   "RUN git clone https://me:tangerine-hill-46@example.com/a \\\n"
                   "    && mysql --password=tangerine-hill-47\n"
                   "EXPOSE 5000\n",
                   HardeningLevel::Strict);
    const auto diff = hardeningDiff({file});
    QVERIFY(diff && diff->contains("***") && diff->contains("+USER app"));
    for (const QByteArray &output : {*diff, writeHardeningText({file}, HardeningLevel::Strict),
                                     writeHardeningJson({file}, HardeningLevel::Strict)})
        QVERIFY2(!output.contains("tangerine"), output);
    QVERIFY(manualIds(file).contains(QStringLiteral("rotate-secret")));
}

void tst_dockerfilehardening::composeRestsOnTheDockerfile()
{
    m_world.write(QStringLiteral("shop/compose.yaml"),
                  "services:\n"
                  "  web:\n    build: ./web\n    ports: ['80:5000']\n"
                  "  job:\n    build: {context: job}\n"
                  "    volumes: ['data:/data']\n"
                  "volumes: {data: {}}\n");
    const QByteArray dockerfile = "FROM python:3.12\nWORKDIR /app\nCOPY . .\nCMD x\n";
    m_world.write(QStringLiteral("shop/web/Dockerfile"), dockerfile);
    m_world.write(QStringLiteral("shop/job/Dockerfile"), dockerfile);
    const HardenedFiles alone = m_world.harden({QStringLiteral("shop/compose.yaml")});
    QVERIFY(alone.files.first().after.contains("user: \"10001:10001\""));
    const HardenedFiles all =
        m_world.harden({QStringLiteral("shop/compose.yaml"), QStringLiteral("shop/web/Dockerfile"),
                        QStringLiteral("shop/job/Dockerfile")});
    const HardenedFile &compose = all.files[0];
    // The image says who it runs as, so the service need not.
    QVERIFY2(!compose.after.contains("user:"), compose.after);
    QVERIFY(doneIds(compose).contains(QStringLiteral("read-only-root")));
    // The port is known from the Compose file.
    QVERIFY2(all.files[1].after.contains("('127.0.0.1', 5000)"), all.files[1].after);
    // The volume's files belong to root.
    QVERIFY(!all.files[2].after.contains("USER"));
    QVERIFY(manualIds(all.files[2]).contains(QStringLiteral("non-root-user")));
}

void tst_dockerfilehardening::theStageThatIsBuiltIsHardened()
{
    m_world.write(
        QStringLiteral("staged/compose.yaml"),
        "services:\n  web:\n    build: {context: ., target: prod, dockerfile: My.Dockerfile}\n");
    m_world.write(
        QStringLiteral("staged/My.Dockerfile"),
        "FROM python:3.12 AS base\nFROM base AS prod\nCOPY . .\nFROM base AS test\nCOPY t .\n");
    const HardenedFiles files = m_world.harden(
        {QStringLiteral("staged/My.Dockerfile"), QStringLiteral("staged/compose.yaml")});
    const QByteArray after = files.files.first().after;
    QVERIFY2(after.indexOf("USER app") > after.indexOf("COPY . .")
                 && after.indexOf("USER app") < after.indexOf("FROM base AS test"),
             after);
    QCOMPARE(after.count("USER app"), 1);
}

void tst_dockerfilehardening::anOverrideIsPartOfTheSystem()
{
    m_world.write(QStringLiteral("two/compose.yaml"), "services:\n  web:\n    image: nginx:1.25\n");
    m_world.write(
        QStringLiteral("two/over.yaml"),
        "services:\n  web:\n    read_only: true\n    tmpfs: [/tmp]\n  db:\n    image: redis:7\n");
    const HardenedFiles files =
        m_world.harden({QStringLiteral("two/compose.yaml"), QStringLiteral("two/over.yaml")});
    QVERIFY2(!files.files[0].after.contains("read_only"), files.files[0].after);
    QVERIFY(files.files[0].after.contains("cap_drop"));
    QCOMPARE(files.files[1].after.count("cap_drop"), 1);
    QVERIFY(files.files[1].after.indexOf("cap_drop") > files.files[1].after.indexOf("  db:"));
}

DRAWBRIDGE_TEST(tst_dockerfilehardening)

#include "tst_dockerfilehardening.moc"
