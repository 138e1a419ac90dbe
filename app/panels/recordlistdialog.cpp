#include "app/panels/recordlistdialog.h"

#include "app/panels/propertyformat.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QToolTip>
#include <QVBoxLayout>

namespace drawbridge {

// "hostPort" -> "Host port".
static QString headingOf(const QString &field)
{
    QString heading;
    for (const QChar c : field)
        heading += c.isUpper() ? QStringLiteral(" ") + c.toLower() : QString(c);
    heading[0] = heading[0].toUpper();
    return heading;
}

static QStringList choicesOf(const PropertyType &type)
{
    if (type.kind == PropertyKind::Bool)
        return {QString(), QStringLiteral("yes"), QStringLiteral("no")};
    return type.kind == PropertyKind::Enum ? QStringList {QString()} + type.members : QStringList();
}

RecordListDialog::RecordListDialog(const PropertyDefinition &definition, const Value &value,
                                   QWidget *parent)
    : QDialog(parent)
    , m_fields(definition.type.item->fields)
    , m_value(value)
{
    setWindowTitle(definition.label);
    m_table = new QTableWidget(0, static_cast<int>(m_fields.size()), this);
    QStringList headings;
    for (const PropertyField &field : m_fields)
        headings += headingOf(field.name);
    m_table->setHorizontalHeaderLabels(headings);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    if (const ValueList *list = value.asList()) {
        for (const Value &record : *list)
            addRow(record.asMap() ? *record.asMap() : ValueMap());
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    QPushButton *add = buttons->addButton(tr("Add a row"), QDialogButtonBox::ActionRole);
    QPushButton *remove = buttons->addButton(tr("Remove the row"), QDialogButtonBox::ActionRole);
    connect(add, &QPushButton::clicked, this, [this] { addRow({}); });
    connect(remove, &QPushButton::clicked, this,
            [this] { m_table->removeRow(m_table->currentRow()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &RecordListDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &RecordListDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addWidget(m_table);
    layout->addWidget(buttons);
    resize(std::max(420, 140 * static_cast<int>(m_fields.size())), 320);
}

void RecordListDialog::addRow(const ValueMap &record)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    for (int column = 0; column < m_fields.size(); ++column)
        setCell(row, column, record.value(m_fields[column].name));
}

void RecordListDialog::setCell(int row, int column, const Value &value)
{
    const PropertyType &type = m_fields[column].type;
    const QString text = value.isNull() ? QString() : value.toDisplayString();
    const QStringList choices = choicesOf(type);
    if (choices.isEmpty()) {
        m_table->setItem(row, column, new QTableWidgetItem(text));
        return;
    }
    auto *choice = new QComboBox(m_table);
    choice->addItems(choices);
    choice->setCurrentText(text);
    m_table->setCellWidget(row, column, choice);
}

Result<Value> RecordListDialog::cell(int row, int column) const
{
    const PropertyType &type = m_fields[column].type;
    if (const auto *choice = qobject_cast<QComboBox *>(m_table->cellWidget(row, column))) {
        const QString text = choice->currentText();
        if (text.isEmpty())
            return Value();
        return type.kind == PropertyKind::Bool ? Value(text == QStringLiteral("yes")) : Value(text);
    }
    const QTableWidgetItem *item = m_table->item(row, column);
    const QString text = item ? item->text().trimmed() : QString();
    return text.isEmpty() ? Result<Value>(Value()) : parseValue(type, text);
}

void RecordListDialog::accept()
{
    ValueList records;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        ValueMap record;
        for (int column = 0; column < m_fields.size(); ++column) {
            const Result<Value> value = cell(row, column);
            if (!value) {
                m_table->setCurrentCell(row, column);
                QToolTip::showText(QCursor::pos(), value.error().message, m_table);
                return;
            }
            if (!value->isNull())
                record.insert(m_fields[column].name, *value);
        }
        if (!record.isEmpty())
            records += Value(record);
    }
    m_value = Value(records);
    QDialog::accept();
}

} // namespace drawbridge
