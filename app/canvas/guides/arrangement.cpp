#include "app/canvas/guides/arrangement.h"

#include <algorithm>

namespace drawbridge {

static QRect unitedRect(const QList<Placement> &boxes)
{
    QRect all;
    for (const Placement &box : boxes)
        all |= box.rect;
    return all;
}

static QPoint alignedCorner(const QRect &box, const QRect &all, Alignment alignment)
{
    QPoint corner = box.topLeft();
    switch (alignment) {
    case Alignment::Left:
        corner.setX(all.left());
        break;
    case Alignment::Center:
        corner.setX(all.left() + (all.width() - box.width()) / 2);
        break;
    case Alignment::Right:
        corner.setX(all.left() + all.width() - box.width());
        break;
    case Alignment::Top:
        corner.setY(all.top());
        break;
    case Alignment::Middle:
        corner.setY(all.top() + (all.height() - box.height()) / 2);
        break;
    case Alignment::Bottom:
        corner.setY(all.top() + all.height() - box.height());
        break;
    }
    return corner;
}

QList<Placement> aligned(QList<Placement> boxes, Alignment alignment)
{
    const QRect all = unitedRect(boxes);
    for (Placement &box : boxes)
        box.rect.moveTopLeft(alignedCorner(box.rect, all, alignment));
    return boxes;
}

QList<Placement> distributed(QList<Placement> boxes, Qt::Orientation orientation)
{
    if (boxes.size() < 3)
        return boxes;
    const bool across = orientation == Qt::Horizontal;
    const auto start = [across](const Placement &box) {
        return across ? box.rect.left() : box.rect.top();
    };
    const auto extent = [across](const Placement &box) {
        return across ? box.rect.width() : box.rect.height();
    };
    std::stable_sort(boxes.begin(), boxes.end(),
                     [&](const Placement &a, const Placement &b) { return start(a) < start(b); });
    int filled = 0;
    for (const Placement &box : std::as_const(boxes))
        filled += extent(box);
    const int first = start(boxes.first());
    const int room = start(boxes.last()) + extent(boxes.last()) - first - filled;
    const auto gaps = static_cast<int>(boxes.size() - 1);
    int used = 0;
    for (qsizetype i = 0; i < boxes.size(); ++i) {
        // Each gap from the whole, so that rounding does not add up.
        const int at = first + used + room * static_cast<int>(i) / gaps;
        used += extent(boxes[i]);
        if (across)
            boxes[i].rect.moveLeft(at);
        else
            boxes[i].rect.moveTop(at);
    }
    return boxes;
}

} // namespace drawbridge
