#include "app/canvas/view/keyboardconnect.h"

#include "app/canvas/diagramcommands.h"
#include "app/canvas/items/elementitem.h"
#include "app/canvas/items/overlayitem.h"
#include "app/canvas/picturelookup.h"
#include "app/canvas/tools/connectgesture.h"

#include <cmath>
#include <limits>

namespace drawbridge {

QList<ElementId> readingOrder(const DiagramPicture &picture)
{
    // Boxes whose tops differ by less stand in one line.
    constexpr double LineHeight = 40;
    QList<const ElementPicture *> elements;
    for (const ElementPicture &element : picture.elements)
        elements.append(&element);
    const auto key = [](const ElementPicture *element) {
        return std::tuple(std::floor(element->rect.top() / LineHeight), element->rect.left(),
                          element->id);
    };
    std::sort(elements.begin(), elements.end(),
              [&](const ElementPicture *a, const ElementPicture *b) { return key(a) < key(b); });
    QList<ElementId> order;
    for (const ElementPicture *element : std::as_const(elements))
        order.append(element->id);
    return order;
}

ElementId neighbourInOrder(const DiagramPicture &picture, const ElementId &from, bool forward)
{
    const QList<ElementId> order = readingOrder(picture);
    if (order.isEmpty())
        return {};
    const qsizetype at = order.indexOf(from);
    if (at < 0)
        return forward ? order.first() : order.last();
    return order[(at + (forward ? 1 : order.size() - 1)) % order.size()];
}

ElementId neighbourTowards(const DiagramPicture &picture, const ElementId &from, Qt::Key arrow)
{
    const ElementPicture *start = findElement(picture, from);
    if (!start)
        return {};
    const bool across = arrow == Qt::Key_Left || arrow == Qt::Key_Right;
    const double sign = arrow == Qt::Key_Left || arrow == Qt::Key_Up ? -1 : 1;
    ElementId best;
    double least = std::numeric_limits<double>::infinity();
    for (const ElementPicture &element : picture.elements) {
        const QPointF way = element.rect.center() - start->rect.center();
        const double ahead = sign * (across ? way.x() : way.y());
        const double aside = std::abs(across ? way.y() : way.x());
        // Rather far ahead than off to the side.
        const double cost = ahead + 2 * aside;
        if (element.id != from && ahead > 8 && cost < least) {
            least = cost;
            best = element.id;
        }
    }
    return best;
}

KeyboardConnect::KeyboardConnect(DiagramScene &scene, const ElementId &source)
    : m_scene(scene)
    , m_source(source)
{
    choose(neighbourInOrder(scene.picture(), source, true));
}

KeyboardConnect::~KeyboardConnect()
{
    m_scene.overlay().clear();
    m_scene.setHovered({RecordKind::Project, {}});
}

void KeyboardConnect::choose(const ElementId &target)
{
    const ElementItem *from = m_scene.elementItem(m_source);
    const ElementItem *to = m_scene.elementItem(target);
    if (!from || !to)
        return;
    m_target = target;
    m_scene.setHovered(to->record());
    const QRectF start = from->recordRect();
    const QRectF end = to->recordRect();
    showConnection(m_scene, edgeTowards(start, end.center()), edgeTowards(end, start.center()));
}

void KeyboardConnect::step(Qt::Key arrow)
{
    choose(neighbourTowards(m_scene.picture(), m_target, arrow));
}

void KeyboardConnect::cycle(bool forward)
{
    ElementId next = neighbourInOrder(m_scene.picture(), m_target, forward);
    // Hardly anything is to be connected with itself; arrows lead there still.
    if (next == m_source)
        next = neighbourInOrder(m_scene.picture(), next, forward);
    choose(next);
}

void KeyboardConnect::connect()
{
    if (!m_target.isEmpty())
        connectElements(m_scene, m_source, m_target);
}

} // namespace drawbridge
