#include "app/canvas/items/diagramitem.h"

#include "app/render/painterbackend.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>

namespace drawbridge {

DiagramItem::DiagramItem(const RecordReference &record)
    : m_record(record)
    , m_theme(&Theme::builtIn(ThemeKind::Light))
{
}

void DiagramItem::setTheme(const Theme &theme)
{
    if (m_theme == &theme)
        return;
    m_theme = &theme;
    refresh(m_bounds);
}

void DiagramItem::refresh(const QRectF &bounds)
{
    if (bounds != m_bounds) {
        prepareGeometryChange();
        m_bounds = bounds;
    }
    m_listValid = false;
    update();
}

void DiagramItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const double zoom =
        QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    const DetailLevel detail = detailFor(zoom);
    if (!m_listValid || m_listDetail != detail) {
        m_list = draw(*m_theme, detail);
        m_listDetail = detail;
        m_listValid = true;
    }
    paintDrawList(*painter, m_list);
}

} // namespace drawbridge
