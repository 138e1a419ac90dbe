#pragma once

#include "app/dialogs/prompts.h"
#include "app/services/importupdates.h"
#include "model/diff/diffwriters.h"

namespace drawbridge::test {

// Answers in the place of a person.
struct Answers
{
    QStringList open;
    QString save;
    QString folder;
    Prompts::SaveAnswer changes = Prompts::SaveAnswer::Cancel;
    bool confirm = false;
    QStringList told;
    int asked = 0;
    // Of an update from files: what was shown, and whether to take its renames.
    QByteArray reviewed;
    bool renames = false;
    QString compared;
};

// Answers what the window asks as a test says.
class FakePrompts final : public Prompts
{
public:
    explicit FakePrompts(Answers *answers)
        : m_answers(answers)
    {
    }
    QStringList openFiles(QWidget *, const QString &, const QString &) override
    {
        return m_answers->open;
    }
    QString saveFile(QWidget *, const QString &, const QString &, const QString &) override
    {
        return m_answers->save;
    }
    QString folder(QWidget *, const QString &) override { return m_answers->folder; }
    QString text(QWidget *, const QString &, const QString &, const QString &initial) override
    {
        return initial;
    }
    SaveAnswer saveChanges(QWidget *, const QString &) override
    {
        ++m_answers->asked;
        return m_answers->changes;
    }
    bool confirm(QWidget *, const QString &, const QString &) override
    {
        return m_answers->confirm;
    }
    void tell(QWidget *, const QString &title, const QString &message, const QStringList &) override
    {
        m_answers->told += title + QStringLiteral(": ") + message;
    }
    std::optional<ImportUpdate> reviewImport(QWidget *, const ImportReview &review) override
    {
        ImportUpdate update = review({});
        m_answers->reviewed = writeDiffText(update.diff);
        if (!m_answers->confirm)
            return std::nullopt;
        if (m_answers->renames)
            update = review(pairsOf(update.diff.renames));
        return update;
    }
    void showComparison(QWidget *, const ComparisonDocument &document,
                        const std::function<void()> &save) override
    {
        m_answers->compared = document.summary;
        save();
    }

private:
    Answers *m_answers;
};

} // namespace drawbridge::test
