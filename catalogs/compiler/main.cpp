#include "catalogs/compiler/catalogchecks.h"
#include "catalogs/compiler/rulechecks.h"
#include "catalogs/store/catalogwriter.h"

#include <QCoreApplication>

#include <cstdio>

// Reads the fact tables, checks that every relation holds, and writes catalog.sqlite:
//
//   drawbridge-catalog-compiler DATA_FOLDER DATABASE [SCHEMA RULES_FOLDER SCANNERS_FOLDER]
//
// With the schema, the rule packs and the table of scanners' checks it refuses rules that name what
// the catalogs do not hold, and checks that name rules which are not there.

using namespace drawbridge;

static constexpr qsizetype MaximumShownProblems = 50;

static void printLine(const QString &line)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(line));
}

static bool isFree(const Diagnostics &problems)
{
    for (const Diagnostic &problem : problems.mid(0, MaximumShownProblems))
        printLine(problem.where.toString() + QStringLiteral(": ") + problem.message);
    if (problems.size() > MaximumShownProblems)
        printLine(QStringLiteral("and %1 more").arg(problems.size() - MaximumShownProblems));
    return problems.isEmpty();
}

static bool passesChecks(const CatalogSources &sources)
{
    Diagnostics problems;
    for (const CatalogCheck check : catalogChecks())
        check(sources, problems);
    return isFree(problems);
}

int main(int argc, char **argv)
{
    // Qt loads the SQLite driver only for an application.
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3 && arguments.size() != 6) {
        printLine(QStringLiteral(
            "usage: drawbridge-catalog-compiler DATA_FOLDER DATABASE [SCHEMA RULES_FOLDER "
            "SCANNERS_FOLDER]"));
        return 2;
    }
    const Result<CatalogSources> sources = CatalogSources::read(arguments[1]);
    if (!sources) {
        printLine(sources.error().toString());
        return 1;
    }
    if (!passesChecks(*sources))
        return 1;
    if (arguments.size() == 6
        && !isFree(checkRulePacks(sources->content(), arguments[3], arguments[4], arguments[5])))
        return 1;
    const Result<void> written = writeCatalog(sources->content(), arguments[2]);
    if (!written) {
        printLine(written.error().toString());
        return 1;
    }
    return 0;
}
