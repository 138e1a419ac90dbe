#include "app/panels/propertyrow.h"

#include "app/panels/elidedlabel.h"
#include "app/panels/propertyformat.h"
#include "app/panels/recordlistdialog.h"
#include "model/edit/setpropertyedit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QTimer>
#include <QToolTip>

namespace drawbridge {

static constexpr int PropertyRowHeight = 27;
static constexpr int LeastValueWidth = 56;
static constexpr int MostSourceWidth = 130;

// A value gives way to its source and is elided, never cut.
class ElidedButton final : public QPushButton
{
public:
    using QPushButton::QPushButton;

    QSize minimumSizeHint() const override
    {
        const QSize whole = QPushButton::minimumSizeHint();
        return {std::min(whole.width(), LeastValueWidth), whole.height()};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QStyleOptionButton option;
        initStyleOption(&option);
        option.text = fontMetrics().elidedText(text(), Qt::ElideRight, width() - 8);
        QStylePainter(this).drawControl(QStyle::CE_PushButton, option);
    }
};

PropertyRow::PropertyRow(const PanelContext &context, const RecordReference &record,
                         PropertyIndex property, std::optional<EffectiveValue> value,
                         QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_record(record)
    , m_property(property)
    , m_value(std::move(value))
{
    const PropertyDefinition &definition = context.document->schema().definition(property);
    auto *label = new ElidedLabel(definition.label, Qt::ElideRight, this);
    label->setProperty("role", QStringLiteral("field"));
    label->setFixedWidth(PropertyLabelWidth);
    const QString &more =
        definition.description.isEmpty() ? definition.question : definition.description;
    if (!more.isEmpty())
        label->setToolTip(definition.label.toHtmlEscaped() + QStringLiteral("<br>")
                          + more.toHtmlEscaped());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(PropertyIndent, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(label);
    addValue();
    addSource();
    setMinimumHeight(PropertyRowHeight);
    setAccessibleName(definition.label);
}

void PropertyRow::addValue()
{
    const PropertyDefinition &definition = m_context.document->schema().definition(m_property);
    m_shown = new ElidedButton(this);
    m_shown->setProperty("value", true);
    QString text = tr("Unknown");
    if (m_value)
        text = m_value->claim.notApplicable ? tr("Not applicable")
                                            : formatValue(definition.type, m_value->claim.value);
    m_shown->setToolTip(text);
    m_shown->setText(text);
    m_shown->setProperty("unknown", !m_value);
    m_shown->setAccessibleName(definition.label + QStringLiteral(": ") + text);
    m_shown->setEnabled(!definition.computed);
    connect(m_shown, &QPushButton::clicked, this, &PropertyRow::edit);
    layout()->addWidget(m_shown);
}

void PropertyRow::addSource()
{
    static_cast<QHBoxLayout *>(layout())->addStretch(1);
    if (m_value) {
        const Provenance &provenance = m_value->claim.provenance;
        const QString text = provenanceText(m_context.document->model(), provenance);
        const bool isFile =
            provenance.claim == ClaimSource::File || provenance.claim == ClaimSource::Image;
        auto *source = new ElidedLabel(m_value->conflicting ? tr("conflict: %1").arg(text) : text,
                                       Qt::ElideMiddle, this);
        source->setProperty("role",
                            isFile ? QStringLiteral("filesource") : QStringLiteral("source"));
        source->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        source->setMaximumWidth(MostSourceWidth);
        if (m_value->conflicting)
            source->setToolTip(tr("%1; other sources say otherwise").arg(text).toHtmlEscaped());
        layout()->addWidget(source);
        return;
    }
    auto *answer = new QPushButton(tr("Answer"), this);
    answer->setProperty("link", true);
    answer->setFocusPolicy(Qt::NoFocus);
    connect(answer, &QPushButton::clicked, this, &PropertyRow::edit);
    layout()->addWidget(answer);
}

void PropertyRow::takeFocus()
{
    m_shown->setFocus();
}

void PropertyRow::edit()
{
    const PropertyType &type = m_context.document->schema().definition(m_property).type;
    if (type.kind == PropertyKind::List && type.item && type.item->kind == PropertyKind::Record) {
        editRecords();
        return;
    }
    if (m_editor)
        return;
    m_editor = makeEditor();
    if (!m_editor)
        return;
    m_shown->hide();
    static_cast<QHBoxLayout *>(layout())->insertWidget(2, m_editor, 1);
    m_editor->setFocus();
}

QWidget *PropertyRow::makeEditor()
{
    const PropertyType &type = m_context.document->schema().definition(m_property).type;
    switch (type.kind) {
    case PropertyKind::Bool:
        return makeChoice({tr("Yes"), tr("No")}, {Value(true), Value(false)});
    case PropertyKind::Enum: {
        QList<Value> values;
        for (const QString &member : type.members)
            values += Value(member);
        return makeChoice(type.members, values);
    }
    default:
        return isTypedAsText(type) ? makeLine() : nullptr;
    }
}

QWidget *PropertyRow::makeChoice(const QStringList &labels, const QList<Value> &values)
{
    auto *choice = new QComboBox(this);
    choice->addItem(tr("As found"));
    choice->addItems(labels);
    choice->addItem(tr("Not applicable"));
    const Value current = m_value ? m_value->claim.value : Value();
    choice->setCurrentIndex(static_cast<int>(values.indexOf(current)) + 1);
    connect(choice, &QComboBox::activated, this, [this, values](int index) {
        const Document &document = *m_context.document;
        if (index == 0)
            commit(clearProperty(document.model(), document.schema(), {m_record}, m_property));
        else if (index > values.size())
            commit(setPropertyNotApplicable(document.model(), document.schema(), {m_record},
                                            m_property));
        else
            set(values.at(index - 1));
    });
    // Shown a moment later, when it has its place.
    QTimer::singleShot(0, choice, &QComboBox::showPopup);
    return choice;
}

QWidget *PropertyRow::makeLine()
{
    const PropertyType type = m_context.document->schema().definition(m_property).type;
    auto *line = new QLineEdit(this);
    if (m_value && !m_value->claim.value.isNull()) {
        const QString text = formatValue(type, m_value->claim.value);
        const ValueList *list = m_value->claim.value.asList();
        line->setText(list && list->isEmpty() ? QString() : text);
    }
    line->selectAll();
    connect(line, &QLineEdit::returnPressed, this, [this, line, type] {
        if (line->text().trimmed().isEmpty() && type.kind != PropertyKind::List) {
            const Document &document = *m_context.document;
            commit(clearProperty(document.model(), document.schema(), {m_record}, m_property));
            return;
        }
        const Result<Value> value = parseValue(type, line->text());
        if (value)
            set(*value);
        else
            QToolTip::showText(line->mapToGlobal(QPoint(0, line->height())), value.error().message,
                               line);
    });
    return line;
}

void PropertyRow::editRecords()
{
    const PropertyDefinition &definition = m_context.document->schema().definition(m_property);
    // The panel may be rebuilt behind the dialog (a job ends): the dialog is the window's, and this
    // row may be gone when it closes.
    const QPointer<PropertyRow> row(this);
    RecordListDialog dialog(definition, m_value ? m_value->claim.value : Value(ValueList()),
                            window());
    if (dialog.exec() == QDialog::Accepted && row)
        set(dialog.value());
}

void PropertyRow::set(const Value &value)
{
    const Document &document = *m_context.document;
    commit(drawbridge::setProperty(document.model(), document.schema(), {m_record}, m_property,
                                   value));
}

void PropertyRow::commit(const Result<ModelEdit> &edit)
{
    // The edit rebuilds the panel and with it this row: nothing of it may be touched afterwards.
    Document *document = m_context.document;
    QTimer::singleShot(0, document, [document, edit] {
        const auto applied = document->apply(edit);
        Q_UNUSED(applied)
    });
}

} // namespace drawbridge
