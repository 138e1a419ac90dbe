#include "model/import/compose/composeproject.h"

#include "model/import/compose/composemerge.h"
#include "model/import/compose/extendsresolver.h"
#include "model/import/compose/includes.h"

#include <QDir>

namespace drawbridge::compose {

namespace {

constexpr size_t MaximumServices = 20'000;

bool looksLikeService(const ComposeNode &node)
{
    return node.isMap() && (node.contains(u"image") || node.contains(u"build"));
}

// Version 1 files have their services at the top.
ComposeNode withServices(ComposeReading &reading, const ComposeNode &root, const QString &path)
{
    if (root.contains(u"services") || root.contains(u"include"))
        return root;
    std::vector<ComposeNode::Member> services;
    bool any = false;
    for (const ComposeNode::Member &member : root.members()) {
        if (member.first == u"version" || !member.second.isMap())
            continue;
        any |= looksLikeService(member.second);
        services.push_back(member);
    }
    if (!any)
        return root;
    reading.information(root.origin(),
                        QStringLiteral("'%1' is a Compose file of version 1: its services stand at "
                                       "the top and share the default bridge")
                            .arg(shown(path)));
    return ComposeNode::map(
        root.origin(),
        {{QStringLiteral("services"), ComposeNode::map(root.origin(), std::move(services))}});
}

void tellUnknownSections(ComposeReading &reading, const ComposeNode &root)
{
    static const QSet<QString> known {
        QStringLiteral("version"),  QStringLiteral("name"),    QStringLiteral("services"),
        QStringLiteral("networks"), QStringLiteral("volumes"), QStringLiteral("secrets"),
        QStringLiteral("configs"),  QStringLiteral("include"), QStringLiteral("models")};
    for (const ComposeNode::Member &member : root.members()) {
        if (!known.contains(member.first) && !member.first.startsWith(u"x-"))
            reading.information(member.second.origin(),
                                QStringLiteral("the section '%1' is not known and not read")
                                    .arg(shown(member.first)));
    }
}

bool isActive(const ComposeNode &service, const QStringList &profiles)
{
    const ComposeNode own = service[u"profiles"];
    if (own.items().empty() || profiles.contains(u"*"))
        return true;
    for (const ComposeNode &profile : own.items()) {
        if (profiles.contains(profile.text()))
            return true;
    }
    return false;
}

Result<ComposeNode> mergedInput(ComposeReading &reading, const QList<ImportFile> &files)
{
    ComposeNode merged;
    for (const ImportFile &file : files) {
        Result<ComposeNode> root = reading.parse(file.path, file.bytes);
        if (!root)
            return root.error();
        tellUnknownSections(reading, *root);
        const ComposeNode tree = withServices(reading, *root, file.path);
        merged = merged.isMissing() ? withoutResetsOfFile(tree) : mergedFiles(merged, tree);
    }
    return merged;
}

Result<void> collectServices(ComposeReading &reading, const IncludedTree &tree,
                             ComposeProject &project)
{
    ExtendsResolver extends(reading, tree.root[u"services"], tree.folder);
    for (const ComposeNode::Member &member : tree.root[u"services"].members()) {
        if (project.services.size() >= MaximumServices)
            return reading.errorAt(member.second.origin(),
                                   QStringLiteral("more than %1 services").arg(MaximumServices),
                                   ErrorCode::LimitExceeded);
        if (reading.cancelled())
            return Error {ErrorCode::Cancelled, QStringLiteral("cancelled"), {}};
        if (!member.second.isMap()) {
            return reading.errorAt(member.second.origin(),
                                   QStringLiteral("the service '%1' must be a map of its settings")
                                       .arg(shown(member.first)));
        }
        Result<ResolvedService> service = extends.resolve(member.first);
        if (!service)
            return service.error();
        if (!isActive(service->node, reading.context.profiles)) {
            project.inactiveServices.insert(member.first);
            reading.information(member.second.origin(),
                                QStringLiteral("the service '%1' belongs to a profile that is not "
                                               "active and is left out")
                                    .arg(shown(member.first)));
            continue;
        }
        service->partial |= tree.partial;
        project.services.push_back(*std::move(service));
    }
    return {};
}

void dropRepeatedServices(ComposeReading &reading, ComposeProject &project)
{
    QSet<QString> names;
    std::vector<ResolvedService> kept;
    for (ResolvedService &service : project.services) {
        if (names.contains(service.name)) {
            reading.warning(
                service.node.origin(),
                QStringLiteral("the service '%1' is also in the file that includes this "
                               "one; that one counts")
                    .arg(shown(service.name)));
            continue;
        }
        names.insert(service.name);
        kept.push_back(std::move(service));
    }
    project.services = std::move(kept);
}

} // namespace

Result<ComposeProject> readProject(ComposeReading &reading, const QList<ImportFile> &files)
{
    Result<ComposeNode> merged = mergedInput(reading, files);
    if (!merged)
        return merged.error();
    const ComposeNode services = (*merged)[u"services"];
    if (!services.isMap() && !merged->contains(u"include"))
        return reading.errorAt(services.isMissing() ? merged->origin() : services.origin(),
                               QStringLiteral("this is no Compose file: it has no map 'services'"));
    ComposeProject project;
    project.origin = merged->origin();
    project.name = (*merged)[u"name"].isKnownScalar() ? (*merged)[u"name"].text() : QString();
    project.version = (*merged)[u"version"].text();
    Result<std::vector<IncludedTree>> trees =
        readIncludes(reading, *merged, folderOf(files.first().path));
    if (!trees)
        return trees.error();
    for (const IncludedTree &tree : *trees) {
        project.partial |= tree.partial;
        Result<void> done = collectServices(reading, tree, project);
        if (!done)
            return done.error();
        // What the including file says of a network or volume counts more.
        project.networks = mergedFiles(tree.root[u"networks"], project.networks);
        project.volumes = mergedFiles(tree.root[u"volumes"], project.volumes);
        project.secrets = mergedFiles(tree.root[u"secrets"], project.secrets);
        project.configs = mergedFiles(tree.root[u"configs"], project.configs);
    }
    dropRepeatedServices(reading, project);
    if (project.services.empty())
        return reading.errorAt(
            services.isMissing() ? merged->origin() : services.origin(),
            project.inactiveServices.isEmpty()
                ? QStringLiteral("there is no service to import")
                : QStringLiteral("every service belongs to a profile that is not "
                                 "active; name one, or '*' for all"));
    return project;
}

} // namespace drawbridge::compose
