#include "model/edit/decidefindingsedit.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// Decisions about results of scanners, as undoable edits.
class tst_findingdecisionedit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void suppressionNeedsAReason();
    void suppressionIsTakenBack();
    void assignmentStaysBesideASuppression();
    void assignmentNeedsARecord();
    void anEarlierDecisionMovesToItsNewLine();
};

static ThreatModel modelOfOne()
{
    Element element;
    element.id = ElementId(QStringView(u"x"));
    element.name = QStringLiteral("x");
    ThreatModel model;
    model.elements.put(element);
    return model;
}

static DecidedFinding findingAt(int line, const FindingDecisionId &earlier = {})
{
    FindingDecision decision;
    decision.check = QStringLiteral("B307");
    decision.place = QStringLiteral("web/app.py");
    decision.line = line;
    decision.id = findingDecisionIdFor(decision);
    return {decision, earlier};
}

static ThreatModel afterFindingEdit(const ThreatModel &model, const Result<ModelEdit> &edit)
{
    ThreatModel after = model;
    if (edit)
        applyChanges(after, edit->changes());
    return after;
}

static const SuppressionText Reviewed {QStringLiteral("a fixed text"), QStringLiteral("Ada"),
                                       QDate(2026, 1, 2), QDate(2026, 7, 1)};

void tst_findingdecisionedit::suppressionNeedsAReason()
{
    SuppressionText text = Reviewed;
    text.reason = QStringLiteral("  ");
    QVERIFY(!suppressFindings({}, {findingAt(3)}, text));
    text = Reviewed;
    text.expires = QDate(2025, 1, 1);
    QVERIFY(!suppressFindings({}, {findingAt(3)}, text));
}

void tst_findingdecisionedit::suppressionIsTakenBack()
{
    const ThreatModel model = modelOfOne();
    const ThreatModel after =
        afterFindingEdit(model, suppressFindings(model, {findingAt(3), findingAt(9)}, Reviewed));
    QCOMPARE(after.findingDecisions.size(), 2);
    QCOMPARE(after.findingDecisions.at(0).suppressed, Reviewed.reason);
    QCOMPARE(after.findingDecisions.at(0).expires, Reviewed.expires);
    const ThreatModel again = afterFindingEdit(
        after, unsuppressFindings(after, {findingAt(3, findingAt(3).decision.id)}));
    QCOMPARE(again.findingDecisions.size(), 1);
    QCOMPARE(again.findingDecisions.at(0).line, 9);
}

void tst_findingdecisionedit::assignmentStaysBesideASuppression()
{
    const ThreatModel model = modelOfOne();
    const FindingDecisionId id = findingAt(3).decision.id;
    ThreatModel after = afterFindingEdit(model, suppressFindings(model, {findingAt(3)}, Reviewed));
    after = afterFindingEdit(after,
                             assignFindings(after, {findingAt(3, id)}, RecordKind::Element,
                                            IdText(QStringView(u"x")), {}, QDate(2026, 2, 2)));
    QCOMPARE(after.findingDecisions.find(id)->suppressed, Reviewed.reason);
    QCOMPARE(after.findingDecisions.find(id)->record, IdText(QStringView(u"x")));
    after = afterFindingEdit(after, unsuppressFindings(after, {findingAt(3, id)}));
    QCOMPARE(after.findingDecisions.size(), 1);
    after = afterFindingEdit(
        after, assignFindings(after, {findingAt(3, id)}, RecordKind::Element, {}, {}, {}));
    QVERIFY(after.findingDecisions.isEmpty());
}

void tst_findingdecisionedit::assignmentNeedsARecord()
{
    const ThreatModel model = modelOfOne();
    QVERIFY(!assignFindings(model, {findingAt(3)}, RecordKind::Element,
                            IdText(QStringView(u"none")), {}, {}));
}

void tst_findingdecisionedit::anEarlierDecisionMovesToItsNewLine()
{
    const ThreatModel model = modelOfOne();
    const ThreatModel after =
        afterFindingEdit(model, suppressFindings(model, {findingAt(3)}, Reviewed));
    SuppressionText again = Reviewed;
    again.reason = QStringLiteral("looked again");
    const ThreatModel later = afterFindingEdit(
        after, suppressFindings(after, {findingAt(5, findingAt(3).decision.id)}, again));
    QCOMPARE(later.findingDecisions.size(), 1);
    QCOMPARE(later.findingDecisions.at(0).line, 5);
    QCOMPARE(later.findingDecisions.at(0).suppressed, again.reason);
}

DRAWBRIDGE_TEST(tst_findingdecisionedit)
#include "tst_findingdecisionedit.moc"
