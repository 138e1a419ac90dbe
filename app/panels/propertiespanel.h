#pragma once

#include "app/panels/panelcontext.h"

#include <QScrollArea>
#include <QTimer>

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace drawbridge {

class PropertyRow;

// The selected record: what it is, what is asked of it, and every property with its source.
class PropertiesPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit PropertiesPanel(const PanelContext &context, QWidget *parent = nullptr);

    ~PropertiesPanel() override;

    PropertyRow *row(const QString &propertyName) const;
    QLineEdit *nameEdit() const { return m_name; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    QString focusedRow() const;
    void showHeader(const RecordReference &record);
    void addQuestion(const RecordReference &record);
    void addFacts(const RecordReference &record);
    void addProperties(const RecordReference &record);
    void addHeading(const QString &text);
    void rename();

    PanelContext m_context;
    QLabel *m_icon = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_kind = nullptr;
    QLabel *m_hint = nullptr;
    QWidget *m_header = nullptr;
    QScrollArea *m_scroll = nullptr;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_rows = nullptr;
    QTimer m_refresh;
    std::optional<RecordReference> m_shown;
};

} // namespace drawbridge
