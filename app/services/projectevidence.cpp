#include "app/services/projectevidence.h"

#include "app/services/inputfile.h"
#include "app/services/subjectdigests.h"
#include "model/evidence/readscan.h"
#include "model/project/evidencefile.h"
#include "model/project/projectfile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace drawbridge {

static QByteArray digestOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

Result<ProjectEvidence> loadEvidence(const ThreatModel &model, const QString &projectPath)
{
    ProjectEvidence evidence;
    const QString path = evidencePathFor(projectPath);
    QFile file(path);
    if (isStandardStream(projectPath) || !file.exists())
        return evidence;
    if (!file.open(QIODevice::ReadOnly))
        return Error {
            ErrorCode::Io, QStringLiteral("cannot be read: %1").arg(file.errorString()), {path}};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(&file);
    file.seek(0);
    Result<Evidence> read = readEvidence(file, path);
    if (!read)
        return read.error();
    evidence.scans = std::make_shared<const Evidence>(std::move(*read));
    evidence.status = hash.result().toHex() == model.evidenceDigest ? QStringLiteral("present")
                                                                    : QStringLiteral("stale");
    evidence.digests =
        subjectDigests(*evidence.scans, model, QFileInfo(projectPath).absolutePath());
    return evidence;
}

ProjectEvidence evidenceOf(Evidence &&evidence, const ThreatModel &model,
                           const QString &projectPath)
{
    ProjectEvidence known {
        std::make_shared<const Evidence>(std::move(evidence)), QStringLiteral("present"), {}};
    known.digests = subjectDigests(*known.scans, model, QFileInfo(projectPath).absolutePath());
    return known;
}

QString evidenceStatus(const ThreatModel &model, const QString &projectPath)
{
    if (model.evidenceDigest.isEmpty())
        return {};
    QFile file(evidencePathFor(projectPath));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return QStringLiteral("missing");
    return hash.result().toHex() == model.evidenceDigest ? QStringLiteral("present")
                                                         : QStringLiteral("stale");
}

Result<Evidence> withScans(const Evidence &evidence, const QStringList &scanPaths,
                           const ThreatModel &model, const QString &projectFolder)
{
    Evidence all = evidence;
    for (const QString &path : scanPaths) {
        const QString absolute = QFileInfo(path).absoluteFilePath();
        const QString name = QDir(projectFolder).relativeFilePath(absolute);
        Result<QList<EvidenceRun>> runs = readScan(path, path);
        if (!runs)
            return runs.error();
        for (EvidenceRun &run : *runs) {
            run.file = name;
            recordSubjects(run, model, projectFolder, absolute);
            const auto isOlder = [&](const EvidenceRun &known) {
                return known.tool == run.tool && known.file == run.file
                    && known.digest != run.digest;
            };
            all.runs.erase(std::remove_if(all.runs.begin(), all.runs.end(), isOlder),
                           all.runs.end());
            if (!all.runs.contains(run))
                all.runs.append(run);
        }
    }
    std::stable_sort(all.runs.begin(), all.runs.end(),
                     [](const EvidenceRun &a, const EvidenceRun &b) {
                         return std::tie(a.tool, a.file) < std::tie(b.tool, b.file);
                     });
    return all;
}

Result<void> saveEvidence(const Evidence &evidence, ThreatModel &model, const QString &projectPath)
{
    const QByteArray bytes = writeEvidence(evidence);
    const Result<void> written = replaceFile(evidencePathFor(projectPath), bytes);
    if (written)
        model.evidenceDigest = digestOf(bytes);
    return written;
}

} // namespace drawbridge
