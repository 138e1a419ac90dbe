#include "model/import/compose/composemodel.h"

#include "model/import/compose/includes.h"
#include "model/import/routes/coderecords.h"
#include "model/import/routes/sourcefiles.h"

#include <QRegularExpression>

namespace drawbridge::compose {

// The folder that a service is built from, relative to the import root; nothing for what is built
// elsewhere. A Dockerfile in a folder of its own stands beside what it builds.
static std::optional<QString> codeFolder(const ComposeService &service)
{
    static const QRegularExpression ofBuilds(
        QStringLiteral("^(docker|dockerfiles|build|deploy|deployment|ops|infra|\\..*)$"));
    const BuildSettings &build = *service.build;
    const bool elsewhere = build.context.contains(QStringLiteral("://"))
        || build.context.startsWith(QStringLiteral("git@")) || build.context.contains(u'$')
        || build.dockerfile.contains(u'$') || build.context.isEmpty();
    if (elsewhere)
        return std::nullopt;
    QString folder = pathBelow(service.folder, build.context);
    const QString own = build.dockerfile.section(u'/', 0, -2);
    const bool hasOwn = !own.isEmpty() && !own.startsWith(u'.') && !own.startsWith(u'/')
        && !ofBuilds.match(own.section(u'/', -1)).hasMatch();
    if (hasOwn)
        folder = pathBelow(folder, own);
    return folder;
}

// Folders of other services that lie below this one.
QStringList ComposeModel::foldersWithin(const QString &folder) const
{
    QStringList within;
    for (const ServiceRecords &records : m_services) {
        const auto other =
            records.service.build ? codeFolder(records.service) : std::optional<QString>();
        const bool below = other && *other != folder
            && (folder.isEmpty() || folder == u"." || other->startsWith(folder + u'/'));
        if (below)
            within += *other;
    }
    return within;
}

const BuiltCode &ComposeModel::codeIn(const QString &folder)
{
    const auto known = m_code.find(folder);
    if (known != m_code.end())
        return known->second;
    routes::SourceFiles sources =
        routes::sourcesBelow(folder, foldersWithin(folder), m_reading.context);
    SilentProgress silent;
    BuiltCode code;
    code.facts = routes::readCodeFacts(
        sources.files, m_reading.context.progress ? *m_reading.context.progress : silent);
    code.facts.incomplete = code.facts.incomplete || sources.incomplete;
    code.files = std::move(sources.files);
    m_records.diagnostics += sources.diagnostics + code.facts.diagnostics;
    return m_code.emplace(folder, std::move(code)).first->second;
}

// Whether a service with the same code as others is one that serves its routes.
bool ComposeModel::servesRoutes(const ServiceRecords &records, const QString &folder) const
{
    static const QRegularExpression jobs(
        QStringLiteral("\\b(celery|rqworker|rq|worker|beat|scheduler|cron|migrate|migrations|"
                       "alembic|dramatiq|huey|bull|queue|flower|seed)\\b"));
    const auto listens = [](const ComposeService &service) {
        return !service.ports.isEmpty() || !service.exposed.isEmpty();
    };
    const ComposeService &service = records.service;
    if (listens(service))
        return true;
    const bool isJob = jobs.match(service.command.join(u' ')).hasMatch()
        || jobs.match(service.entrypoint.join(u' ')).hasMatch();
    bool another = false;
    for (const ServiceRecords &other : m_services) {
        if (other.service.name != service.name && other.service.build
            && codeFolder(other.service) == folder)
            another = another || listens(other.service);
    }
    return !isJob && !another;
}

void ComposeModel::addCode()
{
    if (!m_reading.context.readsCode || !m_reading.context.listSiblings)
        return;
    for (ServiceRecords &records : m_services) {
        const auto folder =
            records.service.build ? codeFolder(records.service) : std::optional<QString>();
        if (!folder || m_reading.cancelled())
            continue;
        const BuiltCode &code = codeIn(*folder);
        if (code.files.isEmpty())
            continue;
        QList<int> ports;
        for (const auto &[name, interface] : records.interfaces)
            ports += name.section(u'/', 0, 0).toInt();
        routes::CodeFacts facts = code.facts;
        if (!servesRoutes(records, *folder))
            facts.endpoints.clear();
        routes::CodeRecords(m_records, facts, code.files)
            .addTo(records.element, records.key() + u'.', ports);
    }
}

} // namespace drawbridge::compose
