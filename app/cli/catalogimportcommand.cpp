#include "app/cli/catalogcommands.h"
#include "app/cli/commandoptions.h"

#include "app/services/inputfile.h"
#include "catalogs/import/importcatalog.h"
#include "model/engine/rulecheck.h"
#include "model/export/cataloginfo.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace drawbridge {

namespace {

struct CatalogImportCommand
{
    std::vector<std::string> files;
    std::string output;
    bool remove = false;

    int forget(const CommandContext &context) const;
    int import(CommandContext &context) const;
    int run(CommandContext &context) const;
};

Result<void> readInto(CatalogImport &import, const QString &path)
{
    if (!isStandardStream(path))
        return import.read(path);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return Error {ErrorCode::Io, QStringLiteral("cannot be read"), {inputName(path), 0, 0}};
    return import.read(input, inputName(path));
}

int CatalogImportCommand::forget(const CommandContext &context) const
{
    const QString path = output.empty() ? userCatalogPath() : text(output);
    if (!QFileInfo::exists(path)) {
        context.say(QStringLiteral("nothing was imported"));
        return Done;
    }
    QFile file(path);
    if (!file.remove())
        return context.fail(Error {ErrorCode::Io,
                                   QStringLiteral("cannot be removed: %1").arg(file.errorString()),
                                   {path, 0, 0}});
    context.say(QStringLiteral("what was imported is forgotten; the bundled catalogs are in use"));
    return Done;
}

int CatalogImportCommand::import(CommandContext &context) const
{
    CatalogImport import;
    for (const std::string &file : files) {
        if (const Result<void> read = readInto(import, text(file)); !read)
            return context.fail(read.error());
    }
    // Rules as they are written, and the catalogs as they were made.
    context.bundledCatalogs = true;
    const auto services = context.services();
    if (!services)
        return context.fail(services.error());
    const QString path = output.empty() ? userCatalogPath() : text(output);
    const auto earlier = loadCatalogs((*services)->dataFolder(), path);
    if (!earlier)
        return context.fail(earlier.error());
    Diagnostics notes;
    const auto content = import.applyTo(earlier->catalog.content(), notes);
    if (!content)
        return context.fail(content.error());
    if (const auto written = saveImported(*content, path); !written)
        return context.fail(written.error());
    context.tell(earlier->notes + notes);
    for (const CatalogPart &part : content->parts)
        context.say(QStringLiteral("%1 %2, version %3, from %4")
                        .arg(part.objects)
                        .arg(partInWords(part), part.version, part.file));
    const auto rules = (*services)->rules();
    if (!rules)
        return context.fail(rules.error());
    context.tell(checkRulesUnder(CatalogSnapshot(*content), **rules));
    context.say(QStringLiteral("written to ") + path);
    return Done;
}

int CatalogImportCommand::run(CommandContext &context) const
{
    if (remove && !files.empty())
        return context.fail(QStringLiteral("--remove takes no files"));
    if (!remove && files.empty())
        return context.fail(QStringLiteral("name the files to import, or use --remove"));
    return remove ? forget(context) : import(context);
}

} // namespace

void addCatalogImport(CLI::App &parent, Invocation &chosen)
{
    auto options = std::make_shared<CatalogImportCommand>();
    CLI::App *command = parent.add_subcommand(
        "import", "Bring official files into the catalogs: newer ATT&CK, NIST SP 800-53, mappings");
    command
        ->add_option(
            "FILE", options->files,
            "STIX 2.0 or 2.1 bundle of ATT&CK Enterprise or CAPEC, OSCAL catalog, baseline "
            "or profile of SP 800-53, mapping of CTID; JSON, - for standard input")
        ->type_name(" ");
    command
        ->add_option("-o,--output", options->output,
                     "Catalog to write or add to; default is your own, which all programs use")
        ->type_name("FILE");
    command->add_flag("--remove", options->remove,
                      "Forget what was imported; the bundled catalogs are used again");
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
