#pragma once

#include "app/cli/commandcontext.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace drawbridge {

// The command that the arguments chose.
struct Invocation
{
    std::function<int(CommandContext &)> run;
    // It measures or draws text: needs fonts and an (offscreen) GUI application.
    bool needsFonts = false;
};

// Declares a command's options and, when it is chosen, sets `chosen`. One function a file, one line
// in commandtable.cpp.
using AddCommand = void (*)(CLI::App &app, Invocation &chosen);

const std::vector<AddCommand> &commandTable();

inline QString text(const std::string &argument)
{
    return QString::fromStdString(argument);
}

inline QStringList texts(const std::vector<std::string> &arguments)
{
    QStringList list;
    for (const std::string &argument : arguments)
        list += text(argument);
    return list;
}

} // namespace drawbridge
