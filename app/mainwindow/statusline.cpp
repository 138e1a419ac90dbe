#include "app/mainwindow/statusline.h"

#include "app/jobs/jobrunner.h"
#include "app/panels/countedwords.h"
#include "app/panels/elidedlabel.h"
#include "app/render/iconset.h"
#include "app/render/marks.h"
#include "app/render/painterbackend.h"
#include "model/core/names.h"
#include "model/export/cataloginfo.h"

#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>

namespace drawbridge {

static QPixmap severityPixmap(Severity severity, const Theme &theme, double ratio)
{
    QPixmap pixmap(QSize(14, 14) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    DrawList list;
    drawSeverityMark(list, {7, 7}, 6, severity, theme);
    paintDrawList(painter, list);
    return pixmap;
}

// What the user imported over the bundled catalogs, a line for each file.
static QString importedCatalogs(const CatalogSnapshot &catalog)
{
    QStringList lines;
    for (const CatalogPart &part : catalog.content().parts)
        lines += StatusLine::tr("Imported from %1: %2 %3")
                     .arg(part.file, partInWords(part), part.version)
                     .toHtmlEscaped();
    return lines.join(QStringLiteral("<br>"));
}

StatusLine::StatusLine(const PanelContext &context, JobRunner *jobs, QWidget *parent)
    : QStatusBar(parent)
    , m_context(context)
{
    setSizeGripEnabled(false);
    setContentsMargins(10, 0, 12, 0);
    const auto link = [this] {
        auto *button = new QPushButton(this);
        button->setProperty("status", true);
        addWidget(button);
        return button;
    };
    for (size_t i = 0; i < m_severities.size(); ++i) {
        m_severities[i] = link();
        connect(m_severities[i], &QPushButton::clicked, this, [this, i] {
            ThreatCriteria criteria;
            criteria.severities = {static_cast<Severity>(i)};
            m_context.filter->set(criteria);
            Q_EMIT m_context.filter->shown();
        });
    }
    m_summary = new QLabel(this);
    addWidget(m_summary);
    m_questions = link();
    connect(m_questions, &QPushButton::clicked, this, &StatusLine::questionsRequested);
    m_problems = link();
    connect(m_problems, &QPushButton::clicked, this, &StatusLine::problemsRequested);
    m_evidence = new QLabel(tr("No scans attached"), this);
    m_evidence->setObjectName(QStringLiteral("evidenceStatus"));
    m_evidence->setProperty("role", QStringLiteral("secondary"));
    addWidget(m_evidence);
    m_rules = new QLabel(this);
    m_rules->setObjectName(QStringLiteral("ruleStatus"));
    m_rules->setProperty("role", QStringLiteral("secondary"));
    addWidget(m_rules);
    buildTold();
    buildJob(jobs);
    m_catalogs =
        new QLabel(tr("ATT&CK %1, NIST 800-53 Rev 5 (%2)")
                       .arg(context.catalog.versions().attack, context.catalog.versions().nist),
                   this);
    m_catalogs->setProperty("role", QStringLiteral("secondary"));
    m_catalogs->setToolTip(importedCatalogs(context.catalog));
    m_saved = new QLabel(this);
    m_saved->setProperty("role", QStringLiteral("secondary"));
    m_saved->setContentsMargins(0, 0, 12, 0);
    addPermanentWidget(m_saved);
    addPermanentWidget(m_catalogs);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &StatusLine::refresh);
    const auto later = [this] { m_refresh.start(); };
    connect(context.document, &Document::threatsChanged, this, later);
    connect(context.document, &Document::modifiedChanged, this, later);
    connect(context.document, &Document::pathChanged, this, later);
    connect(context.document, &Document::pathChanged, this, &StatusLine::showEvidence);
    connect(context.document, &Document::findingsChanged, this, &StatusLine::showEvidence);
    connect(context.appearance, &Appearance::changed, this, later);
    refresh();
}

void StatusLine::buildTold()
{
    m_told = new ElidedLabel({}, Qt::ElideRight, this);
    m_told->setObjectName(QStringLiteral("told"));
    m_told->setContentsMargins(12, 0, 0, 0);
    addWidget(m_told, 1);
    m_forget.setSingleShot(true);
    m_forget.setInterval(6000);
    connect(&m_forget, &QTimer::timeout, m_told, &QLabel::clear);
}

// What a job does and how far it is; there while one runs.
void StatusLine::buildJob(JobRunner *jobs)
{
    m_job = new QLabel(this);
    m_progress = new QProgressBar(this);
    m_progress->setFixedWidth(120);
    m_progress->setTextVisible(false);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setProperty("link", true);
    const QList<QWidget *> widgets {m_job, m_progress, m_cancel};
    for (QWidget *widget : widgets) {
        addPermanentWidget(widget);
        widget->hide();
    }
    connect(m_cancel, &QPushButton::clicked, jobs, &JobRunner::cancel);
    connect(jobs, &JobRunner::started, this, [this, widgets](const QString &title) {
        m_job->setText(title);
        m_progress->setRange(0, 0);
        for (QWidget *widget : widgets)
            widget->show();
    });
    connect(jobs, &JobRunner::progressed, this, [this](double fraction, const QString &) {
        m_progress->setRange(0, fraction < 0 ? 0 : 100);
        m_progress->setValue(static_cast<int>(fraction * 100));
    });
    connect(jobs, &JobRunner::finished, this, [widgets] {
        for (QWidget *widget : widgets)
            widget->hide();
    });
}

// Messages of QStatusBar itself would take the place of the counts, which come back under them.
void StatusLine::tell(const QString &message)
{
    m_told->setText(message);
    m_forget.start();
}

void StatusLine::showProject(bool open)
{
    m_open = open;
    showEvidence();
    refresh();
}

void StatusLine::showProblems(int problems, int errors)
{
    m_problemCount = problems;
    m_problems->setText(countedWords(problems, tr("1 problem"), tr("%1 problems")));
    m_problems->setToolTip(
        countedWords(errors, tr("1 of them is an error"), tr("%1 of them are errors")));
    refresh();
}

void StatusLine::showEvidence()
{
    const ProjectEvidence &evidence = m_context.document->evidence();
    const qsizetype scans = evidence.scans ? evidence.scans->runs.size() : 0;
    const bool isMissing = !m_context.document->modelForFile().evidenceDigest.isEmpty();
    m_evidence->setText(
        scans == 0 ? (isMissing ? tr("Attached scans are missing") : tr("No scans attached"))
            : evidence.status == u"stale"
            ? tr("Scans changed since they were attached")
            : countedWords(scans, tr("1 scan attached"), tr("%1 scans attached")));
}

// What packs of the user or beside the project did to the built-in rules.
void StatusLine::showChangedRules()
{
    const auto rules = m_context.document->session().input().rules;
    const QList<RuleChange> changes = rules ? rules->changes() : QList<RuleChange>();
    QStringList lines;
    for (const RuleChange &change : changes) {
        const QString what = change.kind == RuleChange::Kind::Overridden
            ? tr("%1 is overridden: %2")
            : tr("%1 is switched off: %2");
        lines +=
            what.arg(change.key, change.reason.isEmpty() ? tr("no reason given") : change.reason);
    }
    m_rules->setText(countedWords(changes.size(), tr("1 rule changed"), tr("%1 rules changed")));
    m_rules->setToolTip(lines.join(u'\n').toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
    m_rules->setVisible(m_open && !changes.isEmpty());
}

void StatusLine::refresh()
{
    showChangedRules();
    const ThreatSummary summary = m_context.document->session().summary();
    for (size_t i = 0; i < m_severities.size(); ++i) {
        const Severity severity = static_cast<Severity>(i);
        const int count = summary.bySeverity.value(severity);
        m_severities[i]->setVisible(count > 0);
        m_severities[i]->setText(QString::number(count));
        m_severities[i]->setIcon(
            severityPixmap(severity, m_context.appearance->theme(), devicePixelRatioF()));
        m_severities[i]->setToolTip(
            tr("Threats of severity %2: %1").arg(count).arg(displayName(severity).toLower()));
        m_severities[i]->setAccessibleName(m_severities[i]->toolTip());
    }
    const int mitigated = summary.byStatus.value(ThreatStatus::Mitigated);
    m_summary->setText(summary.total == 0 ? tr("No threats")
                           : mitigated == 0
                           ? countedWords(summary.total, tr("1 threat"), tr("%1 threats"))
                           : tr("%1 threats, %2 mitigated").arg(summary.total).arg(mitigated));
    const qsizetype questions = m_context.document->session().openQuestions().size();
    m_questions->setText(countedWords(questions, tr("1 open question"), tr("%1 open questions")));
    m_questions->setVisible(m_open && questions > 0);
    m_problems->setVisible(m_open && m_problemCount > 0);
    m_problems->setIcon(iconset::pixmap(QStringLiteral("shield-alert"),
                                        m_context.appearance->theme().text.primary, 14,
                                        devicePixelRatioF()));
    for (QWidget *widget : {static_cast<QWidget *>(m_summary), static_cast<QWidget *>(m_evidence),
                            static_cast<QWidget *>(m_saved)})
        widget->setVisible(m_open);
    m_saved->setText(m_context.document->isModified()           ? tr("Not saved")
                         : m_context.document->path().isEmpty() ? tr("New")
                                                                : tr("Saved"));
}

} // namespace drawbridge
