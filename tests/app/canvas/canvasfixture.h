#pragma once

#include "app/canvas/items/boundaryitem.h"
#include "app/canvas/items/elementitem.h"
#include "app/canvas/items/flowitem.h"
#include "app/canvas/view/diagramview.h"
#include "tests/support/countingids.h"
#include "tests/support/memorystorage.h"
#include "tests/support/shopmodel.h"
#include "tests/support/testrunner.h"

namespace drawbridge::test {

// A shop's diagram in a shown view, at 100 % and with everything in sight, and hands to use it.
class CanvasFixture
{
public:
    explicit CanvasFixture(const ThreatModel &model = shopModel());

    const ThreatModel &model() const { return document.model(); }
    DiagramScene &scene() const { return view->diagramScene(); }
    const Element &element(const ElementId &id) const { return *model().elements.find(id); }
    QRect placed(const IdText &id) const;

    QPoint at(const QPointF &scenePosition) const;
    QPoint middleOf(const RecordReference &record) const;
    QPoint middleOf(const ElementId &id) const { return middleOf({RecordKind::Element, id}); }

    void click(const QPoint &at, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void doubleClick(const QPoint &at);
    void press(const QPoint &at, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void moveTo(const QPoint &at, Qt::MouseButtons buttons = Qt::NoButton,
                Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void release(const QPoint &at, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void drag(const QPoint &from, const QPoint &to,
              Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void undo() { document.undoStack().undo(); }

    MemoryStorage storage;
    Document document;
    std::unique_ptr<DiagramView> view;
};

// What a scene shows, as text, to compare two of them.
QStringList shownIn(const DiagramScene &scene);

} // namespace drawbridge::test
