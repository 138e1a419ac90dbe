#pragma once

#include "app/document/documentfindings.h"
#include "app/document/projectstorage.h"
#include "model/edit/modeldocument.h"
#include "model/engine/analysissession.h"

#include <QObject>
#include <QUndoStack>

#include <memory>

namespace drawbridge {

class FileWatch;

// One open project: its model, the way back through its edits, and the file it came from.
class Document final : public QObject
{
    Q_OBJECT

public:
    // `storage` outlives the document.
    Document(const ProjectStorage &storage, std::shared_ptr<const PropertySchema> schema,
             QObject *parent = nullptr);
    ~Document() override;

    const ThreatModel &model() const { return m_modelDocument.model(); }
    const ModelGraph &graph() const { return m_modelDocument.graph(); }
    const PropertySchema &schema() const { return *m_schema; }
    std::shared_ptr<const PropertySchema> sharedSchema() const { return m_schema; }
    QUndoStack &undoStack() { return m_undoStack; }
    // Ids for what is drawn; tests inject a counting source.
    IdSource &ids() { return *m_ids; }
    void setIds(std::unique_ptr<IdSource> ids);

    // Carries an edit out and puts it on the undo stack. One that changes nothing leaves no step.
    Result<void> apply(const Result<ModelEdit> &edit);

    // Another model takes the place of this one; the way back is forgotten.
    // `sourceFolder` is where its sources' paths start, when that is not the folder of `path`.
    void setModel(ThreatModel model, const QString &path = {}, const QString &sourceFolder = {});
    Result<void> open(const QString &path);
    // Reads the file again, throwing away what was not saved.
    Result<void> reload();
    Result<void> save();
    // Paths of sources start from the new folder then, as one step of its own where they change.
    Result<void> saveAs(const QString &path);
    // Unsaved work that was found again after a crash: modified, and `path` is where it belongs.
    void recover(ThreatModel model, const QString &path, const QString &sourceFolder = {});

    // Begins to enumerate threats; from then on the session follows every edit. Without it the
    // session is empty. With the table of scanners' checks their results weigh in.
    void startAnalysis(std::shared_ptr<const RuleSet> rules, const QDate &date,
                       ParallelFor parallelFor = {},
                       std::shared_ptr<const ScannerTable> scannerTable = {});
    // The versions of the catalogs in use, which a changed project keeps when it is saved.
    void setCatalogs(const QMap<QString, QString> &versions) { m_catalogs = versions; }
    const AnalysisSession &session() const { return m_session; }
    // What scanners found, by the evidence beside the project's file.
    const Findings &findings() const { return m_findings.findings(); }
    // What scanners wrote; saved beside the project's file.
    const ProjectEvidence &evidence() const { return m_findings.evidence(); }
    // Takes other evidence, as it would be found beside the file.
    void setEvidence(ProjectEvidence evidence);
    // The same as one step that can be undone.
    void attach(const ProjectEvidence &evidence);
    // What the file is to say, with the digest of the evidence beside it.
    ThreatModel modelForFile() const;

    // Empty until it was saved.
    QString path() const { return m_path; }
    // Where the paths of its sources start; empty for what was drawn and not saved.
    QString sourceFolder() const { return m_sourceFolder; }
    // Of a model without sources and without a file.
    void setSourceFolder(const QString &folder) { m_sourceFolder = folder; }
    // What was odd about the files that the project was last read or imported from.
    const Diagnostics &diagnostics() const { return m_diagnostics; }
    void noteDiagnostics(const Diagnostics &diagnostics);
    // The project's name, else the file's, else "Untitled".
    QString displayName() const;
    bool isModified() const { return m_recovered || !m_undoStack.isClean(); }

Q_SIGNALS:
    void changed(const drawbridge::ChangeSet &changes);
    // After changed(): the threats that the same edit took and brought.
    void threatsChanged(const drawbridge::ThreatDelta &delta);
    void findingsChanged();
    void diagnosticsChanged();
    void pathChanged(const QString &path);
    void modifiedChanged(bool modified);
    // Someone else wrote the file (git, an editor); what is open was not touched.
    void fileChangedOutside();

private:
    void follow(const ChangeSet &changes);
    void takePath(const QString &path);
    Result<void> saveEvidenceBeside(ThreatModel &named, const QString &path);
    void lookForEvidence(const ThreatModel &model, const QString &path);

    const ProjectStorage &m_storage;
    std::shared_ptr<const PropertySchema> m_schema;
    std::unique_ptr<IdSource> m_ids;
    ModelDocument m_modelDocument;
    AnalysisSession m_session;
    DocumentFindings m_findings;
    // Of the model that is about to be taken.
    ProjectEvidence m_comingEvidence;
    // What the file beside the project holds, and its digest.
    std::shared_ptr<const Evidence> m_savedScans;
    QByteArray m_evidenceDigest;
    bool m_analyses = false;
    QMap<QString, QString> m_catalogs;
    QUndoStack m_undoStack;
    std::unique_ptr<FileWatch> m_watch;
    QString m_path;
    QString m_sourceFolder;
    Diagnostics m_diagnostics;
    bool m_recovered = false;
};

} // namespace drawbridge
