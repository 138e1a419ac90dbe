#include "app/dialogs/prompts.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>

namespace drawbridge {

QStringList DialogPrompts::openFiles(QWidget *parent, const QString &title, const QString &filter)
{
    return QFileDialog::getOpenFileNames(parent, title, QString(), filter);
}

QString DialogPrompts::saveFile(QWidget *parent, const QString &title, const QString &suggestion,
                                const QString &filter)
{
    return QFileDialog::getSaveFileName(parent, title, suggestion, filter);
}

QString DialogPrompts::folder(QWidget *parent, const QString &title)
{
    return QFileDialog::getExistingDirectory(parent, title);
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
