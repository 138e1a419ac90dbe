#include "app/panels/controltablemodel.h"

#include "app/panels/countedwords.h"
#include "app/panels/groupedview.h"
#include "model/core/controlstatements.h"
#include "model/export/exportinput.h"
#include "model/export/threatwords.h"

#include <algorithm>

namespace drawbridge {

bool isInBaseline(const Control &control, Baseline baseline)
{
    switch (baseline) {
    case Baseline::None:
        return !control.low && !control.moderate && !control.high && !control.privacy;
    case Baseline::Low:
        return control.low;
    case Baseline::Moderate:
        return control.moderate;
    case Baseline::High:
        return control.high;
    case Baseline::Privacy:
        return control.privacy;
    }
    return false;
}

ControlTableModel::ControlTableModel(const PanelContext &context, QObject *parent)
    : QAbstractItemModel(parent)
    , m_context(context)
{
}

void ControlTableModel::setCriteria(const ControlCriteria &criteria)
{
    if (criteria == m_criteria)
        return;
    m_criteria = criteria;
    refresh();
}

bool ControlTableModel::passes(const Row &row) const
{
    const Control &control = *row.control;
    if (control.id == m_criteria.also)
        return true;
    if (control.withdrawn || (m_criteria.onlyWithThreats && row.standing.counts.total() == 0))
        return false;
    const auto &wanted = m_criteria.baselines;
    if (!wanted.isEmpty() && std::none_of(wanted.begin(), wanted.end(), [&](Baseline baseline) {
            return isInBaseline(control, baseline);
        }))
        return false;
    if (!m_criteria.statements.isEmpty() && !m_criteria.statements.contains(row.status))
        return false;
    if (!m_criteria.evidence.isEmpty() && !m_criteria.evidence.contains(row.standing.evidence))
        return false;
    return m_criteria.text.isEmpty() || control.id.contains(m_criteria.text, Qt::CaseInsensitive)
        || control.title.contains(m_criteria.text, Qt::CaseInsensitive);
}

ControlTableModel::Row ControlTableModel::rowFor(const Control &control) const
{
    Row row {&control, m_standings.value(control.id)};
    if (const ControlStatement *statement = statementOn(m_context.document->model(), control.id)) {
        row.status = statement->status;
        row.origin = statement->origin;
    }
    return row;
}

std::vector<ControlTableModel::Family> ControlTableModel::collect() const
{
    std::vector<Family> families;
    QString familyId;
    for (const Control &control : m_context.catalog.controls()) {
        Row row = rowFor(control);
        if (!passes(row))
            continue;
        if (control.family != familyId || families.empty()) {
            familyId = control.family;
            families.push_back({control.familyTitle, {}});
        }
        families.back().rows.push_back(std::move(row));
    }
    return families;
}

void ControlTableModel::refresh()
{
    m_standings = controlStandings(exportInputOf(m_context));
    std::vector<Family> families = collect();
    const auto sameRows = [](const Family &a, const Family &b) {
        return a.title == b.title
            && std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(),
                          [](const Row &x, const Row &y) { return x.control == y.control; });
    };
    const bool same = std::equal(families.begin(), families.end(), m_families.begin(),
                                 m_families.end(), sameRows);
    if (!same)
        beginResetModel();
    m_families = std::move(families);
    m_shown = 0;
    for (const Family &family : m_families)
        m_shown += static_cast<int>(family.rows.size());
    if (!same) {
        endResetModel();
        return;
    }
    for (int i = 0; i < rowCount(); ++i) {
        const QModelIndex family = index(i, 0);
        Q_EMIT dataChanged(index(0, 0, family),
                           index(rowCount(family) - 1, ColumnCount - 1, family));
    }
}

// Children carry the position of their family, counted from 1; families carry 0.
QModelIndex ControlTableModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row() + 1) : 0);
}

QModelIndex ControlTableModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr(0));
}

int ControlTableModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_families.size());
    if (parent.internalId() != 0 || parent.column() > 0)
        return 0;
    return static_cast<int>(m_families[static_cast<size_t>(parent.row())].rows.size());
}

int ControlTableModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

