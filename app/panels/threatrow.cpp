#include "app/panels/threatrow.h"

#include "app/panels/detailpage.h"
#include "app/render/marks.h"
#include "model/core/names.h"
#include "model/export/threatwords.h"

namespace drawbridge {

void addThreatRow(DetailPage &page, const PanelContext &context, const Threat &threat)
{
    const AnalysisSession &session = context.document->session();
    DrawList sign;
    drawSeverityMark(sign, {8, 8}, 6, threat.severity, page.theme());
    RowButton *row = page.addRow({sign, {}, session.title(threat), displayName(threat.status)});
    row->setAccessibleName(displayName(threat.severity) + u' ' + row->accessibleName());
    QObject::connect(row, &RowButton::clicked, context.selection,
                     [selection = context.selection, key = session.keyOf(threat)] {
                         selection->selectThreat(key);
                     });
}

} // namespace drawbridge
