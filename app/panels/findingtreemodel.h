#pragma once

#include "app/document/document.h"

#include <QAbstractItemModel>

namespace drawbridge {

enum class FindingGrouping : quint8 { Record, Tool, Severity };

// Which findings are shown.
struct FindingCriteria
{
    QString text;
    bool onlyOpen = true;
    // Only of this record, with an element also of its image and interfaces.
    IdText record;

    bool operator==(const FindingCriteria &) const = default;
};

// Findings of a document in groups; makes texts only for what is looked at, since there may be
// hundreds of thousands.
class FindingTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        WhatColumn,
        SeverityColumn,
        StateColumn,
        ToolColumn,
        CheckColumn,
        PlaceColumn,
        RecordColumn,
        ThreatsColumn,
        ColumnCount
    };
    enum Role { FindingRole = Qt::UserRole };

    explicit FindingTreeModel(const Document &document, QObject *parent = nullptr);

    void show(FindingGrouping grouping, const FindingCriteria &criteria);
    // Of all findings, those that pass.
    qsizetype shown() const { return m_shown; }
    // Nullptr for a group.
    const Finding *finding(const QModelIndex &index) const;
    // Keys of the threats that stand in the analysis and that a finding is tied to.
    QStringList threatsOf(const Finding &finding) const;
    QString recordOf(const Finding &finding) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Group
    {
        QString title;
        QList<qsizetype> findings;
    };

    bool passes(const Finding &finding, const FindingCriteria &criteria) const;
    QString titleOf(FindingGrouping grouping, const Finding &finding) const;
    QString textAt(const Finding &finding, int column) const;

    const Document &m_document;
    QList<Group> m_groups;
    qsizetype m_shown = 0;
};

} // namespace drawbridge
