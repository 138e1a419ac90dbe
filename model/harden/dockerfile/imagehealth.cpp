#include "model/harden/dockerfile/dockerfileview.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

namespace {

// What a health check asks for.
struct HealthQuestion
{
    int port = 0;
    // Of a page that answers without parameters; empty when only the port is known.
    QString path;
};

bool takesNoParameters(const DockerfileTarget &target, const Interface &route)
{
    const auto index =
        target.input->schema->find(RecordKind::Interface, QStringLiteral("parameters"));
    const Value parameters = route.properties.value(index);
    return !parameters.asList() || parameters.asList()->isEmpty();
}

// A route that is made for being asked, else the front page.
QString healthPath(const DockerfileTarget &target)
{
    static const QRegularExpression made(
        QStringLiteral("/(health|healthz|healthcheck|ready|readyz|live|livez|status)/?$"));
    static const QRegularExpression plain(QStringLiteral("^/[A-Za-z0-9_./-]*$"));
    QString front;
    for (const Element *element : target.elements) {
        for (const Interface &route : target.input->model->interfaces) {
            const QString path = route.name.section(u' ', 1);
            if (route.owner != element->id || route.kind != InterfaceKind::HttpRoute
                || !route.name.startsWith(QStringLiteral("GET ")) || !plain.match(path).hasMatch()
                || !takesNoParameters(target, route))
                continue;
            if (made.match(path).hasMatch())
                return path;
            if (path == u"/")
                front = path;
        }
    }
    return front;
}

QString addressOf(const HealthQuestion &question)
{
    return QStringLiteral("http://127.0.0.1:%1%2").arg(question.port).arg(question.path);
}

QStringList pythonCheck(const HealthQuestion &question)
{
    const QString code = question.path.isEmpty()
        ? QStringLiteral("import socket; socket.create_connection(('127.0.0.1', %1), 3).close()")
              .arg(question.port)
        : QStringLiteral("import urllib.request; urllib.request.urlopen('%1', timeout=3)")
              .arg(addressOf(question));
    return {QStringLiteral("python"), QStringLiteral("-c"), code};
}

QStringList nodeCheck(const HealthQuestion &question)
{
    const QString code = question.path.isEmpty()
        ? QStringLiteral("require('net').connect(%1, '127.0.0.1').on('connect', () => "
                         "process.exit(0)).on('error', () => process.exit(1))")
              .arg(question.port)
        : QStringLiteral("require('http').get('%1', answer => process.exit(answer.statusCode < 400 "
                         "? 0 : 1)).on('error', () => process.exit(1))")
              .arg(addressOf(question));
    return {QStringLiteral("node"), QStringLiteral("-e"), code};
}

QStringList rubyCheck(const HealthQuestion &question)
{
    return {QStringLiteral("ruby"), QStringLiteral("-rsocket"), QStringLiteral("-e"),
            QStringLiteral("TCPSocket.new('127.0.0.1', %1).close").arg(question.port)};
}

QStringList phpCheck(const HealthQuestion &question)
{
    return {QStringLiteral("php"), QStringLiteral("-r"),
            QStringLiteral("exit(@fsockopen('127.0.0.1', %1) ? 0 : 1);").arg(question.port)};
}

QStringList busyboxCheck(const HealthQuestion &question)
{
    if (question.path.isEmpty())
        return {QStringLiteral("nc"), QStringLiteral("-z"), QStringLiteral("127.0.0.1"),
                QString::number(question.port)};
    return {QStringLiteral("wget"), QStringLiteral("-q"), QStringLiteral("-O"),
            QStringLiteral("/dev/null"), addressOf(question)};
}

bool installsCurl(const DockerfileTarget &target)
{
    static const QRegularExpression install(QStringLiteral(
        "(?:apt-get|apt|apk|dnf|microdnf|yum)\\s[^;&|]*\\b(?:install|add)\\b[^;&|]*\\bcurl\\b"));
    return install.match(target.commands).hasMatch();
}

// The words of a check that the image has the means for; empty without any.
QStringList checkFor(const DockerfileTarget &target, const HealthQuestion &question)
{
    const QString base = target.base ? target.base->name : QString();
    if (base == u"python")
        return pythonCheck(question);
    if (base == u"node")
        return nodeCheck(question);
    if (base == u"ruby")
        return rubyCheck(question);
    if (base == u"php")
        return phpCheck(question);
    if (target.distribution == Distribution::Alpine || target.distribution == Distribution::Busybox)
        return busyboxCheck(question);
    if (installsCurl(target) && !question.path.isEmpty())
        return {QStringLiteral("curl"), QStringLiteral("-fsS"), QStringLiteral("-o"),
                QStringLiteral("/dev/null"), addressOf(question)};
    return {};
}

QByteArray jsonWords(const QStringList &words)
{
    QByteArrayList quoted;
    for (QString word : words)
        quoted += '"'
            + word.replace(u'\\', QStringLiteral("\\\\"))
                  .replace(u'"', QStringLiteral("\\\""))
                  .toUtf8()
            + '"';
    return '[' + quoted.join(", ") + ']';
}

// A check of the image table, which is spelled as Compose does: $$ is a $.
QByteArray tableCheck(const QStringList &test)
{
    QStringList words = test.mid(1);
    for (QString &word : words)
        word.replace(QStringLiteral("$$"), QStringLiteral("$"));
    if (test.value(0) == u"CMD-SHELL" && words.size() == 1)
        return words.first().toUtf8();
    return test.value(0) == u"CMD" ? jsonWords(words) : QByteArray();
}

void leaveHealth(const DockerfileTarget &target, DockerfilePlan &plan, const QString &reason)
{
    plan.manual.append({QStringLiteral("health-check"), target.name, target.where, reason,
                        QStringLiteral("add HEALTHCHECK with a command that the image holds and "
                                       "that fails when the service does not answer")});
}

// HTTPS or something else may be spoken there, so only one port tells for sure where to ask.
void planHealthOf(const DockerfileView &file, const DockerfileTarget &target, DockerfilePlan &plan)
{
    const bool inherits = target.base && target.base->healthCheck == u"defined";
    if (target.facts.healthCheck || inherits || target.endsByItself())
        return;
    QByteArray command;
    const bool ownProgram = target.base && target.base->technology == u"generic-process";
    if (target.base && !ownProgram && !target.base->healthTest.isEmpty())
        command = tableCheck(target.base->healthTest);
    const QList<int> ports = target.ports();
    if (command.isEmpty() && ports.isEmpty())
        return leaveHealth(target, plan,
                           QStringLiteral("no port is known on which it could be asked"));
    const QString escape {file.file.escape};
    if (command.isEmpty()) {
        const QStringList words = checkFor(target, {ports.first(), healthPath(target)});
        if (words.isEmpty())
            return leaveHealth(
                target, plan,
                QStringLiteral("nothing in the image is known that could ask on port %1")
                    .arg(ports.first()));
        command = jsonWords(words);
    }
    PlannedDockerfileMeasure planned =
        plannedFor(target, QStringLiteral("health-check"), HardeningLevel::Recommended,
                   QStringLiteral("its health is checked"));
    planned.measure.paths = {target.name + QStringLiteral(".HEALTHCHECK")};
    planned.caution = QStringLiteral("whether it answers there in time has to be tested");
    planned.changes = {{target.lastBuildRow,
                        {"HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 "
                             + escape.toUtf8(),
                         "    CMD " + command},
                        {}}};
    plan.measures.push_back(std::move(planned));
}

} // namespace

void planImageHealth(const DockerfileView &file, DockerfilePlan &plan)
{
    for (const DockerfileTarget &target : file.targets)
        planHealthOf(file, target, plan);
}

} // namespace drawbridge
