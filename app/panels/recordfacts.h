#pragma once

#include "app/panels/panelcontext.h"

#include <QWidget>

namespace drawbridge {

// The fields of a record that are no properties: kind, technology, boundary, networks, scope. Each
// is shown or, where it can be chosen, edited in place.
class RecordFacts final : public QWidget
{
    Q_OBJECT

public:
    RecordFacts(const PanelContext &context, const RecordReference &record,
                QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addElement(const Element &element);
    void addFlow(const DataFlow &flow);
    void addBoundary(const TrustBoundary &boundary);
    void addInterface(const Interface &interface);
    void addText(const QString &label, const QString &text);
    void addChoice(const QString &label, const QStringList &labels, int current,
                   std::function<Result<ModelEdit>(int)> edit);
    void addRow(const QString &label, QWidget *field);

    PanelContext m_context;
};

} // namespace drawbridge
