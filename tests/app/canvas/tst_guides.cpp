#include "app/canvas/guides/alignmentguides.h"
#include "app/canvas/guides/arrangement.h"
#include "app/canvas/handles.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

class tst_guides : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesOntoTheGrid();
    void alignsWithOthers();
    void alignedBoxes();
    void distributedGapsAreEqual();
    void resizingKeepsALeastSize();
};

static Placement box(const char *id, const QRect &rect)
{
    return {IdText(QByteArrayView(id)), rect};
}

void tst_guides::movesOntoTheGrid()
{
    const SnappedMove move = snapMove({3, 5, 168, 52}, {10, 10}, {}, 6);
    QCOMPARE(QPointF(3, 5) + move.by, QPointF(16, 16));
    QVERIFY(move.guides.isEmpty());
}

void tst_guides::alignsWithOthers()
{
    const QRectF other(101, 300, 168, 52);
    const SnappedMove move = snapMove({0, 0, 168, 52}, {104, 40}, {other}, 6);
    QCOMPARE(move.by, QPointF(101, 40));
    QCOMPARE(move.guides.size(), 1);
    QCOMPARE(move.guides.first().x1(), 101.0);
    QVERIFY(move.guides.first().y2() > other.bottom());
}

void tst_guides::alignedBoxes()
{
    const QList<Placement> boxes {box("a", {10, 0, 100, 50}), box("b", {40, 100, 60, 20})};
    QCOMPARE(aligned(boxes, Alignment::Left)[1].rect, QRect(10, 100, 60, 20));
    QCOMPARE(aligned(boxes, Alignment::Right)[1].rect, QRect(50, 100, 60, 20));
    QCOMPARE(aligned(boxes, Alignment::Center)[1].rect, QRect(30, 100, 60, 20));
    QCOMPARE(aligned(boxes, Alignment::Bottom)[0].rect, QRect(10, 70, 100, 50));
}

void tst_guides::distributedGapsAreEqual()
{
    const QList<Placement> boxes {box("a", {0, 0, 100, 50}), box("c", {500, 0, 80, 50}),
                                  box("b", {110, 0, 60, 50}), box("d", {300, 0, 50, 50})};
    const QList<Placement> spread = distributed(boxes, Qt::Horizontal);
    QCOMPARE(spread.first().rect.left(), 0);
    QCOMPARE(spread.last().rect.right(), 579);
    QList<int> gaps;
    for (qsizetype i = 1; i < spread.size(); ++i)
        gaps.append(spread[i].rect.left() - (spread[i - 1].rect.right() + 1));
    std::sort(gaps.begin(), gaps.end());
    QVERIFY(gaps.last() - gaps.first() <= 1);
}

void tst_guides::resizingKeepsALeastSize()
{
    const QRect rect(0, 0, 168, 80);
    QCOMPARE(resized(rect, Qt::RightEdge | Qt::BottomEdge, {20, 20}, {96, 64}, 8),
             QRect(0, 0, 192, 104));
    QCOMPARE(resized(rect, Qt::LeftEdge, {500, 0}, {96, 64}, 8), QRect(72, 0, 96, 80));
    QCOMPARE(handleAt(QRectF(rect), {173, 85}, 4, false),
             HandleEdges(Qt::RightEdge | Qt::BottomEdge));
    QVERIFY(!handleAt(QRectF(rect), {-5, 40}, 4, true));
}

DRAWBRIDGE_TEST(tst_guides)
#include "tst_guides.moc"
