#pragma once

#include <QString>

namespace drawbridge {

// Whether a variable with this value puts a well-known framework into its debug mode.
bool switchesDebuggingOn(const QString &name, const QString &setting);

// Whether a command line asks for a debugger or reloads its code while it runs.
bool startsDebugger(const QString &command);

} // namespace drawbridge
