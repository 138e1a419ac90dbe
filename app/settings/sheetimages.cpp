#include "app/settings/sheetimages.h"

#include "app/render/iconset.h"

namespace drawbridge {

QString SheetImages::fillIn(QString sheet, const Theme &theme) const
{
    const QList<std::pair<const char *, QColor>> signs {{"chevron-down", theme.text.secondary},
                                                        {"chevron-right", theme.text.secondary},
                                                        {"chevron-up", theme.text.secondary},
                                                        {"check", theme.accent.on},
                                                        {"minus", theme.accent.base}};
    for (const auto &[name, color] : signs) {
        const QString sign = QLatin1String(name);
        const QString stem = m_folder.filePath(sign + color.name().mid(1));
        iconset::pixmap(sign, color, 12, 1).save(stem + QStringLiteral(".png"));
        iconset::pixmap(sign, color, 12, 2).save(stem + QStringLiteral("@2x.png"));
        sheet.replace(QStringLiteral("url(@%1)").arg(sign),
                      QStringLiteral("url(\"%1.png\")").arg(stem));
    }
    return sheet;
}

} // namespace drawbridge
