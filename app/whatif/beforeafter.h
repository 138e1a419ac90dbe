#pragma once

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace drawbridge {

// A view with two chips above it: the system as it is, and as it would be.
class BeforeAfter final : public QWidget
{
    Q_OBJECT

public:
    explicit BeforeAfter(QWidget *view, QWidget *parent = nullptr);

    bool showsAfter() const;
    void choose(bool after);

Q_SIGNALS:
    void chosen();

private:
    QPushButton *m_before = nullptr;
    QPushButton *m_after = nullptr;
};

} // namespace drawbridge
