#include "app/cli/catalogcommands.h"
#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "model/export/cataloginfo.h"
#include "model/text/textencoding.h"

namespace drawbridge {

static void addInfo(CLI::App &parent, Invocation &chosen)
{
    auto json = std::make_shared<bool>(false);
    CLI::App *command =
        parent.add_subcommand("info", "Versions and counts of the catalogs, and what was imported");
    addJsonSwitch(*command, *json);
    command->callback([json, &chosen] {
        chosen.run = [json](CommandContext &context) -> int {
            const auto services = context.services();
            if (!services)
                return context.fail(services.error());
            const auto catalog = (*services)->catalog();
            if (!catalog)
                return context.fail(catalog.error());
            const auto bundled = (*services)->bundledVersions();
            if (!bundled)
                return context.fail(bundled.error());
            const auto written = context.write(QStringLiteral("-"),
                                               *json ? writeCatalogJson(*catalog, *bundled)
                                                     : writeCatalogText(*catalog, *bundled));
            return written ? Done : context.fail(written.error());
        };
    });
}

static QByteArray techniqueText(const CatalogSnapshot &catalog, const Technique &technique)
{
    QString lines = technique.id + QStringLiteral("  ") + technique.name + u'\n';
    if (!technique.summary.isEmpty())
        lines += technique.summary + u'\n';
    lines += QStringLiteral("Tactics: ") + technique.tactics.join(QStringLiteral(", ")) + u'\n';
    lines += QStringLiteral("Platforms: ") + technique.platforms.join(QStringLiteral(", ")) + u'\n';
    for (const ControlLink &link : catalog.controlsFor(technique.id)) {
        QStringList origins;
        if (link.hasOrigin(MappingOrigin::Ours))
            origins += QStringLiteral("ours");
        if (link.hasOrigin(MappingOrigin::Ctid))
            origins += QStringLiteral("CTID");
        if (link.hasOrigin(MappingOrigin::Derived))
            origins += QStringLiteral("derived");
        lines +=
            QStringLiteral("  %1  %2 (%3)\n")
                .arg(link.control->id, link.control->title, origins.join(QStringLiteral(", ")));
    }
    return lines.toUtf8();
}

static QByteArray controlText(const CatalogSnapshot &catalog, const Control &control)
{
    QString lines = control.id + QStringLiteral("  ") + control.title + u'\n';
    if (!control.summary.isEmpty())
        lines += control.summary + u'\n';
    lines += QStringLiteral("Family: ") + control.familyTitle + u'\n';
    for (const Technique *technique : catalog.techniquesFor(control.id)) {
        if (technique->isContainer)
            lines += QStringLiteral("  %1  %2\n").arg(technique->id, technique->name);
    }
    return lines.toUtf8();
}

static void addShow(CLI::App &parent, Invocation &chosen)
{
    auto id = std::make_shared<std::string>();
    CLI::App *command = parent.add_subcommand("show", "One technique, control or attack pattern");
    command->add_option("ID", *id, "T1611, AC-6(10) or CAPEC-35")->required()->type_name(" ");
    command->callback([id, &chosen] {
        chosen.run = [id](CommandContext &context) -> int {
            const auto services = context.services();
            if (!services)
                return context.fail(services.error());
            const auto catalog = (*services)->catalog();
            if (!catalog)
                return context.fail(catalog.error());
            QByteArray shown;
            if (const Technique *technique = catalog->resolveTechnique(text(*id)))
                shown = techniqueText(*catalog, *technique);
            else if (const Control *control = catalog->control(text(*id)))
                shown = controlText(*catalog, *control);
            else if (const Capec *capec = catalog->capec(text(*id)))
                shown = (capec->id + QStringLiteral("  ") + capec->name + u'\n').toUtf8();
            else
                return context.fail(QStringLiteral("the catalogs know no '%1'").arg(text(*id)));
            const auto written = context.write(QStringLiteral("-"), shown);
            return written ? Done : context.fail(written.error());
        };
    });
}

static void addSearch(CLI::App &parent, Invocation &chosen)
{
    auto query = std::make_shared<std::vector<std::string>>();
    CLI::App *command =
        parent.add_subcommand("search", "Find techniques, controls and attack patterns");
    command->add_option("WORDS", *query, "What to look for")->required()->type_name(" ");
    command->callback([query, &chosen] {
        chosen.run = [query](CommandContext &context) -> int {
            const auto services = context.services();
            if (!services)
                return context.fail(services.error());
            auto search = openCatalogSearch(**services);
            if (!search)
                return context.fail(search.error());
            const auto hits = search->find(texts(*query).join(u' '));
            if (!hits)
                return context.fail(hits.error());
            QString lines;
            for (const auto &hit : *hits)
                lines += terminalSafe(hit.id + QStringLiteral("  ") + hit.name) + u'\n';
            const auto written = context.write(QStringLiteral("-"), lines.toUtf8());
            return written ? Done : context.fail(written.error());
        };
    });
}

void addCatalogCommand(CLI::App &app, Invocation &chosen)
{
    CLI::App *command = app.add_subcommand(
        "catalog",
        "Look into the catalogs (ATT&CK, NIST SP 800-53, CAPEC), or bring in newer ones");
    command->require_subcommand(1);
    addInfo(*command, chosen);
    addShow(*command, chosen);
    addSearch(*command, chosen);
    addCatalogImport(*command, chosen);
    addCatalogDiff(*command, chosen);
}

} // namespace drawbridge
