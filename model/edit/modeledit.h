#pragma once

#include "model/base/result.h"
#include "model/core/change.h"

namespace drawbridge {

// One reversible change of a model: the records before and after, and what to call it in the undo
// menu. Made by the functions of this folder's <verb><noun>edit files; carried out only by
// ModelDocument. Applying and reverting are one swap of records.
class ModelEdit
{
public:
    ModelEdit() = default;
    ModelEdit(QString text, ChangeSet changes, QString mergeKey = {})
        : m_text(std::move(text))
        , m_changes(std::move(changes))
        , m_mergeKey(std::move(mergeKey))
    {
    }

    // "Move web", in the words of the undo menu.
    const QString &text() const { return m_text; }
    const ChangeSet &changes() const { return m_changes; }
    bool isEmpty() const { return m_changes.isEmpty(); }
    // Edits with the same key that follow each other merge into one (typing, dragging); empty:
    // never.
    const QString &mergeKey() const { return m_mergeKey; }
    // Takes a later edit into this one; false when they do not belong together.
    bool mergeWith(const ModelEdit &later);

private:
    QString m_text;
    ChangeSet m_changes;
    QString m_mergeKey;
};

// Builds an edit from a changed copy of a model.
ModelEdit editBetween(QString text, const ThreatModel &before, const ThreatModel &after,
                      QString mergeKey = {});

} // namespace drawbridge
