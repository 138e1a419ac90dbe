#include "app/panels/questionspanel.h"

#include "app/panels/countedwords.h"
#include "app/panels/questioncard.h"

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace drawbridge {

// More cards at once would be neither read nor fast.
static constexpr qsizetype MostCards = 40;

QuestionsPanel::QuestionsPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    m_caption = new QLabel(this);
    m_caption->setProperty("role", QStringLiteral("secondary"));
    m_caption->setContentsMargins(14, 10, 14, 10);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_caption);
    layout->addWidget(m_scroll, 1);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &QuestionsPanel::refresh);
    const auto later = [this] {
        if (isVisible())
            m_refresh.start();
    };
    connect(context.document, &Document::threatsChanged, this, later);
    connect(context.appearance, &Appearance::changed, this, later);
}

void QuestionsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refresh.start();
}

void QuestionsPanel::refresh()
{
    const QList<OpenQuestion> questions = m_context.document->session().openQuestions();
    if (questions.isEmpty())
        m_caption->setText(tr("Every question that the rules ask is answered."));
    else if (questions.size() > MostCards)
        m_caption->setText(
            tr("The %1 most decisive of %2 open questions").arg(MostCards).arg(questions.size()));
    else
        m_caption->setText(countedWords(questions.size(), tr("1 open question"),
                                        tr("%1 open questions, the most decisive first")));
    const int position = m_scroll->verticalScrollBar()->value();
    auto *body = new QWidget;
    auto *cards = new QVBoxLayout(body);
    cards->setContentsMargins(14, 0, 14, 14);
    cards->setSpacing(8);
    for (const OpenQuestion &question : questions.first(std::min(MostCards, questions.size()))) {
        auto *card = new QuestionCard(m_context, question, true, body);
        card->setMaximumWidth(720);
        const RecordReference record {question.reference.kind, question.reference.id};
        connect(card, &QuestionCard::editRequested, this,
                [this, record] { m_context.selection->select({record}); });
        cards->addWidget(card);
    }
    cards->addStretch(1);
    m_scroll->setWidget(body);
    m_scroll->verticalScrollBar()->setValue(position);
}

} // namespace drawbridge
