#include "model/import/dockerfile/dockerfilefacts.h"
#include "model/import/dockerfile/dockerfileimporter.h"
#include "tests/model/import/importworld.h"
#include "tests/support/testrunner.h"

#include <random>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_dockerfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsInstructions();
    void followsStages();
    void heredocsAndOnBuild();
    void fetchesAndSecrets();
    void answersForAComposeService();
    void importsAlone();
    void refuses();
    void survivesMutations();

private:
    static dockerfile::DockerfileFacts facts(const QByteArray &text, const QString &target = {})
    {
        auto read = dockerfile::readDockerfileFacts(text, QStringLiteral("Dockerfile"), target);
        if (!read) {
            QTest::qFail(qPrintable(read.error().toString()), __FILE__, __LINE__);
            return {};
        }
        return *std::move(read);
    }
    ImportWorld m_world;
};

void tst_dockerfile::readsInstructions()
{
    const auto read =
        facts("# syntax=docker/dockerfile:1\n# escape=`\n"
              "ARG VERSION=3.12\nFROM python:${VERSION}-slim\n"
              "RUN apt-get update && `\n# a comment between\n\n  apt-get install -y curl\n"
              "ENV PORT=8000 NAME='a b'\nEXPOSE $PORT 53/udp\nUSER app:app\n"
              "HEALTHCHECK --interval=5s CMD curl -f http://localhost/\n"
              "ENTRYPOINT [\"python\"]\nCMD [\"app.py\", \"--debug\"]\n");
    QCOMPARE(read.baseImage.value, QStringLiteral("python:3.12-slim"));
    QCOMPARE(read.baseImage.line, 4);
    QCOMPARE(read.user->value, QStringLiteral("app:app"));
    QCOMPARE(read.user->line, 11);
    QVERIFY(read.healthCheck->value);
    QCOMPARE(read.exposedPorts.size(), 2);
    QCOMPARE(read.exposedPorts[0].value, QStringLiteral("8000/tcp"));
    QCOMPARE(read.exposedPorts[1].value, QStringLiteral("53/udp"));
    QCOMPARE(read.packageManager->value, QStringLiteral("apt-get"));
    QCOMPARE(read.packageManager->line, 5);
    QVERIFY(read.debugMode && read.shell);
    QCOMPARE(read.command.value,
             QStringList(
                 {QStringLiteral("python"), QStringLiteral("app.py"), QStringLiteral("--debug")}));
    QVERIFY(!facts("FROM a\nHEALTHCHECK NONE\n").healthCheck->value);
    QVERIFY(!facts("FROM a\n").healthCheck);
}

void tst_dockerfile::followsStages()
{
    const QByteArray text =
        "FROM golang:1.22 AS build\nUSER builder\nFROM alpine:3.19 AS base\nUSER low\n"
        "FROM base AS final\nCOPY --from=build /x /x\nFROM scratch AS tiny\n";
    const auto last = facts(text);
    QCOMPARE(last.baseImage.value, QStringLiteral("scratch"));
    QVERIFY(!last.user);
    const auto final = facts(text, QStringLiteral("final"));
    QCOMPARE(final.baseImage.value, QStringLiteral("alpine:3.19"));
    QCOMPARE(final.user->value, QStringLiteral("low"));
    QVERIFY(!dockerfile::readDockerfileFacts(text, {}, QStringLiteral("nowhere")));
}

void tst_dockerfile::heredocsAndOnBuild()
{
    const auto read = facts("FROM debian:12\nRUN <<EOF\nUSER notaninstruction\napk add x\nEOF\n"
                            "ONBUILD USER other\nCOPY <<-'END' /x\n\tUSER hidden\n\tEND\n");
    QVERIFY(!read.user);
    QCOMPARE(read.packageManager->value, QStringLiteral("apk"));
    QCOMPARE(read.diagnostics.size(), 1);
}

void tst_dockerfile::fetchesAndSecrets()
{
    QVERIFY(facts("FROM a\nADD https://x/y.tgz /y\n").remoteAdd->value);
    QVERIFY(!facts("FROM a\nADD --checksum=sha256:00 https://x/y.tgz /y\n").remoteAdd->value);
    QVERIFY(facts("FROM a\nRUN curl -L https://x/y | sh\n").remoteAdd->value);
    QVERIFY(!facts("FROM a\nRUN curl -LO https://x/y && sha256sum -c y.sum\n").remoteAdd->value);
    QVERIFY(!facts("FROM a\nRUN apt-get install -y curl\n").remoteAdd);
    const auto read =
        facts("FROM a\nARG API_TOKEN\nENV DB_PASSWORD=hunter2 DB_PASSWORD_FILE=/run/x\n"
              "COPY id_rsa /root/.ssh/\n");
    QStringList names;
    for (const auto &secret : read.secrets)
        names += secret.instruction + u' ' + secret.name;
    QCOMPARE(names,
             QStringList({QStringLiteral("ENV DB_PASSWORD"), QStringLiteral("COPY id_rsa")}));
}

