#pragma once

#include "app/settings/appearance.h"
#include "model/export/whatif.h"

#include <QWidget>

namespace drawbridge {

// What is left to worry about, by severity, before and after: counts and bars.
class TotalsView final : public QWidget
{
    Q_OBJECT

public:
    explicit TotalsView(const Appearance *appearance, QWidget *parent = nullptr);

    void show(const WhatIfReport &report);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance *m_appearance;
    QMap<Severity, int> m_before;
    QMap<Severity, int> m_after;
};

} // namespace drawbridge
