#include "app/panels/questioncard.h"

#include "app/panels/countedwords.h"
#include "app/render/iconset.h"
#include "model/edit/setpropertyedit.h"
#include "model/engine/contextprofile.h"
#include "model/export/threatwords.h"

#include <QComboBox>
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
    , m_holders(
          answerHolders(context.document->model(), context.document->schema(), question.reference))
{
    setProperty("role", QStringLiteral("question"));
    const PropertyDefinition &property =
        context.document->schema().definition(question.reference.property);
    auto *text = new QLabel(property.question.isEmpty() ? property.label : property.question, this);
    text->setWordWrap(true);
    text->setStyleSheet(QStringLiteral("font-weight: 600"));
    auto *decides = new QLabel(caption(withName), this);
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
    addHolders(words);
    words->addLayout(buttons);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(10);
    layout->addWidget(icon);
    layout->addLayout(words, 1);
}

QString QuestionCard::caption(bool withName) const
{
    const QString decides = m_question.threats.isEmpty()
        ? tr("No threat waits for it yet")
        : countedWords(m_question.threats.size(), tr("Decides 1 threat"), tr("Decides %1 threats"));
    if (!withName)
        return decides;
    return qualifiedName(m_context.document->model(), m_question.reference.kind,
                         m_question.reference.id)
        + QStringLiteral(". ") + decides;
}

// Asked only where a boundary or the model may answer as well.
void QuestionCard::addHolders(QBoxLayout *rows)
{
    if (m_holders.size() < 2)
        return;
    const ThreatModel &model = m_context.document->model();
    m_holder = new QComboBox(this);
    m_holder->setAccessibleName(tr("Whom the answer is for"));
    m_holder->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (qsizetype i = 0; i < m_holders.size(); ++i) {
        const PropertyReference &holder = m_holders.at(i);
        const QString name = qualifiedName(model, holder.kind, holder.id);
        m_holder->addItem(holder.kind == RecordKind::Project ? tr("For the whole model")
                              : i == 0                       ? tr("Only for %1").arg(name)
                                                             : tr("For all of %1").arg(name));
    }
    rows->addWidget(m_holder);
}

PropertyReference QuestionCard::holder() const
{
    return m_holders.value(m_holder ? m_holder->currentIndex() : 0, m_question.reference);
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
        add(tr("Answer…"), [this] { Q_EMIT editRequested(holder().property); });
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
               drawbridge::setProperty(document->model(), document->schema(), {recordOf(holder())},
                                       holder().property, value));
}

void QuestionCard::answerNotApplicable()
{
    Document *document = m_context.document;
    applyLater(document,
               setPropertyNotApplicable(document->model(), document->schema(), {recordOf(holder())},
                                        holder().property));
}

} // namespace drawbridge
