#include "app/whatif/totalsview.h"

#include "app/render/marks.h"
#include "app/render/painterbackend.h"
#include "model/core/names.h"

#include <QPainter>

#include <algorithm>

namespace drawbridge {

static constexpr std::array TotalsSeverities {Severity::Critical, Severity::High, Severity::Medium,
                                              Severity::Low, Severity::Info};
static constexpr double TotalsRow = 24;
static constexpr double TotalsHead = 30;
static constexpr double TotalsPadding = 14;

TotalsView::TotalsView(const Appearance *appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_appearance, &Appearance::changed, this, [this] { update(); });
}

QSize TotalsView::sizeHint() const
{
    const double rows = static_cast<double>(TotalsSeverities.size()) * TotalsRow;
    return {420, static_cast<int>(TotalsHead + rows + TotalsPadding)};
}

void TotalsView::show(const WhatIfReport &report)
{
    m_before = report.openBefore;
    m_after = report.openAfter;
    QStringList words;
    for (const Severity severity : TotalsSeverities)
        words += tr("%1: %2, then %3")
                     .arg(nameOf(severity))
                     .arg(m_before.value(severity))
                     .arg(m_after.value(severity));
    setAccessibleName(tr("Threats that need attention"));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    update();
}

// Before as a tinted bar, what is left of it filled; the numbers at the end, an arrow between them.
void TotalsView::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_appearance->theme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface.panel);
    painter.setRenderHint(QPainter::Antialiasing);
    DrawList list;
    const double right = width() - TotalsPadding;
    const double numbers = 86;
    const double left = TotalsPadding + 92;
    int most = 1;
    for (const Severity severity : TotalsSeverities)
        most = std::max({most, m_before.value(severity), m_after.value(severity)});
    const auto pair = [&](double baseline, int before, int after, int weight) {
        const TextStyle style {12.5, weight};
        list.text({right - 52, baseline}, QString::number(before), style, theme.text.secondary,
                  TextAnchor::End);
        list.icon(QStringLiteral("chevron-right"), {right - 46, baseline - 11}, 14,
                  theme.text.secondary);
        list.text({right, baseline}, QString::number(after), style, theme.text.primary,
                  TextAnchor::End);
    };
    list.text({TotalsPadding, 20}, tr("Threats that need attention"), {12.5, 600},
              theme.text.primary);
    pair(20, WhatIfReport::total(m_before), WhatIfReport::total(m_after), 600);
    double y = TotalsHead;
    for (const Severity severity : TotalsSeverities) {
        const SeverityColors &colors = theme.of(severity);
        const double middle = y + TotalsRow / 2;
        QString name = nameOf(severity);
        name[0] = name[0].toUpper();
        drawSeverityMark(list, {TotalsPadding + 7, middle}, 6.5, severity, theme);
        list.text({TotalsPadding + 22, middle + 4.5}, name, {12, 400}, theme.text.primary);
        const double room = right - numbers - left;
        const auto bar = [&](int count, const QColor &color) {
            if (count > 0)
                list.rect({left, middle - 5, std::max(3.0, room * count / most), 10}, 3,
                          {color, NoStroke});
        };
        bar(m_before.value(severity), colors.tint);
        bar(m_after.value(severity), colors.mark);
        pair(middle + 4.5, m_before.value(severity), m_after.value(severity), 400);
        y += TotalsRow;
    }
    paintDrawList(painter, list);
}

} // namespace drawbridge
