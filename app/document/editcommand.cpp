#include "app/document/editcommand.h"

#include "model/edit/modeldocument.h"

namespace drawbridge {

EditCommand::EditCommand(ModelDocument &document, ModelEdit edit)
    : QUndoCommand(edit.text())
    , m_document(document)
    , m_edit(std::move(edit))
{
}

void EditCommand::undo()
{
    // The stack keeps the order of edits, so only a foreign change could make this fail.
    if (!m_document.revert(m_edit))
        setObsolete(true);
    m_applied = false;
}

void EditCommand::redo()
{
    if (m_applied)
        return;
    if (!m_document.apply(m_edit))
        setObsolete(true);
    m_applied = true;
}

int EditCommand::id() const
{
    return m_edit.mergeKey().isEmpty() ? -1 : 1;
}

bool EditCommand::mergeWith(const QUndoCommand *other)
{
    const auto *later = dynamic_cast<const EditCommand *>(other);
    if (!later || !m_edit.mergeWith(later->m_edit))
        return false;
    if (m_edit.isEmpty())
        setObsolete(true);
    return true;
}

} // namespace drawbridge
