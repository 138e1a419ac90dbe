#include "app/panels/outlinepanel.h"

#include "app/panels/countedwords.h"
#include "app/panels/outlinedelegate.h"
#include "app/render/iconset.h"
#include "model/core/names.h"
#include "model/export/threatwords.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace drawbridge {

OutlinePanel::OutlinePanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    m_text = new QLineEdit(this);
    m_text->setPlaceholderText(tr("Filter the outline"));
    m_text->setClearButtonEnabled(true);
    m_model = new QStandardItemModel(this);
    m_view = new QTreeView(this);
    m_view->setModel(m_model);
    auto *delegate = new OutlineDelegate(context.appearance, m_view);
    m_view->setItemDelegate(delegate);
    connect(delegate, &OutlineDelegate::countClicked, this, [this](const QModelIndex &index) {
        m_context.filter->set(countedThreatsOf(recordAt(index)));
        Q_EMIT m_context.filter->shown();
    });
    m_view->setHeaderHidden(true);
    m_view->setUniformRowHeights(true);
    m_view->setIndentation(16);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setAccessibleName(tr("Outline"));
    auto *top = new QVBoxLayout;
    top->setContentsMargins(14, 8, 14, 8);
    top->addWidget(m_text);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_view, 1);

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &OutlinePanel::refresh);
    const auto later = [this] { m_refresh.start(); };
    connect(context.document, &Document::changed, this, &OutlinePanel::followDocument);
    connect(context.document, &Document::threatsChanged, this, [this](const ThreatDelta &delta) {
        if (delta.reset || !delta.added.isEmpty() || !delta.removed.isEmpty())
            m_recount.start();
    });
    m_recount.setSingleShot(true);
    m_recount.setInterval(0);
    connect(&m_recount, &QTimer::timeout, this, &OutlinePanel::recount);
    connect(context.appearance, &Appearance::changed, this, later);
    connect(context.selection, &Selection::recordsChanged, this, &OutlinePanel::followSelection);
    connect(m_text, &QLineEdit::textChanged, this, &OutlinePanel::filter);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &OutlinePanel::selectFromTree);
    refresh();
}

QStandardItem *OutlinePanel::makeItem(const RecordReference &record, const QString &name,
                                      const QString &icon)
{
    auto *item = new QStandardItem(name.isEmpty() ? tr("(no name)") : name);
    item->setData(static_cast<int>(record.kind), KindRole);
    item->setData(record.id.toString(), IdRole);
    item->setIcon(iconset::pixmap(icon, m_context.appearance->theme().text.secondary, 16,
                                  devicePixelRatioF()));
    showCount(record, item);
    m_items.insert(record, item);
    return item;
}

// As bubbles count: an element with its interfaces.
void OutlinePanel::showCount(const RecordReference &record, QStandardItem *item)
{
    int count = 0;
    Severity worst = Severity::Info;
    const auto add = [&](RecordKind kind, const IdText &id) {
        for (const Threat *threat : m_context.document->session().threatsOf(kind, id)) {
            if (!needsAttention(*threat))
                continue;
            ++count;
            worst = std::min(worst, threat->severity);
        }
    };
    add(record.kind, record.id);
    if (record.kind == RecordKind::Element) {
        for (const InterfaceId &interface :
             m_context.document->graph().interfacesOf(ElementId(record.id)))
            add(RecordKind::Interface, interface);
    }
    item->setData(count, CountRole);
    item->setData(static_cast<int>(worst), SeverityRole);
    QString hint = item->text().toHtmlEscaped();
    if (count > 0)
        hint += QStringLiteral("<br>")
            + countedWords(count, tr("1 threat is not settled"), tr("%1 threats are not settled"));
    item->setToolTip(hint);
}

RecordReference OutlinePanel::recordAt(const QModelIndex &index)
{
    return {static_cast<RecordKind>(index.data(KindRole).toInt()),
            IdText(QStringView(index.data(IdRole).toString()))};
}

void OutlinePanel::recount()
{
    for (auto it = m_items.cbegin(); it != m_items.cend(); ++it)
        showCount(it.key(), it.value());
}

// Only what stands in the tree makes a new tree: a shape that is moved does not.
void OutlinePanel::followDocument(const ChangeSet &changes)
{
    if (changes.reset || !changes.of<Element>().isEmpty() || !changes.of<Interface>().isEmpty()
        || !changes.of<TrustBoundary>().isEmpty())
        m_refresh.start();
}

