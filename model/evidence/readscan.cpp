#include "model/evidence/readscan.h"

#include "model/evidence/dockerbenchlines.h"
#include "model/evidence/scanreader.h"
#include "model/evidence/scanwords.h"
#include "model/text/hashingdevice.h"
#include "model/text/sourcetext.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <tuple>

namespace drawbridge {

namespace {

// Enough for the head of every format and its first entry.
constexpr qint64 HeadBytes = 512 * 1024;

Error unreadableScan(const QString &name, const QString &message,
                     ErrorCode code = ErrorCode::InvalidInput)
{
    return {code, message, {name}};
}

QString boundedText(const QString &text, qsizetype most)
{
    return text.size() <= most ? text : text.left(most - 1) + QChar(0x2026);
}

void clean(EvidenceResult &result)
{
    constexpr qsizetype LongestId = 200;
    constexpr qsizetype LongestTitle = 200;
    constexpr qsizetype LongestMessage = 300;
    constexpr qsizetype LongestPath = 1000;
    if (speaksOfSecrets(result.check, result.title)) {
        result.title = withoutQuotedTexts(result.title);
        result.message = withoutQuotedTexts(result.message);
    }
    result.check = boundedText(result.check, LongestId);
    result.title = boundedText(result.title.simplified(), LongestTitle);
    result.message = boundedText(result.message.simplified(), LongestMessage);
    result.path = boundedText(result.path, LongestPath);
    result.subject.name = boundedText(result.subject.name, LongestPath);
    result.suppressed = boundedText(result.suppressed.simplified(), LongestTitle);
}

QString fingerprintOf(const EvidenceRun &run, const EvidenceResult &result)
{
    const QStringList parts {run.tool,
                             result.check,
                             QString::number(static_cast<int>(result.subject.kind)),
                             result.subject.name,
                             result.path,
                             QString::number(result.line),
                             result.package.package,
                             result.package.installedVersion};
    const QByteArray bytes = parts.join(QChar(0x1F)).toUtf8();
    constexpr qsizetype Digits = 16;
    return QString::fromLatin1(
        QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(Digits));
}

// Of two results of one place the one that counts stands first: a failure that nobody suppressed.
bool isBefore(const EvidenceResult &a, const EvidenceResult &b)
{
    const auto rank = [](const EvidenceResult &result) {
        return result.outcome != EvidenceOutcome::Fail ? 2 : result.suppressed.isEmpty() ? 0 : 1;
    };
    return std::make_tuple(a.fingerprint, rank(a)) < std::make_tuple(b.fingerprint, rank(b));
}

void seal(EvidenceRun &run)
{
    for (EvidenceResult &result : run.results) {
        clean(result);
        result.fingerprint = fingerprintOf(run, result);
    }
    std::stable_sort(run.results.begin(), run.results.end(), isBefore);
    const auto same = [](const EvidenceResult &a, const EvidenceResult &b) {
        return a.fingerprint == b.fingerprint;
    };
    run.results.erase(std::unique(run.results.begin(), run.results.end(), same), run.results.end());
}

Result<void> readJsonScan(QIODevice &device, const QString &name, ScanReader &reader,
                          ScanRuns &runs, const JsonItemLimits &limits)
{
    // Of another tool's document behind the first nothing would be found, which must not pass for
    // a scan without results.
    const QStringList patterns = reader.patterns() + QStringList {QStringLiteral("$")};
    int documents = 0;
    qsizetype found = 0;
    const auto endDocument = [&](int line) -> Result<void> {
        const bool isOther = ++documents > 1 && (!reader.writesSeveralDocuments() || found == 0);
        found = 0;
        if (!isOther)
            return {};
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("a further JSON document ends here; give each scan a file of "
                                     "its own"),
                      {name, line}};
    };
    const Result<void> read = readJsonItems(
        device, name, patterns,
        [&](const JsonItem &item) -> Result<void> {
            if (item.pattern == patterns.size() - 1)
                return endDocument(item.line);
            ++found;
            const Result<void> taken = reader.take(item, runs);
            if (taken || !taken.error().where.file.isEmpty())
                return taken;
            Error error = taken.error();
            error.where = {name, item.line};
            return error;
        },
        limits);
    if (read)
        reader.finish(runs);
    return read;
}

// What to say of a file that no reader knows: whether it is broken, or another format.
Error unknownScan(QIODevice &device, const QString &name, const QByteArray &head,
                  const JsonItemLimits &limits)
{
    const QByteArray trimmed = head.trimmed();
    if (trimmed.isEmpty())
        return unreadableScan(name, QStringLiteral("the file is empty"));
    if (head.startsWith("\xFF\xFE") || head.startsWith("\xFE\xFF"))
        return unreadableScan(name, QStringLiteral("the file is UTF-16 text; save it as UTF-8"));
    const QString formats = QStringLiteral(
        "SARIF 2.1.0 or the JSON of Bandit, Trivy, Grype, pip-audit, hadolint, Semgrep, Checkov, "
        "kube-bench or Docker Bench, or the log of Docker Bench, is expected");
    if (trimmed == "null" || trimmed == "[]" || trimmed == "{}")
        return unreadableScan(
            name,
            QStringLiteral("the file holds '%1': no tool and no results, so nothing was "
                           "checked")
                .arg(QString::fromLatin1(trimmed)));
    if (trimmed.startsWith('{') || trimmed.startsWith('[') || trimmed.startsWith("\xEF\xBB\xBF")) {
        const Result<void> json = readJsonItems(
            device, name, {}, [](const JsonItem &) { return Result<void>(); }, limits);
        if (!json)
            return json.error();
    }
    return unreadableScan(name, QStringLiteral("this is no scan of a known format; ") + formats,
                          ErrorCode::Unsupported);
}

} // namespace

