#include "app/panels/conditionlines.h"

#include "app/panels/conditionview.h"
#include "app/panels/elidedlabel.h"
#include "app/panels/signlabel.h"
#include "app/render/marks.h"

#include <QBoxLayout>

#include <algorithm>

namespace drawbridge {

static constexpr int PartIndent = 10;
// A deeper part would have no room left for its text.
static constexpr int DeepestIndent = 4;

ConditionLines::ConditionLines(const Appearance *appearance, const QList<ClauseVerdict> &clauses,
                               QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setAccessibleName(tr("Conditions"));
    m_rows = new QVBoxLayout(this);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(4);
    for (const ClauseVerdict &clause : clauses)
        addClause(clause);
}

static QLabel *wrapped(const QString &text, const char *role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    label->setMinimumWidth(40);
    if (role)
        label->setProperty("role", QLatin1String(role));
    return label;
}

void ConditionLines::addState(QBoxLayout *line, cel::TraceState state)
{
    const QString words = stateInWords(state);
    if (words.isEmpty())
        return;
    if (state == cel::TraceState::Unknown) {
        DrawList sign;
        drawStatusSign(sign, {8, 8}, StatusSign::NeedsAnswer, m_appearance->theme());
        line->addWidget(new SignLabel(sign, {16, 16}, words, this), 0, Qt::AlignTop);
    }
    auto *label = new QLabel(words, this);
    label->setProperty("role", QStringLiteral("field"));
    line->addWidget(label, 0, Qt::AlignTop);
}

void ConditionLines::addClause(const ClauseVerdict &clause)
{
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 8, 0, 0);
    line->setSpacing(6);
    line->addWidget(wrapped(clauseInWords(clause), "strong", this), 1);
    addState(line, clause.state);
    m_rows->addLayout(line);
    for (const ConditionPart &part : clause.parts)
        addPart(part);
}

void ConditionLines::addPart(const ConditionPart &part)
{
    const int indent = PartIndent * std::clamp(part.depth, 0, DeepestIndent);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(indent, 0, 0, 0);
    line->setSpacing(6);
    line->addWidget(wrapped(part.text, part.decisive ? "code" : "codequiet", this), 1);
    addState(line, part.state);
    m_rows->addLayout(line);
    for (const BecauseItem &value : part.values)
        addValue(value, indent + PartIndent);
    if (!part.error.isEmpty())
        m_rows->addWidget(wrapped(part.error, "caption", this));
}

void ConditionLines::addValue(const BecauseItem &value, int indent)
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(indent, 0, 0, 0);
    head->setSpacing(8);
    auto *label = new ElidedLabel(value.label, Qt::ElideRight, this);
    label->setProperty("role", QStringLiteral("field"));
    auto *source = new ElidedLabel(value.source, Qt::ElideMiddle, this);
    source->setProperty("role",
                        value.source.contains(u':') ? QStringLiteral("filesource")
                                                    : QStringLiteral("source"));
    head->addWidget(label, 1);
    head->addWidget(source);
    m_rows->addLayout(head);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(indent, 0, 0, 2);
    line->addWidget(wrapped(value.value, nullptr, this), 1);
    m_rows->addLayout(line);
}

} // namespace drawbridge
