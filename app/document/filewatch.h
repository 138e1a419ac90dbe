#pragma once

#include <QByteArray>
#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace drawbridge {

// Tells when another program changed a file's content. Touching it, or writing the same bytes, is
// no change.
class FileWatch final : public QObject
{
    Q_OBJECT

public:
    explicit FileWatch(QObject *parent = nullptr);

    // Takes the file as it is now for known; an empty path watches nothing.
    void watch(const QString &path);

Q_SIGNALS:
    void changed(const QString &path);

private:
    void look();
    void follow();

    QString m_path;
    QByteArray m_digest;
    QFileSystemWatcher m_watcher;
    QTimer m_settled;
};

} // namespace drawbridge
