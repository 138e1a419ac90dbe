#pragma once

#include "model/import/dockerfile/dockerfileparser.h"

namespace drawbridge::dockerfile {

// One FROM with what follows it.
struct BuildStage
{
    // Lower case; empty without a name.
    QString name;
    // What it builds on, after ARG substitution: an image, or the name of an earlier stage.
    QString base;
    int line = 0;
    // Row of the stage that it continues; -1 for an image.
    qsizetype parent = -1;
    // Its instructions in the file, without the FROM.
    qsizetype begin = 0;
    qsizetype end = 0;
};

struct BuildStages
{
    QList<BuildStage> stages;
    // Values of the ARGs before the first FROM; a secret stays a variable.
    QMap<QString, QString> globals;

    // Row of a stage by name or number; of the last one when `target` is empty.
    Result<qsizetype> row(const QString &target, const QString &fileName) const;
    // The stages from the image at the bottom up to this one.
    QList<qsizetype> wayTo(qsizetype row) const;
};

// Takes the instructions of a file apart into stages, with these build arguments.
BuildStages buildStages(const ParsedDockerfile &file, const QMap<QString, QString> &arguments = {});

// What may be put into other instructions: a secret stays a variable.
QString withoutSecret(const QString &name, const QString &value);

} // namespace drawbridge::dockerfile
