#include "app/panels/panellist.h"

#include "app/panels/findingspanel.h"
#include "app/panels/matrixpanel.h"
#include "app/panels/nistpanel.h"
#include "app/panels/outlinepanel.h"
#include "app/panels/pathspanel.h"
#include "app/panels/problemspanel.h"
#include "app/panels/propertiespanel.h"
#include "app/panels/questionspanel.h"
#include "app/panels/rulespanel.h"
#include "app/panels/threatdetailpanel.h"
#include "app/panels/threatspanel.h"
#include "app/panels/whynotpanel.h"

#include <QCoreApplication>

namespace drawbridge {

template <typename Panel>
static QWidget *make(const PanelContext &context, QWidget *parent)
{
    return new Panel(context, parent);
}

static QString title(const char *text)
{
    return QCoreApplication::translate("Panels", text);
}

QList<PanelEntry> panelList()
{
    return {
        {QStringLiteral("outline"), title(QT_TRANSLATE_NOOP("Panels", "Outline")),
         Qt::LeftDockWidgetArea, make<OutlinePanel>},
        {QStringLiteral("properties"), title(QT_TRANSLATE_NOOP("Panels", "Properties")),
         Qt::RightDockWidgetArea, make<PropertiesPanel>},
        {QStringLiteral("threat"), title(QT_TRANSLATE_NOOP("Panels", "Threat")),
         Qt::RightDockWidgetArea, make<ThreatDetailPanel>},
        {QStringLiteral("threats"), title(QT_TRANSLATE_NOOP("Panels", "Threats")),
         Qt::BottomDockWidgetArea, make<ThreatsPanel>},
        {QStringLiteral("findings"), title(QT_TRANSLATE_NOOP("Panels", "Findings")),
         Qt::BottomDockWidgetArea, make<FindingsPanel>},
        {QStringLiteral("questions"), title(QT_TRANSLATE_NOOP("Panels", "Open questions")),
         Qt::BottomDockWidgetArea, make<QuestionsPanel>},
        {QStringLiteral("paths"), title(QT_TRANSLATE_NOOP("Panels", "Attack paths")),
         Qt::BottomDockWidgetArea, make<PathsPanel>},
        {QStringLiteral("whynot"), title(QT_TRANSLATE_NOOP("Panels", "Why and why not")),
         Qt::BottomDockWidgetArea, make<WhyNotPanel>},
        {QStringLiteral("matrix"), title(QT_TRANSLATE_NOOP("Panels", "ATT&&CK matrix")),
         Qt::BottomDockWidgetArea, make<MatrixPanel>},
        {QStringLiteral("nist"), title(QT_TRANSLATE_NOOP("Panels", "NIST 800-53")),
         Qt::BottomDockWidgetArea, make<NistPanel>},
        {QStringLiteral("rules"), title(QT_TRANSLATE_NOOP("Panels", "Rules")),
         Qt::BottomDockWidgetArea, make<RulesPanel>},
        {QStringLiteral("problems"), title(QT_TRANSLATE_NOOP("Panels", "Problems")),
         Qt::BottomDockWidgetArea, make<ProblemsPanel>},
    };
}

} // namespace drawbridge
