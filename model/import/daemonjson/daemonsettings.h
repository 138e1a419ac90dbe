#pragma once

#include "model/base/diagnostic.h"
#include "model/text/treedocument.h"

#include <functional>

namespace drawbridge::daemonjson {

// A setting that may be used: its name is known and its value has the form that the daemon asks
// for.
using SettingVisitor = std::function<void(const QString &name, const TreeNode &value)>;

// Goes through the settings of a daemon.json. What is none, or has a form that the daemon would
// refuse, is told and left out.
void visitSettings(const TreeNode &root, Diagnostics &diagnostics, const SettingVisitor &visit);

// Names that hardly anything but a daemon.json has at its top.
bool isTellingSetting(const QString &name);

// The settings of a file; one that is empty has none. An error when it holds anything else.
Result<TreeDocument> parseSettings(const QByteArray &bytes, const QString &fileName);

} // namespace drawbridge::daemonjson
