#pragma once

#include "app/canvas/diagramscene.h"

namespace drawbridge {

// Starts a flow from the keyboard: arrows or Tab choose the target, Enter connects, Esc gives up.
class KeyboardConnect
{
public:
    KeyboardConnect(DiagramScene &scene, const ElementId &source);
    ~KeyboardConnect();

    // The nearest element in a direction of the one chosen now.
    void step(Qt::Key arrow);
    // The next element in reading order.
    void cycle(bool forward);
    void connect();

private:
    void choose(const ElementId &target);

    DiagramScene &m_scene;
    ElementId m_source;
    ElementId m_target;
};

// Elements from top left to bottom right, line by line.
QList<ElementId> readingOrder(const DiagramPicture &picture);
// The element after (or before) another one in reading order; the first (last) after none.
ElementId neighbourInOrder(const DiagramPicture &picture, const ElementId &from, bool forward);
// The nearest element in the direction of an arrow key; empty when there is none.
ElementId neighbourTowards(const DiagramPicture &picture, const ElementId &from, Qt::Key arrow);

} // namespace drawbridge
