#include "model/harden/dockerfile/dockerfileview.h"

#include <QRegularExpression>

namespace drawbridge {

using dockerfile::Instruction;

namespace {

// Language images whose smaller variant has the same interpreter or runtime.
bool hasSlimVariant(const ImageFacts *facts)
{
    static const QStringList slim {QStringLiteral("python"), QStringLiteral("node"),
                                   QStringLiteral("ruby"),   QStringLiteral("rust"),
                                   QStringLiteral("perl"),   QStringLiteral("debian")};
    return facts && slim.contains(facts->name);
}

bool isSmall(const QString &tag)
{
    return tag.contains(QStringLiteral("slim")) || tag.contains(QStringLiteral("alpine"))
        || tag.contains(QStringLiteral("minimal"));
}

// Compilers and build tools; what is built with them needs none of them to run.
bool buildsPrograms(const DockerfileTarget &target)
{
    static const QRegularExpression tools(QStringLiteral(
        "\\b(build-essential|build-base|gcc|g\\+\\+|make|cmake|cargo build|go build|mvn\\b|"
        "gradle\\b|npm run build|yarn build|dotnet publish)(?![\\w-])"));
    static const QStringList bases {QStringLiteral("maven"),  QStringLiteral("gradle"),
                                    QStringLiteral("golang"), QStringLiteral("rust"),
                                    QStringLiteral("gcc"),    QStringLiteral("buildpack-deps")};
    return tools.match(target.commands).hasMatch()
        || (target.base && bases.contains(target.base->name));
}

void planPin(const DockerfileView &file, qsizetype stage, DockerfilePlan &plan)
{
    const dockerfile::BuildStage &from = file.stages.stages[stage];
    const auto reference = ImageReference::parse(from.base);
    if (from.parent >= 0 || from.base == u"scratch" || from.base.contains(u'$') || !reference
        || reference->pinning() == u"digest")
        return;
    const bool floats = reference->pinning() == u"floating";
    QString name = from.base;
    if (floats)
        name = name.section(u':', 0, -1 - int(!reference->tag.isEmpty() && name.contains(u':')))
            + QStringLiteral(":VERSION");
    plan.manual.append({QStringLiteral("pinned-image"),
                        file.stageName(stage),
                        {file.input.path, from.line, 0},
                        floats ? QStringLiteral("the tag of its base moves: what is built "
                                                "tomorrow stands on another one")
                               : QStringLiteral("a tag can be moved to other bytes"),
                        QStringLiteral("FROM %1@sha256:DIGEST, with the digest of what you tested "
                                       "(docker image inspect shows it), renewed when fixes come "
                                       "out")
                            .arg(name)});
}

void planSize(const DockerfileTarget &target, DockerfilePlan &plan)
{
    const auto reference = ImageReference::parse(target.baseName);
    const QString tag = reference ? reference->tag : QString();
    if (buildsPrograms(target))
        plan.manual.append({QStringLiteral("minimal-image"), target.name, target.where,
                            QStringLiteral("the tools that it is built with stay in the image"),
                            QStringLiteral("build in a stage of its own, and copy the result into "
                                           "a small one: FROM ... AS build, COPY --from=build")});
    else if (hasSlimVariant(target.base) && !isSmall(tag))
        plan.manual.append(
            {QStringLiteral("minimal-image"), target.name, target.where,
             QStringLiteral("its base holds compilers and other programs that few services need"),
             QStringLiteral("try the slim variant: %1")
                 .arg(target.baseName.section(u':', 0, 0)
                      + (tag.isEmpty() || tag == u"latest"
                             ? QStringLiteral(":VERSION-slim")
                             : u':' + tag + QStringLiteral("-slim")))});
}

} // namespace

void planBases(const DockerfileView &file, DockerfilePlan &plan)
{
    for (qsizetype stage = 0; stage < file.stages.stages.size(); ++stage)
        planPin(file, stage, plan);
    for (const DockerfileTarget &target : file.targets)
        planSize(target, plan);
}

// What the package managers leave behind, and what they bring without being asked.
void planPackages(const DockerfileView &file, DockerfilePlan &plan)
{
    static const QRegularExpression apt(QStringLiteral("\\bapt(-get)?\\s+(-\\S+\\s+)*install\\b"));
    static const QRegularExpression apk(QStringLiteral("\\bapk\\s+(-\\S+\\s+)*add\\b"));
    for (const DockerfileTarget &target : file.targets) {
        const dockerfile::BuildStage &stage = file.stages.stages[target.stage];
        for (qsizetype row = stage.begin; row < stage.end; ++row) {
            const Instruction &instruction = file.file.instructions[row];
            if (instruction.keyword != u"RUN" || instruction.onBuild)
                continue;
            const QString command =
                instruction.arguments + u'\n' + instruction.heredocs.join(u'\n');
            QStringList missing;
            const bool mountsCache = instruction.arguments.contains(QStringLiteral("/var/cache"))
                || instruction.flags.contains(QStringLiteral("mount"));
            if (apt.match(command).hasMatch()) {
                if (!command.contains(QStringLiteral("--no-install-recommends"))
                    && !command.contains(QStringLiteral("Install-Recommends")))
                    missing += QStringLiteral("--no-install-recommends");
                if (!command.contains(QStringLiteral("/var/lib/apt/lists")) && !mountsCache)
                    missing += QStringLiteral("&& rm -rf /var/lib/apt/lists/*");
            } else if (apk.match(command).hasMatch()
                       && !command.contains(QStringLiteral("--no-cache"))
                       && !command.contains(QStringLiteral("/var/cache/apk")) && !mountsCache) {
                missing += QStringLiteral("--no-cache");
            }
            if (!missing.isEmpty())
                plan.manual.append(
                    {QStringLiteral("lean-packages"), target.name, file.place(instruction),
                     QStringLiteral("packages that nobody asked for, or the package index, stay in "
                                    "the image; whether one of them is needed is not in the file"),
                     QStringLiteral("in the same RUN: %1").arg(missing.join(u' '))});
        }
    }
}

} // namespace drawbridge
