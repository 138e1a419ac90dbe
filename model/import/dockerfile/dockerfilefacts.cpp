#include "model/import/dockerfile/dockerfilefacts.h"

#include "model/import/dockerfile/dockerfilestages.h"
#include "model/import/secretclassifier.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace drawbridge::dockerfile {

namespace {

// Follows the stages from the image at the bottom up to the wanted one.
class FactReader
{
public:
    FactReader(const ParsedDockerfile &file, QString fileName,
               const QMap<QString, QString> &arguments)
        : m_file(file)
        , m_fileName(std::move(fileName))
        , m_arguments(arguments)
    {
    }

    Result<DockerfileFacts> read(const QString &target);

private:
    void apply(const Instruction &instruction);
    void applyVariables(const Instruction &instruction);
    void applyExpose(const Instruction &instruction);
    void applyAdd(const Instruction &instruction);
    void applyCopy(const Instruction &instruction);
    void applyRun(const Instruction &instruction);
    void applyCommand(const Instruction &instruction);
    void applyFolder(const Instruction &instruction);
    QString text(const QString &raw) const { return substitute(raw, m_variables, m_file.escape); }
    void information(int line, const QString &message)
    {
        m_facts.diagnostics.append(
            {DiagnosticSeverity::Information, message, {m_fileName, line, 0}});
    }
    void addSecret(const QString &name, const Instruction &instruction);

