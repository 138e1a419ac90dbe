#include "tests/benchmarks/catalogsearching.h"

#include "app/services/services.h"
#include "tests/benchmarks/timing.h"

#include <algorithm>

namespace drawbridge::benchmark {

constexpr double longestKey = 10;

// What stands in the field after each key of someone who types these.
static QStringList typed()
{
    QStringList texts;
    for (const char *sentence :
         {"escape to host", "T1059.013", "AC-6(10)", "information system component inventory",
          "container and resource discovery", "sql injection through cookies", "zzz a e i o"}) {
        const QString whole = QString::fromLatin1(sentence);
        for (qsizetype length = 1; length <= whole.size(); ++length)
            texts += whole.left(length);
    }
    return texts;
}

static QStringList allNames(const CatalogSnapshot &catalog)
{
    QStringList names;
    for (const Technique &technique : catalog.techniques())
        names += technique.id + u' ' + technique.name + u' ' + technique.summary;
    for (const Control &control : catalog.controls())
        names += control.id + u' ' + control.title + u' ' + control.summary;
    for (const Capec &capec : catalog.capecs())
        names += capec.id + u' ' + capec.name;
    return names;
}

static qsizetype namesWith(const QStringList &names, const QString &text)
{
    return std::count_if(names.begin(), names.end(), [&](const QString &name) {
        return name.contains(text, Qt::CaseInsensitive);
    });
}

Result<Measures> catalogSearch(const Setting &setting)
{
    const auto services = Services::create({setting.data, {}, false, true});
    if (!services)
        return services.error();
    const auto catalog = (*services)->catalog();
    if (!catalog)
        return catalog.error();
    const auto search = openCatalogSearch(**services);
    if (!search)
        return search.error();
    const QStringList names = allNames(*catalog);
    qsizetype found = 0;
    Medians slowest;
    for (const QString &text : typed()) {
        const auto ours = [&]() -> Result<void> {
            const auto hits = search->find(text);
            if (!hits)
                return hits.error();
            found += hits->size();
            return {};
        };
        const auto yardstick = [&]() -> Result<void> {
            found += namesWith(names, text);
            return {};
        };
        const auto medians = measureByTurns(setting.repetitions, ours, yardstick, Clock::Processor);
        if (!medians)
            return medians.error();
        slowest.ours = std::max(slowest.ours, medians->ours);
        slowest.yardstick = std::max(slowest.yardstick, medians->yardstick);
    }
    if (found == 0)
        return Error {ErrorCode::Internal, QStringLiteral("nothing was found"), {}};
    return Measures {{QStringLiteral("catalog search, per key"), QStringLiteral("ms"), slowest.ours,
                      slowest.yardstick, longestKey,
                      QStringLiteral("the slowest key at most 10 ms; a walk over all names beside "
                                     "it")}};
}

} // namespace drawbridge::benchmark
