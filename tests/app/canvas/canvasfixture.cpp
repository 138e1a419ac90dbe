#include "tests/app/canvas/canvasfixture.h"

namespace drawbridge::test {

CanvasFixture::CanvasFixture(const ThreatModel &model)
    : document(storage, std::make_shared<PropertySchema>())
{
    document.setIds(std::make_unique<CountingIds>());
    document.setModel(model);
    view = std::make_unique<DiagramView>(document, shop::Deployment);
    view->resize(1400, 800);
    view->show();
    view->centerOn(view->diagramScene().contentRect().center());
    view->setFocus();
    if (!QTest::qWaitForWindowExposed(view.get()))
        qWarning("the view was not shown");
}

QRect CanvasFixture::placed(const IdText &id) const
{
    const Placement *placement = model().diagrams.find(shop::Deployment)->placement(id);
    return placement ? placement->rect : QRect();
}

QPoint CanvasFixture::at(const QPointF &scenePosition) const
{
    return view->mapFromScene(scenePosition);
}

QPoint CanvasFixture::middleOf(const RecordReference &record) const
{
    return at(scene().itemOf(record)->recordRect().center());
}

void CanvasFixture::click(const QPoint &at, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseClick(view->viewport(), Qt::LeftButton, modifiers, at);
}

void CanvasFixture::doubleClick(const QPoint &at)
{
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::NoModifier, at);
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, Qt::NoModifier, at);
}

void CanvasFixture::press(const QPoint &at, Qt::KeyboardModifiers modifiers)
{
    QTest::mousePress(view->viewport(), Qt::LeftButton, modifiers, at);
}

// QTest::mouseMove() knows neither buttons nor modifiers.
void CanvasFixture::moveTo(const QPoint &at, Qt::MouseButtons buttons,
                           Qt::KeyboardModifiers modifiers)
{
    QMouseEvent event(QEvent::MouseMove, at, view->viewport()->mapToGlobal(QPointF(at)),
                      Qt::NoButton, buttons, modifiers);
    QApplication::sendEvent(view->viewport(), &event);
}

void CanvasFixture::release(const QPoint &at, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseRelease(view->viewport(), Qt::LeftButton, modifiers, at);
}

void CanvasFixture::drag(const QPoint &from, const QPoint &to, Qt::KeyboardModifiers modifiers)
{
    moveTo(from);
    press(from, modifiers);
    moveTo((from + to) / 2, Qt::LeftButton, modifiers);
    moveTo(to, Qt::LeftButton, modifiers);
    release(to, modifiers);
}

void CanvasFixture::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(view.get(), key, modifiers);
}

static QString textOf(const QRectF &rect)
{
    return QStringLiteral("%1,%2 %3x%4")
        .arg(rect.x())
        .arg(rect.y())
        .arg(rect.width())
        .arg(rect.height());
}

QStringList shownIn(const DiagramScene &scene)
{
    QStringList shown;
    for (QGraphicsItem *candidate : scene.items()) {
        const auto *item = qgraphicsitem_cast<DiagramItem *>(candidate);
        if (!item)
            continue;
        QString line = item->record().id.toString() + u' ' + textOf(item->recordRect()) + u' '
            + item->accessibleText() + u' ' + item->toolTipText()
            + QStringLiteral(" z%1").arg(item->zValue());
        if (const auto *flow = dynamic_cast<const FlowItem *>(item)) {
            for (const QPointF &point : flow->shapeOfFlow().route)
                line += QStringLiteral(" %1,%2").arg(point.x()).arg(point.y());
        }
        shown.append(line);
    }
    shown.sort();
    return shown;
}

} // namespace drawbridge::test
