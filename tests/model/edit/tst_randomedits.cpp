#include "model/core/validator.h"
#include "model/edit/modeldocument.h"
#include "tests/support/randomedits.h"
#include "tests/support/shopmodel.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

class tst_randomedits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undoAllEqualsTheStart_data();
    void undoAllEqualsTheStart();
};

void tst_randomedits::undoAllEqualsTheStart_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

// After every edit the model is valid and its graph is that of a model read afresh.
void tst_randomedits::undoAllEqualsTheStart()
{
    QFETCH(quint32, seed);
    const PropertySchema schema;
    const ThreatModel start = shopModel();
    ModelDocument document(start);
    RandomEdits random(seed);
    QList<ModelEdit> done;
    for (int i = 0; i < 120; ++i) {
        const Result<ModelEdit> edit = random.next(document.model());
        if (!edit || edit->isEmpty())
            continue;
        const Result<void> applied = document.apply(*edit);
        QVERIFY2(applied, applied ? "" : qPrintable(applied.error().toString()));
        done.append(*edit);
        const QList<ModelProblem> problems = validate(document.model(), schema);
        QVERIFY2(problems.isEmpty(),
                 problems.isEmpty()
                     ? ""
                     : qPrintable(edit->text() + QStringLiteral(": ") + problems.first().message));
        const ModelGraph fresh(document.model());
        for (const Element &element : document.model().elements)
            QCOMPARE(document.graph().flowsOf(element.id), fresh.flowsOf(element.id));
        for (const TrustBoundary &boundary : document.model().boundaries)
            QCOMPARE(document.graph().membersOf(boundary.id), fresh.membersOf(boundary.id));
    }
    QVERIFY(done.size() > 60);
    while (!done.isEmpty())
        QVERIFY(document.revert(done.takeLast()));
    QCOMPARE(document.model(), start);
}

DRAWBRIDGE_TEST(tst_randomedits)
#include "tst_randomedits.moc"
