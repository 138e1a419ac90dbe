#include "model/edit/modeldocument.h"

namespace drawbridge {

ModelDocument::ModelDocument(QObject *parent)
    : QObject(parent)
{
}

ModelDocument::ModelDocument(ThreatModel model, QObject *parent)
    : QObject(parent)
    , m_model(std::move(model))
    , m_graph(m_model)
{
}

template <typename T>
static bool isCurrent(const Table<T> &table, const QList<RecordChange<T>> &changes)
{
    for (const RecordChange<T> &change : changes) {
        const std::shared_ptr<const T> current = table.record(change.id());
        const bool same =
            current == change.before || (current && change.before && *current == *change.before);
        if (!same)
            return false;
    }
    return true;
}

static bool fits(const ThreatModel &model, const ChangeSet &changes)
{
    bool current = !changes.projectBefore || model.project == *changes.projectBefore;
    forEachTable(model, [&](const auto &table) {
        current = current && isCurrent(table, changes.of<std::decay_t<decltype(*table.begin())>>());
    });
    return current;
}

Result<void> ModelDocument::carryOut(const ChangeSet &changes, const QString &text)
{
    if (changes.isEmpty())
        return {};
    if (!fits(m_model, changes))
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("'%1' cannot be done: the model has changed since").arg(text),
                      {}};
    applyChanges(m_model, changes);
    m_graph.update(changes, m_model);
    Q_EMIT changed(changes);
    return {};
}

Result<void> ModelDocument::apply(const ModelEdit &edit)
{
    return carryOut(edit.changes(), edit.text());
}

Result<void> ModelDocument::revert(const ModelEdit &edit)
{
    return carryOut(edit.changes().inverted(), edit.text());
}

void ModelDocument::reset(ThreatModel model)
{
    m_model = std::move(model);
    m_graph = ModelGraph(m_model);
    ChangeSet changes;
    changes.reset = true;
    Q_EMIT changed(changes);
}

} // namespace drawbridge
