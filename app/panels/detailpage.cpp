#include "app/panels/detailpage.h"

#include "app/panels/elidedlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>

namespace drawbridge {

DetailPage::DetailPage(const Appearance *appearance, QWidget *parent)
    : QScrollArea(parent)
    , m_appearance(appearance)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    begin({});
    end();
}

void DetailPage::begin(const QString &about)
{
    m_position = about == m_about ? verticalScrollBar()->value() : 0;
    m_about = about;
    for (QWidget *widget : std::as_const(m_kept)) {
        widget->hide();
        widget->setParent(this);
    }
    m_body = new QWidget;
    m_rows = new QVBoxLayout(m_body);
    m_rows->setContentsMargins(14, 12, 14, 14);
    m_rows->setSpacing(4);
}

void DetailPage::end()
{
    m_rows->addStretch(1);
    setWidget(m_body);
    m_body->show();
    m_body->layout()->activate();
    verticalScrollBar()->setValue(m_position);
}

void DetailPage::addHeading(const QString &id, const QString &title)
{
    if (!id.isEmpty())
        addText(id, "entryid");
    addText(title, "entrytitle");
}

void DetailPage::addSection(const QString &title, const QString &right)
{
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 12, 0, 2);
    auto *label = new QLabel(title, m_body);
    label->setProperty("role", QStringLiteral("section"));
    line->addWidget(label);
    auto *note = new ElidedLabel(right, Qt::ElideRight, m_body);
    note->setProperty("role", QStringLiteral("caption"));
    note->setAlignment(Qt::AlignRight);
    line->addWidget(note, 1);
    m_rows->addLayout(line);
}

QLabel *DetailPage::addText(const QString &text, const char *role)
{
    auto *label = new QLabel(m_body);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // A long word without a break must not push the page wider.
    label->setMinimumWidth(40);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    if (role)
        label->setProperty("role", QLatin1String(role));
    m_rows->addWidget(label);
    return label;
}

QLabel *DetailPage::addCode(const QString &text)
{
    QLabel *label = addText(text, "code");
    label->setCursor(Qt::IBeamCursor);
    return label;
}

RowButton *DetailPage::addRow(RowButton::Parts parts)
{
    auto *row = new RowButton(std::move(parts), theme(), m_body);
    m_rows->addWidget(row);
    return row;
}

QPushButton *DetailPage::addLink(const QString &text)
{
    auto *button = new QPushButton(text, m_body);
    button->setProperty("link", true);
    m_rows->addWidget(button, 0, Qt::AlignLeft);
    return button;
}

void DetailPage::addWidget(QWidget *widget)
{
    widget->setParent(m_body);
    m_rows->addWidget(widget);
    widget->show();
}

void DetailPage::keep(QWidget *widget)
{
    widget->setParent(this);
    widget->hide();
    m_kept += widget;
}

void DetailPage::beginFold(const QString &text)
{
    QPushButton *button = addLink(text);
    auto *folded = new QWidget(m_body);
    auto *rows = new QVBoxLayout(folded);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    folded->hide();
    m_rows->addWidget(folded);
    connect(button, &QPushButton::clicked, folded, [button, folded] {
        folded->show();
        button->hide();
    });
    m_outer = m_rows;
    m_rows = rows;
}

void DetailPage::endFold()
{
    m_rows = m_outer;
}

} // namespace drawbridge
