#include "model/harden/dockerfile/dockerfileview.h"

#include <QRegularExpression>

namespace drawbridge {

using dockerfile::Instruction;

namespace {

const QRegularExpression &remoteSource()
{
    static const QRegularExpression remote(
        QStringLiteral("(^|[\\s\"\\[])(https?|ftp|git|ssh)://|git@|\\.git(#|\\s|\"|$)"));
    return remote;
}

// The words of ADD or COPY: sources first, the target last.
QStringList copiedWords(const Instruction &instruction)
{
    static const QRegularExpression space(QStringLiteral("\\s+"));
    return instruction.words ? *instruction.words
                             : instruction.arguments.split(space, Qt::SkipEmptyParts);
}

enum class SourceKind : quint8 { NoArchive, Unsure, Archive };

// ADD unpacks what its content says is a tar archive, whatever its name.
SourceKind kindOfSource(const QString &source)
{
    static const QRegularExpression archive(
        QStringLiteral("\\.(tar|tgz|tbz2?|txz|tzst|tar\\.\\w+|gz|bz2|xz|zst)$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression plain(
        QStringLiteral(
            "\\.(py|js|mjs|cjs|ts|tsx|jsx|json|ya?ml|toml|ini|cfg|conf|config|properties|"
            "txt|md|html?|css|scss|svg|png|jpe?g|ico|sh|bash|rb|php|go|rs|java|kt|c|h|"
            "cpp|hpp|cs|sql|xml|env|lock|jar|war|zip|whl|service|template|tmpl|j2|pem|"
            "crt|gradle|csproj|sln|mod|sum)$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QStringList names {
        QStringLiteral("Makefile"),   QStringLiteral("Gemfile"),  QStringLiteral("Pipfile"),
        QStringLiteral("Procfile"),   QStringLiteral("Rakefile"), QStringLiteral("LICENSE"),
        QStringLiteral("Dockerfile"), QStringLiteral("gradlew"),  QStringLiteral("mvnw")};
    if (archive.match(source).hasMatch())
        return SourceKind::Archive;
    const QString name = source.section(u'/', -1);
    // Of a folder the content is copied as it is, archives in it included.
    if (source == u"." || source == u"./" || source.endsWith(u'/') || plain.match(source).hasMatch()
        || names.contains(name) || source.startsWith(QStringLiteral("<<")))
        return SourceKind::NoArchive;
    return SourceKind::Unsure;
}

struct LocalAdds
{
    std::vector<DockerfileChange> sure;
    std::vector<DockerfileChange> unsure;
    SourceLocation where;
};

LocalAdds localAdds(const DockerfileView &file, const dockerfile::BuildStage &stage)
{
    LocalAdds adds;
    for (qsizetype row = stage.begin; row < stage.end; ++row) {
        const Instruction &instruction = file.file.instructions[row];
        if (instruction.keyword != u"ADD" || instruction.onBuild
            || remoteSource().match(instruction.arguments).hasMatch()
            || instruction.arguments.contains(u'$')
            || instruction.flags.contains(QStringLiteral("checksum"))
            || instruction.flags.contains(QStringLiteral("keep-git-dir"))
            || instruction.flags.contains(QStringLiteral("unpack")))
            continue;
        QStringList words = copiedWords(instruction);
        if (words.size() < 2)
            continue;
        words.removeLast();
        SourceKind kind = SourceKind::NoArchive;
        for (const QString &word : std::as_const(words))
            kind = std::max(kind, kindOfSource(word));
        if (kind == SourceKind::Archive)
            continue;
        if (adds.where.line == 0)
            adds.where = file.place(instruction);
        (kind == SourceKind::NoArchive ? adds.sure : adds.unsure)
            .push_back({row, {}, QStringLiteral("COPY")});
    }
    return adds;
}

void planAdds(const DockerfileView &file, const QString &target, const SourceLocation &where,
              std::vector<DockerfileChange> changes, HardeningLevel level, DockerfilePlan &plan)
{
    if (changes.empty())
        return;
    PlannedDockerfileMeasure planned;
    planned.measure.id = QStringLiteral("copy-not-add");
    planned.measure.target = target;
    planned.measure.level = level;
    planned.measure.summary =
        QStringLiteral("COPY for local files, which neither fetches nor unpacks anything");
    planned.measure.basis = level == HardeningLevel::Safe
        ? QStringLiteral("the file: no archives by their names")
        : QStringLiteral("the file: names that tell nothing of archives");
    planned.measure.toTest = level != HardeningLevel::Safe;
    planned.where = where;
    planned.caution = QStringLiteral("an archive would no longer be unpacked");
    for (const DockerfileChange &change : changes)
        planned.measure.paths +=
            QStringLiteral("%1.ADD:%2").arg(target).arg(file.file.instructions[change.row].line);
    planned.changes = std::move(changes);
    plan.measures.push_back(std::move(planned));
}

} // namespace

void planLocalAdds(const DockerfileView &file, DockerfilePlan &plan)
{
    for (qsizetype i = 0; i < file.stages.stages.size(); ++i) {
        LocalAdds adds = localAdds(file, file.stages.stages[i]);
        const QString target = file.stageName(i);
        planAdds(file, target, adds.where, std::move(adds.sure), HardeningLevel::Safe, plan);
        planAdds(file, target, adds.where, std::move(adds.unsure), HardeningLevel::Recommended,
                 plan);
    }
}

void planDownloads(const DockerfileView &file, DockerfilePlan &plan)
{
    static const QRegularExpression fetch(
        QStringLiteral("(?:^|[\\s;&|(])(?:curl|wget)\\b[^;&|\\n]*https?://"));
    static const QRegularExpression check(
        QStringLiteral("sha\\d+sum|shasum|gpg\\b[^;&|]*--verify|cosign verify|minisign"));
    for (qsizetype row = 0; row < file.file.instructions.size(); ++row) {
        const Instruction &instruction = file.file.instructions[row];
        const qsizetype stage = file.stageOf(row);
        if (stage < 0 || instruction.onBuild)
            continue;
        const QString command = instruction.arguments + u'\n' + instruction.heredocs.join(u'\n');
        const bool isAdded = instruction.keyword == u"ADD"
            && remoteSource().match(instruction.arguments).hasMatch()
            && !instruction.flags.contains(QStringLiteral("checksum"));
        const bool isFetched = instruction.keyword == u"RUN" && fetch.match(command).hasMatch()
            && !check.match(command).hasMatch();
        if (!isAdded && !isFetched)
            continue;
        plan.manual.append(
            {QStringLiteral("verified-download"), file.stageName(stage), file.place(instruction),
             QStringLiteral("what it fetches from the network is not checked, and its checksum is "
                            "not known here"),
             isAdded ? QStringLiteral("ADD --checksum=sha256:DIGEST, with the digest of the file "
                                      "that you looked at")
                     : QStringLiteral("compare the file with its published checksum or signature "
                                      "before it is used")});
    }
}

void planImageSecrets(const DockerfileView &file, DockerfilePlan &plan)
{
    for (const DockerfileTarget &target : file.targets) {
        QStringList names;
        SourceLocation where = target.where;
        for (const dockerfile::LayerSecret &secret : target.facts.secrets) {
            if (names.isEmpty())
                where.line = secret.line;
            names += secret.instruction == u"RUN"
                ? QStringLiteral("a command in line %1").arg(secret.line)
                : secret.name;
        }
        if (names.isEmpty())
            continue;
        plan.manual.append(
            {QStringLiteral("secret-in-image"), target.name, where,
             QStringLiteral("%1: whoever has the image can read it in a layer or in its history")
                 .arg(names.join(QStringLiteral(", "))),
             QStringLiteral("hand it to the build with RUN --mount=type=secret, to the container "
                            "as a file under /run/secrets, and keep it out of the folder that is "
                            "copied (.dockerignore)")});
        plan.manual.append(
            {QStringLiteral("rotate-secret"), target.name, where,
             QStringLiteral("whoever saw the file, its history or an image knows %1")
                 .arg(names.join(QStringLiteral(", "))),
             QStringLiteral("make a new value, and record the date of its rotation in the model")});
    }
}

} // namespace drawbridge
