#pragma once

#include "app/panels/panelcontext.h"
#include "model/core/defaults.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace drawbridge {

// Where labels of properties begin and how much room they have, in every group of the panel.
inline constexpr int PropertyIndent = 14;
inline constexpr int PropertyLabelWidth = 124;

// One property: label, value (a click edits it), and where the value comes from.
class PropertyRow final : public QWidget
{
    Q_OBJECT

public:
    PropertyRow(const PanelContext &context, const RecordReference &record, PropertyIndex property,
                std::optional<EffectiveValue> value, QWidget *parent = nullptr);

    // Opens the editor, as a click on the value does.
    void edit();
    void takeFocus();
    PropertyIndex property() const { return m_property; }

private:
    void addValue();
    void addSource();
    QWidget *makeEditor();
    QWidget *makeChoice(const QStringList &labels, const QList<Value> &values);
    QWidget *makeLine();
    void editRecords();
    void commit(const Result<ModelEdit> &edit);
    void set(const Value &value);

    PanelContext m_context;
    RecordReference m_record;
    PropertyIndex m_property;
    std::optional<EffectiveValue> m_value;
    QPushButton *m_shown = nullptr;
    QWidget *m_editor = nullptr;
};

} // namespace drawbridge
