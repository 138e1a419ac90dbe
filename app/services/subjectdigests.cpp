#include "app/services/subjectdigests.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace drawbridge {

// Sources and deployment files; nothing larger is one.
static constexpr qint64 LargestSubject = 32 * 1024 * 1024;

namespace {

// Finds the files that results name, each once.
class SubjectFiles
{
public:
    SubjectFiles(const ThreatModel &model, const QString &folder)
        : m_matcher(model)
        , m_folder(folder)
    {
    }

    // Empty where there is none below the folder.
    QString fileOf(const QString &tool, const EvidenceResult &result)
    {
        const QString path = result.path.isEmpty() ? result.subject.name : result.path;
        if (result.subject.kind != SubjectKind::File || path.isEmpty() || m_folder.isEmpty())
            return {};
        auto found = m_files.find(path);
        if (found == m_files.end())
            found = m_files.insert(path, look(m_matcher.match(tool, result).file, path));
        return *found;
    }

private:
    QString look(const QString &matched, const QString &path) const
    {
        for (const QString &name : {matched, path}) {
            // Imported files may lie beside the project's folder; scans name what they like.
            const bool isOurs = !name.isEmpty() && QDir::isRelativePath(name)
                && (name == matched || !QDir::cleanPath(name).startsWith(QStringLiteral("..")));
            const QFileInfo file(QDir(m_folder).filePath(name));
            if (isOurs && file.isFile() && file.size() <= LargestSubject)
                return file.filePath();
        }
        return {};
    }

    EvidenceMatcher m_matcher;
    QString m_folder;
    QHash<QString, QString> m_files;
};

} // namespace

// Empty where the file cannot be read.
static QString digestOfFile(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return QStringLiteral("sha256:") + QString::fromLatin1(hash.result().toHex());
}

static QDateTime timeOfScan(const EvidenceRun &run, const QString &scanFile)
{
    const QDateTime told = QDateTime::fromString(run.time, Qt::ISODate);
    return told.isValid() ? told : QFileInfo(scanFile).lastModified();
}

void recordSubjects(EvidenceRun &run, const ThreatModel &model, const QString &folder,
                    const QString &scanFile)
{
    // Scans tell whole seconds.
    const QDateTime scanned = timeOfScan(run, scanFile).addSecs(1);
    SubjectFiles files(model, folder);
    QHash<QString, QString> digests;
    for (EvidenceResult &result : run.results) {
        const QString file = files.fileOf(run.tool, result);
        if (file.isEmpty() || !result.subject.digest.isEmpty())
            continue;
        auto digest = digests.find(file);
        if (digest == digests.end()) {
            const bool isOlder = QFileInfo(file).lastModified() <= scanned;
            digest = digests.insert(file, isOlder ? digestOfFile(file) : QString());
        }
        result.subject.digest = *digest;
    }
}

SubjectDigests subjectDigests(const Evidence &evidence, const ThreatModel &model,
                              const QString &folder)
{
    SubjectDigests digests;
    SubjectFiles files(model, folder);
    for (const EvidenceRun &run : evidence.runs) {
        for (const EvidenceResult &result : run.results) {
            const QString path = result.path.isEmpty() ? result.subject.name : result.path;
            const bool isRecorded =
                result.subject.kind == SubjectKind::File && !result.subject.digest.isEmpty();
            if (!isRecorded || digests.contains(path))
                continue;
            const QString file = files.fileOf(run.tool, result);
            digests.insert(path, file.isEmpty() ? QString() : digestOfFile(file));
        }
    }
    return digests;
}

} // namespace drawbridge
