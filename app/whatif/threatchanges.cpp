#include "app/whatif/threatchanges.h"

#include "app/render/marks.h"
#include "app/render/painterbackend.h"
#include "model/core/names.h"
#include "model/export/threatwords.h"

#include <QHeaderView>
#include <QPainter>

namespace drawbridge {

enum ThreatChangeColumn { ChangedThreatColumn, ChangedWhereColumn, ChangedHowColumn };
static constexpr int ChangedSeverityRole = Qt::UserRole;

ThreatChanges::ThreatChanges(const Appearance *appearance, QWidget *parent)
    : QTreeWidget(parent)
    , m_appearance(appearance)
{
    setHeaderLabels({tr("Threat"), tr("Where"), tr("How")});
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(ChangedThreatColumn, QHeaderView::Stretch);
    setColumnWidth(ChangedWhereColumn, 130);
    setColumnWidth(ChangedHowColumn, 150);
    setUniformRowHeights(true);
    setAccessibleName(tr("What becomes of the threats"));
    connect(m_appearance, &Appearance::changed, this, [this] {
        for (int i = 0; i < topLevelItemCount(); ++i) {
            for (int row = 0; row < topLevelItem(i)->childCount(); ++row) {
                QTreeWidgetItem *item = topLevelItem(i)->child(row);
                item->setIcon(
                    0, signOf(static_cast<Severity>(item->data(0, ChangedSeverityRole).toInt())));
            }
        }
    });
}

QIcon ThreatChanges::signOf(Severity severity) const
{
    const double ratio = devicePixelRatioF();
    QPixmap pixmap((QSizeF(16, 16) * ratio).toSize());
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    DrawList list;
    drawSeverityMark(list, {8, 8}, 6.5, severity, m_appearance->theme());
    paintDrawList(painter, list);
    return pixmap;
}

static QTreeWidgetItem *addRow(QTreeWidgetItem *group, Severity severity, const QIcon &sign,
                               const QString &title, const QString &where, const QString &how)
{
    auto *item = new QTreeWidgetItem(group, {title, where, how});
    item->setIcon(0, sign);
    item->setData(0, ChangedSeverityRole, static_cast<int>(severity));
    for (int column = 0; column < item->columnCount(); ++column)
        item->setToolTip(column, item->text(column));
    return item;
}

static QTreeWidgetItem *addThreatGroup(QTreeWidget *tree, const QString &title, qsizetype count)
{
    auto *group = new QTreeWidgetItem(tree, {QStringLiteral("%1 (%2)").arg(title).arg(count)});
    QFont font = tree->font();
    font.setWeight(QFont::DemiBold);
    group->setFont(0, font);
    group->setFirstColumnSpanned(true);
    group->setExpanded(true);
    return group;
}

void ThreatChanges::addGroup(const QString &title, const QList<ComparedThreat> &threats)
{
    if (threats.isEmpty())
        return;
    QTreeWidgetItem *group = addThreatGroup(this, title, threats.size());
    for (const ComparedThreat &threat : threats) {
        const QStringList measures = m_closedBy.value(threat.keyBefore);
        addRow(group, threat.severity, signOf(threat.severity), threat.title, threat.targetName,
               measures.isEmpty() ? threat.fix : measures.join(QStringLiteral(", ")));
    }
}

void ThreatChanges::addChanged(const QList<ChangedThreat> &threats)
{
    if (threats.isEmpty())
        return;
    QTreeWidgetItem *group = addThreatGroup(this, tr("Changed"), threats.size());
    for (const ChangedThreat &threat : threats) {
        QStringList changes;
        if (threat.severityBefore != threat.severityAfter)
            changes +=
                tr("%1, was %2").arg(nameOf(threat.severityAfter), nameOf(threat.severityBefore));
        if (threat.statusBefore != threat.statusAfter)
            changes +=
                tr("%1, was %2").arg(nameOf(threat.statusAfter), nameOf(threat.statusBefore));
        addRow(group, threat.severityAfter, signOf(threat.severityAfter), threat.title,
               threat.targetName, changes.join(QStringLiteral("; ")));
    }
}

void ThreatChanges::show(const WhatIfReport &report, const QList<HardenedFile> &files)
{
    clear();
    m_closedBy.clear();
    for (const HardenedFile &file : files) {
        for (const HardeningMeasure &measure : file.done) {
            for (const ClosedThreat &closed : measure.closes) {
                QStringList &measures = m_closedBy[closed.key];
                if (!measures.contains(measure.id))
                    measures += measure.id;
            }
        }
    }
    addGroup(tr("New"), report.threats(ComparisonOutcome::New));
    addGroup(tr("Closed"), report.threats(ComparisonOutcome::Fixed));
    addGroup(tr("Settled: they were questions"), report.threats(ComparisonOutcome::Settled));
    addChanged(report.changed);
    addGroup(tr("Gone with what they were about"), report.threats(ComparisonOutcome::Gone));
    if (topLevelItemCount() == 0)
        addThreatGroup(this, tr("No threat changes"), 0)->setText(0, tr("No threat changes."));
}

} // namespace drawbridge
