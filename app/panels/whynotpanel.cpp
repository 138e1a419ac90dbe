#include "app/panels/whynotpanel.h"

#include "app/panels/conditionview.h"
#include "app/panels/elidedlabel.h"
#include "app/panels/signlabel.h"
#include "model/export/threatwords.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSplitter>

namespace drawbridge {

enum RuleColumn { RuleKeyColumn, VerdictColumn, ReasonColumn };

static constexpr int VerdictNumberRole = Qt::UserRole;

WhyNotPanel::WhyNotPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    build();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &WhyNotPanel::refresh);
    const auto later = [this] {
        if (isVisible())
            m_refresh.start();
    };
    connect(context.selection, &Selection::recordsChanged, this, later);
    connect(context.document, &Document::threatsChanged, this, later);
    connect(context.appearance, &Appearance::changed, this, later);
    connect(m_text, &QLineEdit::textChanged, this, &WhyNotPanel::filter);
    connect(m_rules, &QTreeWidget::currentItemChanged, this, &WhyNotPanel::showVerdict);
    connect(m_rules, &QTreeWidget::itemActivated, this, &WhyNotPanel::openThreat);
}

void WhyNotPanel::build()
{
    m_text = new QLineEdit(this);
    m_text->setPlaceholderText(tr("Find a rule"));
    m_text->setAccessibleName(m_text->placeholderText());
    m_text->setClearButtonEnabled(true);
    m_text->setFixedWidth(220);
    m_caption = new ElidedLabel({}, Qt::ElideRight, this);
    m_caption->setProperty("role", QStringLiteral("secondary"));
    m_rules = new QTreeWidget(this);
    m_rules->setColumnCount(3);
    m_rules->setHeaderLabels({tr("Rule"), tr("Verdict"), tr("Because")});
    m_rules->setAccessibleName(tr("Rules"));
    m_rules->setRootIsDecorated(false);
    m_rules->setUniformRowHeights(true);
    m_rules->setFrameShape(QFrame::NoFrame);
    m_rules->setColumnWidth(RuleKeyColumn, 230);
    m_rules->setColumnWidth(VerdictColumn, 80);
    m_reason = new QLabel(this);
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    m_reason->setContentsMargins(14, 4, 14, 8);
    m_conditions = new ConditionView(m_context.appearance, this);
    m_hint = new QLabel(tr("Select one element, endpoint, flow or boundary to see what each rule "
                           "makes of it."),
                        this);
    m_hint->setProperty("role", QStringLiteral("secondary"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setContentsMargins(24, 24, 24, 24);
    auto *right = new QWidget(this);
    auto *rows = new QVBoxLayout(right);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_reason);
    rows->addWidget(m_conditions, 1);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_rules);
    splitter->addWidget(right);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({500, 420});
    m_content = splitter;
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 8, 14, 8);
    bar->setSpacing(12);
    bar->addWidget(m_text);
    bar->addWidget(m_caption, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_content, 1);
    layout->addWidget(m_hint, 1);
}

void WhyNotPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refresh.start();
}

void WhyNotPanel::refresh()
{
    m_refresh.stop();
    const auto record = m_context.selection->single();
    QString kept;
    if (const QTreeWidgetItem *item = m_rules->currentItem())
        kept = item->text(RuleKeyColumn);
    m_rules->clear();
    m_verdicts.clear();
    if (record)
        fillRules(record->kind, record->id);
    const bool isEmpty = m_verdicts.isEmpty();
    m_content->setVisible(!isEmpty);
    m_text->setEnabled(!isEmpty);
    m_hint->setVisible(isEmpty);
    m_caption->clear();
    if (isEmpty)
        return;
    m_caption->setText(
        tr("%1 of %2 rules report %3")
            .arg(std::count_if(
                m_verdicts.begin(), m_verdicts.end(),
                [](const RuleVerdict &verdict) { return verdict.verdict == Verdict::Reports; }))
            .arg(m_verdicts.size())
            .arg(qualifiedName(m_context.document->model(), record->kind, record->id)));
    filter();
    const QList<QTreeWidgetItem *> same = m_rules->findItems(kept, Qt::MatchExactly);
    if (!kept.isEmpty() && !same.isEmpty())
        m_rules->setCurrentItem(same.first());
    showVerdict();
}

static QString verdictInWords(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Reports:
        return WhyNotPanel::tr("reports");
    case Verdict::Asks:
        return WhyNotPanel::tr("asks");
    case Verdict::Silent:
        break;
    }
    return WhyNotPanel::tr("silent");
}

void WhyNotPanel::fillRules(RecordKind kind, const IdText &record)
{
    const AnalysisSession &session = m_context.document->session();
    if (!session.input().rules)
        return;
    const RuleSet &rules = *session.input().rules;
    for (qsizetype i = 0; i < rules.size(); ++i) {
        if (rules.info(i).appliesTo != kind)
            continue;
        for (const RuleVerdict &verdict : session.verdicts(i, kind, record)) {
            const QString item =
                verdict.discriminator.isEmpty() ? QString() : u'#' + verdict.discriminator;
            auto *row = new QTreeWidgetItem(
                m_rules,
                {rules.info(i).key + item, verdictInWords(verdict.verdict), verdict.reason});
            row->setData(RuleKeyColumn, VerdictNumberRole, static_cast<int>(m_verdicts.size()));
            row->setToolTip(ReasonColumn, verdict.reason.toHtmlEscaped());
            row->setToolTip(RuleKeyColumn, rules.info(i).title.toHtmlEscaped());
            if (verdict.verdict == Verdict::Silent)
                row->setForeground(VerdictColumn, m_context.appearance->theme().text.secondary);
            m_verdicts += verdict;
        }
    }
}

// By key, title, technique or verdict.
void WhyNotPanel::filter()
{
    const QString text = m_text->text().trimmed();
    const RuleSet *rules = m_context.document->session().input().rules.get();
    for (int row = 0; row < m_rules->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_rules->topLevelItem(row);
        const RuleVerdict &verdict = m_verdicts.at(item->data(0, VerdictNumberRole).toInt());
        const RuleInfo &info = rules->info(verdict.rule);
        const bool matches = text.isEmpty()
            || item->text(RuleKeyColumn).contains(text, Qt::CaseInsensitive)
            || item->text(VerdictColumn).compare(text, Qt::CaseInsensitive) == 0
            || info.title.contains(text, Qt::CaseInsensitive)
            || info.attack.contains(text, Qt::CaseInsensitive);
        item->setHidden(!matches);
    }
}

void WhyNotPanel::showVerdict()
{
    const QTreeWidgetItem *item = m_rules->currentItem();
    if (!item) {
        m_reason->setText(tr("Choose a rule to see which part of its condition decides."));
        m_conditions->showClauses({});
        return;
    }
    const RuleVerdict &verdict = m_verdicts.at(item->data(0, VerdictNumberRole).toInt());
    const QString sentence =
        verdict.verdict == Verdict::Silent ? tr("%1 is silent, because %2.") : tr("%1: %2.");
    m_reason->setText(sentence.arg(item->text(RuleKeyColumn), verdict.reason));
    m_conditions->showClauses(verdict.clauses);
}

void WhyNotPanel::openThreat()
{
    const QTreeWidgetItem *item = m_rules->currentItem();
    if (!item)
        return;
    const QString key = m_verdicts.at(item->data(0, VerdictNumberRole).toInt()).threatKey;
    if (!key.isEmpty())
        m_context.selection->selectThreat(key);
}

} // namespace drawbridge
