#include "model/assess/problems.h"
#include "tests/support/models/compactmodel.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

class tst_problems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSoundModelHasNone();
    void theValidatorIsHeard();
    void contradictionsNameBothSources();
    void diagnosticsFindTheirRecord();
    void orphanedDecisionsAreTold();
    void errorsComeFirst();

private:
    ThreatModel model() const;
    QList<Problem> problemsOf(const ThreatModel &model, const Diagnostics &reading = {}) const;
};

// Two services of one file: web from line 4, db from line 20.
ThreatModel tst_problems::model() const
{
    ThreatModel model;
    Source source;
    source.id = SourceId("s1");
    source.format = QStringLiteral("compose");
    source.path = QStringLiteral("deploy/compose.yml");
    source.lines = {{QStringLiteral("services.web"), 4},
                    {QStringLiteral("services.db"), 20},
                    {QStringLiteral("services.web.privileged"), 7}};
    model.sources.put(source);
    for (const auto &[id, name] : {std::pair {"e1", "web"}, std::pair {"e2", "db"}}) {
        Element element;
        element.id = ElementId(id);
        element.name = QString::fromLatin1(name);
        element.sourceKey = {source.id, QStringLiteral("services.") + element.name};
        model.elements.put(element);
    }
    return model;
}

QList<Problem> tst_problems::problemsOf(const ThreatModel &model, const Diagnostics &reading) const
{
    AnalysisSession session;
    session.reset({model, shippedSchema(), nullptr, QDate(2026, 1, 15), {}});
    return collectProblems(session, reading);
}

void tst_problems::aSoundModelHasNone()
{
    QCOMPARE(problemsOf(model()), QList<Problem>());
    QCOMPARE(problemsOf(ThreatModel()), QList<Problem>());
}

void tst_problems::theValidatorIsHeard()
{
    ThreatModel broken = model();
    DataFlow flow;
    flow.id = FlowId("f1");
    flow.source = ElementId("e1");
    flow.target = ElementId("e9");
    flow.name = QStringLiteral("calls");
    broken.flows.put(flow);
    const QList<Problem> problems = problemsOf(broken);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems[0].severity, DiagnosticSeverity::Error);
    QCOMPARE(problems[0].origin, ProblemOrigin::Model);
    QCOMPARE(problems[0].record, IdText(flow.id));
    QVERIFY(problems[0].message.contains(QStringLiteral("e9")));
}

void tst_problems::contradictionsNameBothSources()
{
    ThreatModel torn = model();
    Element web = *torn.elements.find(ElementId("e1"));
    const PropertyIndex privileged = shippedSchema()->find(RecordKind::Element, u"privileged");
    Claim said;
    said.value = false;
    web.properties.set(privileged, said);
    Claim declared;
    declared.value = true;
    declared.provenance = {
        ClaimSource::File, SourceId("s1"), QStringLiteral("services.web.privileged"), {}};
    web.properties.set(privileged, declared);
    torn.elements.put(web);
    const QList<Problem> problems = problemsOf(torn);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems[0].origin, ProblemOrigin::Values);
    QCOMPARE(problems[0].where, (SourceLocation {QStringLiteral("deploy/compose.yml"), 7, 0}));
    QVERIFY2(problems[0].message.contains(QStringLiteral("architect"))
                 && problems[0].message.contains(QStringLiteral("deploy/compose.yml:7")),
             qPrintable(problems[0].message));
}

void tst_problems::diagnosticsFindTheirRecord()
{
    const auto recordAt = [this](const char *file, int line) {
        const QList<Problem> problems = problemsOf(model(),
                                                   {{DiagnosticSeverity::Warning,
                                                     QStringLiteral("odd"),
                                                     {QString::fromLatin1(file), line, 3}}});
        return problems.size() == 1 ? problems[0].record.toString() : QStringLiteral("none");
    };
    QCOMPARE(recordAt("compose.yml", 4), QStringLiteral("e1"));
    QCOMPARE(recordAt("deploy/compose.yml", 19), QStringLiteral("e1"));
    QCOMPARE(recordAt("/home/ada/deploy/compose.yml", 31), QStringLiteral("e2"));
    QCOMPARE(recordAt("compose.yml", 2), QString());
    QCOMPARE(recordAt("other.yml", 31), QString());
    QCOMPARE(recordAt("notcompose.yml", 31), QString());
}

void tst_problems::orphanedDecisionsAreTold()
{
    ThreatModel decided = model();
    Decision decision;
    decision.threatKey = QStringLiteral("pack/rule@e1");
    decision.id = decisionIdFor(decision.threatKey);
    decision.treatment = Treatment::Accept;
    decision.title = QStringLiteral("web runs as root");
    decided.decisions.put(decision);
    const QList<Problem> problems = problemsOf(decided);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems[0].origin, ProblemOrigin::Decisions);
    QVERIFY(problems[0].message.contains(decision.title));
}

void tst_problems::errorsComeFirst()
{
    const QList<Problem> problems =
        problemsOf(model(),
                   {{DiagnosticSeverity::Information, QStringLiteral("note"), {}},
                    {DiagnosticSeverity::Error, QStringLiteral("wrong"), {}},
                    {DiagnosticSeverity::Warning, QStringLiteral("odd"), {}}});
    QCOMPARE(problems.size(), 3);
    QCOMPARE(problems[0].message, QStringLiteral("wrong"));
    QCOMPARE(problems[2].message, QStringLiteral("note"));
}

DRAWBRIDGE_TEST(tst_problems)
#include "tst_problems.moc"
