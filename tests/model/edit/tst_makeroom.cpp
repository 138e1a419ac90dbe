#include "model/edit/makeroom.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

// Room for what an import adds to a diagram that somebody arranged.
class tst_makeroom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aBoxGrowsAndNothingOverlaps();
    void withoutABoxItStandsBelow();
    void freeRoomIsUsedWithoutMovingAnything();
    void bendsMoveAlong();

private:
    Element element(const char *id, const char *boundary);
    void boundary(const char *id, const char *parent);
    QRect rectOf(const Diagram &diagram, const char *id)
    {
        const Placement *placement = diagram.placement(IdText(QByteArrayView(id)));
        return placement ? placement->rect : QRect();
    }

    ThreatModel m_model;
    Diagram m_diagram;
};

Element tst_makeroom::element(const char *id, const char *boundary)
{
    Element made;
    made.id = ElementId(QByteArrayView(id));
    made.boundary = BoundaryId(QByteArrayView(boundary));
    m_model.elements.put(made);
    return made;
}

void tst_makeroom::boundary(const char *id, const char *parent)
{
    TrustBoundary made;
    made.id = BoundaryId(QByteArrayView(id));
    made.parent = BoundaryId(QByteArrayView(parent));
    m_model.boundaries.put(made);
}

// A host with a network in it beside another one, and something below the host.
void tst_makeroom::initTestCase()
{
    boundary("host", "");
    boundary("front", "host");
    boundary("back", "host");
    m_diagram.place(BoundaryId(QByteArrayView("host")), QRect(0, 0, 500, 200));
    m_diagram.place(BoundaryId(QByteArrayView("front")), QRect(16, 40, 200, 140));
    m_diagram.place(BoundaryId(QByteArrayView("back")), QRect(264, 40, 200, 140));
    m_diagram.place(element("web", "front").id, QRect(32, 80, 168, 80));
    m_diagram.place(element("db", "back").id, QRect(280, 80, 168, 80));
    m_diagram.place(element("user", "").id, QRect(0, 260, 168, 52));
    element("new", "front");
}

void tst_makeroom::aBoxGrowsAndNothingOverlaps()
{
    Diagram diagram = m_diagram;
    makeRoom(diagram, m_model, BoundaryId(QByteArrayView("front")),
             {{IdText(QByteArrayView("new")), QRect(0, 0, 168, 52)}});
    const QRect added = rectOf(diagram, "new");
    QVERIFY(rectOf(diagram, "front").contains(added));
    QVERIFY(rectOf(diagram, "host").contains(rectOf(diagram, "front")));
    QVERIFY(rectOf(diagram, "host").contains(rectOf(diagram, "back")));
    QVERIFY(!added.intersects(rectOf(diagram, "web")));
    QVERIFY(!rectOf(diagram, "host").intersects(rectOf(diagram, "user")));
    QCOMPARE(rectOf(diagram, "back"), rectOf(m_diagram, "back"));
    QCOMPARE(rectOf(diagram, "web"), rectOf(m_diagram, "web"));
    QCOMPARE(rectOf(diagram, "db"), rectOf(m_diagram, "db"));
}

void tst_makeroom::withoutABoxItStandsBelow()
{
    Diagram diagram = m_diagram;
    makeRoom(diagram, m_model, {}, {{IdText(QByteArrayView("new")), QRect(7, 9, 168, 52)}});
    QVERIFY(rectOf(diagram, "new").top() > rectOf(diagram, "user").bottom());
    Diagram empty;
    makeRoom(empty, m_model, {}, {{IdText(QByteArrayView("new")), QRect(7, 9, 168, 52)}});
    QCOMPARE(rectOf(empty, "new"), QRect(0, 0, 168, 52));
}

void tst_makeroom::freeRoomIsUsedWithoutMovingAnything()
{
    Diagram diagram = m_diagram;
    diagram.place(BoundaryId(QByteArrayView("host")), QRect(0, 0, 500, 600));
    diagram.place(BoundaryId(QByteArrayView("front")), QRect(16, 40, 200, 540));
    diagram.removePlacement(IdText(QByteArrayView("user")));
    const Diagram before = diagram;
    makeRoom(diagram, m_model, BoundaryId(QByteArrayView("front")),
             {{IdText(QByteArrayView("new")), QRect(0, 0, 168, 52)}});
    QCOMPARE(rectOf(diagram, "new").topLeft(), QPoint(32, 176));
    diagram.removePlacement(IdText(QByteArrayView("new")));
    QVERIFY(diagram == before);
}

void tst_makeroom::bendsMoveAlong()
{
    Diagram diagram = m_diagram;
    diagram.routes = {{FlowId(QByteArrayView("f")), {QPoint(5, 100), QPoint(5, 230)}}};
    makeRoom(diagram, m_model, BoundaryId(QByteArrayView("front")),
             {{IdText(QByteArrayView("new")), QRect(0, 0, 168, 52)}});
    const int moved = rectOf(diagram, "user").y() - rectOf(m_diagram, "user").y();
    QVERIFY(moved > 0);
    QCOMPARE(diagram.routes.first().bends,
             (QList<QPoint> {QPoint(5, 100), QPoint(5, 230 + moved)}));
}

DRAWBRIDGE_TEST(tst_makeroom)
#include "tst_makeroom.moc"
