#include "app/canvas/view/zoomcontrol.h"
#include "tests/app/canvas/canvasfixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

using namespace drawbridge;
using namespace drawbridge::test;

// What the view does beside its tools.
class tst_view : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_canvas = std::make_unique<CanvasFixture>(); }
    void cleanup() { m_canvas.reset(); }

    void wheelZoomsAroundThePointer();
    void zoomControlWorks();
    void fittingLeavesNothingBelowTheZoomControl();
    void middleButtonPans();
    void contextMenuIsFilledForWhatWasClicked();
    void doubleClickRenames();
    void escapeGivesUpARename();
    void longNamesWidenTheirElement();
    void paletteDropAdds();
    void emptyDiagramSaysWhatToDo();

private:
    CanvasFixture &canvas() { return *m_canvas; }
    RecordReferences selection() const { return m_canvas->scene().selection(); }

    std::unique_ptr<CanvasFixture> m_canvas;
};

static RecordReference elementRecord(const ElementId &id)
{
    return {RecordKind::Element, id};
}

void tst_view::wheelZoomsAroundThePointer()
{
    const QPoint at = canvas().middleOf(shop::Postgres);
    const QPointF before = canvas().view->mapToScene(at);
    QWheelEvent wheel(at, canvas().view->viewport()->mapToGlobal(QPointF(at)), QPoint(),
                      QPoint(0, 120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(canvas().view->viewport(), &wheel);
    QVERIFY(canvas().view->zoom() > 1.1);
    const QPointF after = canvas().view->mapToScene(at);
    QVERIFY((after - before).manhattanLength() < 3);
}

void tst_view::fittingLeavesNothingBelowTheZoomControl()
{
    DiagramView &view = *canvas().view;
    const QRect control = view.findChild<ZoomControl *>()->geometry();
    const QRectF content = canvas().scene().contentRect();
    // As wide and high as what it shows, so that it is filled to its corners.
    for (const double scale : {0.4, 0.6, 0.9}) {
        view.resize((content.size() * scale).toSize());
        view.fitDiagram();
        const QRect place = view.findChild<ZoomControl *>()->geometry();
        QCOMPARE(place.size(), control.size());
        for (const QGraphicsItem *item : view.items(place))
            QVERIFY(!dynamic_cast<const DiagramItem *>(item));
        const QRect shown = view.mapFromScene(content).boundingRect();
        QVERIFY(view.viewport()->rect().adjusted(-2, -2, 2, 2).contains(shown));
    }
}

void tst_view::zoomControlWorks()
{
    auto *control = canvas().view->findChild<ZoomControl *>();
    const auto buttons = control->findChildren<QToolButton *>();
    QCOMPARE(buttons.size(), 3);
    QTest::mouseClick(buttons[0], Qt::LeftButton);
    QCOMPARE(canvas().view->zoom(), 0.9);
    QTest::mouseClick(buttons[1], Qt::LeftButton);
    QTest::mouseClick(buttons[1], Qt::LeftButton);
    QCOMPARE(canvas().view->zoom(), 1.1);
    QTest::mouseClick(buttons[2], Qt::LeftButton);
    QVERIFY(canvas().view->zoom() <= 1);
    canvas().key(Qt::Key_Minus, Qt::ControlModifier);
    canvas().key(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(canvas().view->zoom(), 1.0);
}

void tst_view::middleButtonPans()
{
    const QPointF before = canvas().view->mapToScene(QPoint(0, 0));
    QTest::mousePress(canvas().view->viewport(), Qt::MiddleButton, Qt::NoModifier, {300, 300});
    canvas().moveTo({360, 330}, Qt::MiddleButton);
    QTest::mouseRelease(canvas().view->viewport(), Qt::MiddleButton, Qt::NoModifier, {360, 330});
    QCOMPARE(canvas().view->mapToScene(QPoint(0, 0)), before - QPointF(60, 30));
    QCOMPARE(canvas().model(), shopModel());
}

void tst_view::contextMenuIsFilledForWhatWasClicked()
{
    RecordReference clicked;
    canvas().view->setContextMenu(
        [&](QMenu &, const RecordReference &record) { clicked = record; });
    const QPoint at = canvas().middleOf(shop::Redis);
    QContextMenuEvent event(QContextMenuEvent::Mouse, at,
                            canvas().view->viewport()->mapToGlobal(at));
    QApplication::sendEvent(canvas().view->viewport(), &event);
    QCOMPARE(clicked, elementRecord(shop::Redis));
    QCOMPARE(selection(), RecordReferences {elementRecord(shop::Redis)});
}

void tst_view::doubleClickRenames()
{
    canvas().doubleClick(canvas().at(QPointF(370, 165)));
    QVERIFY(canvas().view->isRenaming());
    auto *editor = canvas().view->findChild<QLineEdit *>(QStringLiteral("nameEditor"));
    QCOMPARE(editor->text(), QStringLiteral("nginx"));
    QTest::keyClicks(editor, QStringLiteral("edge"));
    QTest::keyClick(editor, Qt::Key_Return);
    QVERIFY(!canvas().view->isRenaming());
    QCOMPARE(canvas().element(shop::Nginx).name, QStringLiteral("edge"));
    QCOMPARE(canvas().scene().elementItem(shop::Nginx)->look().name, QStringLiteral("edge"));
}

void tst_view::longNamesWidenTheirElement()
{
    const RecordReference postgres = elementRecord(shop::Postgres);
    const QRectF before = canvas().scene().itemOf(postgres)->recordRect();
    canvas().doubleClick(canvas().middleOf(shop::Postgres));
    auto *editor = canvas().view->findChild<QLineEdit *>(QStringLiteral("nameEditor"));
    editor->setText(QStringLiteral("customers-and-orders-primary"));
    QTest::keyClick(editor, Qt::Key_Return);
    const QRectF after = canvas().scene().itemOf(postgres)->recordRect();
    QVERIFY(after.width() > before.width());
    QVERIFY(std::abs(after.center().x() - before.center().x()) <= 1);
    canvas().undo();
    QCOMPARE(canvas().scene().itemOf(postgres)->recordRect(), before);
    QCOMPARE(canvas().element(shop::Postgres).name, QStringLiteral("postgres"));
}

void tst_view::escapeGivesUpARename()
{
    const ElementItem &web = *canvas().scene().elementItem(shop::Web);
    canvas().doubleClick(canvas().at(web.interfaceRect(shop::Ping).center()));
    auto *editor = canvas().view->findChild<QLineEdit *>(QStringLiteral("nameEditor"));
    QCOMPARE(editor->text(), QStringLiteral("GET /ping"));
    QTest::keyClicks(editor, QStringLiteral("POST /x"));
    QTest::keyClick(editor, Qt::Key_Escape);
    QCOMPARE(canvas().model(), shopModel());
}

void tst_view::paletteDropAdds()
{
    const ElementTemplate dropped {
        false, ElementKind::Process, {}, QStringLiteral("Worker"), QStringLiteral("worker"), false};
    const auto data = dropped.toMimeData();
    const QPoint at = canvas().at(QPointF(80, 420));
    QDragEnterEvent enter(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(canvas().view->viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(canvas().view->viewport(), &drop);
    QCOMPARE(canvas().model().elements.size(), 6);
    const ElementId added(selection().first().id);
    QCOMPARE(canvas().element(added).name, QStringLiteral("Worker"));
    // The name can be typed at once.
    auto *editor = canvas().view->findChild<QLineEdit *>(QStringLiteral("nameEditor"));
    QTRY_VERIFY(editor->isVisible());
    QCOMPARE(editor->selectedText(), QStringLiteral("Worker"));
    QTest::keyClicks(editor, QStringLiteral("mailer"));
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(canvas().element(added).name, QStringLiteral("mailer"));
}

void tst_view::emptyDiagramSaysWhatToDo()
{
    const auto *hint = canvas().view->findChild<QLabel *>(QStringLiteral("emptyHint"));
    QVERIFY(hint->isHidden());
    canvas().key(Qt::Key_A, Qt::ControlModifier);
    canvas().key(Qt::Key_Delete);
    QTRY_VERIFY(!hint->isHidden());
    QVERIFY(canvas().view->rect().contains(hint->geometry()));
    canvas().undo();
    QTRY_VERIFY(hint->isHidden());
}

DRAWBRIDGE_TEST(tst_view)
#include "tst_view.moc"
