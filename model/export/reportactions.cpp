#include "model/export/reportparts.h"
#include "model/export/threatwords.h"

#include <algorithm>
#include <map>
#include <set>

namespace drawbridge {

QString ReportAction::effect() const
{
    QStringList parts;
    const auto add = [&parts](const char *verb, const QString &what) {
        if (!what.isEmpty())
            parts += QString::fromLatin1(verb) + u' ' + what;
    };
    add("closes", countsInWords(closes));
    add("lowers", countsInWords(lowers));
    if (unanswered > 0)
        add("settles", QStringLiteral("%1 unanswered").arg(unanswered));
    return parts.join(QStringLiteral(", "));
}

namespace {

constexpr qsizetype ActionLimit = 10;

enum class Gain { Closes, Lowers, Settles };

struct Candidate
{
    QString title;
    std::set<QString> controls;
    // Threats by position in `threats`, with what the measure does for them.
    std::map<qsizetype, Gain> gains;
};

struct Candidates
{
    QList<const Threat *> threats;
    // By title: the same measure at several elements is one thing to do.
    std::map<QString, Candidate> byTitle;
};

Gain gainOf(const Threat &threat, MitigationEffect effect)
{
    if (threat.status == ThreatStatus::NeedsAnswer)
        return Gain::Settles;
    return effect == MitigationEffect::Prevents ? Gain::Closes : Gain::Lowers;
}

// Detecting and recovering leave a threat as open as it was.
bool treats(MitigationEffect effect)
{
    return effect != MitigationEffect::Detects && effect != MitigationEffect::Recovers;
}

Candidates collectCandidates(const ExportInput &input)
{
    Candidates result;
    for (const Threat *threat : bySeverity(*input.session)) {
        if (!needsAttention(*threat) || threat->rule < 0)
            continue;
        const QList<RuleMitigation> &all = input.rules->info(threat->rule).mitigations;
        result.threats += threat;
        for (const MitigationResult &open : threat->mitigations) {
            if (open.state == MitigationState::Implemented || open.index < 0
                || open.index >= all.size() || !treats(all[open.index].effect))
                continue;
            const RuleMitigation &mitigation = all[open.index];
            Candidate &candidate = result.byTitle[mitigation.title];
            candidate.title = mitigation.title;
            candidate.controls.insert(mitigation.nist.begin(), mitigation.nist.end());
            const Gain gain = gainOf(*threat, mitigation.effect);
            Gain &known =
                candidate.gains.try_emplace(result.threats.size() - 1, gain).first->second;
            known = std::min(known, gain);
        }
    }
    return result;
}

// Closed threats by severity, then lowered ones, then settled ones: compared from left to right,
// so that no number of small gains outweighs one critical threat.
using Score = std::array<int, 11>;

Score scoreOf(const Candidate &candidate, const Candidates &all,
              const std::set<qsizetype> &dealtWith)
{
    Score score {};
    for (const auto &[index, gain] : candidate.gains) {
        if (dealtWith.count(index))
            continue;
        const auto severity = static_cast<size_t>(all.threats[index]->severity);
        if (gain == Gain::Settles)
            ++score[10];
        else
            ++score[severity * 2 + (gain == Gain::Closes ? 0 : 1)];
    }
    return score;
}

ReportAction actionFor(const Candidate &candidate, const Candidates &all, const ExportInput &input,
                       std::set<qsizetype> &dealtWith)
{
    ReportAction action;
    action.title = candidate.title;
    action.controls = QStringList(candidate.controls.begin(), candidate.controls.end());
    for (const auto &[index, gain] : candidate.gains) {
        if (!dealtWith.insert(index).second)
            continue;
        const Threat &threat = *all.threats[index];
        const auto severity = static_cast<size_t>(threat.severity);
        if (gain == Gain::Closes)
            ++action.closes[severity];
        else if (gain == Gain::Lowers)
            ++action.lowers[severity];
        else
            ++action.unanswered;
        const QString target = qualifiedName(*input.model, threat.targetKind, threat.target);
        if (!action.targets.contains(target))
            action.targets += target;
        action.threats += input.session->keyOf(threat);
    }
    return action;
}

} // namespace

QList<ReportAction> reportActions(const ExportInput &input)
{
    const Candidates all = collectCandidates(input);
    std::set<qsizetype> dealtWith;
    QList<ReportAction> actions;
    while (actions.size() < ActionLimit) {
        const Candidate *best = nullptr;
        Score bestScore {};
        for (const auto &[title, candidate] : all.byTitle) {
            const Score score = scoreOf(candidate, all, dealtWith);
            if (score > bestScore) {
                best = &candidate;
                bestScore = score;
            }
        }
        if (!best)
            break;
        actions += actionFor(*best, all, input, dealtWith);
    }
    return actions;
}

} // namespace drawbridge
