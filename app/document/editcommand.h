#pragma once

#include "model/edit/modeledit.h"

#include <QUndoCommand>

namespace drawbridge {

class ModelDocument;

// One model edit. It is pushed after the edit was applied.
class EditCommand final : public QUndoCommand
{
public:
    EditCommand(ModelDocument &document, ModelEdit edit);

    void undo() override;
    void redo() override;
    int id() const override;
    bool mergeWith(const QUndoCommand *other) override;

private:
    ModelDocument &m_document;
    ModelEdit m_edit;
    bool m_applied = true;
};

} // namespace drawbridge
