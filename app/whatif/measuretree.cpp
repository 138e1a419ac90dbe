#include "app/whatif/measuretree.h"

#include "app/panels/countedwords.h"
#include "app/render/iconset.h"

#include <QHeaderView>
#include <QTreeWidgetItemIterator>

namespace drawbridge {

// Places of a measure in the files; of a manual one with a negative number, counted from -1.
static constexpr int FileRole = Qt::UserRole;
static constexpr int MeasureRole = Qt::UserRole + 1;
static constexpr int NoMeasure = std::numeric_limits<int>::max();

enum MeasureColumn { MeasureTextColumn, MeasureLevelColumn, MeasureClosesColumn };

static QString levelText(const HardeningMeasure &measure)
{
    switch (measure.level) {
    case HardeningLevel::Safe:
        return MeasureTree::tr("Safe");
    case HardeningLevel::Recommended:
        return MeasureTree::tr("Recommended, test it");
    case HardeningLevel::Strict:
        break;
    }
    return MeasureTree::tr("Strict, test it");
}

static QTreeWidgetItem *groupItem(const QString &text)
{
    auto *item = new QTreeWidgetItem({text});
    item->setData(0, MeasureRole, NoMeasure);
    return item;
}

MeasureTree::MeasureTree(const Appearance *appearance, QWidget *parent)
    : QTreeWidget(parent)
    , m_appearance(appearance)
{
    setHeaderLabels({tr("Measure"), tr("Level"), tr("Closes")});
    headerItem()->setTextAlignment(MeasureClosesColumn, Qt::AlignRight | Qt::AlignVCenter);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(MeasureTextColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(MeasureLevelColumn, QHeaderView::Fixed);
    header()->setSectionResizeMode(MeasureClosesColumn, QHeaderView::Fixed);
    setColumnWidth(MeasureLevelColumn, 150);
    setColumnWidth(MeasureClosesColumn, 80);
    setUniformRowHeights(true);
    setTextElideMode(Qt::ElideRight);
    setAccessibleName(tr("Measures"));
    connect(m_appearance, &Appearance::changed, this, &MeasureTree::recolour);
    // A group follows what is below it, so one click gives one signal each.
    connect(this, &QTreeWidget::itemChanged, this, [this] { Q_EMIT ticked(); });
}

QString MeasureTree::keyOf(qsizetype file, const HardeningMeasure &measure)
{
    return QString::number(file) + u'\n' + measure.target + u'\n' + measure.id;
}

void MeasureTree::show(const QList<HardenedFile> &files)
{
    const QSignalBlocker quiet(this);
    clear();
    m_files = files;
    for (qsizetype i = 0; i < files.size(); ++i)
        addFile(i, files[i]);
    addManual(files);
    recolour();
}

void MeasureTree::addFile(qsizetype index, const HardenedFile &file)
{
    if (file.done.isEmpty())
        return;
    QTreeWidgetItem *top = groupItem(file.path);
    top->setFlags(top->flags() | Qt::ItemIsUserCheckable | Qt::ItemIsAutoTristate);
    top->setToolTip(0, file.path);
    addTopLevelItem(top);
    QTreeWidgetItem *place = nullptr;
    for (qsizetype i = 0; i < file.done.size(); ++i) {
        const HardeningMeasure &measure = file.done[i];
        if (!place || place->text(0) != measure.target) {
            place = groupItem(measure.target);
            place->setFlags(place->flags() | Qt::ItemIsUserCheckable | Qt::ItemIsAutoTristate);
            top->addChild(place);
            place->setExpanded(true);
        }
        auto *item = new QTreeWidgetItem(
            place,
            {measure.summary, levelText(measure),
             measure.closes.isEmpty() ? QString() : QString::number(measure.closes.size())});
        item->setTextAlignment(MeasureClosesColumn, Qt::AlignRight | Qt::AlignVCenter);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(0, Qt::Unchecked);
        item->setData(0, FileRole, static_cast<int>(index));
        item->setData(0, MeasureRole, static_cast<int>(i));
        item->setToolTip(0, describe(item));
    }
    top->setExpanded(true);
}

void MeasureTree::addManual(const QList<HardenedFile> &files)
{
    QTreeWidgetItem *top = groupItem({});
    for (qsizetype index = 0; index < files.size(); ++index) {
        for (qsizetype i = 0; i < files[index].manual.size(); ++i) {
            const ManualMeasure &manual = files[index].manual[i];
            auto *item = new QTreeWidgetItem(
                top, {tr("%1: %2").arg(manual.target, manual.reason), manual.id});
            item->setData(0, FileRole, static_cast<int>(index));
            item->setData(0, MeasureRole, static_cast<int>(-1 - i));
            item->setToolTip(0, describe(item));
        }
    }
    if (top->childCount() == 0) {
        delete top;
        return;
    }
    top->setText(0,
                 countedWords(top->childCount(), tr("One thing is left to do by hand"),
                              tr("%1 things are left to do by hand")));
    addTopLevelItem(top);
}

// Disabled text says that there is nothing to tick.
void MeasureTree::recolour()
{
    const QSignalBlocker quiet(this);
    const Theme &theme = m_appearance->theme();
    for (QTreeWidgetItemIterator it(this); *it; ++it) {
        const int measure = (*it)->data(0, MeasureRole).toInt();
        (*it)->setForeground(MeasureLevelColumn, theme.text.secondary);
        if (measure == NoMeasure) {
            QFont font = this->font();
            font.setWeight((*it)->parent() ? QFont::Normal : QFont::DemiBold);
            (*it)->setFont(0, font);
            if ((*it)->parent())
                (*it)->setForeground(0, theme.text.secondary);
        } else if (measure < 0) {
            (*it)->setIcon(0,
                           iconset::pixmap(QStringLiteral("operator"), theme.text.secondary, 16,
                                           devicePixelRatioF()));
        }
    }
}

const HardeningMeasure *MeasureTree::measureOf(const QTreeWidgetItem *item) const
{
    const int measure = item ? item->data(0, MeasureRole).toInt() : NoMeasure;
    if (measure < 0 || measure == NoMeasure)
        return nullptr;
    return &m_files[item->data(0, FileRole).toInt()].done[measure];
}

QList<QTreeWidgetItem *> MeasureTree::measureItems() const
{
    QList<QTreeWidgetItem *> items;
    for (QTreeWidgetItemIterator it(const_cast<MeasureTree *>(this)); *it; ++it) {
        if (measureOf(*it))
            items += *it;
    }
    return items;
}

void MeasureTree::tick(HardeningLevel level)
{
    {
        const QSignalBlocker quiet(this);
        for (QTreeWidgetItem *item : measureItems())
            item->setCheckState(0, measureOf(item)->level <= level ? Qt::Checked : Qt::Unchecked);
    }
    viewport()->update();
    Q_EMIT ticked();
}

std::optional<HardeningLevel> MeasureTree::tickedLevel() const
{
    const QList<QTreeWidgetItem *> items = measureItems();
    for (const HardeningLevel level :
         {HardeningLevel::Safe, HardeningLevel::Recommended, HardeningLevel::Strict}) {
        const bool fits = std::all_of(items.begin(), items.end(), [&](QTreeWidgetItem *item) {
            return (item->checkState(0) == Qt::Checked) == (measureOf(item)->level <= level);
        });
        if (fits)
            return level;
    }
    return {};
}

QSet<QString> MeasureTree::tickedKeys() const
{
    QSet<QString> keys;
    for (QTreeWidgetItem *item : measureItems()) {
        if (item->checkState(0) == Qt::Checked)
            keys.insert(keyOf(item->data(0, FileRole).toInt(), *measureOf(item)));
    }
    return keys;
}

int MeasureTree::tickedCount() const
{
    int count = 0;
    for (QTreeWidgetItem *item : measureItems())
        count += item->checkState(0) == Qt::Checked;
    return count;
}

bool MeasureTree::isTicked(qsizetype file, const HardeningMeasure &measure) const
{
    return tickedKeys().contains(keyOf(file, measure));
}

QString MeasureTree::describe(const QTreeWidgetItem *item) const
{
    if (!item)
        return {};
    QStringList lines;
    if (const HardeningMeasure *measure = measureOf(item)) {
        lines << tr("%1, for %2").arg(measure->id, measure->target) << measure->summary
              << tr("Rests on %1").arg(measure->basis)
              << tr("Changes %1").arg(measure->paths.join(QStringLiteral(", ")));
        for (const ClosedThreat &closed : measure->closes)
            lines += tr("Closes: %1").arg(closed.title);
        return lines.join(u'\n');
    }
    const int place = item->data(0, MeasureRole).toInt();
    if (place == NoMeasure)
        return item->text(0);
    const HardenedFile &file = m_files[item->data(0, FileRole).toInt()];
    const ManualMeasure &manual = file.manual[-1 - place];
    lines << tr("%1, for %2").arg(manual.id, manual.target)
          << QStringLiteral("%1:%2").arg(file.path).arg(manual.where.line) << manual.reason
          << manual.proposal;
    return lines.join(u'\n');
}

} // namespace drawbridge
