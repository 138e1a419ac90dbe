#pragma once

#include "model/edit/addboundaryedit.h"
#include "model/edit/addelementedit.h"
#include "model/edit/addflowedit.h"
#include "model/edit/addinterfaceedit.h"
#include "model/edit/deleterecordsedit.h"
#include "model/edit/moveplacementsedit.h"
#include "model/edit/pastefragmentedit.h"
#include "model/edit/reconnectflowedit.h"
#include "model/edit/renamerecordedit.h"
#include "model/edit/setboundaryedit.h"
#include "model/edit/setelementedit.h"
#include "model/edit/setflowedit.h"
#include "model/edit/setrouteedit.h"
#include "tests/support/countingids.h"

#include <QRandomGenerator>

namespace drawbridge::test {

// Edits as a restless user makes them, the same for the same seed. Some are refused.
class RandomEdits
{
public:
    explicit RandomEdits(quint32 seed)
        : m_random(seed)
    {
    }

    Result<ModelEdit> next(const ThreatModel &model)
    {
        m_diagram = model.diagrams.isEmpty() ? DiagramId() : model.diagrams.at(0).id;
        switch (below(14)) {
        case 0:
        case 1:
            return addElement(model, ElementId(m_ids.next('e')),
                              {static_cast<ElementKind>(below(3)),
                               name(),
                               {},
                               below(2) == 0,
                               m_diagram,
                               rect(),
                               any(model.boundaries)});
        case 2:
        case 3:
            return addFlow(model, FlowId(m_ids.next('f')),
                           {any(model.elements), any(model.elements), {}, {}, {}});
        case 4:
            return addBoundary(model, BoundaryId(m_ids.next('b')),
                               {static_cast<BoundaryKind>(below(7)),
                                name(),
                                any(model.boundaries),
                                m_diagram,
                                rect(),
                                {{RecordKind::Element, any(model.elements)}}});
        case 5:
            return deleteRecords(model, {{RecordKind::Element, any(model.elements)}});
        case 6:
            return below(2) ? deleteRecords(model, {{RecordKind::Boundary, any(model.boundaries)}})
                            : deleteRecords(model, {{RecordKind::Flow, any(model.flows)}});
        case 7:
            return renameRecord(model, {RecordKind::Element, any(model.elements)}, name());
        case 8: {
            const ElementId moved = any(model.elements);
            return movePlacements(model, m_diagram, {{moved, rect()}},
                                  {{{RecordKind::Element, moved}, any(model.boundaries)}});
        }
        case 9:
            return reconnectFlow(model, any(model.flows),
                                 {any(model.elements), any(model.elements), {}});
        case 10:
            return paste(model);
        default:
            return change(model);
        }
    }

private:
    Result<ModelEdit> change(const ThreatModel &model)
    {
        switch (below(6)) {
        case 0:
            return setElementKind(model, any(model.elements), static_cast<ElementKind>(below(3)));
        case 1:
            return setBoundaryKind(model, any(model.boundaries),
                                   static_cast<BoundaryKind>(below(7)));
        case 2:
            return addInterface(model, InterfaceId(m_ids.next('p')),
                                {any(model.elements), InterfaceKind::HttpRoute, name()});
        case 3:
            return setRoute(model, m_diagram, any(model.flows), {rect().topLeft()});
        case 4:
            return setFlowConfirmed(model, any(model.flows), below(2) == 0);
        default:
            return setMemberships(
                model, {{{RecordKind::Boundary, any(model.boundaries)}, any(model.boundaries)}});
        }
    }

    Result<ModelEdit> paste(const ThreatModel &model)
    {
        const ModelFragment fragment =
            copyFragment(model, m_diagram,
                         {{RecordKind::Element, any(model.elements)},
                          {RecordKind::Element, any(model.elements)},
                          {RecordKind::Boundary, any(model.boundaries)}});
        const Result<PastedFragment> pasted =
            pasteFragment(model, fragment, m_diagram, QPoint(24, 24), any(model.boundaries), m_ids);
        if (!pasted)
            return pasted.error();
        return pasted->edit;
    }

    template <typename T>
    typename T::IdType any(const Table<T> &table)
    {
        return table.isEmpty() ? typename T::IdType() : table.at(below(table.size())).id;
    }
    qsizetype below(qsizetype limit) { return m_random.bounded(static_cast<int>(limit)); }
    QString name() { return QStringLiteral("name ") + QString::number(below(1000)); }
    QRect rect() { return QRect(m_random.bounded(150) * 8, m_random.bounded(80) * 8, 168, 96); }

    QRandomGenerator m_random;
    CountingIds m_ids;
    DiagramId m_diagram;
};

} // namespace drawbridge::test
