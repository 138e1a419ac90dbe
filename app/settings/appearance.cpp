#include "app/settings/appearance.h"

#include "app/render/fonts.h"

#include <QApplication>
#include <QProxyStyle>

namespace drawbridge {

Appearance::Appearance(QObject *parent)
    : QObject(parent)
{
}

// Qt 6.4 has no colour scheme hint: a desktop whose window text is lighter than its window is dark.
static bool systemIsDark()
{
    const QPalette palette = QApplication::style()->standardPalette();
    return palette.color(QPalette::WindowText).lightness()
        > palette.color(QPalette::Window).lightness();
}

namespace {

// Severities and signs have their colours in chosen rows, too; Fusion would tint them. And buttons
// of dialogs bear words, not whatever icons the desktop has.
class UntintedStyle final : public QProxyStyle
{
public:
    UntintedStyle()
        : QProxyStyle(QStringLiteral("Fusion"))
    {
    }
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *answer) const override
    {
        return hint == SH_DialogButtonBox_ButtonsHaveIcons
            ? 0
            : QProxyStyle::styleHint(hint, option, widget, answer);
    }
    QPixmap generatedIconPixmap(QIcon::Mode mode, const QPixmap &pixmap,
                                const QStyleOption *option) const override
    {
        return mode == QIcon::Selected ? pixmap
                                       : QProxyStyle::generatedIconPixmap(mode, pixmap, option);
    }
};

} // namespace