    const ParsedDockerfile &m_file;
    QString m_fileName;
    const QMap<QString, QString> &m_arguments;
    BuildStages m_stages;
    QMap<QString, QString> m_variables;
    QStringList m_entrypoint;
    QStringList m_command;
    DockerfileFacts m_facts;
};

void FactReader::addSecret(const QString &name, const Instruction &instruction)
{
    const QString shownName = shownVariableName(name);
    for (const LayerSecret &known : std::as_const(m_facts.secrets)) {
        if (known.name == shownName)
            return;
    }
    m_facts.secrets.append({shownName, instruction.keyword, instruction.line});
}

void FactReader::applyVariables(const Instruction &instruction)
{
    static const QSet<QString> debugNames {QStringLiteral("FLASK_DEBUG"), QStringLiteral("DEBUG"),
                                           QStringLiteral("DJANGO_DEBUG")};
    const bool isArgument = instruction.keyword == u"ARG";
    for (const auto &[name, raw] : parseAssignments(instruction.arguments, m_file.escape)) {
        QString value = text(raw);
        if (isArgument) {
            value = m_arguments.value(name, m_stages.globals.value(name, value));
            if (!raw.isEmpty() && classifySecret(name, raw))
                addSecret(name, instruction);
            if (!value.isEmpty() && !m_variables.contains(name))
                m_variables.insert(name, withoutSecret(name, value));
            continue;
        }
        m_variables.insert(name, withoutSecret(name, value));
        if (classifySecret(name, value))
            addSecret(name, instruction);
        if (debugNames.contains(name) && (value == u"1" || value.toLower() == u"true"))
            m_facts.debugMode = {true, instruction.line};
    }
}

void FactReader::applyFolder(const Instruction &instruction)
{
    const QString folder =
        text(instruction.words ? instruction.words->value(0) : instruction.arguments);
    m_facts.workingFolder = {folder.startsWith(u'/') ? folder
                                                     : m_facts.workingFolder.value + u'/' + folder,
                             instruction.line};
}

void FactReader::applyExpose(const Instruction &instruction)
{
    static const QRegularExpression space(QStringLiteral("\\s+"));
    static const QRegularExpression port(
        QStringLiteral("^(\\d{1,5})(-\\d{1,5})?(/(tcp|udp|sctp))?$"));
    for (const QString &word : text(instruction.arguments).toLower().split(space)) {
        if (!port.match(word).hasMatch())
            continue;
        const QString name = word.contains(u'/') ? word : word + QStringLiteral("/tcp");
        m_facts.exposedPorts.append({name, instruction.line});
    }
}

void FactReader::applyAdd(const Instruction &instruction)
{
    static const QRegularExpression remote(
        QStringLiteral("(^|[\\s\"\\[])(https?|ftp|git)://|git@"));
    if (!remote.match(text(instruction.arguments)).hasMatch())
        return applyCopy(instruction);
    const bool checked = instruction.flags.contains(QStringLiteral("checksum"));
    if (!checked)
        m_facts.remoteAdd = {true, instruction.line};
    else if (!m_facts.remoteAdd)
        m_facts.remoteAdd = {false, instruction.line};
}

void FactReader::applyCopy(const Instruction &instruction)
{
    static const QRegularExpression secretFile(QStringLiteral(
        "(^|[\\s/\"])(\\.env(\\.\\w+)?|id_rsa|id_ed25519|id_ecdsa|\\.npmrc|\\.netrc|"
        "\\.pypirc|credentials\\.json|\\.aws/credentials|[\\w.-]+\\.(pem|key|p12|pfx|"
        "jks))(?=[\\s\",]|$)"));
    if (instruction.flags.contains(QStringLiteral("from")))
        return;
    const QString arguments = text(instruction.arguments);
    const QRegularExpressionMatch match = secretFile.match(arguments);
    // A certificate or key for the public is called so.
    if (match.hasMatch() && !match.captured(2).contains(QStringLiteral("pub")))
        addSecret(match.captured(2), instruction);
}

void FactReader::applyRun(const Instruction &instruction)
{
    const QString command =
        (instruction.words ? instruction.words->join(u' ') : instruction.arguments) + u'\n'
        + instruction.heredocs.join(u'\n');
    if (!instruction.words)
        m_facts.shell = {true, instruction.line};
    static const QRegularExpression manager(
        QStringLiteral("(?:^|[\\s;&|(])(apt-get|apt|apk|dnf|microdnf|yum|zypper|pacman)\\s+(?:-\\S+"
                       "\\s+)*(?:install|add|"
                       "update|upgrade|-S)"));
    const QRegularExpressionMatch used = manager.match(command);
    if (used.hasMatch())
        m_facts.packageManager = {used.captured(1), instruction.line};
    static const QRegularExpression fetch(
        QStringLiteral("(?:^|[\\s;&|(])(?:curl|wget)\\b[^;&|\\n]*https?://"));
    static const QRegularExpression check(
        QStringLiteral("sha\\d+sum|shasum|gpg\\b[^;&|]*--verify|cosign verify|minisign"));
    if (fetch.match(command).hasMatch()) {
        const bool checked = check.match(command).hasMatch();
        if (!checked)
            m_facts.remoteAdd = {true, instruction.line};
        else if (!m_facts.remoteAdd)
            m_facts.remoteAdd = {false, instruction.line};
    }
    static const QRegularExpression daemon(QStringLiteral("\\b(openssh-server|dropbear|sshd)\\b"));
    if (daemon.match(command).hasMatch())
        m_facts.remoteAdminService = {true, instruction.line};
    const QString beginning = command.first(std::min<qsizetype>(command.size(), 4096));
    if (classifySecretText(command) || redactedText(beginning) != beginning)
        addSecret(QStringLiteral("RUN"), instruction);
}

void FactReader::applyCommand(const Instruction &instruction)
{
    QStringList words = instruction.words.value_or(
        QStringList {QStringLiteral("/bin/sh"), QStringLiteral("-c"), text(instruction.arguments)});
    words = redactedWords(words);
    if (instruction.keyword == u"ENTRYPOINT") {
        m_entrypoint = words;
        // Docker drops an inherited CMD when the entry point is set anew.
        m_command.clear();
    } else {
        m_command = words;
    }
    m_facts.command.line = instruction.line;
    const QString joined = words.join(u' ');
    static const QRegularExpression debug(QStringLiteral(
        "--debug\\b|--debugger\\b|-agentlib:jdwp|--inspect\\b|--inspect=|FLASK_DEBUG=1"));
    if (debug.match(joined).hasMatch())
        m_facts.debugMode = {true, instruction.line};
    if (joined.contains(QStringLiteral("sshd"))
        || joined.contains(QStringLiteral("-agentlib:jdwp")))
        m_facts.remoteAdminService = {true, instruction.line};
}

void FactReader::apply(const Instruction &instruction)
{
    const QString &keyword = instruction.keyword;
    if (instruction.onBuild)
        return;
    if (keyword == u"USER")
        m_facts.user = {text(instruction.arguments).section(u' ', 0, 0), instruction.line};
    else if (keyword == u"WORKDIR")
        applyFolder(instruction);
    else if (keyword == u"VOLUME")
        m_facts.volumes.append({instruction.arguments, instruction.line});
    else if (keyword == u"HEALTHCHECK")
        m_facts.healthCheck = {instruction.arguments.toUpper() != u"NONE", instruction.line};
    else if (keyword == u"ENV" || keyword == u"ARG")
        applyVariables(instruction);
    else if (keyword == u"EXPOSE")
        applyExpose(instruction);
    else if (keyword == u"ADD")
        applyAdd(instruction);
    else if (keyword == u"COPY")
        applyCopy(instruction);
    else if (keyword == u"RUN")
        applyRun(instruction);
    else if (keyword == u"CMD" || keyword == u"ENTRYPOINT")
        applyCommand(instruction);
}

Result<DockerfileFacts> FactReader::read(const QString &target)
{
    m_stages = buildStages(m_file, m_arguments);
    const Result<qsizetype> row = m_stages.row(target, m_fileName);
    if (!row)
        return row.error();
    const QList<qsizetype> way = m_stages.wayTo(*row);
    const BuildStage &bottom = m_stages.stages[way.first()];
    m_facts.baseImage = {bottom.base, bottom.line};
    for (const qsizetype at : way) {
        // ARG values end with their stage; ENV values go on.
        const BuildStage &stage = m_stages.stages[at];
        for (qsizetype i = stage.begin; i < stage.end; ++i) {
            const Instruction &instruction = m_file.instructions[i];
            apply(instruction);
            m_facts.lastLine = instruction.line;
            if (instruction.onBuild)
                information(instruction.line,
                            QStringLiteral("ONBUILD %1 acts in images built on this one, not here")
                                .arg(instruction.keyword));
        }
    }
    m_facts.command.value = m_entrypoint + m_command;
    return std::move(m_facts);
}

} // namespace

Result<DockerfileFacts> readDockerfileFacts(const QByteArray &bytes, const QString &fileName,
                                            const QString &target,
                                            const QMap<QString, QString> &arguments)
{
    Result<ParsedDockerfile> parsed = parseDockerfile(bytes, fileName);
    if (!parsed)
        return parsed.error();
    return FactReader(*parsed, fileName, arguments).read(target);
}

} // namespace drawbridge::dockerfile
