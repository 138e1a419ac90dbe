#include "app/panels/findingspanel.h"
#include "app/services/threatsummaries.h"
#include "tests/app/panels/panelfixture.h"
#include "tests/support/testrunner.h"

#include <QLabel>
#include <QPushButton>
#include <QTreeView>

using namespace drawbridge;
using namespace drawbridge::test;

// The panel of what scanners found.
class tst_findingspanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsHowToAttach();
    void groupsWhatCounts();
    void filtersAndGroups();
    void leadsToTheThreat();
    void suppressionIsUndone();
    void assignmentMovesTheFinding();
    void marksTheElement();

private:
    const Finding *firstFinding() const
    {
        return m_panel->model()->finding(
            m_panel->model()->index(0, 0, m_panel->model()->index(0, 0)));
    }
    void selectFirst() const
    {
        m_panel->view()->setCurrentIndex(
            m_panel->model()->index(0, 0, m_panel->model()->index(0, 0)));
    }

    std::unique_ptr<PanelFixture> m_fixture;
    std::unique_ptr<FindingsPanel> m_panel;
};

static ProjectEvidence twoContainers(const ThreatModel &model)
{
    EvidenceRun run;
    run.tool = QStringLiteral("docker-bench");
    for (const Element &element : model.elements) {
        if (!element.hasRuntime || run.results.size() == 2)
            continue;
        EvidenceResult result;
        result.check = QStringLiteral("5.4");
        result.title = QStringLiteral("Ensure that privileged containers are not used");
        result.subject = {SubjectKind::Container, element.name, {}};
        result.fingerprint = QStringLiteral("fingerprint") + element.name;
        run.results += result;
    }
    auto evidence = std::make_shared<Evidence>();
    evidence->runs = {run};
    return {evidence, QStringLiteral("present"), {}};
}

void tst_findingspanel::init()
{
    m_fixture = std::make_unique<PanelFixture>();
    m_fixture->document->startAnalysis(*m_fixture->services->rules(), QDate(2026, 11, 24), {},
                                       *m_fixture->services->scannerTable());
    m_panel = std::make_unique<FindingsPanel>(m_fixture->context);
}

void tst_findingspanel::tellsHowToAttach()
{
    m_panel->show();
    QSignalSpy asked(m_panel.get(), &FindingsPanel::attachRequested);
    for (QPushButton *button : m_panel->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text().startsWith(QStringLiteral("Attach")))
            button->click();
    }
    QCOMPARE(asked.count(), 1);
    QCOMPARE(m_panel->model()->shown(), 0);
}

void tst_findingspanel::groupsWhatCounts()
{
    m_fixture->document->setEvidence(twoContainers(m_fixture->model()));
    QCOMPARE(m_panel->model()->shown(), 2);
    QCOMPARE(m_panel->model()->rowCount(), 2);
    const Finding *finding = firstFinding();
    QVERIFY(finding);
    QCOMPARE(m_panel->model()->recordOf(*finding),
             m_fixture->document->findings().result(*finding).subject.name);
    selectFirst();
    QVERIFY(m_panel->detail()->text().contains(QStringLiteral("is called after")));
}

void tst_findingspanel::filtersAndGroups()
{
    m_fixture->document->setEvidence(twoContainers(m_fixture->model()));
    FindingCriteria criteria;
    m_panel->model()->show(FindingGrouping::Tool, criteria);
    QCOMPARE(m_panel->model()->rowCount(), 1);
    QVERIFY(
        m_panel->model()->index(0, 0).data().toString().startsWith(QStringLiteral("docker-bench")));
    criteria.text = QStringLiteral("nothing of the kind");
    m_panel->model()->show(FindingGrouping::Record, criteria);
    QCOMPARE(m_panel->model()->shown(), 0);
}

void tst_findingspanel::leadsToTheThreat()
{
    m_fixture->document->setEvidence(twoContainers(m_fixture->model()));
    const QStringList threats = m_panel->model()->threatsOf(*firstFinding());
    QCOMPARE(threats.size(), 1);
    QVERIFY(threats.first().startsWith(QStringLiteral("containers/privileged@")));
    Q_EMIT m_panel->view()->activated(m_panel->model()->index(0, 0, m_panel->model()->index(0, 0)));
    QCOMPARE(m_fixture->selection.threat(), threats.first());
}

void tst_findingspanel::suppressionIsUndone()
{
    m_fixture->document->setEvidence(twoContainers(m_fixture->model()));
    const QString key = m_panel->model()->threatsOf(*firstFinding()).first();
    selectFirst();
    QVERIFY(!m_panel->suppress({}).isEmpty());
    QCOMPARE(m_panel->suppress(
                 {QStringLiteral("a test host"), QStringLiteral("Ada"), QDate(2026, 11, 24), {}}),
             QString());
    QCOMPARE(m_panel->model()->shown(), 1);
    // Without it nobody knows.
    const auto isOpen = [&] {
        const Threat *threat = m_fixture->session().find(key);
        return threat && threat->status == ThreatStatus::Open;
    };
    QVERIFY(!isOpen());
    m_fixture->document->undoStack().undo();
    QCOMPARE(m_panel->model()->shown(), 2);
    QVERIFY(isOpen());
}

void tst_findingspanel::assignmentMovesTheFinding()
{
    m_fixture->document->setEvidence(twoContainers(m_fixture->model()));
    const IdText was = firstFinding()->match.record;
    IdText other;
    for (const Element &element : m_fixture->model().elements) {
        if (element.hasRuntime && IdText(element.id) != was)
            other = element.id;
    }
    selectFirst();
    QCOMPARE(m_panel->assign(RecordKind::Element, other), QString());
    QVERIFY(m_fixture->document->findings().ofRecord(RecordKind::Element, was).isEmpty());
    m_fixture->document->undoStack().undo();
    QCOMPARE(m_fixture->document->findings().ofRecord(RecordKind::Element, was).size(), 1);
}

void tst_findingspanel::marksTheElement()
{
    m_fixture->document->setEvidence(twoContainers(m_fixture->model()));
    const ThreatSummaries summaries =
        summarize(m_fixture->model(), m_fixture->session(), &m_fixture->document->findings());
    QCOMPARE(summaries.of(firstFinding()->match.record).findings, 1);
}

DRAWBRIDGE_TEST(tst_findingspanel)
#include "tst_findingspanel.moc"
