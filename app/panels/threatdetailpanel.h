#pragma once

#include "app/panels/panelcontext.h"
#include "model/edit/decidethreatsedit.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace drawbridge {

class DecisionForm;

// One threat in full: why it applies, what would mitigate it, what it maps to, what was decided.
class ThreatDetailPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ThreatDetailPanel(const PanelContext &context, QWidget *parent = nullptr);

    DecisionForm *decision() const { return m_form; }
    // Saves what the decision form holds; true when it was carried out.
    bool save();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void keepDraft();
    void addHairline();
    void addHeader(const Threat &threat);
    void addWhy(const Threat &threat);
    void addFindings(const Threat &threat);
    void addMitigations(const Threat &threat);
    void addMappings(const Threat &threat);
    void addDecision(const Threat &threat);
    void addSection(const QString &text);
    QLabel *addText(const QString &text, const char *role = nullptr);
    void addPair(const QString &id, const QString &name, const QString &origin);

    PanelContext m_context;
    QScrollArea *m_scroll = nullptr;
    QLabel *m_hint = nullptr;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_rows = nullptr;
    DecisionForm *m_form = nullptr;
    QLabel *m_problem = nullptr;
    QTimer m_refresh;
    // Whoever has opened the condition of one threat wants to see those of the next.
    bool m_conditionsOpen = false;
    bool m_edited = false;
    QString m_formKey;
    QString m_shown;
    QString m_draftKey;
    std::optional<DecisionText> m_draft;
};

} // namespace drawbridge
