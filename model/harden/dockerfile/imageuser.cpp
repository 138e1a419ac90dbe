#include "model/harden/dockerfile/dockerfileview.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

namespace {

// An id that no image and few hosts use.
const char ImageUserId[] = "10001";
const char ImageUserName[] = "app";

// A user that the build adds and does not use; empty without one, or when there are several.
QString createdUser(const DockerfileTarget &target)
{
    static const QRegularExpression adding(
        QStringLiteral("(?:^|[\\s;&|(])(?:useradd|adduser)\\b([^;&|\\n]*)"));
    static const QRegularExpression space(QStringLiteral("[\\s\\\\]+"));
    static const QRegularExpression name(QStringLiteral("^[a-z_][a-z0-9_-]{0,31}$"));
    QStringList found;
    for (auto it = adding.globalMatch(target.commands); it.hasNext();) {
        const QStringList words = it.next().captured(1).split(space, Qt::SkipEmptyParts);
        const QString last = words.isEmpty() ? QString() : words.last();
        if (name.match(last).hasMatch() && last != u"root" && !found.contains(last))
            found += last;
    }
    return found.size() == 1 ? found.first() : QString();
}

// A program in its command that has to start as root, or gives root up by itself.
QString rootProgram(const DockerfileTarget &target)
{
    static const QRegularExpression program(QStringLiteral(
        "(?:^|[\\s/;&|])(sshd|crond?|supervisord|systemd|init|apache2(?:ctl)?|"
        "httpd|nginx|service|gosu|su-exec|sudo|mount|iptables|dockerd)(?=[\\s;&|]|$)"));
    const QString command = target.facts.command.value.join(u' ');
    const auto match = program.match(command);
    return match.hasMatch() ? match.captured(1) : QString();
}

bool installsRootDropper(const DockerfileTarget &target)
{
    static const QRegularExpression dropper(QStringLiteral("\\b(gosu|su-exec|setpriv)\\b"));
    return dropper.match(target.commands).hasMatch();
}

bool isPlainFolder(const QString &path)
{
    static const QRegularExpression plain(QStringLiteral("^(/[A-Za-z0-9_.-]+)+/?$"));
    static const QStringList systems {
        QStringLiteral("/bin"),  QStringLiteral("/boot"), QStringLiteral("/dev"),
        QStringLiteral("/etc"),  QStringLiteral("/lib"),  QStringLiteral("/proc"),
        QStringLiteral("/root"), QStringLiteral("/run"),  QStringLiteral("/sbin"),
        QStringLiteral("/sys"),  QStringLiteral("/usr"),  QStringLiteral("/var"),
        QStringLiteral("/tmp"),  QStringLiteral("/home"), QStringLiteral("/opt"),
        QStringLiteral("/srv"),  QStringLiteral("/mnt")};
    return plain.match(path).hasMatch() && !path.contains(QStringLiteral(".."))
        && !systems.contains(path);
}

// The folders that it is likely to write to: where it works, and what it declares as volumes.
QStringList ownedFolders(const DockerfileTarget &target)
{
    QStringList folders;
    if (isPlainFolder(target.facts.workingFolder.value))
        folders += target.facts.workingFolder.value;
    for (const auto &volume : target.facts.volumes) {
        const QString text = volume.value.trimmed();
        static const QRegularExpression separator(QStringLiteral("[\\s\\[\\]\",]+"));
        for (const QString &folder : text.split(separator, Qt::SkipEmptyParts)) {
            if (isPlainFolder(folder) && !folders.contains(folder))
                folders += folder;
        }
    }
    return folders;
}

QByteArrayList creationLines(const DockerfileTarget &target, const QString &user, bool isCreated,
                             QChar escape)
{
    QStringList commands;
    if (isCreated && target.distribution == Distribution::Alpine) {
        commands += QStringLiteral("addgroup -S -g %1 %2").arg(QLatin1String(ImageUserId), user);
        commands +=
            QStringLiteral("adduser -S -D -u %1 -G %2 %2").arg(QLatin1String(ImageUserId), user);
    } else if (isCreated) {
        commands +=
            QStringLiteral("groupadd --system --gid %1 %2").arg(QLatin1String(ImageUserId), user);
        commands += QStringLiteral("useradd --system --create-home --uid %1 --gid %2 "
                                   "--shell /usr/sbin/nologin %2")
                        .arg(QLatin1String(ImageUserId), user);
    }
    const QStringList folders = ownedFolders(target);
    if (!folders.isEmpty()) {
        commands += QStringLiteral("mkdir -p %1").arg(folders.join(u' '));
        commands += QStringLiteral("chown %1 %2").arg(user, folders.join(u' '));
    }
    QByteArrayList lines;
    for (const QString &command : std::as_const(commands)) {
        if (!lines.isEmpty())
            lines.last() += QByteArray(" ") + QString(escape).toUtf8();
        lines += (lines.isEmpty() ? "RUN " : "    && ") + command.toUtf8();
    }
    lines += "USER " + user.toUtf8();
    return lines;
}

// Who it could run as, and how the file has to say so.
class ImageUserPlanner
{
public:
    ImageUserPlanner(const DockerfileView &file, const DockerfileTarget &target,
                     DockerfilePlan &plan)
        : m_file(file)
        , m_target(target)
        , m_plan(plan)
    {
    }

