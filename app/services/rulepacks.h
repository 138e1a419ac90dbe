#pragma once

#include "model/base/result.h"
#include "model/engine/ruleset.h"

namespace drawbridge {

// Rule packs beside the built-in ones. Of a folder all *.yaml files count, by name.

// The packs that go with the program: the folder rules/ of its data.
Result<QList<RulePackFile>> readBuiltInPacks(const QString &dataFolder);
// ~/.config/drawbridge/rules, or below XDG_CONFIG_HOME.
QString userRulesFolder();
Result<QList<RulePackFile>> readUserPacks();
// What stands beside NAME.drawbridge: NAME.rules.yaml, and the folder NAME.rules. Nothing for a
// project without a file.
Result<QList<RulePackFile>> readProjectPacks(const QString &projectPath);
Result<QList<RulePackFile>> readPacks(const QStringList &paths, PackOrigin origin);

} // namespace drawbridge
