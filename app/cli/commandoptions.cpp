#include "app/cli/commandoptions.h"

namespace drawbridge {

void addModelArgument(CLI::App &command, std::string &model)
{
    command.add_option("MODEL", model, "Project file, - for standard input")
        ->required()
        ->type_name("FILE");
}

void addModelOutput(CLI::App &command, std::string &output)
{
    command
        .add_option("-o,--output", output,
                    "File to write, - for standard output; default is MODEL itself")
        ->type_name("FILE");
}

void addRepeatable(CLI::App &command, const std::string &name, std::vector<std::string> &values,
                   const std::string &typeName, const std::string &help)
{
    command.add_option(name, values, help)->allow_extra_args(false)->type_name(typeName);
}

void addRulePacks(CLI::App &command, std::vector<std::string> &packs)
{
    addRepeatable(command, "--rules", packs, "FILE",
                  "A further rule pack, whose rules override built-in ones; may be repeated");
}

void addJsonSwitch(CLI::App &command, bool &json)
{
    command.add_flag("--json", json, "For machines; the same as --format json");
    command
        .add_option_function<std::string>(
            "--format", [&json](const std::string &format) { json = json || format == "json"; },
            "text or json; default is text")
        ->check(CLI::IsMember({"text", "json"}))
        ->type_name("FORMAT");
}

QString counted(qsizetype count, const QString &word)
{
    return QStringLiteral("%1 %2%3").arg(count).arg(word,
                                                    count == 1 ? QString() : QStringLiteral("s"));
}

} // namespace drawbridge
