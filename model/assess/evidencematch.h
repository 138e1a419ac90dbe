#pragma once

#include "model/assess/sourceplaces.h"
#include "model/core/evidence.h"
#include "model/core/threatmodel.h"

namespace drawbridge {

// What kind of thing a result speaks of.
enum class EvidenceTopic : quint8 {
    None,
    Deployment, // a Compose file or manifest
    Code, // a source file or a Dockerfile
    Image,
    Container, // one that runs
    Host, // or cluster
};

// Which record a scanner result speaks of, and why that is thought.
struct EvidenceMatch
{
    RecordKind kind = RecordKind::Element;
    // Empty: none was found.
    IdText record;
    // "web/app.py lies in the build context of web"; where none was found, why.
    QString reason;
    EvidenceTopic topic = EvidenceTopic::None;
    // The file as the project names it, so that tools which started in different folders name it
    // alike; empty where it is not known.
    QString file;

    bool isMatched() const { return !record.isEmpty(); }
    bool operator==(const EvidenceMatch &) const = default;
};

// Finds the records of results: files by build contexts and by the lines of imported files, images
// by reference and digest, containers by the names that Compose and Kubernetes give them, the host
// or cluster. What fits several records equally well is matched with none.
class EvidenceMatcher
{
public:
    // The model outlives this.
    explicit EvidenceMatcher(const ThreatModel &model);

    EvidenceMatch match(const QString &tool, const EvidenceResult &result) const;
    const SourcePlaces &places() const { return m_places; }

private:
    struct BuildContext
    {
        // Of its folder, from the root of the import.
        QStringList folders;
        ElementId element;
        ImageId image;
    };

    // What is known of a file before a line is asked for.
    struct FileMatch
    {
        QList<const Source *> sources;
        EvidenceMatch context;
    };

    EvidenceMatch matchFile(const QString &path, int line) const;
    FileMatch lookUpFile(const QString &path) const;
    EvidenceMatch matchSource(const Source &source, const QString &path, int line) const;
    EvidenceMatch matchContext(const QString &path) const;
    EvidenceMatch matchImage(const EvidenceSubject &subject) const;
    EvidenceMatch matchBuiltImage(const QString &reference) const;
    EvidenceMatch matchContainer(const QString &name) const;
    EvidenceMatch matchOnly(BoundaryKind kind, const char *word) const;

    const ThreatModel &m_model;
    SourcePlaces m_places;
    QList<BuildContext> m_contexts;
    // Scans hold many results of few subjects.
    mutable QHash<QString, FileMatch> m_files;
    mutable QHash<QString, EvidenceMatch> m_images;
    mutable QHash<QString, EvidenceMatch> m_containers;
};

// "docker.io/library/nginx:1.25@sha256:..." -> "nginx:1.25"; without a tag ":latest".
QString plainReference(const QString &reference);

} // namespace drawbridge
