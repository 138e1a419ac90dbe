#pragma once

#include "app/services/projectevidence.h"

#include <QUndoCommand>

namespace drawbridge {

class Document;

// Gives a document other scanner results, and takes them back.
class EvidenceCommand final : public QUndoCommand
{
public:
    EvidenceCommand(Document &document, ProjectEvidence before, ProjectEvidence after,
                    const QString &text);

    void undo() override;
    void redo() override;

private:
    Document &m_document;
    ProjectEvidence m_before;
    ProjectEvidence m_after;
};

} // namespace drawbridge
