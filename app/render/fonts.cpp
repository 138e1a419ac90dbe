#include "app/render/fonts.h"

#include "model/text/textencoding.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QGuiApplication>

#include <cmath>

namespace drawbridge {
namespace {

const QStringList &sansList()
{
    static const QStringList families {QStringLiteral("Open Sans"), QStringLiteral("Noto Sans"),
                                       QStringLiteral("DejaVu Sans")};
    return families;
}

const QStringList &monoList()
{
    static const QStringList families {QStringLiteral("DejaVu Sans Mono"),
                                       QStringLiteral("Noto Sans Mono")};
    return families;
}

QString cssList(const QStringList &families, const QString &generic)
{
    return families.join(QStringLiteral(", ")) + QStringLiteral(", ") + generic;
}

// Measured at twice the size or more: unhinted advances are linear, and this rounds them less.
constexpr int MeasureScale = 4;

QFontMetricsF metricsFor(const TextStyle &style)
{
    return QFontMetricsF(fontFor(style, MeasureScale));
}

// Longer names than this are cut before they are measured: shaping a megabyte takes seconds.
constexpr qsizetype MeasuredCharacters = 400;

QString elided(const TextStyle &style, const QString &text, double width, Qt::TextElideMode mode)
{
    QString line = printableText(text);
    if (line.size() > MeasuredCharacters) {
        const QString half = line.left(MeasuredCharacters / 2);
        line = mode == Qt::ElideRight ? line.left(MeasuredCharacters)
                                      : half + line.right(MeasuredCharacters / 2);
    }
    return metricsFor(style).elidedText(line, mode, std::max(0.0, width) * MeasureScale);
}

} // namespace

Result<void> ensureFonts()
{
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return Error {ErrorCode::Internal,
                      QStringLiteral("drawing needs a graphical application object"),
                      {}};
    const auto isThere = [](const QString &family) {
        QFont font(family);
        font.setPixelSize(12);
        return QFontInfo(font).family().compare(family, Qt::CaseInsensitive) == 0;
    };
    QStringList missing;
    if (!isThere(sansList().first()))
        missing.append(QStringLiteral("'Open Sans' (Debian package fonts-open-sans)"));
    if (!isThere(monoList().first()))
        missing.append(QStringLiteral("'DejaVu Sans Mono' (Debian package fonts-dejavu-core)"));
    if (missing.isEmpty())
        return {};
    return Error {ErrorCode::NotFound,
                  QStringLiteral("missing font %1; without it texts would be lost, so nothing was "
                                 "drawn; install it, and fontconfig")
                      .arg(missing.join(QStringLiteral(" and "))),
                  {}};
}

QString sansFamilies()
{
    return cssList(sansList(), QStringLiteral("sans-serif"));
}

QString monoFamilies()
{
    return cssList(monoList(), QStringLiteral("monospace"));
}

int fontScaleFor(const TextStyle &style)
{
    return style.pixels == std::floor(style.pixels) ? 1 : 2;
}

QFont fontFor(const TextStyle &style, int scale)
{
    QFont font;
    font.setFamilies(style.mono ? monoList() : sansList());
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(style.pixels * scale))));
    font.setWeight(static_cast<QFont::Weight>(style.weight));
    font.setItalic(style.italic);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setLetterSpacing(QFont::PercentageSpacing, 100.5);
    return font;
}

double textWidth(const TextStyle &style, const QString &text)
{
    return metricsFor(style).horizontalAdvance(text.left(MeasuredCharacters)) / MeasureScale;
}

QString elidedAtEnd(const TextStyle &style, const QString &text, double width)
{
    return elided(style, text, width, Qt::ElideRight);
}

QString elidedInMiddle(const TextStyle &style, const QString &text, double width)
{
    return elided(style, text, width, Qt::ElideMiddle);
}

} // namespace drawbridge
