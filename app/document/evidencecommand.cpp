#include "app/document/evidencecommand.h"

#include "app/document/document.h"

namespace drawbridge {

EvidenceCommand::EvidenceCommand(Document &document, ProjectEvidence before, ProjectEvidence after,
                                 const QString &text)
    : QUndoCommand(text)
    , m_document(document)
    , m_before(std::move(before))
    , m_after(std::move(after))
{
}

void EvidenceCommand::undo()
{
    m_document.setEvidence(m_before);
}

void EvidenceCommand::redo()
{
    m_document.setEvidence(m_after);
}

} // namespace drawbridge
