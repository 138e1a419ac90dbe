#include "app/render/theme.h"

#include "app/render/resources.h"
#include "tests/support/testrunner.h"

#include <cmath>

using namespace drawbridge;

namespace {

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF())
        + 0.0722 * channel(color.blueF());
}

// WCAG 2 contrast ratio.
double contrast(const QColor &a, const QColor &b)
{
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

QByteArray tokens()
{
    return compiledResource(QStringLiteral("themes/tokens.json"));
}

} // namespace

class tst_theme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void themesDiffer();
    void missingTokenIsNamed();
    void textIsReadableEverywhere();
    void marksAreVisible();
};

void tst_theme::themesDiffer()
{
    const Theme &light = Theme::builtIn(ThemeKind::Light);
    const Theme &dark = Theme::builtIn(ThemeKind::Dark);
    const Theme &print = Theme::builtIn(ThemeKind::Print);
    QVERIFY(luminance(light.surface.canvas) > 0.9);
    QVERIFY(luminance(dark.surface.canvas) < 0.05);
    QCOMPARE(print.surface.canvas, QColor(Qt::white));
    QCOMPARE(light.metrics.badge, 15.0);
    QCOMPARE(light.metrics.boundaryDash[size_t(BoundaryKind::Account)].size(), qsizetype(6));
}

void tst_theme::missingTokenIsNamed()
{
    for (const auto &[from, to, name] :
         {std::tuple("\"canvasGrid\"", "\"canvasGird\"", "surface.canvasGrid"),
          std::tuple("\"#F9DFD6\"", "\"tomato soup\"", "severity.critical.tint"),
          std::tuple("\"badge\": 15", "\"badge\": \"15\"", "size.badge")}) {
        QByteArray json = tokens();
        QVERIFY2(json.contains(from), from);
        const auto theme = Theme::parse(json.replace(from, to), ThemeKind::Light);
        QVERIFY(!theme.hasValue());
        QVERIFY2(theme.error().message.contains(QString::fromLatin1(name)),
                 qPrintable(theme.error().message));
    }
    QVERIFY(!Theme::parse("{", ThemeKind::Light).hasValue());
    QVERIFY(!Theme::parse("[]", ThemeKind::Dark).hasValue());
}

void tst_theme::textIsReadableEverywhere()
{
    for (ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
        const Theme &theme = Theme::builtIn(kind);
        for (const QColor &surface :
             {theme.surface.window, theme.surface.panel, theme.surface.canvas, theme.surface.sunken,
              theme.surface.selected, theme.element.fill, theme.element.externalFill,
              theme.added.tint, theme.removed.tint, theme.changed.tint}) {
            QVERIFY(contrast(theme.text.primary, surface) >= 4.5);
            QVERIFY(contrast(theme.text.secondary, surface) >= 4.5);
        }
        for (const SeverityColors &severity : theme.severities) {
            QVERIFY(contrast(severity.on, severity.fill) >= 4.5);
            QVERIFY(contrast(theme.text.primary, severity.tint) >= 4.5);
        }
        for (const LetterColors &letter : theme.strides)
            QVERIFY(contrast(letter.text, letter.tint) >= 4.5);
        for (const TintedLine &boundary : theme.boundaries)
            QVERIFY(contrast(boundary.line, boundary.tint) >= 4.5);
        for (const HeatColors &step : theme.heat)
            QVERIFY(contrast(step.text, step.fill) >= 4.5);
    }
}

void tst_theme::marksAreVisible()
{
    for (ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
        const Theme &theme = Theme::builtIn(kind);
        for (const SeverityColors &severity : theme.severities)
            for (const QColor &surface : {theme.surface.panel, theme.surface.window, severity.tint})
                QVERIFY(contrast(severity.mark, surface) >= 3);
        for (const QColor &status : theme.statuses)
            QVERIFY(contrast(status, theme.surface.panel) >= 3);
        for (const MarkColors &badge : {theme.badgePresent, theme.badgeMissing, theme.badgeUnknown})
            QVERIFY(contrast(badge.mark, badge.fill) >= 3);
        for (const TintedLine &boundary : theme.boundaries)
            QVERIFY(contrast(theme.flow.confirmed, boundary.tint) >= 3);
        QVERIFY(contrast(theme.accent.focus, theme.surface.canvas) >= 3);
        QVERIFY(contrast(theme.flow.attackPath, theme.flow.attackPathHalo) >= 3);
    }
}

DRAWBRIDGE_TEST(tst_theme)
#include "tst_theme.moc"
