#pragma once

#include "app/panels/panelcontext.h"

#include <QAbstractItemModel>
#include <QSet>

namespace drawbridge {

// Which rules are listed; an empty set lets everything pass.
struct RuleCriteria
{
    // In the key, the texts or the mapped ids.
    QString text;
    QSet<Stride> strides;
    // Only rules that report something, or ask, in the open model.
    bool onlyReporting = false;

    bool operator==(const RuleCriteria &) const = default;
};

// What a rule says of any record: dots where the record's own words go.
QString withoutPlaceholders(const QString &text);
// A rule's title with its placeholders as dots: "… runs in privileged mode".
QString plainTitle(const RuleInfo &rule);

// All rules by pack, with what they report and ask in the open document.
class RuleTableModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        TitleColumn,
        StrideColumn,
        SeverityColumn,
        TechniqueColumn,
        ThreatColumn,
        QuestionColumn,
        ColumnCount
    };

    struct Row
    {
        qsizetype rule = -1;
        int threats = 0;
        // Different questions that its threats wait for.
        int questions = 0;
    };

    explicit RuleTableModel(const PanelContext &context, QObject *parent = nullptr);

    const RuleCriteria &criteria() const { return m_criteria; }
    void setCriteria(const RuleCriteria &criteria);
    // Takes the document afresh; the same rules stay where they are.
    void refresh();
    int shown() const { return m_shown; }

    // Null for the row of a pack.
    const Row *row(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &key) const;
    const RuleInfo &info(const Row &row) const { return rules().info(row.rule); }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Pack
    {
        QString name;
        std::vector<Row> rows;
    };

    const RuleSet &rules() const { return *m_context.document->session().input().rules; }
    std::vector<Row> countRows() const;
    bool passes(const Row &row) const;
    QString text(const Row &row, int column) const;

    PanelContext m_context;
    RuleCriteria m_criteria;
    std::vector<Pack> m_packs;
    int m_shown = 0;
};

} // namespace drawbridge
