#include "model/import/dockerfile/dockerfilestages.h"

#include "model/import/secretclassifier.h"

#include <QRegularExpression>

namespace drawbridge::dockerfile {

QString withoutSecret(const QString &name, const QString &value)
{
    return classifySecret(name, value) ? QStringLiteral("${") + name + u'}' : value;
}

static BuildStage stageOf(const Instruction &from, const BuildStages &before, QChar escape)
{
    static const QRegularExpression space(QStringLiteral("\\s+"));
    const QStringList words = from.arguments.split(space);
    BuildStage stage;
    stage.base = substitute(words.value(0), before.globals, escape);
    stage.line = from.line;
    if (words.size() >= 3 && words[1].toUpper() == u"AS")
        stage.name = words[2].toLower();
    for (qsizetype i = 0; i < before.stages.size(); ++i) {
        const BuildStage &earlier = before.stages[i];
        if (!earlier.name.isEmpty() && earlier.name == stage.base.toLower())
            stage.parent = i;
    }
    return stage;
}

BuildStages buildStages(const ParsedDockerfile &file, const QMap<QString, QString> &arguments)
{
    BuildStages result;
    for (qsizetype i = 0; i < file.instructions.size(); ++i) {
        const Instruction &instruction = file.instructions[i];
        if (instruction.keyword == u"FROM" && !instruction.onBuild) {
            BuildStage stage = stageOf(instruction, result, file.escape);
            stage.begin = i + 1;
            stage.end = i + 1;
            result.stages += stage;
        } else if (result.stages.isEmpty()) {
            // Before the first FROM only ARG may stand; its values are for FROM lines.
            for (const auto &[name, value] : parseAssignments(instruction.arguments, file.escape))
                result.globals.insert(name, withoutSecret(name, arguments.value(name, value)));
        } else {
            result.stages.last().end = i + 1;
        }
    }
    return result;
}

Result<qsizetype> BuildStages::row(const QString &target, const QString &fileName) const
{
    if (stages.isEmpty())
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("a Dockerfile needs a FROM instruction"),
                      {fileName, 1, 0}};
    if (target.isEmpty())
        return stages.size() - 1;
    bool isNumber = false;
    const int number = target.toInt(&isNumber);
    if (isNumber && number >= 0 && number < stages.size())
        return static_cast<qsizetype>(number);
    for (qsizetype i = 0; i < stages.size(); ++i) {
        if (stages[i].name == target.toLower())
            return i;
    }
    return Error {ErrorCode::NotFound,
                  QStringLiteral("there is no build stage with the name that is asked for"),
                  {fileName, 0, 0}};
}

QList<qsizetype> BuildStages::wayTo(qsizetype row) const
{
    QList<qsizetype> way;
    for (qsizetype at = row; at >= 0; at = stages[at].parent)
        way.prepend(at);
    return way;
}

} // namespace drawbridge::dockerfile
