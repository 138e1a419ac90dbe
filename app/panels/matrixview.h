#pragma once

#include "app/render/matrixpicture.h"

#include <QWidget>

namespace drawbridge {

// The heat map itself: painted from its picture, clickable cell by cell, by mouse or keyboard.
class MatrixView final : public QWidget
{
    Q_OBJECT

public:
    explicit MatrixView(QWidget *parent = nullptr);

    void show(MatrixPicture picture);
    const MatrixPicture &picture() const { return m_picture; }
    // Where a cell is within the widget; empty for a technique without one.
    QRectF placeOf(const QString &technique) const;
    QSize sizeHint() const override;

Q_SIGNALS:
    void techniqueClicked(const QString &technique);
    // Asked for by a double click.
    void techniqueActivated(const QString &technique);
    // The keyboard moved to a cell that may be out of sight.
    void focusMoved(const QRect &place);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString techniqueAt(const QPointF &position) const;
    qsizetype beside(int step) const;
    void moveFocus(qsizetype cell);

    MatrixPicture m_picture;
    qsizetype m_focused = -1;
};

// What a cell says, in words: "T1611: 2 of 5 threats open".
QString matrixCellInWords(const MatrixCellPicture &cell);

} // namespace drawbridge
