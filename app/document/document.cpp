#include "app/document/document.h"

#include "app/document/editcommand.h"
#include "app/document/evidencecommand.h"
#include "app/document/filewatch.h"
#include "app/services/sourcepaths.h"
#include "model/edit/replacemodeledit.h"
#include "model/engine/catalogversions.h"
#include "model/project/evidencefile.h"

#include <QFile>
#include <QFileInfo>

namespace drawbridge {

Document::Document(const ProjectStorage &storage, std::shared_ptr<const PropertySchema> schema,
                   QObject *parent)
    : QObject(parent)
    , m_storage(storage)
    , m_schema(std::move(schema))
    , m_ids(std::make_unique<RandomIdSource>())
    , m_watch(std::make_unique<FileWatch>())
{
    connect(&m_modelDocument, &ModelDocument::changed, this, &Document::follow);
    connect(&m_undoStack, &QUndoStack::cleanChanged, this,
            [this] { Q_EMIT modifiedChanged(isModified()); });
    connect(m_watch.get(), &FileWatch::changed, this, &Document::fileChangedOutside);
}

Document::~Document()
{
    // The stack tells its last state while the rest is already going.
    m_undoStack.disconnect(this);
}

void Document::startAnalysis(std::shared_ptr<const RuleSet> rules, const QDate &date,
                             ParallelFor parallelFor,
                             std::shared_ptr<const ScannerTable> scannerTable)
{
    m_findings.start(std::move(scannerTable), rules, m_schema, date);
    m_findings.find(model());
    m_session.reset(
        {model(), m_schema, std::move(rules), date, std::move(parallelFor), findings().facts()});
    m_analyses = true;
    ThreatDelta delta;
    delta.reset = true;
    Q_EMIT threatsChanged(delta);
}

void Document::follow(const ChangeSet &changes)
{
    // The session first: who hears of the change may ask it.
    ThreatDelta delta;
    const bool found = m_findings.follow(model(), changes);
    if (m_analyses)
        delta = m_session.apply(model(), changes);
    if (m_analyses && found) {
        const ThreatDelta more = m_session.setEvidence(findings().facts());
        // A threat that changed twice would be listed twice.
        delta.reset = delta.reset || !more.added.isEmpty() || !more.removed.isEmpty();
    }
    Q_EMIT changed(changes);
    if (m_analyses)
        Q_EMIT threatsChanged(delta);
    if (found)
        Q_EMIT findingsChanged();
}

void Document::setEvidence(ProjectEvidence evidence)
{
    m_findings.setEvidence(std::move(evidence));
    m_findings.find(model());
    if (m_analyses)
        Q_EMIT threatsChanged(m_session.setEvidence(findings().facts()));
    Q_EMIT findingsChanged();
}

void Document::attach(const ProjectEvidence &evidence)
{
    m_undoStack.push(
        new EvidenceCommand(*this, this->evidence(), evidence, tr("Attach scan results")));
}

ThreatModel Document::modelForFile() const
{
    ThreatModel named = model();
    named.evidenceDigest = m_evidenceDigest;
    return named;
}

// Evidence that cannot be read does not keep a project shut.
void Document::lookForEvidence(const ThreatModel &model, const QString &path)
{
    Result<ProjectEvidence> evidence = loadEvidence(model, path);
    m_comingEvidence = evidence ? std::move(*evidence) : ProjectEvidence();
    if (!evidence)
        m_diagnostics.append(
            {DiagnosticSeverity::Warning, evidence.error().message, evidence.error().where});
}

void Document::setIds(std::unique_ptr<IdSource> ids)
{
    m_ids = std::move(ids);
}

Result<void> Document::apply(const Result<ModelEdit> &edit)
{
    if (!edit)
        return edit.error();
    if (edit->isEmpty())
        return {};
    const Result<void> applied = m_modelDocument.apply(*edit);
    if (!applied)
        return applied;
    m_undoStack.push(new EditCommand(m_modelDocument, *edit));
    return {};
}

void Document::takePath(const QString &path)
{
    m_watch->watch(path);
    if (m_path == path)
        return;
    m_path = path;
    Q_EMIT pathChanged(m_path);
}

static QString folderOfProject(const QString &path)
{
    return path.isEmpty() ? QString() : QFileInfo(path).absolutePath();
}

void Document::setModel(ThreatModel model, const QString &path, const QString &sourceFolder)
{
    const bool onlyRecovered = m_recovered && m_undoStack.isClean();
    m_recovered = false;
    m_diagnostics.clear();
    // The steps belong to the model that goes; clear before it does.
    m_undoStack.clear();
    takePath(path);
    m_sourceFolder = sourceFolder.isEmpty() ? folderOfProject(path) : sourceFolder;
    m_findings.setEvidence(std::exchange(m_comingEvidence, {}));
    m_savedScans = evidence().scans;
    m_evidenceDigest = model.evidenceDigest;
    m_modelDocument.reset(std::move(model));
    if (onlyRecovered)
        Q_EMIT modifiedChanged(false);
}

void Document::recover(ThreatModel model, const QString &path, const QString &sourceFolder)
{
    if (!path.isEmpty())
        lookForEvidence(model, path);
    setModel(std::move(model), path, sourceFolder);
    m_recovered = true;
    Q_EMIT modifiedChanged(true);
}

Result<void> Document::open(const QString &path)
{
    Result<ProjectContent> loaded = m_storage.load(path);
    if (!loaded)
        return loaded.error();
    m_diagnostics.clear();
    lookForEvidence(loaded->model, path);
    Diagnostics diagnostics = loaded->diagnostics + m_diagnostics;
    const QString changed = changedVersions(loaded->model.project.catalogs, m_catalogs);
    if (!changed.isEmpty())
        diagnostics += Diagnostic {
            DiagnosticSeverity::Information,
            tr("The project was last saved with %1. drawbridge-cli catalog diff tells what that "
               "changes.")
                .arg(changed),
            {}};
    setModel(std::move(loaded->model), path);
    noteDiagnostics(diagnostics);
    return {};
}

void Document::noteDiagnostics(const Diagnostics &diagnostics)
{
    m_diagnostics = diagnostics;
    Q_EMIT diagnosticsChanged();
}

Result<void> Document::reload()
{
    return open(m_path);
}

Result<void> Document::save()
{
    return saveAs(m_path);
}

// Scanner results go where the project goes.
Result<void> Document::saveEvidenceBeside(ThreatModel &named, const QString &path)
{
    const std::shared_ptr<const Evidence> scans = evidence().scans;
    if (scans == m_savedScans && (path == m_path || !scans))
        return {};
    if (!scans) {
        // What was attached was taken back.
        named.evidenceDigest.clear();
        if (path == m_path)
            QFile::remove(evidencePathFor(path));
        return {};
    }
    const Result<void> saved = saveEvidence(*scans, named, path);
    // Results that are not those that the project named do not become so by being copied.
    if (evidence().status == u"stale")
        named.evidenceDigest = m_evidenceDigest;
    return saved;
}

Result<void> Document::saveAs(const QString &path)
{
    if (path.isEmpty())
        return Error {ErrorCode::Usage, QStringLiteral("the project has no file yet"), {}};
    // An unmodified document is never rewritten.
    if (path == m_path && !isModified() && QFileInfo::exists(path))
        return {};
    // What is written here is no change from outside.
    m_watch->watch({});
    ThreatModel named = modelForFile();
    if (!m_sourceFolder.isEmpty())
        nameSourcesFrom(named, m_sourceFolder, folderOfProject(path));
    Result<void> saved = saveEvidenceBeside(named, path);
    ThreatModel written = named;
    // Not a step that could be undone: it says under which catalogs the last edits were judged.
    if ((isModified() || m_path.isEmpty()) && !m_catalogs.isEmpty())
        written.project.catalogs = m_catalogs;
    if (saved)
        saved = m_storage.save(written, path);
    takePath(saved ? path : m_path);
    if (!saved)
        return saved;
    m_savedScans = evidence().scans;
    m_evidenceDigest = named.evidenceDigest;
    m_sourceFolder = folderOfProject(path);
    // Nothing without a difference.
    const Result<void> renamed =
        apply(replaceModel(model(), named, tr("Name the sources from the new folder")));
    if (!renamed)
        return renamed;
    // The stack tells by itself when it becomes clean.
    const bool onlyRecovered = m_recovered && m_undoStack.isClean();
    m_recovered = false;
    m_undoStack.setClean();
    if (onlyRecovered)
        Q_EMIT modifiedChanged(false);
    return {};
}

QString Document::displayName() const
{
    if (!model().project.name.isEmpty())
        return model().project.name;
    return m_path.isEmpty() ? tr("Untitled") : QFileInfo(m_path).completeBaseName();
}

} // namespace drawbridge
