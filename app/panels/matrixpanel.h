#pragma once

#include "app/panels/panelcontext.h"
#include "app/render/matrixpicture.h"

#include <QScrollArea>
#include <QTimer>

class QLabel;
class QPushButton;

namespace drawbridge {

// The heat map itself: painted from its picture, clickable cell by cell, by mouse or keyboard.
class MatrixView final : public QWidget
{
    Q_OBJECT

public:
    explicit MatrixView(QWidget *parent = nullptr);

    void show(MatrixPicture picture);
    const MatrixPicture &picture() const { return m_picture; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void techniqueClicked(const QString &technique);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    MatrixPicture m_picture;
    qsizetype m_focused = -1;
};

// ATT&CK for Containers: how many threats each technique has and how they stand.
class MatrixPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit MatrixPanel(const PanelContext &context, QWidget *parent = nullptr);

    MatrixView *view() const { return m_view; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void drillInto(const QString &technique);

    PanelContext m_context;
    QLabel *m_caption = nullptr;
    QPushButton *m_subTechniques = nullptr;
    QScrollArea *m_scroll = nullptr;
    MatrixView *m_view = nullptr;
    QTimer m_refresh;
};

} // namespace drawbridge
