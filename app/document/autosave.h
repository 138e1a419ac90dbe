#pragma once

#include "app/document/document.h"

#include <QDateTime>
#include <QLockFile>
#include <QTimer>

namespace drawbridge {

// A project that a crashed session left behind.
struct RecoverableProject
{
    // The autosaved project file.
    QString file;
    // Where the work belongs; empty when it was never saved.
    QString originalPath;
    QDateTime saved;
};

// Keeps a copy of unsaved work in a folder of the program's own, never over the user's file. The
// copy goes when the work is saved or the document closed; one that is still there without a living
// owner is what a crash left.
class Autosave final : public QObject
{
    Q_OBJECT

public:
    Autosave(Document &document, const ProjectStorage &storage, const QString &folder,
             QObject *parent = nullptr);
    ~Autosave() override;

    // Below the user's application data.
    static QString standardFolder();
    static QList<RecoverableProject> recoverable(const QString &folder);
    static void discard(const RecoverableProject &project);

    void setInterval(int milliseconds) { m_timer.setInterval(milliseconds); }
    // What the timer does: writes when there is unsaved work.
    Result<void> writeNow();
    // The user closed the project knowingly.
    void removeCopy();

private:
    void watchModified(bool modified);

    Document &m_document;
    const ProjectStorage &m_storage;
    QString m_folder;
    QString m_key;
    std::unique_ptr<QLockFile> m_lock;
    QTimer m_timer;
};

} // namespace drawbridge
