#include "app/document/autosave.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace drawbridge {

static constexpr const char *CopySuffix = ".drawbridge";
static constexpr const char *OriginSuffix = ".origin";
static constexpr const char *LockSuffix = ".lock";

static QString pathOf(const QString &folder, const QString &key, const char *suffix)
{
    return folder + u'/' + key + QLatin1String(suffix);
}

Autosave::Autosave(Document &document, const ProjectStorage &storage, const QString &folder,
                   QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_storage(storage)
    , m_folder(folder)
    , m_key(RandomIdSource().next('r').toString())
{
    m_timer.setInterval(10'000);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        // A full disk is told when the user saves; a timer cannot ask.
        static_cast<void>(writeNow().hasValue());
    });
    connect(&m_document, &Document::modifiedChanged, this, &Autosave::watchModified);
    watchModified(m_document.isModified());
}

Autosave::~Autosave()
{
    removeCopy();
}

QString Autosave::standardFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)
        + QStringLiteral("/recovery");
}

void Autosave::watchModified(bool modified)
{
    if (modified) {
        m_timer.start();
    } else {
        m_timer.stop();
        removeCopy();
    }
}

Result<void> Autosave::writeNow()
{
    if (!m_document.isModified())
        return {};
    if (!QDir().mkpath(m_folder))
        return Error {ErrorCode::Io, QStringLiteral("the folder cannot be made"), {m_folder, 0, 0}};
    if (!m_lock) {
        m_lock = std::make_unique<QLockFile>(pathOf(m_folder, m_key, LockSuffix));
        // Alive as long as the process is, not by the clock.
        m_lock->setStaleLockTime(0);
        m_lock->tryLock();
    }
    QSaveFile origin(pathOf(m_folder, m_key, OriginSuffix));
    if (!origin.open(QIODevice::WriteOnly) || origin.write(m_document.path().toUtf8()) < 0
        || !origin.commit())
        return Error {ErrorCode::Io, origin.errorString(), {origin.fileName(), 0, 0}};
    return m_storage.save(m_document.modelForFile(), pathOf(m_folder, m_key, CopySuffix));
}

static void removeFiles(const QString &folder, const QString &key)
{
    QFile::remove(pathOf(folder, key, CopySuffix));
    QFile::remove(pathOf(folder, key, OriginSuffix));
}

void Autosave::removeCopy()
{
    if (!m_lock)
        return;
    removeFiles(m_folder, m_key);
    m_lock.reset();
}

QList<RecoverableProject> Autosave::recoverable(const QString &folder)
{
    QList<RecoverableProject> projects;
    const QStringList names =
        QDir(folder).entryList({u'*' + QLatin1String(CopySuffix)}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const QString key = QFileInfo(name).completeBaseName();
        QLockFile lock(pathOf(folder, key, LockSuffix));
        lock.setStaleLockTime(0);
        if (!lock.tryLock())
            continue;
        const QString file = pathOf(folder, key, CopySuffix);
        QFile origin(pathOf(folder, key, OriginSuffix));
        const QString path =
            origin.open(QIODevice::ReadOnly) ? QString::fromUtf8(origin.readAll()) : QString();
        projects.append({file, path, QFileInfo(file).lastModified()});
    }
    return projects;
}

void Autosave::discard(const RecoverableProject &project)
{
    const QFileInfo file(project.file);
    removeFiles(file.path(), file.completeBaseName());
    QFile::remove(pathOf(file.path(), file.completeBaseName(), LockSuffix));
}

} // namespace drawbridge
