#include "tests/corpus/measure/precision.h"

#include <algorithm>

namespace drawbridge::corpus {

static double share(int part, int rest)
{
    return part + rest > 0 ? static_cast<double>(part) / (part + rest) : 1.0;
}

static constexpr double leastShare = 0.9;

bool CorpusScore::reachesGoals() const
{
    return total.precision() >= leastShare && total.recall() >= leastShare;
}

double Score::precision() const
{
    return share(right, wrong);
}

double Score::recall() const
{
    return share(right, missed);
}

Score &Score::operator+=(const Score &other)
{
    right += other.right;
    wrong += other.wrong;
    missed += other.missed;
    return *this;
}

static bool isOf(const Label &label, const ReportedThreat &claim)
{
    return label.at == claim.at && (label.item.isEmpty() || label.item == claim.item);
}

namespace {

// Ties claims to labels: first to those that name the rule, what is left to those that would take
// it instead and have no claim yet.
class LabelMatch
{
public:
    explicit LabelMatch(const QList<Label> &labels)
        : m_labels(labels)
        , m_used(static_cast<size_t>(labels.size()), false)
    {
    }

    const Label *exact(const ReportedThreat &claim)
    {
        return first([&](qsizetype i) {
            return m_labels.at(i).rule == claim.rule && isOf(m_labels.at(i), claim);
        });
    }
    const Label *instead(const ReportedThreat &claim)
    {
        return first([&](qsizetype i) {
            return !isUsed(i) && m_labels.at(i).anyOf.contains(claim.rule)
                && isOf(m_labels.at(i), claim);
        });
    }
    bool isUsed(qsizetype i) const { return m_used[static_cast<size_t>(i)]; }

private:
    template <typename Condition>
    const Label *first(const Condition &holds)
    {
        for (qsizetype i = 0; i < m_labels.size(); ++i) {
            if (holds(i)) {
                m_used[static_cast<size_t>(i)] = true;
                return &m_labels.at(i);
            }
        }
        return nullptr;
    }

    const QList<Label> &m_labels;
    std::vector<bool> m_used;
};

} // namespace

static void count(SystemScore *score, const ReportedThreat &claim, const Label *label)
{
    Score one;
    const bool right = label && label->judgement != Judgement::Wrong;
    (right ? one.right : one.wrong) = 1;
    score->total += one;
    score->byRule[claim.rule] += one;
    if (!label)
        score->unlabelled.append(claim);
}

static void countSilence(SystemScore *score, const Label &label)
{
    if (label.judgement == Judgement::Wrong || label.optional)
        return;
    const Score one {0, 0, 1};
    score->total += one;
    score->byRule[label.rule] += one;
    if (label.judgement == Judgement::Right)
        score->notReported.append(label);
}

SystemScore judge(const LabelledSystem &system)
{
    SystemScore score;
    score.name = system.name;
    const QList<Label> &labels = system.labels.list;
    LabelMatch match(labels);
    QList<ReportedThreat> left;
    for (const ReportedThreat &claim : system.reported) {
        if (const Label *label = match.exact(claim))
            count(&score, claim, label);
        else
            left.append(claim);
    }
    for (const ReportedThreat &claim : std::as_const(left))
        count(&score, claim, match.instead(claim));
    for (qsizetype i = 0; i < labels.size(); ++i) {
        if (!match.isUsed(i))
            countSilence(&score, labels.at(i));
        else if (labels.at(i).judgement == Judgement::Missing)
            score.found.append(labels.at(i));
    }
    return score;
}

CorpusScore judge(const QList<LabelledSystem> &systems)
{
    CorpusScore corpus;
    for (const LabelledSystem &system : systems) {
        corpus.systems.append(judge(system));
        const SystemScore &score = corpus.systems.last();
        corpus.total += score.total;
        for (const auto &[rule, ofRule] : score.byRule)
            corpus.byRule[rule] += ofRule;
    }
    return corpus;
}

static QString row(const QString &name, const Score &score)
{
    return QStringLiteral("%1 %2 %3 %4 %5 %6\n")
        .arg(name, -36)
        .arg(score.right, 6)
        .arg(score.wrong, 6)
        .arg(score.missed, 7)
        .arg(score.precision(), 10, 'f', 3)
        .arg(score.recall(), 7, 'f', 3);
}

static QString heading(const QString &first)
{
    return QStringLiteral("%1  right  wrong  missed  precision  recall\n").arg(first, -35);
}

QString systemTable(const CorpusScore &score)
{
    QString table = heading(QStringLiteral("system"));
    for (const SystemScore &system : score.systems)
        table += row(system.name, system.total);
    return table + row(QStringLiteral("total"), score.total);
}

QString ruleTable(const CorpusScore &score)
{
    QString table = heading(QStringLiteral("rule"));
    for (const auto &[rule, ofRule] : score.byRule)
        table += row(rule, ofRule);
    return table;
}

} // namespace drawbridge::corpus
