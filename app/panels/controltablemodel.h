#pragma once

#include "app/panels/panelcontext.h"
#include "model/export/controlstanding.h"

#include <QAbstractItemModel>
#include <QSet>

#include <optional>

namespace drawbridge {

// Which controls are listed; an empty set lets everything pass.
struct ControlCriteria
{
    QString text;
    bool onlyWithThreats = true;
    // Baseline::None stands for the controls that are in no baseline.
    QSet<Baseline> baselines;
    QSet<ControlStatus> statements;
    QSet<EvidenceGrade> evidence;
    // Listed whatever else is asked for: what was looked up.
    QString also;

    bool operator==(const ControlCriteria &) const = default;
};

bool isInBaseline(const Control &control, Baseline baseline);

// NIST SP 800-53 controls by family, with how they stand in the open document.
class ControlTableModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        ControlColumn,
        TitleColumn,
        BaselineColumn,
        StatementColumn,
        ThreatColumn,
        StatusColumn,
        SupportColumn,
        EvidenceColumn,
        ColumnCount
    };

    struct Row
    {
        const Control *control = nullptr;
        ControlStanding standing;
        ControlStatus status = ControlStatus::Unset;
        ControlOrigin origin = ControlOrigin::Own;
    };

    explicit ControlTableModel(const PanelContext &context, QObject *parent = nullptr);

    const ControlCriteria &criteria() const { return m_criteria; }
    void setCriteria(const ControlCriteria &criteria);
    // Takes the document afresh. The same controls stay where they are.
    void refresh();

    // Null for the row of a family.
    const Row *row(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &control) const;
    // Controls that are listed.
    int shown() const { return m_shown; }
    // Controls that some mitigation of the model supports.
    int supported() const { return static_cast<int>(m_standings.size()); }
    ControlStanding standing(const QString &control) const { return m_standings.value(control); }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Family
    {
        QString title;
        std::vector<Row> rows;
    };

    bool passes(const Row &row) const;
    Row rowFor(const Control &control) const;
    std::vector<Family> collect() const;
    QString text(const Row &row, int column) const;
    QString toolTip(const Row &row, int column) const;

    PanelContext m_context;
    ControlCriteria m_criteria;
    QHash<QString, ControlStanding> m_standings;
    std::vector<Family> m_families;
    int m_shown = 0;
};

} // namespace drawbridge
