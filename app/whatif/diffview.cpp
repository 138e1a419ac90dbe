#include "app/whatif/diffview.h"

#include <QTextBlock>

namespace drawbridge {

// Beyond this the text stays in one colour: marking lines takes longer than anybody reads.
static constexpr int MostColouredLines = 20'000;

DiffView::DiffView(const Appearance *appearance, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_appearance(appearance)
{
    setReadOnly(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Changes of the files"));
    setPlaceholderText(tr("Nothing is ticked that changes a file."));
    setStyleSheet(QStringLiteral("QPlainTextEdit { border: none; padding: 6px 10px; "
                                 "font-family: 'DejaVu Sans Mono', monospace; font-size: 12px; }"));
    connect(m_appearance, &Appearance::changed, this, &DiffView::colour);
}

void DiffView::show(const QString &diff)
{
    setPlainText(diff);
    colour();
}

void DiffView::colour()
{
    const Theme &theme = m_appearance->theme();
    QList<QTextEdit::ExtraSelection> marked;
    if (blockCount() > MostColouredLines)
        return setExtraSelections(marked);
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const QString line = block.text();
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(block);
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        const bool isHeading =
            line.startsWith(QStringLiteral("--- ")) || line.startsWith(QStringLiteral("+++ "));
        if (isHeading)
            selection.format.setBackground(theme.surface.sunken);
        else if (line.startsWith(u'+'))
            selection.format.setBackground(theme.added.tint);
        else if (line.startsWith(u'-'))
            selection.format.setBackground(theme.removed.tint);
        else if (line.startsWith(QStringLiteral("@@")))
            selection.format.setForeground(theme.text.secondary);
        else
            continue;
        if (line.startsWith(QStringLiteral("@@")))
            selection.cursor.select(QTextCursor::LineUnderCursor);
        marked += selection;
    }
    setExtraSelections(marked);
}

} // namespace drawbridge
