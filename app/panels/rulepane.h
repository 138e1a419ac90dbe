#pragma once

#include "app/panels/panelcontext.h"

#include <QWidget>

namespace drawbridge {

class DetailPage;

// One rule in full: what it judges, its conditions, mitigations and mapped ids, and what it says of
// the open model.
class RulePane final : public QWidget
{
    Q_OBJECT

public:
    explicit RulePane(const PanelContext &context, QWidget *parent = nullptr);

    // An unknown key empties it.
    void show(const QString &key);
    const QString &rule() const { return m_rule; }
    DetailPage *page() const { return m_page; }

Q_SIGNALS:
    // A condition of the rule is to be tried.
    void trialRequested(const QString &condition, drawbridge::RecordKind kind, const QString &per);
    void questionsRequested();

private:
    void addHead(const RuleInfo &rule);
    void addConditions(const RuleInfo &rule);
    void addCondition(const RuleInfo &rule, const QString &name, const QString &condition);
    void addThreats(qsizetype index);
    void addMitigations(qsizetype index);
    void addMappings(const RuleInfo &rule);
    void addEntry(CatalogReference::Kind kind, const QString &id, const QString &name);
    void addOrigin(const RuleInfo &rule);

    PanelContext m_context;
    QString m_rule;
    DetailPage *m_page = nullptr;
};

} // namespace drawbridge
