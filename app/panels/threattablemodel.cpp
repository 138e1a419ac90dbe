#include "app/panels/threattablemodel.h"

#include "app/panels/statuscounting.h"
#include "model/core/names.h"
#include "model/export/threatwords.h"

#include <algorithm>

namespace drawbridge {

ThreatTableModel::ThreatTableModel(const PanelContext &context, QObject *parent)
    : QAbstractTableModel(parent)
    , m_context(context)
{
    // Several changes in one go (an edit and the selection that follows it) refresh once.
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &ThreatTableModel::refresh);
    const auto later = [this] { m_refresh.start(); };
    connect(context.document, &Document::threatsChanged, this, later);
    connect(context.filter, &ThreatFilter::changed, this, later);
    refresh();
}

int ThreatTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ThreatTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const Threat *ThreatTableModel::threat(int row) const
{
    const AnalysisSession &session = m_context.document->session();
    if (row < 0 || row >= rowCount() || m_rows[static_cast<size_t>(row)] >= session.size())
        return nullptr;
    return &session.at(m_rows[static_cast<size_t>(row)]);
}

int ThreatTableModel::rowOf(const QString &key) const
{
    const AnalysisSession &session = m_context.document->session();
    const Threat *wanted = session.find(key);
    if (!wanted)
        return -1;
    for (int row = 0; row < rowCount(); ++row) {
        if (threat(row) == wanted)
            return row;
    }
    return -1;
}

QString ThreatTableModel::text(const Threat &threat, int column) const
{
    const ExportInput input = exportInputOf(m_context);
    switch (column) {
    case SeverityColumn:
        return displayName(threat.severity);
    case StrideColumn:
        return QString(letterOf(threat.stride));
    case TitleColumn:
        return input.session->title(threat);
    case TargetColumn:
        return qualifiedName(*input.model, threat.targetKind, threat.target);
    case TechniqueColumn:
        return attackOf(input, threat).join(u' ');
    case ControlColumn:
        return nistOf(input, threat).join(u' ');
    case StatusColumn:
        return displayName(threat.status);
    case RiskColumn:
        return QString::number(threat.risk());
    case ResidualColumn:
        return residualText(threat);
    default:
        return {};
    }
}

ResidualRisk ThreatTableModel::residualOf(const Threat &threat) const
{
    return residualRisk(threat, *m_context.document->session().input().rules);
}

QString ThreatTableModel::residualText(const Threat &threat) const
{
    const ResidualRisk risk = residualOf(threat);
    return QStringLiteral("%1 / %2").arg(risk.claimed.value()).arg(risk.evidenced.value());
}

QString ThreatTableModel::toolTip(const Threat &threat, int column) const
{
    switch (column) {
    case StrideColumn:
        return displayName(threat.stride);
    case StatusColumn:
        if (threat.expired)
            return tr("The decision has expired");
        return threat.toBeReviewed ? tr("The facts behind the decision have changed")
                                   : displayName(threat.status);
    case RiskColumn:
        return tr("Likelihood %1, impact %2").arg(threat.likelihood).arg(threat.impact);
    case ResidualColumn:
        return tr("Risk left as claimed, and as files and scans show");
    default:
        return text(threat, column);
    }
}

QVariant ThreatTableModel::data(const QModelIndex &index, int role) const
{
    const Threat *found = threat(index.row());
    if (!found)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*found, index.column());
    case Qt::ToolTipRole:
        return toolTip(*found, index.column());
    case Qt::TextAlignmentRole:
        return index.column() >= RiskColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                            : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == StrideColumn ? displayName(found->stride)
                                              : text(*found, index.column());
    case ThreatKeyRole:
        return m_context.document->session().keyOf(*found);
    case SeverityRole:
        return static_cast<int>(found->severity);
    case StrideRole:
        return static_cast<int>(found->stride);
    case StatusRole:
        return static_cast<int>(found->status);
    case ToBeReviewedRole:
        return found->toBeReviewed || found->expired;
    default:
        return {};
    }
}

QVariant ThreatTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section >= RiskColumn ? Qt::AlignRight : Qt::AlignLeft)
                        | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SeverityColumn:
        return tr("Severity");
    case StrideColumn:
        return tr("STRIDE");
    case TitleColumn:
        return tr("Threat");
    case TargetColumn:
        return tr("Target");
    case TechniqueColumn:
        return tr("Techniques");
    case ControlColumn:
        return tr("Controls");
    case StatusColumn:
        return tr("Status");
    case RiskColumn:
        return tr("Risk");
    case ResidualColumn:
        return tr("Residual");
    default:
        return {};
    }
}

void ThreatTableModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_order = order;
    beginResetModel();
    sortRows();
    endResetModel();
}

void ThreatTableModel::sortRows()
{
    const AnalysisSession &session = m_context.document->session();
    std::sort(m_rows.begin(), m_rows.end());
    const auto sortBy = [&](auto keyOf) {
        using Key = decltype(keyOf(session.at(0)));
        std::vector<std::pair<Key, qsizetype>> keyed;
        keyed.reserve(m_rows.size());
        for (const qsizetype row : m_rows)
            keyed.emplace_back(keyOf(session.at(row)), row);
        std::stable_sort(keyed.begin(), keyed.end(), [this](const auto &a, const auto &b) {
            return m_order == Qt::AscendingOrder ? a.first < b.first : b.first < a.first;
        });
        std::transform(keyed.begin(), keyed.end(), m_rows.begin(),
                       [](const auto &entry) { return entry.second; });
    };
    switch (m_sortColumn) {
    case SeverityColumn:
        sortBy([](const Threat &threat) {
            return std::pair(static_cast<int>(threat.severity), -threat.risk());
        });
        break;
    case StrideColumn:
        sortBy([](const Threat &threat) { return static_cast<int>(threat.stride); });
        break;
    case StatusColumn:
        sortBy([](const Threat &threat) { return static_cast<int>(threat.status); });
        break;
    case RiskColumn:
        sortBy([](const Threat &threat) { return threat.risk(); });
        break;
    case ResidualColumn:
        sortBy([this](const Threat &threat) {
            const ResidualRisk risk = residualOf(threat);
            return std::pair(risk.evidenced.value(), risk.claimed.value());
        });
        break;
    default:
        sortBy([this](const Threat &threat) { return text(threat, m_sortColumn).toCaseFolded(); });
        break;
    }
}

bool ThreatTableModel::concerns(const RecordReference &record, const Threat &threat) const
{
    if (threat.targetKind == record.kind && threat.target == record.id)
        return true;
    if (record.kind != RecordKind::Element)
        return false;
    const ThreatModel &model = m_context.document->model();
    const ElementId element(record.id);
    if (threat.targetKind == RecordKind::Interface) {
        const Interface *interface = model.interfaces.find(InterfaceId(threat.target));
        return interface && interface->owner == element;
    }
    if (threat.targetKind == RecordKind::Flow) {
        const DataFlow *flow = model.flows.find(FlowId(threat.target));
        return flow && (flow->source == element || flow->target == element);
    }
    return false;
}

static bool names(const QStringList &ids, const QString &wanted)
{
    const QString child = wanted + u'.';
    return std::any_of(ids.begin(), ids.end(),
                       [&](const QString &id) { return id == wanted || id.startsWith(child); });
}

bool ThreatTableModel::passes(const Threat &threat) const
{
    const ThreatCriteria &criteria = m_context.filter->criteria();
    const auto member = [](const auto &set, auto value) {
        return set.isEmpty() || set.contains(value);
    };
    if (!member(criteria.severities, threat.severity) || !member(criteria.strides, threat.stride)
        || !member(criteria.statuses, threat.status))
        return false;
    if (criteria.onlyToBeReviewed && !threat.toBeReviewed && !threat.expired)
        return false;
    if (criteria.record && !concerns(*criteria.record, threat))
        return false;
    const ExportInput input = exportInputOf(m_context);
    if (!criteria.technique.isEmpty() && !names(attackOf(input, threat), criteria.technique))
        return false;
    if (!criteria.control.isEmpty() && !nistOf(input, threat).contains(criteria.control))
        return false;
    if (criteria.text.isEmpty())
        return true;
    for (const int column : {TitleColumn, TargetColumn, TechniqueColumn, ControlColumn}) {
        if (text(threat, column).contains(criteria.text, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

void ThreatTableModel::refresh()
{
    m_refresh.stop();
    beginResetModel();
    m_rows.clear();
    const AnalysisSession &session = m_context.document->session();
    for (qsizetype i = 0; i < session.size(); ++i) {
        if (passes(session.at(i)))
            m_rows.push_back(i);
    }
    sortRows();
    endResetModel();
}

} // namespace drawbridge