    void plan()
    {
        const std::optional<bool> root = m_target.startsAsRoot();
        if (root == false)
            return;
        if (const QString reason = obstacle(root.has_value()); !reason.isEmpty()) {
            m_plan.manual.append({id(), m_target.name, m_target.where, reason, proposal()});
            return;
        }
        QByteArrayList lines;
        QString user = existingUser();
        if (m_target.distribution == Distribution::Empty || (user.isEmpty() && !canCreateUsers())) {
            user = QStringLiteral("10001:10001");
            lines = {"USER " + user.toLatin1()};
        } else {
            const bool isCreated = user.isEmpty();
            if (isCreated)
                user = QString::fromLatin1(ImageUserName);
            lines = creationLines(m_target, user, isCreated, m_file.file.escape);
        }
        PlannedDockerfileMeasure planned = plannedFor(
            m_target, id(), level(), QStringLiteral("runs as %1 instead of root").arg(user));
        planned.measure.paths = {m_target.name + QStringLiteral(".USER")};
        planned.caution = hasLowPort()
            ? QStringLiteral("it listens on a port below 1024, which not every runtime opens to "
                             "users other than root")
            : QStringLiteral("whether everything that it needs belongs to another user has to be "
                             "tested");
        planned.changes = {{m_target.lastBuildRow, lines, {}}};
        m_plan.measures.push_back(std::move(planned));
    }

private:
    static QString id() { return QStringLiteral("non-root-user"); }

    bool hasLowPort() const
    {
        const QList<int> ports = m_target.ports();
        return std::any_of(ports.begin(), ports.end(), [](int port) { return port < 1024; });
    }

    HardeningLevel level() const
    {
        return hasLowPort() ? HardeningLevel::Strict : HardeningLevel::Recommended;
    }

    bool canCreateUsers() const
    {
        return m_target.distribution == Distribution::Alpine
            || m_target.distribution == Distribution::Debian;
    }

    QString existingUser() const
    {
        const QString created = createdUser(m_target);
        return created.isEmpty() && m_target.base ? m_target.base->runAs : created;
    }

    // What stands against it; empty for nothing.
    QString obstacle(bool isKnown) const
    {
        if (!isKnown)
            return QStringLiteral("which user %1 starts as is not known here")
                .arg(m_target.facts.user ? QStringLiteral("it") : QStringLiteral("its base image"));
        if (m_target.facts.user)
            return QStringLiteral("the file says USER root, perhaps for a reason");
        if (m_target.distribution == Distribution::Windows || m_file.file.escape != u'\\')
            return QStringLiteral("users of Windows images are not made here");
        if (m_target.base && !m_target.base->dropsTo.isEmpty())
            return QStringLiteral("the entry point of its base starts as root and changes to %1")
                .arg(m_target.base->dropsTo);
        if (m_target.base && m_target.base->runAs.isEmpty()
            && m_target.base->technology != u"generic-process")
            return QStringLiteral("its base is a service that starts as root, and no user is known "
                                  "that it could start as");
        if (installsRootDropper(m_target))
            return QStringLiteral("it installs a program that gives up root, so its entry point "
                                  "may count on being root");
        if (const QString program = rootProgram(m_target); !program.isEmpty())
            return QStringLiteral("its command starts %1, which counts on being root").arg(program);
        if (m_target.hasStorage())
            return QStringLiteral("it keeps files on a volume or host folder whose owner is not "
                                  "known here");
        return {};
    }

    QString proposal() const
    {
        return QStringLiteral("add a user, give it what the program writes, and end the stage with "
                              "USER");
    }

    const DockerfileView &m_file;
    const DockerfileTarget &m_target;
    DockerfilePlan &m_plan;
};

} // namespace

void planImageUser(const DockerfileView &file, DockerfilePlan &plan)
{
    for (const DockerfileTarget &target : file.targets)
        ImageUserPlanner(file, target, plan).plan();
}

} // namespace drawbridge
