#include "tests/benchmarks/fullanalysis.h"

#include "model/core/names.h"
#include "tests/benchmarks/enginedata.h"
#include "tests/benchmarks/largemodel.h"
#include "tests/benchmarks/timing.h"

#include <cmath>

namespace drawbridge::benchmark {

constexpr double mostTimesStrings = 3;
// Of pytm 1.4, which resolved 113 rules over 25,833 elements and flows in 14.5 s, one thread of a
// machine like those that this runs on.
constexpr double pytmPair = 5000; // nanoseconds
constexpr double leastTimesPytm = 200;
constexpr double steepestExponent = 1.1;

namespace {

// A finding with all that its texts are made of at hand.
struct KnownFinding
{
    QString rule;
    QString target;
    QString name;
    QString titleBefore; // the name of the target
    QString titleAfter;
};

// What every analysis must at least do: write down what its findings are called.
struct WrittenFinding
{
    QString key;
    QString title;
};

std::vector<KnownFinding> findingsOf(const AnalysisSession &session)
{
    const AnalysisInput &input = session.input();
    std::vector<KnownFinding> findings;
    for (qsizetype i = 0; i < session.size(); ++i) {
        const Threat &threat = session.at(i);
        const RuleInfo &info = input.rules->info(threat.rule);
        const qsizetype open = info.title.indexOf(u'{');
        const qsizetype close = info.title.indexOf(u'}', open);
        findings.push_back({info.key, threat.target.toString(),
                            recordName(input.model, threat.targetKind, threat.target),
                            info.title.left(open), info.title.mid(close + 1)});
    }
    return findings;
}

std::vector<WrittenFinding> writeStrings(const std::vector<KnownFinding> &findings)
{
    std::vector<WrittenFinding> written;
    for (const KnownFinding &finding : findings)
        written.push_back({finding.rule + u'@' + finding.target,
                           finding.titleBefore + finding.name + finding.titleAfter});
    return written;
}

double pairsOf(const ThreatModel &model, const RuleSet &rules)
{
    const qsizetype records = model.elements.size() + model.flows.size() + model.boundaries.size();
    return static_cast<double>(records * rules.size());
}

} // namespace

Result<Measures> fullAnalysis(const Setting &setting)
{
    const auto data = loadEngineData(setting);
    if (!data)
        return data.error();
    const int count = setting.selfCheck ? SelfCheckSize : LargeSize;
    const ThreatModel large = largeModel(count, *data->schema);
    const ThreatModel medium =
        largeModel(setting.selfCheck ? SelfCheckSize / 2 : MediumSize, *data->schema);
    AnalysisSession known;
    known.reset(data->input(large));
    if (known.size() < count)
        return Error {ErrorCode::Internal, QStringLiteral("hardly any threats were found"), {}};

    const std::vector<KnownFinding> findings = findingsOf(known);
    const auto analyse = [&](const ThreatModel &model) -> Result<void> {
        AnalysisSession session;
        session.reset(data->input(model));
        return {};
    };
    const auto strings = [&]() -> Result<void> {
        if (writeStrings(findings).size() != findings.size())
            return Error {ErrorCode::Internal, QStringLiteral("findings are missing"), {}};
        return {};
    };
    const auto medians = measureByTurns(
        setting.repetitions, [&] { return analyse(large); }, strings, Clock::Processor);
    const auto growth = measureByTurns(
        setting.repetitions, [&] { return analyse(large); }, [&] { return analyse(medium); },
        Clock::Processor);
    if (!medians || !growth)
        return medians ? growth.error() : medians.error();
    const double pair = medians->ours * 1e6 / pairsOf(large, *data->rules);
    const double sizes =
        static_cast<double>(large.elements.size()) / static_cast<double>(medium.elements.size());
    const double exponent = std::log(growth->ours / growth->yardstick) / std::log(sizes);
    return Measures {
        {QStringLiteral("all rules, %1 threats").arg(known.size()), QStringLiteral("ms"),
         medians->ours, medians->yardstick, medians->yardstick * mostTimesStrings,
         QStringLiteral("at most 3 times a loop that only writes their keys and titles")},
        {QStringLiteral("one rule and record of %1 rules").arg(data->rules->size()),
         QStringLiteral("ns"), pair, pytmPair, pytmPair / leastTimesPytm,
         QStringLiteral("at most 1/200 of pytm's as recorded")},
        {QStringLiteral("growth from a tenth"), QStringLiteral("exp"), exponent, 1,
         steepestExponent, QStringLiteral("exponent at most 1.1")},
    };
}

} // namespace drawbridge::benchmark
