#pragma once

#include "app/render/drawlist.h"
#include "app/settings/appearance.h"

#include <QAbstractButton>

namespace drawbridge {

// A line of a list that leads somewhere: a sign, an id, a text that gives way, and a word on the
// right. A click or Enter follows it.
class RowButton final : public QAbstractButton
{
    Q_OBJECT

public:
    struct Parts
    {
        // About 16 px square, at the left.
        DrawList sign = {};
        // In bold, in a column of its own; may be empty.
        QString id = {};
        QString text;
        // Secondary, right-aligned.
        QString right = {};
    };

    RowButton(Parts parts, const Theme &theme, QWidget *parent);

    const Parts &parts() const { return m_parts; }
    // Room for the ids of a list, so that its texts start in one line.
    void setIdWidth(int width);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Parts m_parts;
    const Theme &m_theme;
    int m_idWidth = 0;
};

} // namespace drawbridge