template <typename Id, typename T>
static QList<const T *> sortedByName(const Table<T> &table, const QList<Id> &ids)
{
    QList<const T *> records;
    for (const Id &id : ids) {
        if (const T *record = table.find(id))
            records += record;
    }
    std::stable_sort(records.begin(), records.end(), [](const T *a, const T *b) {
        return a->name.compare(b->name, Qt::CaseInsensitive) < 0;
    });
    return records;
}

void OutlinePanel::addBoundaries(QStandardItem *parent, const BoundaryId &within)
{
    const ThreatModel &model = m_context.document->model();
    QList<BoundaryId> children;
    for (const TrustBoundary &boundary : model.boundaries) {
        const bool top = within.isEmpty() && !model.boundaries.contains(boundary.parent);
        if (top || (!within.isEmpty() && boundary.parent == within))
            children += boundary.id;
    }
    for (const TrustBoundary *boundary : sortedByName(model.boundaries, children)) {
        // A validated model has no cycles; one that is still being read might.
        if (m_items.contains({RecordKind::Boundary, boundary->id}))
            continue;
        QStandardItem *item = makeItem({RecordKind::Boundary, boundary->id}, boundary->name,
                                       iconForBoundary(boundary->kind));
        parent->appendRow(item);
        addBoundaries(item, boundary->id);
        addElements(item, boundary->id);
    }
}

void OutlinePanel::addElements(QStandardItem *parent, const BoundaryId &within)
{
    const ThreatModel &model = m_context.document->model();
    QList<ElementId> members = m_context.document->graph().membersOf(within);
    if (within.isEmpty()) {
        for (const Element &element : model.elements) {
            if (!model.boundaries.contains(element.boundary))
                members += element.id;
        }
    }
    for (const Element *element : sortedByName(model.elements, members)) {
        QStandardItem *item = makeItem({RecordKind::Element, element->id}, element->name,
                                       iconForTechnology(element->technology, element->kind));
        parent->appendRow(item);
        for (const Interface *interface :
             sortedByName(model.interfaces, m_context.document->graph().interfacesOf(element->id)))
            item->appendRow(makeItem({RecordKind::Interface, interface->id}, interface->name,
                                     QStringLiteral("link")));
    }
}

void OutlinePanel::refresh()
{
    m_refresh.stop();
    m_recount.stop();
    m_following = true;
    QSet<RecordReference> collapsed;
    for (auto it = m_items.cbegin(); it != m_items.cend(); ++it) {
        if (it.value()->hasChildren() && !m_view->isExpanded(it.value()->index()))
            collapsed.insert(it.key());
    }
    m_items.clear();
    m_model->clear();
    addBoundaries(m_model->invisibleRootItem(), {});
    addElements(m_model->invisibleRootItem(), {});
    for (auto it = m_items.cbegin(); it != m_items.cend(); ++it)
        m_view->setExpanded(it.value()->index(), !collapsed.contains(it.key()));
    m_following = false;
    filter(m_text->text());
    followSelection();
}

// Hides rows that neither match nor lead to a match; true when the row stays.
static bool filterRow(QTreeView *view, QStandardItem *item, const QString &text)
{
    bool visible = text.isEmpty() || item->text().contains(text, Qt::CaseInsensitive);
    for (int row = 0; row < item->rowCount(); ++row)
        visible = filterRow(view, item->child(row), text) || visible;
    const QModelIndex index = item->index();
    view->setRowHidden(index.row(), index.parent(), !visible);
    return visible;
}

void OutlinePanel::filter(const QString &text)
{
    for (int row = 0; row < m_model->rowCount(); ++row)
        filterRow(m_view, m_model->item(row), text.trimmed());
}

void OutlinePanel::followSelection()
{
    if (m_following)
        return;
    m_following = true;
    QItemSelection wanted;
    for (const RecordReference &record : m_context.selection->records()) {
        if (const QStandardItem *item = m_items.value(record))
            wanted.select(item->index(), item->index());
    }
    m_view->selectionModel()->select(wanted, QItemSelectionModel::ClearAndSelect);
    if (!wanted.isEmpty())
        m_view->scrollTo(wanted.indexes().first());
    m_following = false;
}

void OutlinePanel::selectFromTree()
{
    if (m_following)
        return;
    m_following = true;
    RecordReferences records;
    for (const QModelIndex &index : m_view->selectionModel()->selectedIndexes())
        records.append(recordAt(index));
    m_context.selection->select(records);
    m_following = false;
}

} // namespace drawbridge
