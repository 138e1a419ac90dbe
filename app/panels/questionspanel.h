#pragma once

#include "app/panels/panelcontext.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QScrollArea;

namespace drawbridge {

// What nobody has answered yet, the most decisive first, answered in place: of the whole model, of
// what is selected, of its whole host; and the profile of hosts and clusters.
class QuestionsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit QuestionsPanel(const PanelContext &context, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum About { Model, Selected, Host, Profile };

    void refresh();
    QList<OpenQuestion> questions() const;
    QList<OpenQuestion> profile() const;
    QString caption(qsizetype count) const;

    PanelContext m_context;
    QComboBox *m_about = nullptr;
    QLabel *m_caption = nullptr;
    QScrollArea *m_scroll = nullptr;
    QTimer m_refresh;
};

} // namespace drawbridge
