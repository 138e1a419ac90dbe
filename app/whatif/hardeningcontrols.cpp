#include "app/whatif/hardeningdialog.h"

#include "app/panels/matrixview.h"
#include "app/whatif/beforeafter.h"
#include "app/whatif/diffview.h"
#include "app/whatif/measuretree.h"
#include "app/whatif/pictureview.h"
#include "app/whatif/threatchanges.h"
#include "app/whatif/totalsview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>

namespace drawbridge {

void HardeningDialog::addControls()
{
    m_heading = new QLabel(this);
    m_heading->setProperty("role", QStringLiteral("heading"));
    m_summary = new QLabel(this);
    m_summary->setProperty("role", QStringLiteral("secondary"));
    // Paths come from outside.
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 100);
    m_progress->setFixedWidth(180);
    m_progress->hide();
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_heading);
    words->addWidget(m_summary);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(20, 16, 20, 14);
    top->addLayout(words, 1);
    top->addWidget(m_progress, 0, Qt::AlignVCenter);
    auto *line = new QFrame(this);
    line->setProperty("role", QStringLiteral("hairline"));
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(makeLeft());
    splitter->addWidget(makeRight());
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 6);
    splitter->setSizes({600, 720});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(line);
    layout->addWidget(splitter, 1);
    layout->addWidget(makeButtons());
}

QWidget *HardeningDialog::makeLeft()
{
    auto *left = new QWidget(this);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 8, 14, 8);
    bar->setSpacing(8);
    const QStringList names {tr("Safe"), tr("Recommended"), tr("Strict")};
    const QStringList tips {
        tr("What cannot change a correct service, as the files or the table of images show"),
        tr("Also what the table of images or the build supports; to be tested"),
        tr("Everything that can be done; to be tested")};
    for (qsizetype i = 0; i < names.size(); ++i) {
        auto *chip = new QPushButton(names[i], left);
        chip->setProperty("chip", true);
        chip->setCheckable(true);
        chip->setAutoDefault(false);
        chip->setToolTip(tips[i]);
        connect(chip, &QPushButton::clicked, this,
                [this, i] { m_tree->tick(static_cast<HardeningLevel>(i)); });
        m_levels += chip;
        bar->addWidget(chip);
    }
    bar->addStretch();
    m_tree = new MeasureTree(m_context.appearance, left);
    m_details = new QPlainTextEdit(left);
    m_details->setReadOnly(true);
    m_details->setFrameShape(QFrame::NoFrame);
    m_details->setPlaceholderText(tr("Choose a measure to see what it rests on and closes."));
    m_details->setAccessibleName(tr("About the measure"));
    m_details->setStyleSheet(
        QStringLiteral("QPlainTextEdit { border: none; padding: 8px 12px; font-size: 12px; }"));
    auto *splitter = new QSplitter(Qt::Vertical, left);
    splitter->addWidget(m_tree);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 4);
    splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(splitter, 1);
    return left;
}

QWidget *HardeningDialog::makeRight()
{
    m_pages = new QTabWidget(this);
    m_pages->setDocumentMode(true);
    auto *threats = new QWidget(m_pages);
    auto *layout = new QVBoxLayout(threats);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_totals = new TotalsView(m_context.appearance, threats);
    m_threats = new ThreatChanges(m_context.appearance, threats);
    layout->addWidget(m_totals);
    layout->addWidget(m_threats, 1);
    m_matrix = new MatrixView;
    m_matrixArea = new QScrollArea;
    m_matrixArea->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_matrixArea->setWidget(m_matrix);
    m_matrixPage = new BeforeAfter(m_matrixArea, m_pages);
    m_diff = new DiffView(m_context.appearance, m_pages);
    m_diagram = new PictureView;
    m_diagram->setAccessibleName(tr("Diagram of the hardened system"));
    m_diagramPage = new BeforeAfter(m_diagram, m_pages);
    m_pages->addTab(threats, tr("Threats"));
    m_pages->addTab(m_diff, tr("Changes"));
    m_pages->addTab(m_diagramPage, tr("Diagram"));
    m_pages->addTab(m_matrixPage, tr("ATT&&CK matrix"));
    // How wide the matrix may be is known when it is seen.
    connect(m_pages, &QTabWidget::currentChanged, this, [this] { showMatrix(); });
    return m_pages;
}

QWidget *HardeningDialog::makeButtons()
{
    auto *bottom = new QWidget(this);
    auto *bar = new QHBoxLayout(bottom);
    bar->setContentsMargins(20, 12, 20, 12);
    bar->setSpacing(8);
    bar->addStretch();
    auto *close = new QPushButton(tr("Close"), bottom);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &HardeningDialog::reject);
    m_write = new QPushButton(tr("Write…"), bottom);
    m_write->setProperty("primary", true);
    m_write->setAutoDefault(false);
    makeWriteMenu();
    bar->addWidget(close);
    bar->addWidget(m_write);
    return bottom;
}

void HardeningDialog::makeWriteMenu()
{
    auto *menu = new QMenu(m_write);
    connect(menu->addAction(tr("&Change the files…")), &QAction::triggered, this,
            &HardeningDialog::writeInPlace);
    connect(menu->addAction(tr("Into a &folder…")), &QAction::triggered, this,
            &HardeningDialog::writeIntoFolder);
    m_override = menu->addAction(tr("As a Compose file to lay &over…"));
    connect(m_override, &QAction::triggered, this, &HardeningDialog::writeOverride);
    m_write->setMenu(menu);
}

} // namespace drawbridge
