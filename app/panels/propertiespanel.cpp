#include "app/panels/propertiespanel.h"

#include "app/panels/propertyrow.h"
#include "app/panels/questioncard.h"
#include "app/panels/recordfacts.h"
#include "app/render/iconset.h"
#include "model/core/names.h"
#include "model/edit/renamerecordedit.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QVBoxLayout>

namespace drawbridge {

PropertiesPanel::PropertiesPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    m_icon = new QLabel;
    m_icon->setFixedSize(36, 36);
    m_icon->setAlignment(Qt::AlignCenter);
    m_name = new QLineEdit;
    m_name->setProperty("inplace", true);
    m_name->setAccessibleName(tr("Name"));
    m_kind = new QLabel;
    m_kind->setProperty("role", QStringLiteral("secondary"));
    m_header = new QWidget(this);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_kind);
    auto *header = new QHBoxLayout(m_header);
    header->setContentsMargins(14, 14, 14, 8);
    header->setSpacing(10);
    header->addWidget(m_icon);
    header->addLayout(names, 1);
    m_hint =
        new QLabel(tr("Select an element, a flow or a boundary to see what is known of it."), this);
    m_hint->setProperty("role", QStringLiteral("secondary"));
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setContentsMargins(24, 24, 24, 24);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_hint, 1);
    layout->addWidget(m_scroll, 1);
    setMinimumWidth(300);

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &PropertiesPanel::refresh);
    const auto later = [this] {
        if (isVisible())
            m_refresh.start();
    };
    connect(context.document, &Document::changed, this, later);
    connect(context.document, &Document::threatsChanged, this, later);
    connect(context.selection, &Selection::recordsChanged, this, later);
    connect(context.appearance, &Appearance::changed, this, later);
    connect(m_name, &QLineEdit::editingFinished, this, &PropertiesPanel::rename);
    refresh();
}

PropertiesPanel::~PropertiesPanel()
{
    // A name that has the keyboard finishes its editing when it goes, and asks for what is gone.
    m_name->disconnect(this);
}

void PropertiesPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refresh.start();
}

static QString kindText(const ThreatModel &model, const RecordReference &record)
{
    switch (record.kind) {
    case RecordKind::Element: {
        const Element *element = model.elements.find(ElementId(record.id));
        if (!element)
            return {};
        QString text = displayName(element->kind);
        if (element->hasRuntime)
            text += PropertiesPanel::tr(", runs in a container");
        if (element->implied)
            text += PropertiesPanel::tr(", implied by the import");
        return text;
    }
    case RecordKind::Flow:
        return PropertiesPanel::tr("Data flow");
    case RecordKind::Interface:
        return PropertiesPanel::tr("Interface");
    case RecordKind::Boundary: {
        const TrustBoundary *boundary = model.boundaries.find(BoundaryId(record.id));
        return boundary
            ? PropertiesPanel::tr("Trust boundary, %1").arg(displayName(boundary->kind).toLower())
            : QString();
    }
    case RecordKind::Image:
        return PropertiesPanel::tr("Image");
    case RecordKind::Project:
        return PropertiesPanel::tr("Project");
    default:
        return {};
    }
}

static QString iconOf(const ThreatModel &model, const RecordReference &record)
{
    if (const Element *element = model.elements.find(ElementId(record.id)))
        return iconForTechnology(element->technology, element->kind);
    if (const TrustBoundary *boundary = model.boundaries.find(BoundaryId(record.id)))
        return iconForBoundary(boundary->kind);
    return record.kind == RecordKind::Flow ? QStringLiteral("connect") : QStringLiteral("link");
}

void PropertiesPanel::showHeader(const RecordReference &record)
{
    const ThreatModel &model = m_context.document->model();
    const Theme &theme = m_context.appearance->theme();
    m_icon->setPixmap(
        iconset::pixmap(iconOf(model, record), theme.text.primary, 20, devicePixelRatioF()));
    m_icon->setStyleSheet(
        QStringLiteral("background: %1; border-radius: 6px").arg(theme.element.iconTile.name()));
    const QString name = recordName(model, record.kind, record.id);
    if (m_name->text() != name || !m_name->hasFocus())
        m_name->setText(name);
    m_name->setReadOnly(record.kind == RecordKind::Image);
    m_kind->setText(kindText(model, record));
}

void PropertiesPanel::refresh()
{
    m_refresh.stop();
    const auto record = m_context.selection->single();
    const bool known =
        record && !recordName(m_context.document->model(), record->kind, record->id).isEmpty();
    m_header->setVisible(known);
    m_scroll->setVisible(known);
    m_hint->setVisible(!known);
    if (m_context.selection->records().size() > 1)
        m_hint->setText(tr("%1 records are selected.").arg(m_context.selection->records().size()));
    else
        m_hint->setText(tr("Select an element, a flow or a boundary to see what is known of it."));
    if (!known)
        return;
    showHeader(*record);
    const int position = record == m_shown ? m_scroll->verticalScrollBar()->value() : 0;
    const QString focused = focusedRow();
    m_shown = record;
    m_body = new QWidget;
    m_rows = new QVBoxLayout(m_body);
    m_rows->setContentsMargins(14, 0, 14, 14);
    m_rows->setSpacing(0);
    addQuestion(*record);
    addFacts(*record);
    addProperties(*record);
    m_rows->addStretch(1);
    m_scroll->setWidget(m_body);
    m_scroll->verticalScrollBar()->setValue(position);
    if (PropertyRow *again = focused.isEmpty() ? nullptr : row(focused))
        again->takeFocus();
}

