#include "model/core/controlstatements.h"
#include "model/core/validator.h"
#include "model/edit/setcontrolstatementedit.h"
#include "tests/support/shopmodel.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

class tst_controlstatementedit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStatementIsStoredChangedAndUndone();
    void sayingNothingTakesItBack();
    void aStatementOfAnotherProgramIsChangedInPlace();
    void twoStatementsOnOneControlAreAProblem();
    void itNeedsAControl();
};

static const QString Control = QStringLiteral("AC-6(10)");

static ThreatModel after(const ThreatModel &before, const ControlStatementText &text)
{
    const Result<ModelEdit> edit = setControlStatement(before, Control, text);
    if (!edit)
        qFatal("%s", qPrintable(edit.error().message));
    ThreatModel model = before;
    applyChanges(model, edit->changes());
    return model;
}

void tst_controlstatementedit::aStatementIsStoredChangedAndUndone()
{
    const ThreatModel before = shopModel();
    const ControlStatementText planned {ControlStatus::Planned, ControlOrigin::Shared,
                                        QStringLiteral(" With the next image.\n")};
    const Result<ModelEdit> edit = setControlStatement(before, Control, planned);
    QVERIFY(edit);
    QCOMPARE(edit->text(), QStringLiteral("State AC-6(10)"));
    ThreatModel model = before;
    applyChanges(model, edit->changes());
    const ControlStatement *stored = statementOn(model, Control);
    QVERIFY(stored);
    QCOMPARE(stored->status, ControlStatus::Planned);
    QCOMPARE(stored->origin, ControlOrigin::Shared);
    QCOMPARE(stored->statement, QStringLiteral("With the next image."));
    QVERIFY(!statementOn(model, QStringLiteral("AC-6")));
    const ThreatModel later =
        after(model, {ControlStatus::Implemented, ControlOrigin::Own, stored->statement});
    QCOMPARE(later.controlStatements.size(), 1);
    QCOMPARE(statementOn(later, Control)->status, ControlStatus::Implemented);
    applyChanges(model, edit->changes().inverted());
    QVERIFY(model == before);
}

void tst_controlstatementedit::sayingNothingTakesItBack()
{
    const ThreatModel before = shopModel();
    const ThreatModel stated =
        after(before, {ControlStatus::NotApplicable, ControlOrigin::Own, QString()});
    QVERIFY(stated != before);
    QVERIFY(after(stated, {}) == before);
    // Words without a status are kept.
    const ThreatModel words =
        after(stated, {ControlStatus::Unset, ControlOrigin::Own, QStringLiteral("To be asked")});
    QCOMPARE(statementOn(words, Control)->statement, QStringLiteral("To be asked"));
}

void tst_controlstatementedit::aStatementOfAnotherProgramIsChangedInPlace()
{
    ThreatModel model = shopModel();
    ControlStatement foreign;
    foreign.id = ControlStatementId("x17");
    foreign.control = Control;
    foreign.unknown.insert(QStringLiteral("remarks"), "\"kept\"");
    model.controlStatements.put(foreign);
    const ThreatModel changed =
        after(model, {ControlStatus::Partial, ControlOrigin::Inherited, QString()});
    QCOMPARE(changed.controlStatements.size(), 1);
    QCOMPARE(changed.controlStatements.at(0).id, foreign.id);
    QCOMPARE(changed.controlStatements.at(0).status, ControlStatus::Partial);
    QCOMPARE(changed.controlStatements.at(0).unknown, foreign.unknown);
}

void tst_controlstatementedit::twoStatementsOnOneControlAreAProblem()
{
    const PropertySchema schema;
    ThreatModel model;
    ControlStatement one;
    one.id = ControlStatementId("c1");
    one.control = Control;
    model.controlStatements.put(one);
    QVERIFY(validate(model, schema).isEmpty());
    ControlStatement other = one;
    other.id = ControlStatementId("c2");
    model.controlStatements.put(other);
    ControlStatement ofNothing;
    ofNothing.id = ControlStatementId("c3");
    model.controlStatements.put(ofNothing);
    const QList<ModelProblem> problems = validate(model, schema);
    QCOMPARE(problems.size(), 2);
    QCOMPARE(problems[0].record, IdText(other.id));
    QVERIFY(problems[0].message.contains(Control));
    QCOMPARE(problems[1].record, IdText(ofNothing.id));
}

void tst_controlstatementedit::itNeedsAControl()
{
    QVERIFY(!setControlStatement(shopModel(), QStringLiteral(" "), {}));
}

DRAWBRIDGE_TEST(tst_controlstatementedit)
#include "tst_controlstatementedit.moc"