void Appearance::choose(Choice choice)
{
    m_choice = choice;
    const bool dark = choice == Choice::Dark || (choice == Choice::System && systemIsDark());
    m_kind = dark ? ThemeKind::Dark : ThemeKind::Light;
    QApplication::setStyle(new UntintedStyle);
    QApplication::setPalette(paletteOf(theme()));
    QFont font(QStringLiteral("Open Sans"));
    font.setFamilies(
        {QStringLiteral("Open Sans"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
    font.setPixelSize(13);
    QApplication::setFont(font);
    qApp->setStyleSheet(m_images.fillIn(styleSheetOf(theme()), theme()));
    Q_EMIT changed();
}

QPalette Appearance::paletteOf(const Theme &theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.surface.window);
    palette.setColor(QPalette::WindowText, theme.text.primary);
    palette.setColor(QPalette::Base, theme.surface.panel);
    palette.setColor(QPalette::AlternateBase, theme.surface.sunken);
    palette.setColor(QPalette::Text, theme.text.primary);
    palette.setColor(QPalette::PlaceholderText, theme.text.secondary);
    palette.setColor(QPalette::Button, theme.surface.panel);
    palette.setColor(QPalette::ButtonText, theme.text.primary);
    palette.setColor(QPalette::BrightText, theme.text.primary);
    palette.setColor(QPalette::ToolTipBase, theme.surface.panel);
    palette.setColor(QPalette::ToolTipText, theme.text.primary);
    palette.setColor(QPalette::Highlight, theme.surface.selected);
    palette.setColor(QPalette::HighlightedText, theme.text.primary);
    palette.setColor(QPalette::Link, theme.text.link);
    palette.setColor(QPalette::LinkVisited, theme.text.link);
    palette.setColor(QPalette::Light, theme.surface.panel);
    palette.setColor(QPalette::Midlight, theme.surface.hover);
    palette.setColor(QPalette::Mid, theme.border.control);
    palette.setColor(QPalette::Dark, theme.border.control);
    palette.setColor(QPalette::Shadow, theme.border.subtle);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.text.disabled);
    return palette;
}

// The sheet names tokens as @group-name; they are replaced by the theme's colours.
static QString fillIn(QString sheet, const Theme &theme)
{
    const QList<std::pair<const char *, QColor>> colors {
        {"@window", theme.surface.window},
        {"@panel", theme.surface.panel},
        {"@sunken", theme.surface.sunken},
        {"@hover", theme.surface.hover},
        {"@selected", theme.surface.selected},
        {"@question-fill", theme.surface.question},
        {"@question-border", theme.border.question},
        {"@question-text", theme.text.question},
        {"@text-secondary", theme.text.secondary},
        {"@text-disabled", theme.text.disabled},
        {"@text", theme.text.primary},
        {"@link", theme.text.link},
        {"@border-control", theme.border.control},
        {"@border", theme.border.subtle},
        {"@accent-tint", theme.accent.tint},
        {"@accent-on", theme.accent.on},
        {"@accent", theme.accent.base},
    };
    for (const auto &[token, color] : colors)
        sheet.replace(QLatin1String(token), color.name());
    return sheet;
}

// Measures are those of the token file: rows 28, table heads 26, tabs 34, buttons 28, hairlines.
static constexpr char StyleSheetText[] = R"(
QMainWindow, QDialog { background: @window; }
QMainWindow::separator { background: @window; width: 5px; height: 5px; }
QMainWindow::separator:hover { background: @accent; }
drawbridge--CommandSearch { background: @panel; border: 1px solid @border-control; }
QMenuBar { background: @window; color: @text; padding: 2px 6px; }
QMenuBar::item { padding: 4px 9px; background: transparent; border-radius: 5px; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @panel; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 26px; border-radius: 4px; }
QMenu::item:selected { background: @selected; color: @text; }
QMenu::item:disabled { color: @text-disabled; }
QMenu::separator { height: 1px; background: @border; margin: 4px 6px; }
QMenu::icon { padding-left: 6px; }
QToolBar { background: @panel; border: none; border-bottom: 1px solid @border; padding: 4px 8px; spacing: 4px; }
QToolBar::separator { background: @border; width: 1px; margin: 6px 6px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 5px; color: @text; }
QToolButton:hover { background: @hover; }
QToolButton:checked { background: @accent-tint; border-color: @accent-tint; color: @accent; }
QToolButton:focus { border-color: @accent; }
QStatusBar { background: @panel; border-top: 1px solid @border; color: @text; min-height: 26px; font-size: 12px; }
QStatusBar::item { border: none; }
QDockWidget > QWidget, drawbridge--MatrixView, drawbridge--MatrixLegend, drawbridge--TechniquePane, drawbridge--ControlPane, drawbridge--RulePane, drawbridge--ConditionTester { background: @panel; }
QDockWidget { color: @text; titlebar-close-icon: none; titlebar-normal-icon: none; }
QLabel[role="docktitle"] { background: @panel; color: @text; padding: 8px 14px 4px 14px; font-weight: 600; }
QTabBar { background: @window; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @text-secondary; padding: 8px 14px; border: none; border-top: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-top-color: @accent; background: @panel; }
QTabBar::tab:hover:!selected { color: @text; }
QTabWidget::pane { border: none; border-top: 1px solid @border; background: @panel; }
QTreeView, QTableView, QListView { background: @panel; border: none; outline: none; show-decoration-selected: 0; font-size: 12px; selection-background-color: @selected; selection-color: @text; alternate-background-color: @panel; }
QTreeView::item, QListView::item { height: 24px; }
QTreeView::item:hover, QListView::item:hover { background: @hover; }
QTreeView::item:selected, QListView::item:selected { background: @selected; color: @text; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url(@chevron-right); }
QTreeView::branch:has-children:open { image: url(@chevron-down); }
QTreeView::branch:selected { background: @selected; }
QTreeView::branch:hover:!selected { background: @hover; }
QHeaderView { background: @sunken; }
QHeaderView::down-arrow { image: url(@chevron-down); width: 12px; height: 12px; subcontrol-origin: padding; subcontrol-position: center right; right: 4px; }
QHeaderView::up-arrow { image: url(@chevron-up); width: 12px; height: 12px; subcontrol-origin: padding; subcontrol-position: center right; right: 4px; }
QHeaderView::section { background: @sunken; color: @text-secondary; border: none; border-bottom: 1px solid @border; padding: 0 10px; font-weight: 600; font-size: 11px; height: 26px; }
QLineEdit, QTextEdit, QPlainTextEdit, QSpinBox, QDateEdit, QComboBox { background: @panel; color: @text; border: 1px solid @border-control; border-radius: 5px; padding: 3px 8px; selection-background-color: @selected; selection-color: @text; }
QLineEdit, QSpinBox, QDateEdit, QComboBox { min-height: 20px; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus { border: 2px solid @accent; padding: 2px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QDateEdit:disabled, QComboBox:disabled { color: @text-disabled; border-color: @border; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(@chevron-down); width: 12px; height: 12px; }
QPlainTextEdit[mono="true"] { font-family: "DejaVu Sans Mono"; font-size: 12px; }
QListWidget[popup="true"] { background: @panel; border: 1px solid @border-control; padding: 1px; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @border-control; border-radius: 4px; background: @panel; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@check); }
QCheckBox::indicator:focus { border: 2px solid @accent; width: 12px; height: 12px; }
QTreeView::indicator { width: 14px; height: 14px; border: 1px solid @border-control; border-radius: 4px; background: @panel; }
QTreeView::indicator:checked { background: @accent; border-color: @accent; image: url(@check); }
QTreeView::indicator:indeterminate { background: @accent-tint; border-color: @accent; image: url(@minus); }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @border; selection-background-color: @selected; }
QPushButton { background: @panel; color: @text; border: 1px solid @border-control; border-radius: 5px; padding: 3px 14px; min-height: 20px; font-weight: 600; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @sunken; }
QPushButton:focus { border: 2px solid @accent; padding: 2px 13px; }
QPushButton:disabled { color: @text-disabled; border-color: @border; }
QPushButton:default, QPushButton[primary="true"] { background: @accent; color: @accent-on; border-color: @accent; }
QPushButton:default:disabled, QPushButton[primary="true"]:disabled { background: @sunken; color: @text-disabled; border-color: @border; }
QPushButton:default:hover, QPushButton[primary="true"]:hover { background: @link; border-color: @link; }
QPushButton:default:focus, QPushButton[primary="true"]:focus { border: 2px solid @text; }
QPushButton[flat="true"], QPushButton[link="true"] { background: transparent; border: 1px solid transparent; color: @link; padding: 2px 4px; }
QPushButton[flat="true"]:focus, QPushButton[link="true"]:focus { border-color: @accent; padding: 2px 4px; }
QPushButton[listed="true"] { text-align: left; padding: 2px 0; }
QPushButton[listed="true"]:focus { padding: 2px 0; }
QPushButton[chip="true"] { border-radius: 12px; font-weight: 400; padding: 1px 10px; }
QPushButton[chip="true"]:focus { border: 2px solid @accent; padding: 0 9px; }
QPushButton[chip="true"]:checked, QPushButton[chip="true"][active="true"] { background: @accent-tint; border-color: @accent; color: @link; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[search="true"] { background: @window; color: @text-secondary; border-color: @border-control; font-weight: 400; padding: 3px 10px; }
QPushButton[search="true"]:hover { border-color: @accent; }
QPushButton[search="true"]:focus { padding: 2px 9px; }
QPushButton[value="true"] { background: transparent; color: @text; border: 1px solid transparent; border-radius: 4px; font-weight: 400; font-size: 12px; padding: 2px 3px; text-align: left; }
QPushButton[value="true"]:focus { border-color: @accent; padding: 2px 3px; }
QPushButton[value="true"]:hover { color: @link; }
QPushButton[value="true"][unknown="true"] { color: @text-secondary; }
QPushButton[value="true"]:disabled { color: @text; }
QPushButton[status="true"] { background: transparent; color: @text; border: 1px solid transparent; border-radius: 4px; font-weight: 600; font-size: 12px; padding: 0 5px; }
QPushButton[status="true"]:focus { border-color: @accent; padding: 0 5px; }
QPushButton[status="true"]:hover { color: @link; }
QPushButton[card="true"] { min-height: 42px; text-align: left; padding: 10px 14px; border-color: @border; border-radius: 6px; font-weight: 400; }
QPushButton[card="true"]:hover { border-color: @accent; }
QPushButton[card="true"]:focus { padding: 9px 13px; border: 2px solid @accent; }
QFrame[role="drop"] { border: 1px dashed @border-control; border-radius: 10px; background: transparent; }
QLineEdit[inplace="true"] { border: 1px solid transparent; background: transparent; font-size: 17px; font-weight: 700; padding: 0; }
QLineEdit[inplace="true"]:hover { border-color: @border; }
QLineEdit[inplace="true"]:focus { border: 1px solid @accent; padding: 0; }
QLabel { qproperty-indent: 0; }
QLabel[role="secondary"] { color: @text-secondary; }
QLabel[role="link"], QLabel[role="link"] a { color: @link; }
QLabel[role="section"] { font-weight: 600; font-size: 15px; }
QLabel[role="heading"] { font-weight: 700; font-size: 20px; }
QLabel[role="title"] { font-weight: 700; font-size: 24px; }
QLabel[role="caption"] { color: @text-secondary; font-size: 11px; }
QLabel[role="source"] { color: @text-secondary; font-size: 11px; }
QLabel[role="filesource"] { color: @link; font-size: 11px; }
QLabel[role="field"] { color: @text-secondary; font-size: 12px; }
QLabel[role="group"] { font-size: 12px; font-weight: 600; padding-top: 14px; padding-bottom: 3px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="entryid"] { color: @text-secondary; font-size: 12px; font-weight: 600; }
QLabel[role="entrytitle"] { font-size: 17px; font-weight: 700; }
QLabel[role="code"], QLabel[role="codequiet"] { background: @sunken; border-radius: 4px; padding: 6px 8px; font-family: "DejaVu Sans Mono"; font-size: 11px; }
QLabel[role="codequiet"] { color: @text-secondary; }
QFrame[role="question"] { background: @question-fill; border: 1px solid @question-border; border-radius: 6px; }
QFrame[role="card"] { background: @panel; border: 1px solid @border; border-radius: 6px; }
QFrame[role="hairline"] { background: @border; border: none; max-height: 1px; }
QScrollArea { background: @panel; border: none; }
QScrollArea > QWidget > QWidget { background: @panel; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: @text-disabled; border-radius: 3px; min-height: 24px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: @text-disabled; border-radius: 3px; min-width: 24px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: @panel; color: @text; border: 1px solid @border-control; padding: 4px 6px; }
QSplitter::handle { background: @window; width: 5px; height: 5px; }
QSplitter::handle:hover { background: @accent; }
QProgressBar { background: @sunken; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
)";

QString Appearance::styleSheetOf(const Theme &theme)
{
    return fillIn(QString::fromLatin1(StyleSheetText), theme);
}

} // namespace drawbridge
