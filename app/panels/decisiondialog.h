#pragma once

#include "app/panels/panelcontext.h"

#include <QDialog>

class QLabel;

namespace drawbridge {

class DecisionForm;

// Decides one or several threats alike.
class DecisionDialog final : public QDialog
{
    Q_OBJECT

public:
    DecisionDialog(const PanelContext &context, const QStringList &keys, Treatment treatment,
                   QWidget *parent = nullptr);

    DecisionForm *form() const { return m_form; }
    void accept() override;

private:
    PanelContext m_context;
    QStringList m_keys;
    DecisionForm *m_form = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace drawbridge
