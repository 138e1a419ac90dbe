#pragma once

#include "app/settings/appearance.h"
#include "model/export/whatif.h"
#include "model/harden/hardening.h"

#include <QHash>
#include <QTreeWidget>

namespace drawbridge {

// What becomes of the threats: closed, settled, changed, new and gone ones, with what does it.
class ThreatChanges final : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ThreatChanges(const Appearance *appearance, QWidget *parent = nullptr);

    // `files` name the measures that close threats.
    void show(const WhatIfReport &report, const QList<HardenedFile> &files);

private:
    void addGroup(const QString &title, const QList<ComparedThreat> &threats);
    void addChanged(const QList<ChangedThreat> &threats);
    QIcon signOf(Severity severity) const;

    const Appearance *m_appearance;
    // Key of a threat to the ids of measures.
    QHash<QString, QStringList> m_closedBy;
};

} // namespace drawbridge
