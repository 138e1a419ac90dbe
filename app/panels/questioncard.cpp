#include "app/panels/questioncard.h"

#include "app/panels/countedwords.h"
#include "app/render/iconset.h"
#include "model/edit/setpropertyedit.h"
#include "model/export/threatwords.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace drawbridge {

// Answers that stand side by side in a narrow panel; more are chosen in the property's row.
static constexpr qsizetype MostAnswerLetters = 18;

static RecordReference recordOf(const PropertyReference &reference)
{
    return {reference.kind, reference.id};
}

QuestionCard::QuestionCard(const PanelContext &context, const OpenQuestion &question, bool withName,
                           QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_question(question)
{
    setProperty("role", QStringLiteral("question"));
    const PropertyDefinition &property =
        context.document->schema().definition(question.reference.property);
    auto *text = new QLabel(property.question.isEmpty() ? property.label : property.question, this);
    text->setWordWrap(true);
    text->setStyleSheet(QStringLiteral("font-weight: 600"));
    QString caption =
        countedWords(question.threats.size(), tr("Decides 1 threat"), tr("Decides %1 threats"));
    if (withName)
        caption =
            qualifiedName(context.document->model(), question.reference.kind, question.reference.id)
            + QStringLiteral(". ") + caption;
    auto *decides = new QLabel(caption, this);
    decides->setProperty("role", QStringLiteral("caption"));
    decides->setWordWrap(true);
    auto *icon = new QLabel(this);
    icon->setPixmap(iconset::pixmap(QStringLiteral("help"),
                                    context.appearance->theme().text.question, 16,
                                    devicePixelRatioF()));
    icon->setAlignment(Qt::AlignTop);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    addButtons(buttons);
    buttons->addStretch(1);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(text);
    words->addWidget(decides);
    words->addSpacing(4);
    words->addLayout(buttons);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(10);
    layout->addWidget(icon);
    layout->addLayout(words, 1);
}

void QuestionCard::addButtons(QBoxLayout *buttons)
{
    const PropertyDefinition &property =
        m_context.document->schema().definition(m_question.reference.property);
    const auto add = [&](const QString &label, auto slot) {
        auto *button = new QPushButton(label, this);
        connect(button, &QPushButton::clicked, this, slot);
        buttons->addWidget(button);
        return button;
    };
    if (property.type.kind == PropertyKind::Bool) {
        add(tr("Yes"), [this] { answer(Value(true)); });
        add(tr("No"), [this] { answer(Value(false)); });
    } else if (property.type.kind == PropertyKind::Enum
               && property.type.members.join(QString()).size() <= MostAnswerLetters) {
        for (const QString &member : property.type.members)
            add(member, [this, member] { answer(Value(member)); });
    } else {
        add(tr("Answer…"), [this] { Q_EMIT editRequested(m_question.reference.property); });
    }
    add(tr("Not applicable"), [this] { answerNotApplicable(); })->setProperty("link", true);
}

// The answer rebuilds what holds this card: it is carried out when the click is over.
static void applyLater(Document *document, const Result<ModelEdit> &edit)
{
    QTimer::singleShot(0, document, [document, edit] {
        const auto applied = document->apply(edit);
        Q_UNUSED(applied)
    });
}

void QuestionCard::answer(const Value &value)
{
    Document *document = m_context.document;
    applyLater(document,
               drawbridge::setProperty(document->model(), document->schema(),
                                       {recordOf(m_question.reference)},
                                       m_question.reference.property, value));
}

void QuestionCard::answerNotApplicable()
{
    Document *document = m_context.document;
    applyLater(document,
               setPropertyNotApplicable(document->model(), document->schema(),
                                        {recordOf(m_question.reference)},
                                        m_question.reference.property));
}

} // namespace drawbridge
