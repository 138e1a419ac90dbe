#include "model/evidence/dockerbenchlines.h"

#include <QDateTime>
#include <QIODevice>
#include <QRegularExpression>
#include <QTimeZone>

namespace drawbridge {

EvidenceOutcome dockerBenchOutcome(const QString &word)
{
    return word == u"PASS" ? EvidenceOutcome::Pass
        : word == u"WARN"  ? EvidenceOutcome::Fail
                           : EvidenceOutcome::NotApplicable;
}

QString timeOfSeconds(const Value &seconds)
{
    qint64 number = 0;
    if (const qint64 *written = seconds.asInt())
        number = *written;
    else if (const QString *text = seconds.asString())
        number = text->toLongLong();
    constexpr qint64 Latest = 253'402'300'799; // the end of the year 9999
    if (number <= 0 || number > Latest)
        return {};
    return QDateTime::fromSecsSinceEpoch(number, Qt::UTC).toString(Qt::ISODate);
}

Result<void> addDockerBench(const EvidenceResult &result, const QStringList &items, ScanRuns &runs)
{
    // 4.1 speaks of the users of running containers, the rest of section 4 of images.
    const bool ofContainers =
        result.check.startsWith(QStringLiteral("5.")) || result.check == u"4.1";
    const bool ofImages = result.check.startsWith(QStringLiteral("4."));
    QStringList names;
    if (ofContainers || ofImages) {
        for (const QString &item : items) {
            QString name = item.trimmed();
            // Some versions put image names into brackets.
            if (name.startsWith(u'[') && name.endsWith(u']'))
                name = name.mid(1, name.size() - 2);
            if (!name.isEmpty() && !names.contains(name))
                names += name;
        }
    }
    if (names.isEmpty()) {
        EvidenceResult whole = result;
        whole.subject = {SubjectKind::Host, {}, {}};
        return runs.add(std::move(whole));
    }
    for (const QString &name : names) {
        EvidenceResult one = result;
        one.message.clear();
        one.subject = {ofContainers ? SubjectKind::Container : SubjectKind::Image, name, {}};
        const Result<void> added = runs.add(std::move(one));
        if (!added)
            return added;
    }
    return {};
}

namespace {

QString plainLine(const QByteArray &line)
{
    static const QRegularExpression colours(QStringLiteral("\x1b\\[[0-9;]*[A-Za-z]"));
    QString text = QString::fromUtf8(line);
    return text.remove(colours).trimmed();
}

// "[WARN] 4.5  - Ensure Content trust is enabled (Automated)"
QRegularExpressionMatch checkIn(const QString &line)
{
    static const QRegularExpression pattern(
        QStringLiteral("^\\[(WARN|PASS|INFO|NOTE)\\]\\s+(\\d+(?:\\.\\d+)+)\\s+-\\s+(.+)$"));
    return pattern.match(line);
}

// "[WARN]      * Running as root: web"
QString itemIn(const QString &line)
{
    static const QRegularExpression pattern(
        QStringLiteral("^\\[(?:WARN|INFO|NOTE|PASS)\\]\\s+\\*\\s+(.*)$"));
    const QRegularExpressionMatch match = pattern.match(line);
    if (!match.hasMatch())
        return {};
    const QString item = match.captured(1);
    return item.contains(QStringLiteral(": ")) ? item.section(QStringLiteral(": "), -1) : item;
}

} // namespace

bool isDockerBenchLog(const QByteArray &beginning)
{
    for (const QByteArray &line : beginning.split('\n')) {
        if (checkIn(plainLine(line)).hasMatch())
            return true;
    }
    return false;
}

Result<void> readDockerBenchLog(QIODevice &device, ScanRuns &runs)
{
    constexpr qint64 LongestLine = 16 * 1024;
    EvidenceResult pending;
    QStringList items;
    const auto flush = [&]() -> Result<void> {
        const EvidenceResult done = std::exchange(pending, {});
        return done.check.isEmpty() ? Result<void>()
                                    : addDockerBench(done, std::exchange(items, {}), runs);
    };
    while (!device.atEnd()) {
        const QByteArray bytes = device.readLine(LongestLine);
        if (bytes.isEmpty())
            break;
        const QString line = plainLine(bytes);
        const QRegularExpressionMatch check = checkIn(line);
        if (check.hasMatch()) {
            const Result<void> added = flush();
            if (!added)
                return added;
            items.clear();
            pending.outcome = dockerBenchOutcome(check.captured(1));
            pending.check = check.captured(2);
            pending.title = check.captured(3);
            pending.severity =
                pending.outcome == EvidenceOutcome::Fail ? Severity::Medium : Severity::Info;
        } else if (const QString item = itemIn(line); !item.isEmpty()) {
            items += item;
        }
    }
    return flush();
}

} // namespace drawbridge
