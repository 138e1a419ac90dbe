#include "model/engine/analysissession.h"
#include "model/project/projectfile.h"
#include "tests/support/models/compactmodel.h"
#include "tests/support/testrunner.h"

#include <set>

using namespace drawbridge;

// The rules tell the sample application before its hardening from the one after it.
class tst_hardenedsample : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsOnlyWhatItsFilesLeaveOpen();
    void asksLittle();
};

static AnalysisSession analysedSample(const char *version)
{
    const Result<ProjectContent> content =
        openProject(test::sourceDir()
                        + QStringLiteral("/resources/samples/flask-microservices/%1.drawbridge")
                              .arg(QLatin1String(version)),
                    *test::shippedSchema());
    if (!content)
        qFatal("%s", qPrintable(content.error().toString()));
    AnalysisSession session;
    session.reset(
        {content->model, test::shippedSchema(), test::shippedRules(), QDate(2026, 6, 1), {}});
    return session;
}

void tst_hardenedsample::showsOnlyWhatItsFilesLeaveOpen()
{
    // No login and no record of callers, a request rate without bound, the default log driver,
    // tags without digests, images built on the host, one network with a way out.
    const std::set<QString> left {QStringLiteral("containers/logs-local"),
                                  QStringLiteral("endpoints/no-authentication"),
                                  QStringLiteral("endpoints/unrecorded-change"),
                                  QStringLiteral("images/built-on-host"),
                                  QStringLiteral("images/tag-can-move"),
                                  QStringLiteral("networks/open-egress"),
                                  QStringLiteral("stride-basics/external-repudiates"),
                                  QStringLiteral("stride-basics/external-spoofed"),
                                  QStringLiteral("stride-basics/flow-flooded"),
                                  QStringLiteral("stride-basics/process-spoofed-caller")};
    const AnalysisSession session = analysedSample("after");
    std::set<QString> open;
    for (qsizetype i = 0; i < session.size(); ++i) {
        const Threat &threat = session.at(i);
        if (threat.status == ThreatStatus::Open)
            open.insert(session.keyOf(threat).section(u'@', 0, 0));
        QVERIFY2(threat.severity != Severity::Critical, qPrintable(session.keyOf(threat)));
    }
    QCOMPARE(QStringList(open.begin(), open.end()), QStringList(left.begin(), left.end()));
}

void tst_hardenedsample::asksLittle()
{
    for (const char *version : {"before", "after"})
        QVERIFY(analysedSample(version).openQuestions().size() <= 10);
}

DRAWBRIDGE_TEST(tst_hardenedsample)
#include "tst_hardenedsample.moc"
