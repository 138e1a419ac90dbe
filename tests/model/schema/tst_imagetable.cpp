#include "model/schema/imagetable.h"
#include "model/schema/technologies.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QRegularExpression>

using namespace drawbridge;

class tst_imagetable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsesReferences_data();
    void parsesReferences();
    void shippedTableIsSound();
    void factsHoldForTheirTagsOnly();
    void saysWhatIsWrong();
};

static QByteArray shippedText(const QString &path)
{
    QFile file(test::sourceDir() + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static ImageTable shippedTable()
{
    auto table = ImageTable::parse(shippedText(QStringLiteral("catalogs/images/images.yaml")),
                                   QStringLiteral("images.yaml"));
    if (!table)
        QTest::qFail(qPrintable(table.error().toString()), __FILE__, __LINE__);
    return table ? *std::move(table) : ImageTable();
}

void tst_imagetable::parsesReferences_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(expected);
    };
    row("postgres", "docker.io library/postgres   floating");
    row("postgres:16.2", "docker.io library/postgres 16.2  version");
    row("postgres:16", "docker.io library/postgres 16  floating");
    row("python:3.12-slim", "docker.io library/python 3.12-slim  version");
    row("docker.io/library/redis:latest", "docker.io library/redis latest  floating");
    row("bitnami/redis:7", "docker.io bitnami/redis 7  floating");
    row("quay.io/a/b:1.2", "quay.io a/b 1.2  version");
    row("localhost:5000/x", "localhost:5000 x   floating");
    row("x@sha256:0123456789abcdef", "docker.io library/x  sha256:0123456789abcdef digest");
    row("Upper", "none");
    row(":-ad", "none");
    row("${IMAGE}", "none");
    row("a b", "none");
    row("", "none");
}

void tst_imagetable::parsesReferences()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto reference = ImageReference::parse(text);
    const QString actual = reference
        ? QStringList {reference->registry, reference->repository, reference->tag,
                       reference->digest, reference->pinning()}
              .join(u' ')
        : QStringLiteral("none");
    QCOMPARE(actual, expected);
}

void tst_imagetable::shippedTableIsSound()
{
    const ImageTable table = shippedTable();
    QVERIFY(table.images().size() >= 80);
    const auto technologies =
        Technologies::parse(shippedText(QStringLiteral("catalogs/properties/technologies.yaml")),
                            QStringLiteral("technologies.yaml"));
    QVERIFY(technologies);
    static const QRegularExpression month(QStringLiteral("^20\\d\\d-(0[1-9]|1[0-2])$"));
    for (const ImageFacts &facts : table.images()) {
        QVERIFY2(technologies->find(facts.technology), qPrintable(facts.name));
        QVERIFY2(month.match(facts.asOf).hasMatch(), qPrintable(facts.name));
        for (const QString &repository : facts.repositories)
            QVERIFY2(ImageReference::parse(repository), qPrintable(repository));
    }
}

void tst_imagetable::factsHoldForTheirTagsOnly()
{
    const ImageTable table = shippedTable();
    const auto find = [&](const char *reference) {
        const ImageFacts *facts =
            table.find(*ImageReference::parse(QString::fromLatin1(reference)));
        return facts ? facts->name : QString();
    };
    QCOMPARE(find("postgres:16-alpine"), QStringLiteral("postgres"));
    QCOMPARE(find("postgres"), QStringLiteral("postgres"));
    QCOMPARE(find("postgres:9.6"), QString());
    QCOMPARE(find("influxdb:1.8"), QStringLiteral("influxdb-1"));
    QCOMPARE(find("influxdb:2.7"), QStringLiteral("influxdb"));
    QCOMPARE(find("elsewhere/postgres:16"), QString());
    // The kind of thing is the same for other versions and other owners.
    const auto family = [&](const char *reference) {
        const ImageFacts *facts =
            table.findAnyTag(*ImageReference::parse(QString::fromLatin1(reference)));
        return facts ? facts->technology : QString();
    };
    QCOMPARE(family("postgres:9.6"), QStringLiteral("database"));
    QCOMPARE(family("registry.lan:5000/mirror/redis:6"), QStringLiteral("cache"));
    QCOMPARE(family("shop/web:1"), QString());
    QCOMPARE(table.byPort(5432)->technology, QStringLiteral("database"));
    QVERIFY(!table.byPort(80));
}

void tst_imagetable::saysWhatIsWrong()
{
    const auto message = [](const QByteArray &yaml) {
        const auto table = ImageTable::parse(yaml, QStringLiteral("images.yaml"));
        return table ? QString() : table.error().toString();
    };
    QVERIFY(message("images: 1\n").contains(QStringLiteral("list 'images'")));
    QVERIFY(message("images:\n  - {name: a}\n").contains(QStringLiteral("images.yaml:2")));
    QVERIFY(message("images:\n  - {name: a, kind: thing, technology: t, asOf: '2024-01', "
                    "repositories: [x]}\n")
                .contains(QStringLiteral("process or data-store")));
}

DRAWBRIDGE_TEST(tst_imagetable)
#include "tst_imagetable.moc"
