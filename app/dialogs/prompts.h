#pragma once

#include "app/dialogs/comparisondialog.h"
#include "app/dialogs/importreviewdialog.h"

#include <QStringList>

#include <optional>

class QWidget;

namespace drawbridge {

// Everything the window asks a person in a dialog; tests answer in his place.
class Prompts
{
public:
    enum class SaveAnswer { Save, Discard, Cancel };

    virtual ~Prompts() = default;
    // Empty when cancelled.
    virtual QStringList openFiles(QWidget *parent, const QString &title, const QString &filter) = 0;
    virtual QString saveFile(QWidget *parent, const QString &title, const QString &suggestion,
                             const QString &filter) = 0;
    virtual QString folder(QWidget *parent, const QString &title) = 0;
    virtual QString text(QWidget *parent, const QString &title, const QString &label,
                         const QString &initial) = 0;
    virtual SaveAnswer saveChanges(QWidget *parent, const QString &name) = 0;
    virtual bool confirm(QWidget *parent, const QString &title, const QString &question) = 0;
    virtual void tell(QWidget *parent, const QString &title, const QString &message,
                      const QStringList &details) = 0;
    // Shows what an import changes; nothing when it is not to be applied.
    virtual std::optional<ImportUpdate> reviewImport(QWidget *parent,
                                                     const ImportReview &review) = 0;
    // `save` asks where to and writes it.
    virtual void showComparison(QWidget *parent, const ComparisonDocument &document,
                                const std::function<void()> &save) = 0;
};

// Real dialogs.
class DialogPrompts final : public Prompts
{
public:
    QStringList openFiles(QWidget *parent, const QString &title, const QString &filter) override;
    QString saveFile(QWidget *parent, const QString &title, const QString &suggestion,
                     const QString &filter) override;
    QString folder(QWidget *parent, const QString &title) override;
    QString text(QWidget *parent, const QString &title, const QString &label,
                 const QString &initial) override;
    SaveAnswer saveChanges(QWidget *parent, const QString &name) override;
    bool confirm(QWidget *parent, const QString &title, const QString &question) override;
    void tell(QWidget *parent, const QString &title, const QString &message,
              const QStringList &details) override;
    std::optional<ImportUpdate> reviewImport(QWidget *parent, const ImportReview &review) override;
    void showComparison(QWidget *parent, const ComparisonDocument &document,
                        const std::function<void()> &save) override;
};

} // namespace drawbridge