// The keyboard stays where it was when an edit rebuilds the rows.
QString PropertiesPanel::focusedRow() const
{
    for (PropertyRow *each :
         m_body ? m_body->findChildren<PropertyRow *>() : QList<PropertyRow *>()) {
        if (each->isAncestorOf(QApplication::focusWidget()))
            return m_context.document->schema().definition(each->property()).name;
    }
    return {};
}

void PropertiesPanel::addQuestion(const RecordReference &record)
{
    for (const OpenQuestion &question : m_context.document->session().openQuestions()) {
        if (question.reference.kind != record.kind || question.reference.id != record.id)
            continue;
        auto *card = new QuestionCard(m_context, question, false, m_body);
        connect(card, &QuestionCard::editRequested, this, [this](PropertyIndex property) {
            if (PropertyRow *found = row(m_context.document->schema().definition(property).name))
                found->edit();
        });
        m_rows->addWidget(card);
        return;
    }
}

void PropertiesPanel::addHeading(const QString &text)
{
    auto *heading = new QLabel(text, m_body);
    heading->setProperty("role", QStringLiteral("group"));
    m_rows->addWidget(heading);
}

void PropertiesPanel::addFacts(const RecordReference &record)
{
    addHeading(tr("General"));
    m_rows->addWidget(new RecordFacts(m_context, record, m_body));
}

// Whether a facet's properties make sense for a record.
static bool hasFacet(const ThreatModel &model, const RecordReference &record, PropertyScope scope)
{
    if (record.kind == RecordKind::Boundary) {
        const TrustBoundary *boundary = model.boundaries.find(BoundaryId(record.id));
        switch (scope) {
        case PropertyScope::Host:
            return boundary && boundary->kind == BoundaryKind::Host;
        case PropertyScope::Cluster:
            return boundary && boundary->kind == BoundaryKind::Cluster;
        case PropertyScope::Namespace:
            return boundary && boundary->kind == BoundaryKind::Namespace;
        case PropertyScope::Network:
            return boundary && boundary->kind == BoundaryKind::Network;
        default:
            return true;
        }
    }
    const Element *element =
        record.kind == RecordKind::Element ? model.elements.find(ElementId(record.id)) : nullptr;
    if (!element)
        return true;
    switch (scope) {
    case PropertyScope::Runtime:
        return element->hasRuntime;
    case PropertyScope::Store:
        return element->kind == ElementKind::DataStore;
    case PropertyScope::External:
        return element->kind == ElementKind::ExternalEntity;
    case PropertyScope::Registry:
        return element->technology == QStringLiteral("registry");
    default:
        return true;
    }
}

template <typename T>
static std::optional<EffectiveValue> valueIn(const Table<T> &table, const IdText &id,
                                             const PropertySchema &schema, PropertyIndex property)
{
    const T *record = table.find(typename T::IdType(id));
    return record ? effectiveValue(schema, *record, property) : std::nullopt;
}

static std::optional<EffectiveValue> valueOf(const Document &document,
                                             const RecordReference &record, PropertyIndex property)
{
    const ThreatModel &model = document.model();
    const PropertySchema &schema = document.schema();
    switch (record.kind) {
    case RecordKind::Element:
        return valueIn(model.elements, record.id, schema, property);
    case RecordKind::Interface:
        return valueIn(model.interfaces, record.id, schema, property);
    case RecordKind::Flow:
        return valueIn(model.flows, record.id, schema, property);
    case RecordKind::Boundary:
        return valueIn(model.boundaries, record.id, schema, property);
    case RecordKind::Image:
        return valueIn(model.images, record.id, schema, property);
    case RecordKind::Identity:
        return valueIn(model.identities, record.id, schema, property);
    case RecordKind::Asset:
        return valueIn(model.assets, record.id, schema, property);
    case RecordKind::Project:
        return effectiveValue(schema, model.project, property);
    default:
        return std::nullopt;
    }
}

void PropertiesPanel::addProperties(const RecordReference &record)
{
    const Document &document = *m_context.document;
    QMap<QString, QList<PropertyIndex>> byGroup;
    QStringList order;
    for (const PropertyIndex index : document.schema().propertiesOf(record.kind)) {
        const PropertyDefinition &definition = document.schema().definition(index);
        if (definition.computed || !hasFacet(document.model(), record, definition.scope))
            continue;
        if (!valueOf(document, record, index) && definition.question.isEmpty())
            continue;
        // What a boundary answers for its members is asked of them, not of every boundary.
        const QString group = definition.scope == PropertyScope::Boundary
            ? tr("Answers for everything inside")
            : definition.group;
        if (!order.contains(group))
            order += group;
        byGroup[group] += index;
    }
    const QString inherited = tr("Answers for everything inside");
    if (order.removeOne(inherited))
        order += inherited;
    for (const QString &name : order) {
        addHeading(name);
        for (const PropertyIndex index : byGroup[name])
            m_rows->addWidget(new PropertyRow(m_context, record, index,
                                              valueOf(document, record, index), m_body));
    }
}

PropertyRow *PropertiesPanel::row(const QString &propertyName) const
{
    for (PropertyRow *each :
         m_body ? m_body->findChildren<PropertyRow *>() : QList<PropertyRow *>()) {
        if (m_context.document->schema().definition(each->property()).name == propertyName)
            return each;
    }
    return nullptr;
}

void PropertiesPanel::rename()
{
    const auto record = m_context.selection->single();
    if (!record || m_name->isReadOnly())
        return;
    const ThreatModel &model = m_context.document->model();
    if (m_name->text().trimmed() == recordName(model, record->kind, record->id))
        return;
    const auto applied = m_context.document->apply(renameRecord(model, *record, m_name->text()));
    if (!applied)
        showHeader(*record);
}

} // namespace drawbridge
