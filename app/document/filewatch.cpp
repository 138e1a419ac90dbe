#include "app/document/filewatch.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

namespace drawbridge {

// Empty when there is no such file.
static QByteArray fileDigest(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return hash.result();
}

FileWatch::FileWatch(QObject *parent)
    : QObject(parent)
{
    // A checkout writes in several steps; look when it is quiet.
    m_settled.setSingleShot(true);
    m_settled.setInterval(150);
    const auto wait = [this] { m_settled.start(); };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, wait);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, wait);
    connect(&m_settled, &QTimer::timeout, this, &FileWatch::look);
}

void FileWatch::watch(const QString &path)
{
    m_settled.stop();
    const QStringList before = m_watcher.files() + m_watcher.directories();
    if (!before.isEmpty())
        m_watcher.removePaths(before);
    m_path = path;
    m_digest = path.isEmpty() ? QByteArray() : fileDigest(path);
    follow();
}

// Replacing a file atomically ends the watch on it, so its folder is watched as well.
void FileWatch::follow()
{
    if (m_path.isEmpty())
        return;
    const QFileInfo file(m_path);
    if (file.exists() && !m_watcher.files().contains(m_path))
        m_watcher.addPath(m_path);
    const QString folder = file.absolutePath();
    if (QFileInfo::exists(folder) && !m_watcher.directories().contains(folder))
        m_watcher.addPath(folder);
}

void FileWatch::look()
{
    follow();
    const QByteArray digest = fileDigest(m_path);
    // A missing file may be on its way back: a change only once there is content again.
    if (digest.isEmpty() || digest == m_digest)
        return;
    m_digest = digest;
    Q_EMIT changed(m_path);
}

} // namespace drawbridge
