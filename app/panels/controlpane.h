#pragma once

#include "app/panels/panelcontext.h"
#include "model/export/controlstanding.h"

#include <QWidget>

namespace drawbridge {

class ControlStatementForm;
class DetailPage;

// One NIST control in full: what the project says of it, the threats whose mitigations support it,
// these mitigations, and the techniques that it answers, each with who says so.
class ControlPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ControlPane(const PanelContext &context, QWidget *parent = nullptr);

    // An unknown id empties it.
    void show(const QString &control, const ControlStanding &standing);
    const QString &control() const { return m_control; }
    ControlStatementForm *form() const { return m_form; }
    DetailPage *page() const { return m_page; }

Q_SIGNALS:
    void closeRequested();
    // All threats whose mitigations support it are to be listed.
    void threatsRequested(const QString &control);

private:
    void addBaselines(const Control &control);
    void addThreats(const Control &control);
    void addMeasures(const ControlStanding &standing);
    void addTechniques(const Control &control);
    void addTechnique(const Technique &technique, const ControlLink &link);
    void addRelated(const Control &control);

    PanelContext m_context;
    QString m_control;
    ControlStatementForm *m_form = nullptr;
    DetailPage *m_page = nullptr;
};

} // namespace drawbridge
