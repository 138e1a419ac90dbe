#include "model/core/change.h"
#include "model/core/modelgraph.h"
#include "model/core/names.h"
#include "tests/support/testrunner.h"

#include <QRandomGenerator>

using namespace drawbridge;

static Element elementWith(const char *id, const char *boundary = "")
{
    Element element;
    element.id = ElementId(QByteArrayView(id));
    element.name = QString::fromLatin1(id);
    element.boundary = BoundaryId(QByteArrayView(boundary));
    return element;
}

static DataFlow flowBetween(const char *id, const char *source, const char *target)
{
    DataFlow flow;
    flow.id = FlowId(QByteArrayView(id));
    flow.source = ElementId(QByteArrayView(source));
    flow.target = ElementId(QByteArrayView(target));
    return flow;
}

static TrustBoundary boundaryWithin(const char *id, const char *parent = "")
{
    TrustBoundary boundary;
    boundary.id = BoundaryId(QByteArrayView(id));
    boundary.parent = BoundaryId(QByteArrayView(parent));
    boundary.name = QString::fromLatin1(id);
    return boundary;
}

// Adds, replaces and removes elements and flows at random.
static void mutate(ThreatModel &model, QRandomGenerator &random)
{
    const QByteArray name = "e" + QByteArray::number(random.bounded(30));
    const QByteArray other = "e" + QByteArray::number(random.bounded(30));
    const QByteArray flow = "f" + QByteArray::number(random.bounded(40));
    switch (random.bounded(4)) {
    case 0:
        model.elements.put(elementWith(name, random.bounded(2) ? "b1" : ""));
        break;
    case 1:
        model.elements.remove(ElementId(QByteArrayView(name)));
        break;
    case 2:
        model.flows.put(flowBetween(flow, name, other));
        break;
    case 3:
        model.flows.remove(FlowId(QByteArrayView(flow)));
        break;
    }
}

static void compareGraphs(const ModelGraph &a, const ModelGraph &b)
{
    for (int i = 0; i < 30; ++i) {
        const ElementId id(QByteArrayView("e" + QByteArray::number(i)));
        QCOMPARE(a.flowsOf(id), b.flowsOf(id));
        QCOMPARE(a.inflows(id), b.inflows(id));
    }
    const BoundaryId boundary(QByteArrayView("b1"));
    QCOMPARE(a.membersOf(boundary), b.membersOf(boundary));
}

class tst_threatmodel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableKeepsRecordsSortedById()
    {
        Table<Element> table;
        for (const char *id : {"e3", "e1", "e2", "e1"})
            table.put(elementWith(id));
        QCOMPARE(table.size(), 3);
        QCOMPARE(table.at(0).name, QStringLiteral("e1"));
        QCOMPARE(table.at(2).name, QStringLiteral("e3"));
        QVERIFY(table.contains(ElementId(QByteArrayView("e2"))));
        table.remove(ElementId(QByteArrayView("e2")));
        QVERIFY(!table.find(ElementId(QByteArrayView("e2"))));
    }

    void assignKeepsTheLastOfEqualIds()
    {
        Element first = elementWith("e1");
        Element second = elementWith("e1");
        second.name = QStringLiteral("second");
        Table<Element> table;
        table.assign(
            {std::make_shared<const Element>(first), std::make_shared<const Element>(second)});
        QCOMPARE(table.size(), 1);
        QCOMPARE(table.at(0).name, QStringLiteral("second"));
    }

    void aCopyIsNotChangedByItsOriginal()
    {
        ThreatModel model;
        model.elements.put(elementWith("e1"));
        const ThreatModel copy = model;
        model.elements.put(elementWith("e2"));
        QCOMPARE(copy.elements.size(), 1);
        QVERIFY(!(copy == model));
    }

    void changesLeadThereAndBack()
    {
        QRandomGenerator random(7);
        ThreatModel before;
        for (int i = 0; i < 60; ++i)
            mutate(before, random);
        ThreatModel after = before;
        for (int i = 0; i < 60; ++i)
            mutate(after, random);
        after.project.name = QStringLiteral("renamed");
        const ChangeSet changes = changesBetween(before, after);
        QVERIFY(!changes.isEmpty());
        ThreatModel model = before;
        applyChanges(model, changes);
        QVERIFY(model == after);
        applyChanges(model, changes.inverted());
        QVERIFY(model == before);
    }

    void equalModelsHaveNoChanges()
    {
        ThreatModel model;
        model.elements.put(elementWith("e1"));
        QVERIFY(changesBetween(model, model).isEmpty());
    }

    void graphFollowsChangesAsIfBuiltAfresh()
    {
        QRandomGenerator random(11);
        ThreatModel model;
        model.boundaries.put(boundaryWithin("b1"));
        ModelGraph graph(model);
        for (int step = 0; step < 200; ++step) {
            ThreatModel next = model;
            for (int i = 0; i < 3; ++i)
                mutate(next, random);
            graph.update(changesBetween(model, next), next);
            model = next;
        }
        compareGraphs(graph, ModelGraph(model));
    }

    void crossingsNameTheBoundariesInOrder()
    {
        ThreatModel model;
        model.boundaries.put(boundaryWithin("internet"));
        model.boundaries.put(boundaryWithin("host"));
        model.boundaries.put(boundaryWithin("pod", "host"));
        model.elements.put(elementWith("e1", "internet"));
        model.elements.put(elementWith("e2", "pod"));
        const Crossings crossings = crossingsOf(model, flowBetween("f1", "e1", "e2"));
        QCOMPARE(crossings.leaves, QList<BoundaryId> {BoundaryId(QByteArrayView("internet"))});
        QCOMPARE(crossings.enters,
                 (QList<BoundaryId> {BoundaryId(QByteArrayView("host")),
                                     BoundaryId(QByteArrayView("pod"))}));
        QVERIFY(crossingsOf(model, flowBetween("f2", "e2", "e2")).isEmpty());
    }

    void aCycleOfBoundariesEnds()
    {
        ThreatModel model;
        model.boundaries.put(boundaryWithin("b1", "b2"));
        model.boundaries.put(boundaryWithin("b2", "b1"));
        QCOMPARE(boundaryChain(model, BoundaryId(QByteArrayView("b1"))).size(), 2);
    }

    void namesReadBack()
    {
        for (const QString &name : allNames<Stride>())
            QCOMPARE(nameOf(*parseName<Stride>(name)), name);
        QCOMPARE(allNames<RecordKind>().size(), RecordKindCount);
        QVERIFY(!parseName<Severity>(u"dreadful"));
        QCOMPARE(displayName(Stride::ElevationOfPrivilege),
                 QStringLiteral("Elevation of privilege"));
        QCOMPARE(letterOf(Stride::InformationDisclosure), QChar(u'I'));
    }
};

DRAWBRIDGE_TEST(tst_threatmodel)
#include "tst_threatmodel.moc"
