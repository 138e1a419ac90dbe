#pragma once

#include "app/cli/command.h"

// Options that several commands share, so that they are called and behave the same everywhere.
namespace drawbridge {

void addModelArgument(CLI::App &command, std::string &model);
// For commands that change a model: without it they change MODEL itself.
void addModelOutput(CLI::App &command, std::string &output);
void addRulePacks(CLI::App &command, std::vector<std::string> &packs);
// --json, and --format json as the same.
void addJsonSwitch(CLI::App &command, bool &json);
// "1 scan", "2 scans".
QString counted(qsizetype count, const QString &word);
// An option that may stand several times and takes one value each, so that it cannot swallow the
// arguments after it.
void addRepeatable(CLI::App &command, const std::string &name, std::vector<std::string> &values,
                   const std::string &typeName, const std::string &help);

} // namespace drawbridge