void tst_dockerfile::answersForAComposeService()
{
    ImportWorld world;
    world.siblings.insert(
        QStringLiteral("api/Dockerfile"),
        "FROM python:3.12\nEXPOSE 5000\nENV SECRET_KEY=abcdefgh\nCMD python app.py\n");
    const ImportResult result = world.imported("services:\n  api: {build: ./api}\n");
    const Element *api = elementNamed(result.model, QStringLiteral("api"));
    const Image *image = result.model.images.find(api->image);
    QVERIFY(image && image->builtHere);
    const auto claim = [&](const char *name) {
        return claimOf(world.schema, RecordKind::Image, image->properties,
                       QString::fromLatin1(name));
    };
    QCOMPARE(claim("baseImage")->value, Value(u"python:3.12"));
    QCOMPARE(claim("secretsInLayers")->value, Value(true));
    QCOMPARE(claim("secretsInLayers")->provenance.claim, ClaimSource::Image);
    QCOMPARE(result.model.sources.find(claim("secretsInLayers")->provenance.source)->path,
             QStringLiteral("api/Dockerfile"));
    // The Dockerfile names no user: what is known of its base answers.
    QCOMPARE(claim("defaultUser")->value, Value(u"root"));
    QCOMPARE(claim("defaultUser")->provenance.claim, ClaimSource::ImageTable);
    QCOMPARE(claim("healthCheck")->value, Value(u"none"));
    QCOMPARE(interfaceNames(result.model, QStringLiteral("api")),
             QStringList {QStringLiteral("5000/tcp")});
    QCOMPARE(api->technology, QStringLiteral("web-service"));
}

void tst_dockerfile::importsAlone()
{
    const auto importer = makeDockerfileImporter();
    const ImportFile file {QStringLiteral("api/Dockerfile"),
                           "FROM alpine:3.19\nUSER 1000\nEXPOSE 80\n"};
    QVERIFY(importer->recognises(file) > 90);
    QCOMPARE(importer->recognises({QStringLiteral("a.txt"), "hello world"}), 0);
    const auto result = importer->import({file}, m_world.context());
    QVERIFY(result);
    QVERIFY(validate(result->model, m_world.schema).isEmpty());
    const Element *api = elementNamed(result->model, QStringLiteral("api"));
    QVERIFY(api && api->hasRuntime);
    const Claim *user =
        claimOf(m_world.schema, RecordKind::Image,
                result->model.images.find(api->image)->properties, QStringLiteral("defaultUser"));
    QCOMPARE(user->value, Value(u"1000"));
    QCOMPARE(result->model.sources.begin()->lines.value(QStringLiteral("USER")), 2);
}

void tst_dockerfile::refuses()
{
    for (const QByteArray &text :
         {QByteArray(), QByteArray("RUN x\n"), QByteArray("ONBUILD FROM x\n"),
          QByteArray("FROM a\nNONSENSE b\n")}) {
        const auto read = dockerfile::readDockerfileFacts(text, QStringLiteral("Dockerfile"));
        QVERIFY2(!read, text.constData());
        QVERIFY(!read.error().toString().contains(u'\n'));
    }
}

void tst_dockerfile::survivesMutations()
{
    const QByteArray seed = "ARG V=1\nFROM a:${V:-2} AS x\nENV A=\"b c\" D=$A\nRUN <<E\ny\nE\n"
                            "COPY [\"a\", \"b\"]\nUSER ${A}\nHEALTHCHECK NONE\nCMD [\"a\"]\n";
    const QByteArray alphabet = "\\\n$\"'{}[]<=# `E";
    std::mt19937 random(7);
    int understood = 0;
    for (int round = 0; round < 3000; ++round) {
        QByteArray text = seed;
        for (unsigned change = 0; change <= random() % 5; ++change) {
            const auto at = static_cast<qsizetype>(random() % static_cast<unsigned>(text.size()));
            text.insert(at,
                        alphabet[static_cast<qsizetype>(random()
                                                        % static_cast<unsigned>(alphabet.size()))]);
            text.remove(static_cast<qsizetype>(random() % static_cast<unsigned>(text.size())), 1);
        }
        understood += dockerfile::readDockerfileFacts(text, QStringLiteral("D")).hasValue() ? 1 : 0;
    }
    QVERIFY(understood > 300);
}

DRAWBRIDGE_TEST(tst_dockerfile)
#include "tst_dockerfile.moc"
