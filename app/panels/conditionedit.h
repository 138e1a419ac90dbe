#pragma once

#include <QPlainTextEdit>

#include <functional>

class QListWidget;

namespace drawbridge {

// Where a condition is typed: in mono type, with the names that fit offered as one types (or by
// Ctrl+Space), and the place of a mistake underlined.
class ConditionEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    struct Offer
    {
        // Where the word that it completes begins.
        qsizetype from = 0;
        // Names, each with a note that is shown beside it.
        QList<std::pair<QString, QString>> names;
    };
    using Complete = std::function<Offer(const QString &text, qsizetype cursor)>;

    explicit ConditionEdit(QWidget *parent = nullptr);

    void setComplete(Complete complete) { m_complete = std::move(complete); }
    // Line and column counted from 1; line 0 takes the mark away.
    void markMistake(int line, int column);
    // What is offered now; empty while nothing is.
    QStringList offered() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    // Tab takes what is offered.
    bool focusNextPrevChild(bool next) override;

private:
    void offer(bool asked);
    void accept();
    void placeList();

    Complete m_complete;
    QListWidget *m_list = nullptr;
    qsizetype m_from = 0;
};

} // namespace drawbridge
