#include "app/panels/ruletablemodel.h"

#include "app/panels/countedwords.h"
#include "app/panels/groupedview.h"
#include "model/core/names.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

QString withoutPlaceholders(const QString &text)
{
    static const QRegularExpression placeholder(QStringLiteral("\\{[^}]*\\}"));
    return QString(text).replace(placeholder, QStringLiteral("…"));
}

QString plainTitle(const RuleInfo &rule)
{
    return withoutPlaceholders(rule.title);
}

RuleTableModel::RuleTableModel(const PanelContext &context, QObject *parent)
    : QAbstractItemModel(parent)
    , m_context(context)
{
}

void RuleTableModel::setCriteria(const RuleCriteria &criteria)
{
    if (criteria == m_criteria)
        return;
    m_criteria = criteria;
    refresh();
}

std::vector<RuleTableModel::Row> RuleTableModel::countRows() const
{
    std::vector<Row> rows(static_cast<size_t>(rules().size()));
    std::vector<QList<PropertyReference>> asked(rows.size());
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i].rule = static_cast<qsizetype>(i);
    const AnalysisSession &session = m_context.document->session();
    for (qsizetype i = 0; i < session.size(); ++i) {
        const Threat &threat = session.at(i);
        if (threat.rule < 0)
            continue;
        const auto at = static_cast<size_t>(threat.rule);
        ++rows[at].threats;
        asked[at] += threat.questions;
    }
    for (size_t i = 0; i < rows.size(); ++i) {
        std::sort(asked[i].begin(), asked[i].end());
        rows[i].questions =
            static_cast<int>(std::unique(asked[i].begin(), asked[i].end()) - asked[i].begin());
    }
    return rows;
}

bool RuleTableModel::passes(const Row &row) const
{
    const RuleInfo &rule = info(row);
    if (m_criteria.onlyReporting && row.threats == 0)
        return false;
    if (!m_criteria.strides.isEmpty() && !m_criteria.strides.contains(rule.stride))
        return false;
    if (m_criteria.text.isEmpty())
        return true;
    const auto holds = [this](const QString &text) {
        return text.contains(m_criteria.text, Qt::CaseInsensitive);
    };
    const QStringList ids = rule.attack + rule.nist + rule.capec + rule.cwe;
    return holds(rule.key) || holds(rule.title) || holds(rule.explanation)
        || std::any_of(ids.begin(), ids.end(), holds);
}

void RuleTableModel::refresh()
{
    std::vector<Pack> packs;
    int shown = 0;
    for (const Row &row : countRows()) {
        if (!passes(row))
            continue;
        const QString &pack = info(row).pack;
        if (packs.empty() || packs.back().name != pack)
            packs.push_back({pack, {}});
        packs.back().rows.push_back(row);
        ++shown;
    }
    const auto sameRows = [](const Pack &a, const Pack &b) {
        return a.name == b.name
            && std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(),
                          [](const Row &x, const Row &y) { return x.rule == y.rule; });
    };
    const bool same =
        std::equal(packs.begin(), packs.end(), m_packs.begin(), m_packs.end(), sameRows);
    if (!same)
        beginResetModel();
    m_packs = std::move(packs);
    m_shown = shown;
    if (!same) {
        endResetModel();
        return;
    }
    for (int i = 0; i < rowCount(); ++i) {
        const QModelIndex pack = index(i, 0);
        Q_EMIT dataChanged(index(0, 0, pack), index(rowCount(pack) - 1, ColumnCount - 1, pack));
    }
}

// Children carry the position of their pack, counted from 1; packs carry 0.
QModelIndex RuleTableModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row() + 1) : 0);
}

QModelIndex RuleTableModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr(0));
}

int RuleTableModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_packs.size());
    if (parent.internalId() != 0 || parent.column() > 0)
        return 0;
    return static_cast<int>(m_packs[static_cast<size_t>(parent.row())].rows.size());
}

int RuleTableModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

const RuleTableModel::Row *RuleTableModel::row(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return nullptr;
    const Pack &pack = m_packs[static_cast<size_t>(index.internalId()) - 1];
    return &pack.rows[static_cast<size_t>(index.row())];
}

QModelIndex RuleTableModel::indexOf(const QString &key) const
{
    for (int i = 0; i < rowCount(); ++i) {
        const QModelIndex pack = index(i, 0);
        for (int j = 0; j < rowCount(pack); ++j) {
            if (info(*row(index(j, 0, pack))).key == key)
                return index(j, 0, pack);
        }
    }
    return {};
}

QString RuleTableModel::text(const Row &row, int column) const
{
    const auto count = [](int number) { return number > 0 ? QString::number(number) : QString(); };
    switch (column) {
    case TitleColumn:
        return plainTitle(info(row));
    case StrideColumn:
        return displayName(info(row).stride);
    case SeverityColumn:
        return displayName(info(row).severity);
    case TechniqueColumn:
        return info(row).attack.join(u' ');
    case ThreatColumn:
        return count(row.threats);
    case QuestionColumn:
        return count(row.questions);
    default:
        return {};
    }
}

QVariant RuleTableModel::data(const QModelIndex &index, int role) const
{
    const Row *rule = row(index);
    if (!rule) {
        if (!index.isValid() || index.column() > 0)
            return {};
        if (role == Qt::DisplayRole)
            return m_packs[static_cast<size_t>(index.row())].name;
        if (role == GroupedView::GroupNoteRole)
            return countedWords(rowCount(index), tr("1 rule"), tr("%1 rules"));
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(*rule, index.column());
    case Qt::ToolTipRole:
        return index.column() == TitleColumn ? info(*rule).key
                                             : text(*rule, index.column()).toHtmlEscaped();
    case Qt::TextAlignmentRole:
        return index.column() >= ThreatColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                              : QVariant();
    default:
        return {};
    }
}

QVariant RuleTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section >= ThreatColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                       : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles {tr("Rule"),       tr("STRIDE"),  tr("Severity"),
                              tr("Techniques"), tr("Threats"), tr("Questions")};
    return titles.value(section);
}

} // namespace drawbridge
