#pragma once

#include "app/panels/panelcontext.h"
#include "model/export/techniquestanding.h"

#include <QWidget>

namespace drawbridge {

class DetailPage;

// One technique in full: what the analysis says of it, its threats, the rules that name it, what
// mitigates it, and the controls that answer it, each with who says so.
class TechniquePane final : public QWidget
{
    Q_OBJECT

public:
    explicit TechniquePane(const PanelContext &context, QWidget *parent = nullptr);

    // An unknown id empties it.
    void show(const QString &technique, const TechniqueStandings &standings);
    const QString &technique() const { return m_technique; }
    DetailPage *page() const { return m_page; }

Q_SIGNALS:
    void closeRequested();
    // All of its threats are to be listed.
    void threatsRequested(const QString &technique);

private:
    void addStanding(const Technique &technique, const TechniqueStanding &standing);
    void addFamily(const Technique &technique, const TechniqueStandings &standings);
    void addThreats(const Technique &technique);
    void addRules(const Technique &technique);
    void addMitigations(const Technique &technique);
    void addControls(const Technique &technique);
    void addControl(const ControlLink &link, int idWidth);
    QList<const Threat *> threatsOf(const Technique &technique) const;
    bool isNamed(const QStringList &named, const Technique &technique) const;

    PanelContext m_context;
    QString m_technique;
    DetailPage *m_page = nullptr;
};

} // namespace drawbridge
