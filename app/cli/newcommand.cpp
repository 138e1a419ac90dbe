#include "app/cli/commands.h"

#include "app/services/inputfile.h"
#include "app/services/projects.h"
#include "model/project/projectwriter.h"

#include <QFileInfo>

namespace drawbridge {

void addNewCommand(CLI::App &app, Invocation &chosen)
{
    struct Options
    {
        std::string file;
        std::string name;
        bool force = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App *command = app.add_subcommand("new", "Start an empty project file");
    command
        ->add_option("FILE", options->file,
                     "Project file to write (NAME.drawbridge), - for standard output")
        ->required()
        ->type_name(" ");
    command->add_option("--name", options->name, "Name of the project; default is the file's name")
        ->type_name("NAME");
    command->add_flag("--force", options->force, "Replace a file that exists");
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) -> int {
            const QString path = text(options->file);
            if (!isStandardStream(path) && QFileInfo::exists(path) && !options->force)
                return context.fail(QStringLiteral("%1 exists; --force replaces it").arg(path));
            const auto services = context.services();
            if (!services)
                return context.fail(services.error());
            const QString name =
                options->name.empty() ? QFileInfo(path).completeBaseName() : text(options->name);
            const auto written = context.write(
                path, ProjectWriter(*(*services)->schema()).write(emptyProject(name)));
            return written ? Done : context.fail(written.error());
        };
    });
}

} // namespace drawbridge
