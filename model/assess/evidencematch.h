#pragma once

#include "model/core/evidence.h"
#include "model/core/threatmodel.h"

namespace drawbridge {

// Which record a scanner result speaks of, and why that is thought.
struct EvidenceMatch
{
    RecordKind kind = RecordKind::Element;
    // Empty: none was found.
    IdText record;
    // "web/app.py lies in the build context of web"; where none was found, why.
    QString reason;

    bool isMatched() const { return !record.isEmpty(); }
    bool operator==(const EvidenceMatch &) const = default;
};

// Finds the records of results: files by build contexts and by the lines of imported files, images
// by reference and digest, containers by the names that Compose and Kubernetes give them, the host.
// What fits several records equally well is matched with none.
class EvidenceMatcher
{
public:
    // The model outlives this.
    explicit EvidenceMatcher(const ThreatModel &model);

    EvidenceMatch match(const EvidenceResult &result) const;

private:
    struct BuildContext
    {
        // Of its folder, from the root of the import.
        QStringList folders;
        ElementId element;
    };

    EvidenceMatch matchFile(const QString &path, int line) const;
    EvidenceMatch matchImportedFile(const QString &path, int line) const;
    EvidenceMatch matchImage(const EvidenceSubject &subject) const;
    EvidenceMatch matchContainer(const QString &name) const;
    EvidenceMatch matchHost() const;

    const ThreatModel &m_model;
    QList<BuildContext> m_contexts;
};

} // namespace drawbridge
