#pragma once

#include "app/panels/rowbutton.h"

#include <QScrollArea>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace drawbridge {

// A scrolling column that tells everything about one thing, section by section. It is emptied and
// filled afresh whenever that changes; the place that it was scrolled to stays.
class DetailPage final : public QScrollArea
{
    Q_OBJECT

public:
    explicit DetailPage(const Appearance *appearance, QWidget *parent = nullptr);

    // Begins an empty page; `about` tells whether it is still about the same thing.
    void begin(const QString &about);
    void end();

    // "T1611" in the link colour and "Escape to Host" below.
    void addHeading(const QString &id, const QString &title);
    // `right` is told in secondary text at the end of its line.
    void addSection(const QString &title, const QString &right = {});
    QLabel *addText(const QString &text, const char *role = nullptr);
    // A condition or a key, in mono type.
    QLabel *addCode(const QString &text);
    RowButton *addRow(RowButton::Parts parts);
    // A button that looks like a link.
    QPushButton *addLink(const QString &text);
    void addWidget(QWidget *widget);
    // A widget that outlives a page and is added to the next one.
    void keep(QWidget *widget);
    // What is added until endFold() is shown only when asked for: "Show 12 more".
    void beginFold(const QString &text);
    void endFold();

    QWidget *body() const { return m_body; }
    const Theme &theme() const { return m_appearance->theme(); }

private:
    const Appearance *m_appearance;
    QList<QWidget *> m_kept;
    QString m_about;
    int m_position = 0;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_rows = nullptr;
    QVBoxLayout *m_outer = nullptr;
};

} // namespace drawbridge
