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

namespace {

// A file that tells how far it was read, and ends when nobody wants it any more.
class WatchedFile final : public QFile
{
public:
    WatchedFile(const QString &path, ProgressSink &progress)
        : QFile(path)
        , m_progress(progress)
    {
    }
    void setShare(double begin, double share)
    {
        m_begin = begin;
        m_share = share;
    }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        if (m_progress.cancelled())
            return -1;
        const qint64 percent = size() > 0 ? std::min<qint64>(100, 100 * m_read / size()) : 100;
        if (percent != m_told)
            m_progress.report(m_begin + m_share * static_cast<double>(percent) / 100, fileName());
        m_told = percent;
        const qint64 count = QFile::readData(data, most);
        m_read += std::max<qint64>(0, count);
        return count;
    }

private:
    ProgressSink &m_progress;
    qint64 m_read = 0;
    qint64 m_told = -1;
    double m_begin = 0;
    double m_share = 1;
};

} // namespace

// The file at `place` of so many, for the progress.
static Result<QList<EvidenceRun>> readWatched(const QString &path, qsizetype place, qsizetype files,
                                              ProgressSink &progress)
{
    const QFileInfo information(path);
    WatchedFile file(path, progress);
    // Says what is wrong with it.
    if (!information.isFile() || information.size() > JsonItemLimits().bytes
        || !file.open(QIODevice::ReadOnly))
        return readScan(path, path);
    const double share = 1.0 / static_cast<double>(files);
    file.setShare(share * static_cast<double>(place), share);
    Result<QList<EvidenceRun>> runs = readScan(file, path);
    if (progress.cancelled())
        return Error {ErrorCode::Cancelled, QStringLiteral("cancelled"), {path}};
    return runs;
}

Result<Evidence> withScans(const Evidence &evidence, const QStringList &scanPaths,
                           const ThreatModel &model, const QString &projectFolder,
                           ProgressSink &progress)
{
    Evidence all = evidence;
    for (qsizetype place = 0; place < scanPaths.size(); ++place) {
        const QString &path = scanPaths[place];
        const QString absolute = QFileInfo(path).absoluteFilePath();
        const QString name = QDir(projectFolder).relativeFilePath(absolute);
        Result<QList<EvidenceRun>> runs = readWatched(path, place, scanPaths.size(), progress);
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
