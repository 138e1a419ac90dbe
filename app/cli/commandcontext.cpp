#include "app/cli/commandcontext.h"

#include "app/cli/commandoptions.h"

#include "app/services/inputfile.h"
#include "model/engine/catalogversions.h"
#include "model/project/projectfile.h"
#include "model/text/textencoding.h"

#include <cstdio>

namespace drawbridge {

static void printError(const QString &line)
{
    const QByteArray bytes = terminalSafe(line).toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stderr);
}

int CommandContext::fail(const Error &error) const
{
    return fail(error.toString());
}

int CommandContext::fail(const QString &message) const
{
    printError(QStringLiteral("drawbridge-cli: ") + message);
    return BadInput;
}

void CommandContext::tell(const Diagnostics &diagnostics) const
{
    if (quiet)
        return;
    for (const Diagnostic &diagnostic : diagnostics) {
        const QString word = diagnostic.severity == DiagnosticSeverity::Error
            ? QStringLiteral("error: ")
            : diagnostic.severity == DiagnosticSeverity::Warning ? QStringLiteral("warning: ")
                                                                 : QStringLiteral("note: ");
        const QString place = diagnostic.where.isEmpty()
            ? QString()
            : diagnostic.where.toString() + QStringLiteral(": ");
        printError(place + word + diagnostic.message);
    }
}

void CommandContext::say(const QString &line) const
{
    if (!quiet)
        printError(line);
}

void CommandContext::close()
{
    if (m_services)
        tell(m_services->catalogNotes());
    m_services.reset();
}

Result<const Services *> CommandContext::services(const QStringList &rulePacks)
{
    if (!m_services) {
        auto created = Services::create({dataFolder, rulePacks, userRules, bundledCatalogs});
        if (!created)
            return created.error();
        m_services = std::move(*created);
    }
    return m_services.get();
}

Result<QDate> CommandContext::date() const
{
    if (!asOf.isEmpty()) {
        const QDate date = QDate::fromString(asOf, Qt::ISODate);
        if (!date.isValid())
            return Error {
                ErrorCode::Usage,
                QStringLiteral("--as-of needs a date such as 2026-11-24, not '%1'").arg(asOf),
                {}};
        return date;
    }
    const QByteArray epoch = qgetenv("SOURCE_DATE_EPOCH");
    if (!epoch.isEmpty()) {
        bool isNumber = false;
        const qint64 seconds = epoch.toLongLong(&isNumber);
        if (!isNumber)
            return Error {
                ErrorCode::Usage, QStringLiteral("SOURCE_DATE_EPOCH is no number of seconds"), {}};
        return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).date();
    }
    return QDate::currentDate();
}

Result<LoadedProject> CommandContext::load(const QString &path)
{
    const auto shared = services();
    if (!shared)
        return shared.error();
    Result<LoadedProject> project = loadProject(**shared, path);
    if (project)
        tell(project->diagnostics);
    return project;
}

Result<Analysis> CommandContext::analyze(const QString &path, const QStringList &rulePacks)
{
    const auto shared = services(rulePacks);
    if (!shared)
        return shared.error();
    const auto day = date();
    if (!day)
        return day.error();
    (*shared)->expectCatalog();
    const auto project = load(path);
    if (!project)
        return project.error();
    Result<Analysis> analysis = Analysis::of(**shared, *project, *day);
    if (!analysis)
        return analysis;
    tellChanges(*analysis->rules);
    tellCatalogs(analysis->model, analysis->catalog.versions());
    return analysis;
}

Result<void> CommandContext::recordCatalogs(ThreatModel &model)
{
    const auto shared = services();
    if (!shared)
        return shared.error();
    const auto catalog = (*shared)->catalog();
    if (!catalog)
        return catalog.error();
    model.project.catalogs = recordedVersions(catalog->versions());
    return {};
}

void CommandContext::tellCatalogs(const ThreatModel &model, const CatalogVersions &inUse) const
{
    const QString changed = changedVersions(model.project.catalogs, recordedVersions(inUse));
    if (!changed.isEmpty())
        say(QStringLiteral("note: the project was last saved with %1; catalog diff tells what that "
                           "changes")
                .arg(changed));
}

void CommandContext::tellChanges(const RuleSet &rules) const
{
    qsizetype overridden = 0;
    for (const RuleChange &change : rules.changes())
        overridden += change.kind == RuleChange::Kind::Overridden ? 1 : 0;
    const qsizetype off = rules.changes().size() - overridden;
    if (!rules.changes().isEmpty())
        say(QStringLiteral("note: rule packs override %1 and switch off %2; rules list tells which "
                           "and why")
                .arg(counted(overridden, QStringLiteral("rule")),
                     counted(off, QStringLiteral("rule"))));
}

Result<void> CommandContext::write(const QString &path, const QByteArray &bytes) const
{
    if (!isStandardStream(path))
        return replaceFile(path, bytes);
    const auto size = static_cast<size_t>(bytes.size());
    // A full disk shows only when the buffer is handed on.
    if (std::fwrite(bytes.constData(), 1, size, stdout) != size || std::fflush(stdout) != 0)
        return Error {ErrorCode::Io, QStringLiteral("standard output cannot be written"), {}};
    return {};
}

} // namespace drawbridge
