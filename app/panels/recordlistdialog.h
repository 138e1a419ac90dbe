#pragma once

#include "model/schema/propertyschema.h"

#include <QDialog>

class QTableWidget;

namespace drawbridge {

// Edits a property that is a list of records (mounts, published ports, parameters) as a table.
class RecordListDialog final : public QDialog
{
    Q_OBJECT

public:
    RecordListDialog(const PropertyDefinition &definition, const Value &value,
                     QWidget *parent = nullptr);

    Value value() const { return m_value; }
    QTableWidget *table() const { return m_table; }
    void accept() override;

private:
    void addRow(const ValueMap &record);
    void setCell(int row, int column, const Value &value);
    Result<Value> cell(int row, int column) const;

    QList<PropertyField> m_fields;
    QTableWidget *m_table = nullptr;
    Value m_value;
};

} // namespace drawbridge