const ControlTableModel::Row *ControlTableModel::row(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return nullptr;
    const Family &family = m_families[static_cast<size_t>(index.internalId()) - 1];
    return &family.rows[static_cast<size_t>(index.row())];
}

QModelIndex ControlTableModel::indexOf(const QString &control) const
{
    for (size_t i = 0; i < m_families.size(); ++i) {
        const std::vector<Row> &rows = m_families[i].rows;
        for (size_t j = 0; j < rows.size(); ++j) {
            if (rows[j].control->id == control)
                return index(static_cast<int>(j), 0, index(static_cast<int>(i), 0));
        }
    }
    return {};
}

QString ControlTableModel::text(const Row &row, int column) const
{
    switch (column) {
    case ControlColumn:
        return row.control->id;
    case TitleColumn:
        return row.control->title;
    case StatementColumn:
        if (row.status == ControlStatus::Unset)
            return {};
        return row.origin == ControlOrigin::Own
            ? displayName(row.status)
            : QStringLiteral("%1, %2").arg(displayName(row.status),
                                           displayName(row.origin).toLower());
    case ThreatColumn:
        return row.standing.counts.total() > 0 ? QString::number(row.standing.counts.total())
                                               : QString();
    case SupportColumn:
        if (const QStringList inPlace = row.standing.inPlace(); !inPlace.isEmpty())
            return inPlace.join(QStringLiteral(", "));
        return row.standing.measures.isEmpty()
            ? QString()
            : countedWords(row.standing.measures.size(), tr("its one measure is not in place"),
                           tr("none of %1 measures is in place"));
    case EvidenceColumn:
        return row.standing.evidence == EvidenceGrade::None ? QString()
                                                            : displayName(row.standing.evidence);
    default:
        return {};
    }
}

QString ControlTableModel::toolTip(const Row &row, int column) const
{
    const StatusCounts &counts = row.standing.counts;
    switch (column) {
    case TitleColumn:
        return row.control->summary.isEmpty() ? row.control->title : row.control->summary;
    case BaselineColumn: {
        QStringList names;
        for (const auto &[baseline, name] : std::initializer_list<std::pair<Baseline, QString>> {
                 {Baseline::Low, tr("Low")},
                 {Baseline::Moderate, tr("Moderate")},
                 {Baseline::High, tr("High")},
                 {Baseline::Privacy, tr("Privacy")}}) {
            if (isInBaseline(*row.control, baseline))
                names += name;
        }
        return names.isEmpty() ? tr("In no baseline") : names.join(QStringLiteral(", "));
    }
    case ThreatColumn:
    case StatusColumn:
        return tr("%1 open, %2 partially mitigated, %3 mitigated, %4 accepted, %5 other")
            .arg(counts.open)
            .arg(counts.partial)
            .arg(counts.mitigated)
            .arg(counts.accepted)
            .arg(counts.other);
    default:
        return text(row, column);
    }
}

QVariant ControlTableModel::data(const QModelIndex &index, int role) const
{
    const Row *control = row(index);
    if (!control) {
        if (role == Qt::DisplayRole && index.isValid() && index.column() == 0)
            return m_families[static_cast<size_t>(index.row())].title;
        if (role == GroupedView::GroupNoteRole && index.isValid())
            return countedWords(rowCount(index), tr("1 control"), tr("%1 controls"));
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return text(*control, index.column());
    case Qt::EditRole:
        return index.column() == StatementColumn ? QVariant(static_cast<int>(control->status))
                                                 : QVariant();
    case Qt::ToolTipRole:
        return toolTip(*control, index.column()).toHtmlEscaped();
    case Qt::AccessibleTextRole:
        return index.column() == BaselineColumn || index.column() == StatusColumn
            ? toolTip(*control, index.column())
            : text(*control, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == ThreatColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                              : QVariant();
    default:
        return {};
    }
}

QVariant ControlTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == ThreatColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                       : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles {tr("Control"),      tr("Title"),   tr("Baselines"),
                              tr("Statement"),    tr("Threats"), tr("State of threats"),
                              tr("Supported by"), tr("Evidence")};
    return titles.value(section);
}

Qt::ItemFlags ControlTableModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    return row(index) && index.column() == StatementColumn ? flags | Qt::ItemIsEditable : flags;
}

} // namespace drawbridge
