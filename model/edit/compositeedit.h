#pragma once

#include "model/edit/modeledit.h"

namespace drawbridge {

// Several edits as one step: each is made for the model as the earlier ones left it. When one
// fails, nothing was changed and the caller returns its error.
class CompositeEdit
{
public:
    CompositeEdit(QString text, ThreatModel model)
        : m_text(std::move(text))
        , m_before(model)
        , m_after(std::move(model))
    {
    }

    // What the next part is to be made for.
    const ThreatModel &model() const { return m_after; }
    Result<void> add(const Result<ModelEdit> &part)
    {
        if (!part)
            return part.error();
        applyChanges(m_after, part->changes());
        return {};
    }
    ModelEdit finished(const QString &mergeKey = {}) const
    {
        return editBetween(m_text, m_before, m_after, mergeKey);
    }

private:
    QString m_text;
    ThreatModel m_before;
    ThreatModel m_after;
};

} // namespace drawbridge
