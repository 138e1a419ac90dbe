#pragma once

#include "model/engine/compiledrule.h"
#include "model/text/treedocument.h"

namespace drawbridge {

// A rule of an earlier pack that is not to be used.
struct RuleSwitch
{
    QString key;
    QString reason;
    SourceLocation where;
};

struct PackContent
{
    std::vector<CompiledRule> rules;
    QList<RuleSwitch> switchedOff;
};

// Reads and compiles the rules of one pack. Goes on after a mistake, so that all are told at once.
class RuleReader
{
public:
    RuleReader(const Vocabulary &vocabulary, Diagnostics &diagnostics);

    PackContent readPack(const TreeNode &root);

private:
    CompiledRule readRule(const TreeNode &node);
    QList<RuleSwitch> readSwitches(const TreeNode &list);
    void readTarget(const TreeNode &node, CompiledRule &rule);
    void readKinds(const TreeNode &list, CompiledRule &rule);
    void readConditions(const TreeNode &node, CompiledRule &rule);
    void readModifiers(const TreeNode &list, CompiledRule &rule);
    void readMitigations(const TreeNode &list, CompiledRule &rule);
    void readMitigatedWhen(const TreeNode &node, CompiledRule &rule);
    void readTexts(const TreeNode &node, CompiledRule &rule);
    void readGain(const TreeNode &node, CompiledRule &rule);
    void readReferences(const TreeNode &node, CompiledRule &rule);
    cel::Program compile(const TreeNode &node, const cel::Environment &environment);
    cel::CompileOptions optionsFor(const TreeNode &node) const;
    int scale(const TreeNode &node, int missing);
    int step(const TreeNode &node);
    std::optional<bool> flag(const TreeNode &node);
    void checkList(const TreeNode &node);
    QStringList texts(const TreeNode &node);
    void checkKeys(const TreeNode &node, const QStringList &known);
    void complain(const TreeNode &node, const QString &message);
    void complain(const Error &error);

    const Vocabulary &m_vocabulary;
    Diagnostics &m_diagnostics;
    QString m_pack;
    cel::Environment m_environment;
};

} // namespace drawbridge
