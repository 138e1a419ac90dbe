#include "app/panels/questionspanel.h"

#include "app/panels/countedwords.h"
#include "app/panels/questioncard.h"
#include "model/engine/contextprofile.h"

#include <QComboBox>
#include <QHBoxLayout>
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
    m_about = new QComboBox(this);
    m_about->setAccessibleName(tr("Which questions"));
    m_about->addItems({tr("About the whole model"), tr("About what is selected"),
                       tr("About its whole host"), tr("Profile of hosts and clusters")});
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(14, 10, 0, 0);
    head->addWidget(m_about);
    head->addStretch(1);
    layout->addLayout(head);
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
    connect(m_about, &QComboBox::currentIndexChanged, this, later);
    connect(context.selection, &Selection::recordsChanged, this, [this, later] {
        if (m_about->currentIndex() == Selected || m_about->currentIndex() == Host)
            later();
    });
}

void QuestionsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refresh.start();
}

// Hosts and clusters with what is not answered there, whether or not a threat waits for it.
QList<OpenQuestion> QuestionsPanel::profile() const
{
    const Document &document = *m_context.document;
    QHash<IdText, QList<OpenQuestion>> asked;
    for (const OpenQuestion &question : document.session().openQuestions())
        asked[question.reference.id] += question;
    QList<OpenQuestion> open;
    for (const PropertyReference &reference : contextProfile(document.model(), document.schema())) {
        const TrustBoundary *host = document.model().boundaries.find(BoundaryId(reference.id));
        if (host->properties.effective(reference.property))
            continue;
        OpenQuestion question {reference, {}, 0};
        for (const OpenQuestion &known : asked.value(reference.id)) {
            if (known.reference == reference)
                question = known;
        }
        open += question;
    }
    return open;
}

QList<OpenQuestion> QuestionsPanel::questions() const
{
    const int about = m_about->currentIndex();
    if (about == Profile)
        return profile();
    QList<OpenQuestion> questions = m_context.document->session().openQuestions();
    if (about == Model)
        return questions;
    QSet<IdText> records;
    for (const RecordReference &record : m_context.selection->records())
        records += about == Host
            ? recordsOfHost(m_context.document->model(), record.kind, record.id)
            : recordsAround(m_context.document->model(), record.kind, record.id);
    questions.removeIf(
        [&](const OpenQuestion &question) { return !records.contains(question.reference.id); });
    return questions;
}

QString QuestionsPanel::caption(qsizetype count) const
{
    const int about = m_about->currentIndex();
    const bool followsSelection = about == Selected || about == Host;
    if (followsSelection && m_context.selection->records().isEmpty())
        return tr("Select something in a diagram or list.");
    if (about == Profile) {
        const auto all =
            contextProfile(m_context.document->model(), m_context.document->schema()).size();
        if (all == 0)
            return tr("The model has no host and no cluster.");
        return tr("What holds for everything that runs there, asked once: %1 of %2 answered")
            .arg(all - count)
            .arg(all);
    }
    if (count == 0)
        return tr("Every question that the rules ask is answered.");
    if (count > MostCards)
        return tr("The %1 most decisive of %2 open questions").arg(MostCards).arg(count);
    return countedWords(count, tr("1 open question"),
                        tr("%1 open questions, the most decisive first"));
}

void QuestionsPanel::refresh()
{
    const QList<OpenQuestion> questions = this->questions();
    m_caption->setText(caption(questions.size()));
    const int position = m_scroll->verticalScrollBar()->value();
    auto *body = new QWidget;
    auto *cards = new QVBoxLayout(body);
    cards->setContentsMargins(14, 0, 14, 14);
    cards->setSpacing(8);
    for (const OpenQuestion &question : questions.first(std::min(MostCards, questions.size()))) {
        auto *card = new QuestionCard(m_context, question, true, body);
        card->setMaximumWidth(720);
        connect(card, &QuestionCard::editRequested, this, [this, card] {
            m_context.selection->select({{card->holder().kind, card->holder().id}});
        });
        cards->addWidget(card);
    }
    cards->addStretch(1);
    m_scroll->setWidget(body);
    m_scroll->verticalScrollBar()->setValue(position);
}

} // namespace drawbridge
