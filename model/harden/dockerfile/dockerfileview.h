#pragma once

#include "model/harden/dockerfile/dockerfileplan.h"
#include "model/import/dockerfile/dockerfilefacts.h"
#include "model/import/dockerfile/dockerfilestages.h"

namespace drawbridge {

// What an image has to add users with, and which programs it brings.
enum class Distribution : quint8 { Unknown, Alpine, Debian, RedHat, Busybox, Empty, Windows };

// A stage that becomes an image, with those below it.
class DockerfileTarget
{
public:
    const HardeningInput *input = nullptr;
    qsizetype stage = 0;
    // "stages.app", or "stages.2" for one without a name.
    QString name;
    SourceLocation where;
    dockerfile::DockerfileFacts facts;
    // Known of the image at the bottom.
    const ImageFacts *base = nullptr;
    QString baseName;
    Distribution distribution = Distribution::Unknown;
    // What the model runs of it.
    QList<const Element *> elements;
    // Row of the last instruction that makes files or folders; the FROM when none does.
    qsizetype lastBuildRow = 0;
    // The commands of all RUN instructions on the way.
    QString commands;

    // Starts as root for all that is known; nothing when nobody knows.
    std::optional<bool> startsAsRoot() const;
    QString basis() const;
    // Ports that it listens on, as the file or the model says, TCP only.
    QList<int> ports() const;
    bool hasStorage() const;
    bool endsByItself() const;
    Value property(const Element &element, const char16_t *name) const;
};

// A Dockerfile for the measures to look at.
class DockerfileView
{
public:
    explicit DockerfileView(const HardeningInput &hardeningInput)
        : input(hardeningInput)
    {
    }
    Result<void> read();

    const HardeningInput &input;
    dockerfile::ParsedDockerfile file;
    dockerfile::BuildStages stages;
    std::vector<DockerfileTarget> targets;

    SourceLocation place(const dockerfile::Instruction &instruction) const
    {
        return {input.path, instruction.line, 0};
    }
    QString stageName(qsizetype stage) const;
    // The stage that a row of the file belongs to.
    qsizetype stageOf(qsizetype row) const;

private:
    Result<void> addTarget(qsizetype stage, const QMap<QString, QString> &arguments);
};

// One kind of measure: looks at the whole file and adds to the plan.
using DockerfileMeasure = void (*)(const DockerfileView &file, DockerfilePlan &plan);

// In the order in which they are shown.
const std::vector<DockerfileMeasure> &dockerfileMeasures();

void planImageUser(const DockerfileView &file, DockerfilePlan &plan);
void planImageHealth(const DockerfileView &file, DockerfilePlan &plan);
void planLocalAdds(const DockerfileView &file, DockerfilePlan &plan);
void planDownloads(const DockerfileView &file, DockerfilePlan &plan);
void planImageSecrets(const DockerfileView &file, DockerfilePlan &plan);
void planBases(const DockerfileView &file, DockerfilePlan &plan);
void planPackages(const DockerfileView &file, DockerfilePlan &plan);

// A measure for a target, without its changes.
PlannedDockerfileMeasure plannedFor(const DockerfileTarget &target, const QString &id,
                                    HardeningLevel level, const QString &summary);

} // namespace drawbridge
