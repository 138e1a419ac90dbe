#include "app/whatif/hardeningdialog.h"

#include "app/panels/countedwords.h"
#include "app/panels/matrixview.h"
#include "app/services/diagramexport.h"
#include "app/whatif/beforeafter.h"
#include "app/whatif/diffview.h"
#include "app/whatif/measuretree.h"
#include "app/whatif/pictureview.h"
#include "app/whatif/threatchanges.h"
#include "app/whatif/totalsview.h"
#include "model/engine/rulereach.h"
#include "model/export/techniquestanding.h"
#include "model/harden/hardeningwriters.h"
#include "model/project/projectfile.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QTabWidget>

#include <algorithm>

namespace drawbridge {

HardeningDialog::HardeningDialog(const PanelContext &context, HardeningSubject subject,
                                 Prompts *prompts, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_subject(std::move(subject))
    , m_prompts(prompts)
{
    setWindowTitle(tr("Harden"));
    addControls();
    m_again.setSingleShot(true);
    m_again.setInterval(150);
    connect(&m_again, &QTimer::timeout, this, &HardeningDialog::workOut);
    connect(m_tree, &MeasureTree::ticked, this, [this] {
        const auto level = m_tree->tickedLevel();
        for (qsizetype i = 0; i < m_levels.size(); ++i)
            m_levels[i]->setChecked(level && static_cast<qsizetype>(*level) == i);
        m_again.start();
    });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &HardeningDialog::showDetails);
    connect(m_matrixPage, &BeforeAfter::chosen, this, &HardeningDialog::showMatrix);
    connect(m_diagramPage, &BeforeAfter::chosen, this, &HardeningDialog::showDiagram);
    connect(m_context.appearance, &Appearance::changed, this, [this] {
        showMatrix();
        showDiagram();
    });
    connect(&m_jobs, &JobRunner::progressed, this, [this](double fraction, const QString &) {
        m_progress->setValue(static_cast<int>(fraction * 100));
    });
    connect(&m_jobs, &JobRunner::started, m_progress, &QWidget::show);
    connect(&m_jobs, &JobRunner::finished, m_progress, &QWidget::hide);
    // With room for a title and a task bar.
    resize(QSize(1320, 820).boundedTo(screen()->availableSize() - QSize(20, 60)));
    findMeasures();
}

HardeningDialog::~HardeningDialog()
{
    m_jobs.cancel();
    m_jobs.disconnect(this);
}

HardeningOptions HardeningDialog::options() const
{
    HardeningOptions options;
    options.level = HardeningLevel::Strict;
    options.profiles = {QStringLiteral("*")};
    options.scans = m_subject.scans;
    options.projectFolder = m_subject.projectFolder;
    return options;
}

// Everything at first, with what each measure closes; from then on what is ticked.
void HardeningDialog::findMeasures()
{
    m_heading->setText(tr("Looking for measures"));
    m_totals->hide();
    m_write->setEnabled(false);
    const HardeningSubject subject = m_subject;
    const Services *services = m_context.services;
    m_jobs.run<Result<WhatIf>>(
        tr("Looking for measures"),
        [services, subject, all = options()](ProgressSink &progress) {
            HardeningOptions options = all;
            options.project = &subject.project;
            return whatIfHardened(*services, subject.paths, options, subject.date, progress);
        },
        [this](Result<WhatIf> result) {
            if (!result)
                return showFailure(result.error());
            m_all = std::make_unique<WhatIf>(*std::move(result));
            m_tree->show(m_all->hardened.files);
            m_tree->tick(HardeningLevel::Recommended);
        });
}

void HardeningDialog::workOut()
{
    if (!m_all)
        return;
    const HardeningSubject subject = m_subject;
    const Services *services = m_context.services;
    const QSet<QString> ticked = m_tree->tickedKeys();
    m_jobs.run<Result<WhatIf>>(
        tr("Working out what changes"),
        [services, subject, ticked, all = options()](ProgressSink &progress) {
            HardeningOptions options = all;
            options.project = &subject.project;
            options.namesClosedThreats = false;
            options.wants = [&](qsizetype file, const HardeningMeasure &measure) {
                return ticked.contains(MeasureTree::keyOf(file, measure));
            };
            return whatIfHardened(*services, subject.paths, options, subject.date, progress);
        },
        [this](Result<WhatIf> result) { take(std::move(result)); });
}

void HardeningDialog::take(Result<WhatIf> result)
{
    if (!result)
        return showFailure(result.error());
    m_shown = std::make_unique<WhatIf>(*std::move(result));
    showNumbers();
    showMatrix();
    showDiagram();
    Q_EMIT ready();
}

void HardeningDialog::showFailure(const Error &error)
{
    m_heading->setText(tr("Cannot harden"));
    m_summary->setText(error.toString());
    m_write->setEnabled(false);
    Q_EMIT ready();
}

QStringList HardeningDialog::changedPaths() const
{
    QStringList paths;
    for (qsizetype i = 0; m_shown && i < m_shown->hardened.files.size(); ++i) {
        const HardenedFile &file = m_shown->hardened.files[i];
        if (file.after != file.before)
            paths += m_subject.paths[i];
    }
    return paths;
}

void HardeningDialog::showNumbers()
{
    const qsizetype changed = changedPaths().size();
    const int before = WhatIfReport::total(m_shown->report.openBefore);
    const int after = WhatIfReport::total(m_shown->report.openAfter);
    m_heading->setText(
        tr("%1 of %2 threats are closed or settled").arg(std::max(0, before - after)).arg(before));
    m_summary->setText(
        tr("%1 in %2; nothing is written yet.")
            .arg(countedWords(m_tree->tickedCount(), tr("One measure"), tr("%1 measures")),
                 countedWords(changed, tr("one file"), tr("%1 files"))));
    m_write->setEnabled(changed > 0);
    const QList<HardenedFile> &files = m_shown->hardened.files;
    m_override->setEnabled(
        std::count_if(files.begin(), files.end(),
                      [](const HardenedFile &file) { return !file.override.isEmpty(); })
        == 1);
    m_totals->show(m_shown->report);
    m_totals->setVisible(true);
    m_threats->show(m_shown->report, m_all->hardened.files);
    const auto diff = hardeningDiff(files);
    m_diff->show(diff ? QString::fromUtf8(*diff) : diff.error().toString());
}

static TechniqueStandings standingsOf(const Analysis &analysis)
{
    return techniqueStandings(analysis.exportInput(), rulesThatJudge(analysis.session.input()));
}

// Hardened, each cell shows how it is now beside it.
void HardeningDialog::showMatrix()
{
    if (!m_shown)
        return;
    MatrixOptions options;
    options.width = std::max(600, m_matrixArea->viewport()->width() - 28);
    options.subTechniques = false;
    options.legend = true;
    TechniqueStandings standings = standingsOf(m_shown->before);
    if (m_matrixPage->showsAfter()) {
        options.comparison = MatrixComparison::SideBySide;
        options.earlier = standings;
        standings = standingsOf(m_shown->after);
    }
    m_matrix->show(
        composeMatrix(m_context.catalog, standings, options, m_context.appearance->theme()));
}

void HardeningDialog::showDiagram()
{
    if (!m_shown)
        return;
    const Theme &theme = m_context.appearance->theme();
    const Analysis &shown = m_diagramPage->showsAfter() ? m_shown->after : m_shown->before;
    const auto diagram = chooseDiagram(shown.model, {});
    if (!diagram) {
        m_diagram->show({}, {}, theme.surface.canvas);
        return;
    }
    const DiagramPicture picture = pictureOf(shown, *diagram);
    m_diagram->show(drawDiagram(picture, theme), picture.bounds(theme.metrics),
                    theme.surface.canvas);
}

void HardeningDialog::showDetails()
{
    m_details->setPlainText(m_tree->describe(m_tree->currentItem()));
}

Result<void> HardeningDialog::writeAll(const std::function<QString(qsizetype)> &targetOf)
{
    for (qsizetype i = 0; i < m_shown->hardened.files.size(); ++i) {
        const QString target = targetOf(i);
        if (target.isEmpty())
            continue;
        if (!QDir().mkpath(QFileInfo(target).path()))
            return Error {ErrorCode::Io, tr("the folder cannot be made"), {target, 0, 0}};
        if (const auto written = replaceFile(target, m_shown->hardened.files[i].after); !written)
            return written;
    }
    return {};
}

void HardeningDialog::tellWritten(const Result<void> &result, const QString &message)
{
    if (result)
        m_summary->setText(message);
    else
        m_prompts->tell(this, tr("Cannot write"), result.error().toString(), {});
}

void HardeningDialog::writeInPlace()
{
    const QStringList changed = changedPaths();
    if (changed.isEmpty()
        || !m_prompts->confirm(this, tr("Change the files"),
                               countedWords(changed.size(), tr("Change %1?").arg(changed.first()),
                                            tr("Change %1 files? They are written over; version "
                                               "control keeps what they are now."))))
        return;
    const auto result = writeAll([&](qsizetype index) {
        const QString &path = m_subject.paths[index];
        return changed.contains(path) ? path : QString();
    });
    tellWritten(result, tr("The files are changed."));
    if (!result)
        return;
    Q_EMIT written(changed);
    accept();
}

void HardeningDialog::writeIntoFolder()
{
    const QString folder = m_prompts->folder(this, tr("Write the hardened files into a folder"));
    if (folder.isEmpty() || !m_shown)
        return;
    tellWritten(writeAll([&](qsizetype index) {
                    return QDir(folder).filePath(hardenedFileName(m_subject.paths, index));
                }),
                tr("The hardened files are in %1.").arg(folder));
}

void HardeningDialog::writeOverride()
{
    if (!m_shown)
        return;
    for (qsizetype i = 0; i < m_shown->hardened.files.size(); ++i) {
        const HardenedFile &file = m_shown->hardened.files[i];
        if (file.override.isEmpty())
            continue;
        const QString path = m_prompts->saveFile(
            this, tr("Write what is to be laid over the Compose file"),
            QFileInfo(m_subject.paths[i]).absolutePath() + QStringLiteral("/compose.override.yaml"),
            tr("Compose files (*.yaml *.yml)"));
        if (!path.isEmpty())
            tellWritten(replaceFile(path, file.override), tr("%1 is written.").arg(path));
        return;
    }
}

} // namespace drawbridge
