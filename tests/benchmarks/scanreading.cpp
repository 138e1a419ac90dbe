#include "tests/benchmarks/scanreading.h"

#include "tests/benchmarks/program.h"
#include "tests/benchmarks/timing.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <sys/resource.h>

namespace drawbridge::benchmark {

constexpr qsizetype measuredBytes = 200'000'000;
constexpr qsizetype selfCheckBytes = 200'000;
constexpr double allowedMilliseconds = 60'000;
constexpr double allowedMegabytes = 500;

static Error broken(const QString &message)
{
    return {ErrorCode::Internal, message, {}};
}

namespace {

struct ScanText
{
    QByteArray head;
    QByteArray tail;
    QByteArray (*entry)(int number);
};

} // namespace

// As long as real ones, whose descriptions and references make the most of them.
static QByteArray longText(int number)
{
    return "A flaw that number " + QByteArray::number(number) + ' '
        + QByteArray("describes at length, with words that nobody reads. ").repeated(22);
}

static QByteArray trivyEntry(int number)
{
    const QByteArray id = QByteArray::number(number);
    return "{\"VulnerabilityID\": \"CVE-2024-" + QByteArray::number(10000 + number)
        + "\", \"PkgName\": \"package-" + id + "\", \"InstalledVersion\": \"1." + id
        + "\", \"FixedVersion\": \"2." + id + "\", \"Severity\": \"HIGH\", \"Title\": \"flaw " + id
        + "\", \"Description\": \"" + longText(number) + "\"}";
}

static QByteArray sarifEntry(int number)
{
    const QByteArray id = QByteArray::number(number);
    return "{\"ruleId\": \"R" + id + "\", \"level\": \"error\", \"message\": {\"text\": \""
        + longText(number)
        + "\"}, \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": \"src/f"
        + id + ".py\"}, \"region\": {\"startLine\": " + id + "}}}]}";
}

static Result<void> writeScan(const QString &path, const ScanText &text, qsizetype bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return broken(file.errorString());
    file.write(text.head);
    for (int number = 1; file.pos() < bytes; ++number)
        file.write((number > 1 ? ",\n" : "") + text.entry(number));
    file.write(text.tail);
    return file.flush() ? Result<void>() : Result<void>(broken(file.errorString()));
}

static Result<void> readWhole(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return broken(file.errorString());
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    return document.isNull() ? Result<void>(broken(QStringLiteral("the scan is no JSON")))
                             : Result<void>();
}

static Result<Measures> readScanBesideQt(const Setting &setting, const ScanText &text)
{
    const QDir folder(setting.scratch);
    const QString cli = QDir(setting.programs).filePath(QStringLiteral("drawbridge-cli"));
    const QString scan = folder.filePath(QStringLiteral("scan.json"));
    const QString model = folder.filePath(QStringLiteral("m.drawbridge"));
    if (const auto written =
            writeScan(scan, text, setting.selfCheck ? selfCheckBytes : measuredBytes);
        !written)
        return written.error();
    if (const auto made = runProgram(cli, {QStringLiteral("new"), model}); !made)
        return made.error();
    const auto ours = [&]() -> Result<void> {
        const auto read = runProgram(cli, {QStringLiteral("evidence"), model, scan});
        if (!read)
            return read.error();
        return read->size() > 1000 ? Result<void>()
                                   : Result<void>(broken(QStringLiteral("nothing was read")));
    };
    const auto medians = measureByTurns(1, ours, [&] { return readWhole(scan); });
    if (!medians)
        return medians.error();
    rusage used {};
    getrusage(RUSAGE_CHILDREN, &used);
    return Measures {{QStringLiteral("reading it all"), QStringLiteral("ms"), medians->ours,
                      medians->yardstick, allowedMilliseconds,
                      QStringLiteral("at most 1 min; Qt's parser reads the file beside it")},
                     {QStringLiteral("peak memory of children"), QStringLiteral("MB"),
                      static_cast<double>(used.ru_maxrss) / 1024, 0, allowedMegabytes,
                      QStringLiteral("at most 500 MB")}};
}

Result<Measures> readTrivyScan(const Setting &setting)
{
    return readScanBesideQt(
        setting,
        {"{\"SchemaVersion\": 2, \"ArtifactName\": \"shop:1\", \"ArtifactType\": "
         "\"container_image\", \"Results\": [{\"Target\": \"shop:1 (debian 12)\", \"Class\": "
         "\"os-pkgs\", \"Vulnerabilities\": [",
         "]}]}", trivyEntry});
}

Result<Measures> readSarifScan(const Setting &setting)
{
    return readScanBesideQt(setting,
                            {"{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": "
                             "{\"name\": \"bench\"}}, \"results\": [",
                             "]}]}", sarifEntry});
}

} // namespace drawbridge::benchmark
