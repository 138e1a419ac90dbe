#pragma once

#include "app/panels/panelcontext.h"
#include "model/engine/residualrisk.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace drawbridge {

// The threats that pass the filter, in the order of a column. Texts are made when a row is shown.
class ThreatTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        SeverityColumn,
        StrideColumn,
        TitleColumn,
        TargetColumn,
        TechniqueColumn,
        ControlColumn,
        StatusColumn,
        RiskColumn,
        ResidualColumn,
        ColumnCount
    };
    enum Role {
        ThreatKeyRole = Qt::UserRole,
        SeverityRole,
        StrideRole,
        StatusRole,
        ToBeReviewedRole
    };

    explicit ThreatTableModel(const PanelContext &context, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    const Threat *threat(int row) const;
    // Also of a row whose threat is about to go.
    QString keyOf(int row) const;
    // Row of a threat key, or -1.
    int rowOf(const QString &key) const;
    // Of those keys that are shown.
    QList<int> rowsOf(const QStringList &keys) const;
    // Takes filter and session afresh at once. Rows that stay what they are keep their place.
    void refresh();

Q_SIGNALS:
    // Around a change of the rows.
    void aboutToRefresh();
    void refreshed();

private:
    // Which threat a row shows; its place in the session changes with every edit.
    struct Row
    {
        qsizetype position = 0;
        int rule = -1;
        ManualThreatId manual;
        RecordKind targetKind = RecordKind::Element;
        IdText target;
        QString discriminator;

        bool isSame(const Row &other) const;
    };

    static Row rowFor(qsizetype position, const Threat &threat);
    void follow(const ThreatDelta &delta);
    std::vector<Row> passingRows() const;
    void takeRows(std::vector<Row> rows);
    void tellChanged();
    bool passes(const Threat &threat) const;
    bool concerns(const RecordReference &record, const Threat &threat) const;
    QString text(const Threat &threat, int column) const;
    QString toolTip(const Threat &threat, int column) const;
    ResidualRisk residualOf(const Threat &threat) const;
    QString residualText(const Threat &threat) const;
    void sortRows(std::vector<Row> &rows) const;

    PanelContext m_context;
    QTimer m_refresh;
    std::vector<Row> m_rows;
    int m_sortColumn = SeverityColumn;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace drawbridge
