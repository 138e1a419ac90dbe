#include "app/dialogs/prompts.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QSettings>

namespace drawbridge {

// Dialogs open where the last file was, also of an earlier start.
static const QString FolderKey = QStringLiteral("files/folder");

static QString lastFolder()
{
    const QString folder = QSettings().value(FolderKey).toString();
    return QFileInfo(folder).isDir() ? folder : QString();
}

static void rememberFolder(const QString &folder)
{
    if (!folder.isEmpty())
        QSettings().setValue(FolderKey, folder);
}

QStringList DialogPrompts::openFiles(QWidget *parent, const QString &title, const QString &filter)
{
    const QStringList paths = QFileDialog::getOpenFileNames(parent, title, lastFolder(), filter);
    if (!paths.isEmpty())
        rememberFolder(QFileInfo(paths.first()).absolutePath());
    return paths;
}

QString DialogPrompts::saveFile(QWidget *parent, const QString &title, const QString &suggestion,
                                const QString &filter)
{
    const QString path = QFileDialog::getSaveFileName(
        parent, title, QDir(lastFolder()).filePath(suggestion), filter);
    if (!path.isEmpty())
        rememberFolder(QFileInfo(path).absolutePath());
    return path;
}

QString DialogPrompts::folder(QWidget *parent, const QString &title)
{
    const QString folder = QFileDialog::getExistingDirectory(parent, title, lastFolder());
    rememberFolder(folder);
    return folder;
}

QString DialogPrompts::text(QWidget *parent, const QString &title, const QString &label,
                            const QString &initial)
{
    return QInputDialog::getText(parent, title, label, QLineEdit::Normal, initial);
}

// Names come from files: they are shown as they are, never as markup.
static int ask(QWidget *parent, const QString &title, const QString &question,
               QMessageBox::StandardButtons buttons, QMessageBox::StandardButton usual)
{
    QMessageBox box(QMessageBox::Question, title, question, buttons, parent);
    box.setTextFormat(Qt::PlainText);
    box.setDefaultButton(usual);
    return box.exec();
}

Prompts::SaveAnswer DialogPrompts::saveChanges(QWidget *parent, const QString &name)
{
    const int answer =
        ask(parent, QStringLiteral("Drawbridge"), QObject::tr("Save the changes to %1?").arg(name),
            QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save)
        return SaveAnswer::Save;
    return answer == QMessageBox::Discard ? SaveAnswer::Discard : SaveAnswer::Cancel;
}

bool DialogPrompts::confirm(QWidget *parent, const QString &title, const QString &question)
{
    return ask(parent, title, question, QMessageBox::Yes | QMessageBox::No, QMessageBox::Yes)
        == QMessageBox::Yes;
}

void DialogPrompts::tell(QWidget *parent, const QString &title, const QString &message,
                         const QStringList &details)
{
    QMessageBox box(QMessageBox::Information, title, message, QMessageBox::Ok, parent);
    box.setTextFormat(Qt::PlainText);
    if (!details.isEmpty())
        box.setDetailedText(details.join(u'\n'));
    box.exec();
}

std::optional<ImportUpdate> DialogPrompts::reviewImport(QWidget *parent, const ImportReview &review)
{
    ImportReviewDialog dialog(review, parent);
    if (dialog.exec() != QDialog::Accepted || dialog.update().diff.isEmpty())
        return std::nullopt;
    return dialog.update();
}

void DialogPrompts::showComparison(QWidget *parent, const ComparisonDocument &document,
                                   const std::function<void()> &save)
{
    ComparisonDialog(document, save, parent).exec();
}

} // namespace drawbridge