Result<QList<EvidenceRun>> readScan(QIODevice &device, const QString &shownName,
                                    const JsonItemLimits &limits)
{
    const QByteArray head = device.peek(HeadBytes);
    HashingDevice hashing(device);
    ScanRuns runs;
    QString tool;
    if (!head.trimmed().startsWith('{') && isDockerBenchLog(head)) {
        tool = QStringLiteral("docker-bench");
        const Result<void> read = readDockerBenchLog(hashing, runs);
        if (!read)
            return read.error();
    } else {
        const QSet<QString> paths = jsonPaths(head);
        const auto readers = makeScanReaders();
        const auto reader = std::find_if(readers.begin(), readers.end(),
                                         [&](const auto &each) { return each->recognises(paths); });
        if (reader == readers.end())
            return unknownScan(hashing, shownName, head, limits);
        tool = (*reader)->tool();
        const Result<void> read = readJsonScan(hashing, shownName, **reader, runs, limits);
        if (!read)
            return read.error();
    }
    QList<EvidenceRun> taken = runs.take();
    if (taken.isEmpty() && tool == u"sarif")
        return unreadableScan(
            shownName, QStringLiteral("the SARIF file holds no runs, so nothing was checked"));
    // A scan that found nothing is a run, too.
    if (taken.isEmpty())
        taken.emplaceBack();
    const QByteArray digest = hashing.digest();
    for (EvidenceRun &run : taken) {
        if (run.tool.isEmpty())
            run.tool = tool;
        run.file = shownName;
        run.digest = digest;
        seal(run);
    }
    return taken;
}

Result<QList<EvidenceRun>> readScan(const QString &path, const QString &shownName,
                                    const JsonItemLimits &limits)
{
    const QFileInfo information(path);
    if (!information.exists())
        return unreadableScan(shownName, QStringLiteral("there is no such file"),
                              ErrorCode::NotFound);
    if (!information.isFile())
        return unreadableScan(shownName, QStringLiteral("this is no regular file"), ErrorCode::Io);
    if (information.size() > limits.bytes)
        return unreadableScan(shownName,
                              QStringLiteral("the file is larger than %1, the most that is read")
                                  .arg(sizeInWords(limits.bytes)),
                              ErrorCode::LimitExceeded);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadableScan(
            shownName, QStringLiteral("cannot be read: %1").arg(file.errorString()), ErrorCode::Io);
    return readScan(file, shownName, limits);
}

} // namespace drawbridge
