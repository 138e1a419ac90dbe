#include "app/render/reportstyle.h"

#include "model/core/names.h"
#include "model/export/threatwords.h"

namespace drawbridge {

QByteArray reportStyleVariables(const Theme &theme)
{
    QByteArray css;
    const auto add = [&css](const QString &name, const QColor &color) {
        css += "--" + name.toLatin1() + ':' + color.name().toLatin1() + ';';
    };
    add(QStringLiteral("window"), theme.surface.window);
    add(QStringLiteral("panel"), theme.surface.panel);
    add(QStringLiteral("canvas"), theme.surface.canvas);
    add(QStringLiteral("sunken"), theme.surface.sunken);
    add(QStringLiteral("text"), theme.text.primary);
    add(QStringLiteral("secondary"), theme.text.secondary);
    add(QStringLiteral("link"), theme.text.link);
    add(QStringLiteral("subtle"), theme.border.subtle);
    for (size_t i = 0; i < theme.severities.size(); ++i) {
        const QString name = QStringLiteral("severity-") + nameOf(static_cast<Severity>(i));
        add(name + QStringLiteral("-mark"), theme.severities[i].mark);
        add(name + QStringLiteral("-fill"), theme.severities[i].fill);
        add(name + QStringLiteral("-on"), theme.severities[i].on);
    }
    for (size_t i = 0; i < theme.strides.size(); ++i) {
        const QString name = QStringLiteral("stride-") + letterOf(static_cast<Stride>(i));
        add(name + QStringLiteral("-text"), theme.strides[i].text);
        add(name + QStringLiteral("-tint"), theme.strides[i].tint);
    }
    for (size_t i = 0; i < theme.statuses.size(); ++i)
        add(QStringLiteral("status-") + nameOf(static_cast<ThreatStatus>(i)), theme.statuses[i]);
    return css;
}

} // namespace drawbridge
