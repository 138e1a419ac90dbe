#pragma once

#include "app/panels/panelcontext.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QScrollArea;

namespace drawbridge {

// Everything that nobody has answered yet, the most decisive first, answered in place.
class QuestionsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit QuestionsPanel(const PanelContext &context, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();

    PanelContext m_context;
    QLabel *m_caption = nullptr;
    QScrollArea *m_scroll = nullptr;
    QTimer m_refresh;
};

} // namespace drawbridge
