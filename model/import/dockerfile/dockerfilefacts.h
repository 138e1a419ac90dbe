#pragma once

#include "model/base/diagnostic.h"
#include "model/import/dockerfile/dockerfileparser.h"

namespace drawbridge::dockerfile {

// Something that a Dockerfile says, and the line where.
template <typename T>
struct Said
{
    T value {};
    int line = 0;
};

// A secret that ends in a layer or in the history of the image. Its name only.
struct LayerSecret
{
    QString name;
    // "ENV", "ARG", "COPY" or "RUN".
    QString instruction;
    int line = 0;
};

// What a Dockerfile says of the image that one of its stages becomes.
struct DockerfileFacts
{
    // The image at the bottom, after ARG substitution; "scratch" for an empty one.
    Said<QString> baseImage;
    // The last USER on the way to the stage; empty when none of them says.
    std::optional<Said<QString>> user;
    // True: defined, false: NONE.
    std::optional<Said<bool>> healthCheck;
    // "80/tcp", in the order of the file.
    QList<Said<QString>> exposedPorts;
    QList<LayerSecret> secrets;
    // The last WORKDIR, with those before it; empty when none is said.
    Said<QString> workingFolder;
    // What VOLUME instructions name, as they are written.
    QList<Said<QString>> volumes;
    // True: something is fetched from the network and not checked. Nothing when nothing is fetched.
    std::optional<Said<bool>> remoteAdd;
    std::optional<Said<QString>> packageManager;
    // A RUN or CMD in shell form shows that there is one.
    std::optional<Said<bool>> shell;
    std::optional<Said<bool>> debugMode;
    std::optional<Said<bool>> remoteAdminService;
    // ENTRYPOINT and CMD together, secrets hidden.
    Said<QStringList> command;
    int lastLine = 0;
    // Things worth a word: a package index left in the image, a stage that does not exist.
    Diagnostics diagnostics;
};

// Reads what the stage `target` (the last one when empty) becomes, with these build arguments.
Result<DockerfileFacts> readDockerfileFacts(const QByteArray &bytes, const QString &fileName,
                                            const QString &target = {},
                                            const QMap<QString, QString> &arguments = {});

} // namespace drawbridge::dockerfile
