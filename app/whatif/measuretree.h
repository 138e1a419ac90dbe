#pragma once

#include "app/settings/appearance.h"
#include "model/harden/hardening.h"

#include <QSet>
#include <QTreeWidget>

namespace drawbridge {

// The measures of several files with a box to tick for each, by file and place; below them what is
// left to do by hand.
class MeasureTree final : public QTreeWidget
{
    Q_OBJECT

public:
    explicit MeasureTree(const Appearance *appearance, QWidget *parent = nullptr);

    // Everything that could be done; nothing is ticked.
    void show(const QList<HardenedFile> &files);
    // Ticks what a level does, and nothing else.
    void tick(HardeningLevel level);
    // The level whose measures are ticked and no others.
    std::optional<HardeningLevel> tickedLevel() const;
    int tickedCount() const;
    bool isTicked(qsizetype file, const HardeningMeasure &measure) const;
    // The texts of a row in full: what it does, what it rests on, what it closes.
    QString describe(const QTreeWidgetItem *item) const;

    // What `wants` of HardeningOptions is made from: keys of the ticked measures.
    QSet<QString> tickedKeys() const;
    static QString keyOf(qsizetype file, const HardeningMeasure &measure);

Q_SIGNALS:
    void ticked();

private:
    void addFile(qsizetype index, const HardenedFile &file);
    void addManual(const QList<HardenedFile> &files);
    const HardeningMeasure *measureOf(const QTreeWidgetItem *item) const;
    QList<QTreeWidgetItem *> measureItems() const;
    void recolour();

    const Appearance *m_appearance;
    QList<HardenedFile> m_files;
};

} // namespace drawbridge
