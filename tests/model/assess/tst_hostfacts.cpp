#include "model/assess/hostfacts.h"
#include "tests/support/models/compactmodel.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// Settings of the daemon read out of a benchmark's result.
class tst_hostfacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void titlesDecideNotNumbers_data();
    void titlesDecideNotNumbers();
    void whatWasNotCheckedSaysNothing();
    void otherToolsSayNothing();
};

static EvidenceRun runWith(const char *check, const char *title, EvidenceOutcome outcome,
                           const char *message = "")
{
    EvidenceResult result;
    result.check = QString::fromLatin1(check);
    result.title = QString::fromLatin1(title);
    result.message = QString::fromLatin1(message);
    result.outcome = outcome;
    result.subject.kind = SubjectKind::Host;
    EvidenceRun run;
    run.tool = QStringLiteral("docker-bench");
    run.results = {result};
    return run;
}

static QString told(const EvidenceRun &run)
{
    QStringList lines;
    for (const HostFact &fact : hostFacts(run, *shippedSchema()))
        lines +=
            shippedSchema()->definition(fact.property).name + u'=' + fact.value.toDisplayString();
    return lines.join(u' ');
}

void tst_hostfacts::titlesDecideNotNumbers_data()
{
    QTest::addColumn<QByteArray>("title");
    QTest::addColumn<QByteArray>("passed");
    QTest::addColumn<QByteArray>("failed");
    const auto row = [](const char *title, const char *passed, const char *failed) {
        QTest::newRow(title) << QByteArray(title) << QByteArray(passed) << QByteArray(failed);
    };
    row("Enable user namespace support (Scored)", "usernsRemap=yes", "usernsRemap=no");
    row("Ensure that, on the host, user namespace support is enabled", "usernsRemap=yes",
        "usernsRemap=no");
    row("Ensure network traffic is restricted between containers on the default bridge",
        "interContainerDefault=no", "interContainerDefault=yes");
    row("Ensure TLS authentication for Docker daemon is configured", "daemonApi=tcp-tls",
        "daemonApi=tcp");
    row("Ensure centralized and remote logging is configured", "logDestination=remote",
        "logDestination=local");
    row("Ensure containers are restricted from acquiring new privileges",
        "noNewPrivilegesDefault=yes", "noNewPrivilegesDefault=no");
    row("Ensure insecure registries are not used", "insecureRegistries=none", "");
    row("Ensure the logging level is set to 'info'", "", "");
}

void tst_hostfacts::titlesDecideNotNumbers()
{
    QFETCH(QByteArray, title);
    QFETCH(QByteArray, passed);
    QFETCH(QByteArray, failed);
    for (const char *number : {"2.8", "2.9", "2.14"}) {
        QCOMPARE(told(runWith(number, title.constData(), EvidenceOutcome::Pass)),
                 QString::fromLatin1(passed));
        QCOMPARE(told(runWith(number, title.constData(), EvidenceOutcome::Fail)),
                 QString::fromLatin1(failed));
    }
}

void tst_hostfacts::whatWasNotCheckedSaysNothing()
{
    const char *title = "Ensure TLS authentication for Docker daemon is configured";
    QCOMPARE(told(runWith("2.7", title, EvidenceOutcome::NotApplicable)), QString());
    QCOMPARE(told(runWith("2.7", title, EvidenceOutcome::NotApplicable,
                          "Docker daemon not listening on TCP")),
             QStringLiteral("daemonApi=unix"));
}

void tst_hostfacts::otherToolsSayNothing()
{
    EvidenceRun run = runWith("2.9", "Enable user namespace support", EvidenceOutcome::Pass);
    run.tool = QStringLiteral("kube-bench");
    QVERIFY(hostFacts(run, *shippedSchema()).isEmpty());
    run.tool = QStringLiteral("docker-bench");
    run.results[0].subject.kind = SubjectKind::Container;
    QVERIFY(hostFacts(run, *shippedSchema()).isEmpty());
}

DRAWBRIDGE_TEST(tst_hostfacts)
#include "tst_hostfacts.moc"
