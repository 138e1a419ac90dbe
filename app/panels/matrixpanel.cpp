#include "app/panels/matrixpanel.h"

#include "app/panels/statuscounting.h"
#include "app/render/painterbackend.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QToolTip>

namespace drawbridge {

static constexpr int Margin = 14;

MatrixView::MatrixView(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("ATT&CK for Containers matrix"));
}

void MatrixView::show(MatrixPicture picture)
{
    m_picture = std::move(picture);
    m_focused = std::min(m_focused, m_picture.cells.size() - 1);
    setFixedSize(sizeHint());
    update();
}

QSize MatrixView::sizeHint() const
{
    return m_picture.size.toSize() + QSize(2 * Margin, 2 * Margin);
}

void MatrixView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(Margin, Margin);
    paintDrawList(painter, m_picture.drawing);
    if (hasFocus() && m_focused >= 0) {
        painter.setPen(QPen(palette().color(QPalette::Link), 2));
        painter.drawRoundedRect(m_picture.cells[m_focused].rect.adjusted(-2, -2, 2, 2), 5, 5);
    }
}

void MatrixView::mousePressEvent(QMouseEvent *event)
{
    const MatrixCellPicture *cell = m_picture.cellAt(event->position() - QPointF(Margin, Margin));
    if (cell) {
        m_focused = cell - m_picture.cells.constData();
        // Who listens may give the view another picture.
        const QString technique = cell->technique;
        Q_EMIT techniqueClicked(technique);
    }
}

void MatrixView::keyPressEvent(QKeyEvent *event)
{
    const qsizetype last = m_picture.cells.size() - 1;
    switch (event->key()) {
    case Qt::Key_Down:
        m_focused = std::min(last, m_focused + 1);
        break;
    case Qt::Key_Up:
        m_focused = std::max<qsizetype>(0, m_focused - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Space:
        if (m_focused >= 0)
            Q_EMIT techniqueClicked(m_picture.cells[m_focused].technique);
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    update();
}

bool MatrixView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const MatrixCellPicture *cell = m_picture.cellAt(help->pos() - QPointF(Margin, Margin));
        if (cell)
            QToolTip::showText(help->globalPos(),
                               tr("%1: %2 threats, %3 of them open")
                                   .arg(cell->technique)
                                   .arg(cell->counts.total())
                                   .arg(cell->counts.open),
                               this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

MatrixPanel::MatrixPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    m_caption = new QLabel(this);
    m_caption->setProperty("role", QStringLiteral("secondary"));
    m_subTechniques = new QPushButton(tr("Sub-techniques"), this);
    m_subTechniques->setProperty("chip", true);
    m_subTechniques->setCheckable(true);
    m_subTechniques->setChecked(true);
    m_view = new MatrixView;
    m_scroll = new QScrollArea(this);
    m_scroll->setWidget(m_view);
    // Always there, so that the columns share what is left of it.
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 8, 14, 8);
    bar->setSpacing(12);
    bar->addWidget(m_subTechniques);
    bar->addWidget(m_caption);
    bar->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_scroll, 1);

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &MatrixPanel::refresh);
    const auto later = [this] {
        if (isVisible())
            m_refresh.start();
    };
    connect(context.document, &Document::threatsChanged, this, later);
    connect(context.appearance, &Appearance::changed, this, later);
    connect(context.filter, &ThreatFilter::changed, this, later);
    connect(m_subTechniques, &QPushButton::toggled, this, &MatrixPanel::refresh);
    connect(m_view, &MatrixView::techniqueClicked, this, &MatrixPanel::drillInto);
}

void MatrixPanel::refresh()
{
    MatrixOptions options;
    options.width = m_scroll->viewport()->width() - 2 * Margin;
    options.subTechniques = m_subTechniques->isChecked();
    options.selected = m_context.filter->criteria().technique;
    const auto counts = countByTechnique(m_context);
    m_view->show(composeMatrix(m_context.catalog, counts, options, m_context.appearance->theme()));
    int named = 0;
    for (const Technique *technique : m_context.catalog.containerTechniques())
        named += counts.value(technique->id).total() > 0 ? 1 : 0;
    m_caption->setText(tr("Version %1, threats on %2 of %3 techniques. Shade: open threats; "
                          "figure: open of all; parents roll up.")
                           .arg(m_context.catalog.versions().attack)
                           .arg(named)
                           .arg(m_context.catalog.containerTechniqueCount()));
}

void MatrixPanel::drillInto(const QString &technique)
{
    ThreatCriteria criteria;
    if (m_context.filter->criteria().technique != technique)
        criteria.technique = technique;
    m_context.filter->set(criteria);
    Q_EMIT m_context.filter->shown();
}

void MatrixPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_refresh.start();
}

void MatrixPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refresh.start();
}

} // namespace drawbridge
