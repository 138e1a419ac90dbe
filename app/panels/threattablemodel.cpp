#include "app/panels/threattablemodel.h"

#include "model/core/names.h"
#include "model/export/exportinput.h"
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
    connect(context.document, &Document::threatsChanged, this, &ThreatTableModel::follow);
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
    if (row < 0 || row >= rowCount())
        return nullptr;
    const Row &shown = m_rows[static_cast<size_t>(row)];
    if (shown.position >= session.size())
        return nullptr;
    // Between an edit and the refresh that follows it, something else may stand there.
    const Threat &found = session.at(shown.position);
    return shown.isSame(rowFor(shown.position, found)) ? &found : nullptr;
}

ThreatTableModel::Row ThreatTableModel::rowFor(qsizetype position, const Threat &threat)
{
    return {position,          threat.rule,   threat.manual,
            threat.targetKind, threat.target, threat.discriminator};
}

QString ThreatTableModel::keyOf(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const Row &shown = m_rows[static_cast<size_t>(row)];
    Threat named;
    named.rule = shown.rule;
    named.manual = shown.manual;
    named.targetKind = shown.targetKind;
    named.target = shown.target;
    named.discriminator = shown.discriminator;
    return m_context.document->session().keyOf(named);
}

int ThreatTableModel::rowOf(const QString &key) const
{
    return rowsOf({key}).value(0, -1);
}

QList<int> ThreatTableModel::rowsOf(const QStringList &keys) const
{
    QSet<const Threat *> wanted;
    for (const QString &key : keys) {
        if (const Threat *threat = m_context.document->session().find(key))
            wanted.insert(threat);
    }
    QList<int> rows;
    for (int row = 0; row < rowCount() && rows.size() < wanted.size(); ++row) {
        if (wanted.contains(threat(row)))
            rows += row;
    }
    return rows;
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
    std::vector<Row> rows = m_rows;
    sortRows(rows);
    takeRows(std::move(rows));
}

void ThreatTableModel::sortRows(std::vector<Row> &rows) const
{
    const AnalysisSession &session = m_context.document->session();
    std::sort(rows.begin(), rows.end(),
              [](const Row &a, const Row &b) { return a.position < b.position; });
    const auto sortBy = [&](auto keyOf) {
        using Key = decltype(keyOf(session.at(0)));
        std::vector<std::pair<Key, Row>> keyed;
        keyed.reserve(rows.size());
        for (Row &row : rows) {
            Key key = keyOf(session.at(row.position));
            keyed.emplace_back(std::move(key), std::move(row));
        }
        std::stable_sort(keyed.begin(), keyed.end(), [this](const auto &a, const auto &b) {
            return m_order == Qt::AscendingOrder ? a.first < b.first : b.first < a.first;
        });
        std::transform(keyed.begin(), keyed.end(), rows.begin(),
                       [](auto &entry) { return std::move(entry.second); });
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
    const bool withFlows = m_context.filter->criteria().withFlows;
    const ThreatModel &model = m_context.document->model();
    const ElementId element(record.id);
    if (threat.targetKind == RecordKind::Interface) {
        const Interface *interface = model.interfaces.find(InterfaceId(threat.target));
        return interface && interface->owner == element;
    }
    if (withFlows && threat.targetKind == RecordKind::Flow) {
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
    if (criteria.onlyUnsettled && !needsAttention(threat))
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

bool ThreatTableModel::Row::isSame(const Row &other) const
{
    return rule == other.rule && target == other.target && targetKind == other.targetKind
        && manual == other.manual && discriminator == other.discriminator;
}

// Most edits touch no threat; names stand in the rows all the same.
void ThreatTableModel::follow(const ThreatDelta &delta)
{
    const bool goesByNames = !m_context.filter->criteria().text.isEmpty()
        || m_sortColumn == TitleColumn || m_sortColumn == TargetColumn;
    if (delta.reset || !delta.added.isEmpty() || !delta.removed.isEmpty() || goesByNames)
        m_refresh.start();
    else
        tellChanged();
}

void ThreatTableModel::tellChanged()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

std::vector<ThreatTableModel::Row> ThreatTableModel::passingRows() const
{
    std::vector<Row> rows;
    const AnalysisSession &session = m_context.document->session();
    for (qsizetype i = 0; i < session.size(); ++i) {
        const Threat &threat = session.at(i);
        if (passes(threat))
            rows.push_back(rowFor(i, threat));
    }
    return rows;
}

// Everything between what is the same at the beginning and at the end makes place for what is new.
void ThreatTableModel::takeRows(std::vector<Row> rows)
{
    const auto isSame = [](const Row &a, const Row &b) { return a.isSame(b); };
    const auto [oldFirst, newFirst] =
        std::mismatch(m_rows.begin(), m_rows.end(), rows.begin(), rows.end(), isSame);
    const auto [oldLast, newLast] =
        std::mismatch(m_rows.rbegin(), std::make_reverse_iterator(oldFirst), rows.rbegin(),
                      std::make_reverse_iterator(newFirst), isSame);
    const int first = static_cast<int>(oldFirst - m_rows.begin());
    const int removed = static_cast<int>(oldLast.base() - oldFirst);
    const int added = static_cast<int>(newLast.base() - newFirst);
    Q_EMIT aboutToRefresh();
    // Those that stay are somewhere else in the session now; views may ask for them at once.
    std::copy(rows.begin(), newFirst, m_rows.begin());
    std::copy(newLast.base(), rows.end(), oldLast.base());
    if (removed > 0) {
        beginRemoveRows({}, first, first + removed - 1);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + first + removed);
        endRemoveRows();
    }
    if (added > 0) {
        beginInsertRows({}, first, first + added - 1);
        m_rows = std::move(rows);
        endInsertRows();
    }
    tellChanged();
    Q_EMIT refreshed();
}

void ThreatTableModel::refresh()
{
    m_refresh.stop();
    std::vector<Row> rows = passingRows();
    sortRows(rows);
    takeRows(std::move(rows));
}

} // namespace drawbridge
