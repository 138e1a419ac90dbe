#include "app/panels/findingtreemodel.h"

#include "model/core/names.h"
#include "model/export/findingwords.h"
#include "model/export/threatwords.h"

#include <QFont>

#include <algorithm>
#include <tuple>

namespace drawbridge {

FindingTreeModel::FindingTreeModel(const Document &document, QObject *parent)
    : QAbstractItemModel(parent)
    , m_document(document)
{
}

QString FindingTreeModel::recordOf(const Finding &finding) const
{
    return finding.match.isMatched()
        ? qualifiedName(m_document.model(), finding.match.kind, finding.match.record)
        : QString();
}

static bool isOf(const ThreatModel &model, const Finding &finding, const IdText &record)
{
    if (finding.match.record == record)
        return true;
    const Element *element = model.elements.find(ElementId(record));
    if (element && finding.match.kind == RecordKind::Image)
        return IdText(element->image) == finding.match.record;
    const Interface *interface = finding.match.kind == RecordKind::Interface
        ? model.interfaces.find(InterfaceId(finding.match.record))
        : nullptr;
    return element && interface && interface->owner == element->id;
}

bool FindingTreeModel::passes(const Finding &finding, const FindingCriteria &criteria) const
{
    if (criteria.onlyOpen && !finding.counts())
        return false;
    if (!criteria.record.isEmpty() && !isOf(m_document.model(), finding, criteria.record))
        return false;
    if (criteria.text.isEmpty())
        return true;
    for (int column = 0; column < ThreatsColumn; ++column) {
        if (textAt(finding, column).contains(criteria.text, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

QString FindingTreeModel::titleOf(FindingGrouping grouping, const Finding &finding) const
{
    if (grouping == FindingGrouping::Tool)
        return m_document.findings().tools(finding);
    if (grouping == FindingGrouping::Severity)
        return displayName(finding.severity);
    const QString record = recordOf(finding);
    return record.isEmpty() ? tr("Of no known record") : record;
}

void FindingTreeModel::show(FindingGrouping grouping, const FindingCriteria &criteria)
{
    beginResetModel();
    m_groups.clear();
    m_shown = 0;
    const QList<Finding> &all = m_document.findings().all();
    QHash<QString, qsizetype> known;
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (!passes(all[i], criteria))
            continue;
        ++m_shown;
        const QString title = titleOf(grouping, all[i]);
        auto group = known.find(title);
        if (group == known.end()) {
            group = known.insert(title, m_groups.size());
            m_groups.append({title, {}});
        }
        m_groups[*group].findings += i;
    }
    const auto rank = [&](qsizetype i) { return std::tuple(all[i].state, all[i].severity, i); };
    for (Group &group : m_groups)
        std::sort(group.findings.begin(), group.findings.end(),
                  [&](qsizetype a, qsizetype b) { return rank(a) < rank(b); });
    std::sort(m_groups.begin(), m_groups.end(), [&](const Group &a, const Group &b) {
        return grouping == FindingGrouping::Severity
            ? all[a.findings.first()].severity < all[b.findings.first()].severity
            : a.title < b.title;
    });
    endResetModel();
}

const Finding *FindingTreeModel::finding(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return nullptr;
    const Group &group = m_groups.at(static_cast<qsizetype>(index.internalId()) - 1);
    return &m_document.findings().all().at(group.findings.at(index.row()));
}

QStringList FindingTreeModel::threatsOf(const Finding &finding) const
{
    QStringList keys;
    const AnalysisSession &session = m_document.session();
    for (const FindingTie &tie : finding.ties) {
        for (const Threat *threat : session.threatsOf(tie.kind, tie.record)) {
            const bool isTied =
                threat->rule >= 0 && session.input().rules->info(threat->rule).key == tie.rule;
            const QString key = isTied ? session.keyOf(*threat) : QString();
            if (isTied && !keys.contains(key))
                keys += key;
        }
    }
    return keys;
}

QString FindingTreeModel::textAt(const Finding &finding, int column) const
{
    const EvidenceResult &result = m_document.findings().result(finding);
    switch (column) {
    case WhatColumn:
        return findingText(result);
    case SeverityColumn:
        return displayName(finding.severity);
    case StateColumn:
        return displayName(finding.state);
    case ToolColumn:
        return m_document.findings().tools(finding);
    case CheckColumn:
        return result.check;
    case PlaceColumn:
        return placeLabel(result);
    case RecordColumn:
        return recordOf(finding);
    default:
        break;
    }
    QStringList titles;
    for (const QString &key : threatsOf(finding)) {
        if (const Threat *threat = m_document.session().find(key))
            titles += m_document.session().title(*threat);
    }
    return titles.join(QStringLiteral("; "));
}

QModelIndex FindingTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex FindingTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr(0));
}

int FindingTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (parent.internalId() != 0 || parent.column() > 0)
        return 0;
    return static_cast<int>(m_groups.at(parent.row()).findings.size());
}

int FindingTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant FindingTreeModel::data(const QModelIndex &index, int role) const
{
    const Finding *shown = finding(index);
    if (!shown) {
        if (role == Qt::FontRole) {
            QFont bold;
            bold.setWeight(QFont::DemiBold);
            return bold;
        }
        const Group &group = m_groups.at(index.row());
        return role == Qt::DisplayRole && index.column() == 0
            ? QVariant(tr("%1 (%2)").arg(group.title).arg(group.findings.size()))
            : QVariant();
    }
    if (role == Qt::ToolTipRole)
        return textAt(*shown, index.column()).toHtmlEscaped();
    return role == Qt::DisplayRole ? QVariant(textAt(*shown, index.column())) : QVariant();
}

QVariant FindingTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    const QStringList titles {tr("What"),  tr("Severity"), tr("State"),  tr("Tool"),
                              tr("Check"), tr("Where"),    tr("Record"), tr("Threats")};
    return titles.value(section);
}

} // namespace drawbridge
