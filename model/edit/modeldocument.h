#pragma once

#include "model/core/modelgraph.h"
#include "model/edit/modeledit.h"

#include <QObject>

namespace drawbridge {

// The open model. apply() is the only way to change it; everyone else reads and listens.
class ModelDocument final : public QObject
{
    Q_OBJECT

public:
    explicit ModelDocument(QObject *parent = nullptr);
    explicit ModelDocument(ThreatModel model, QObject *parent = nullptr);

    const ThreatModel &model() const { return m_model; }
    // Connections of the model, kept up to date with it.
    const ModelGraph &graph() const { return m_graph; }

    // Refuses an edit that was made for another state of the records it touches.
    Result<void> apply(const ModelEdit &edit);
    Result<void> revert(const ModelEdit &edit);
    // Takes another model; listeners start afresh.
    void reset(ThreatModel model);

Q_SIGNALS:
    void changed(const drawbridge::ChangeSet &changes);

private:
    Result<void> carryOut(const ChangeSet &changes, const QString &text);

    ThreatModel m_model;
    ModelGraph m_graph;
};

} // namespace drawbridge
