#pragma once

#include "app/settings/appearance.h"

#include <QPlainTextEdit>

namespace drawbridge {

// A unified diff to read: what goes and what comes in their colours.
class DiffView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit DiffView(const Appearance *appearance, QWidget *parent = nullptr);

    void show(const QString &diff);

private:
    void colour();

    const Appearance *m_appearance;
};

} // namespace drawbridge
