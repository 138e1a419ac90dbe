#include "tests/corpus/measure/labelledsystem.h"

#include "app/services/importproject.h"
#include "model/base/progress.h"
#include "model/core/names.h"
#include "model/text/filereader.h"

#include <QDir>
#include <QSaveFile>

namespace drawbridge::corpus {

static constexpr qsizetype largestLabels = 1024 * 1024;

static QString labelsName()
{
    return QStringLiteral("labels.yaml");
}

static QString acceptedName()
{
    return QStringLiteral("reported.txt");
}

static QDir corpusFolder()
{
    return QDir(QStringLiteral(DRAWBRIDGE_CORPUS_DIR));
}

QStringList systemNames()
{
    return corpusFolder().entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
}

QString systemFolder(const QString &name)
{
    return corpusFolder().filePath(name);
}

// All services count, whatever profile they are in.
static Result<ThreatModel> importSystem(const Services &services, const QString &name)
{
    const QDir folder(systemFolder(name));
    QStringList paths;
    for (const QString &file :
         folder.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name)) {
        if (file != labelsName())
            paths += folder.filePath(file);
    }
    ImportOptions options;
    options.profiles = {QStringLiteral("*")};
    SilentProgress progress;
    Result<ImportResult> imported = importFiles(services, paths, options, progress);
    if (!imported)
        return imported.error();
    return std::move(imported->model);
}

static QList<ReportedThreat> reportedBy(const AnalysisSession &session)
{
    QList<ReportedThreat> reported;
    for (qsizetype i = 0; i < session.size(); ++i) {
        const Threat &threat = session.at(i);
        const bool open = threat.status == ThreatStatus::Open
            || threat.status == ThreatStatus::PartiallyMitigated;
        if (!open || threat.severity > Severity::High)
            continue;
        const QString key = session.keyOf(threat);
        reported.append({key, key.section(u'@', 0, 0),
                         recordName(session.input().model, threat.targetKind, threat.target),
                         threat.discriminator, threat.severity, session.title(threat)});
    }
    std::sort(
        reported.begin(), reported.end(),
        [](const ReportedThreat &one, const ReportedThreat &other) { return one.key < other.key; });
    return reported;
}

template <typename T>
static void addNames(const ThreatModel &model, RecordKind kind, const T &table, QStringList *names)
{
    for (const auto &record : table)
        names->append(recordName(model, kind, record.id));
}

static QStringList namesOf(const ThreatModel &model)
{
    QStringList names;
    addNames(model, RecordKind::Element, model.elements, &names);
    addNames(model, RecordKind::Interface, model.interfaces, &names);
    addNames(model, RecordKind::Flow, model.flows, &names);
    addNames(model, RecordKind::Boundary, model.boundaries, &names);
    addNames(model, RecordKind::Image, model.images, &names);
    addNames(model, RecordKind::Identity, model.identities, &names);
    return names;
}

static Result<Labels> labelsOf(const QString &name)
{
    const QString path = QDir(systemFolder(name)).filePath(labelsName());
    const Result<QByteArray> bytes = readFile(path, largestLabels, path);
    if (!bytes)
        return bytes.error();
    return readLabels(*bytes, name + u'/' + labelsName());
}

static QStringList acceptedOf(const QString &name)
{
    const QString path = QDir(systemFolder(name)).filePath(acceptedName());
    const Result<QByteArray> bytes = readFile(path, largestLabels, path);
    return bytes ? QString::fromUtf8(*bytes).split(u'\n', Qt::SkipEmptyParts) : QStringList();
}

Result<LabelledSystem> readSystem(const Services &services, const QString &name)
{
    Result<Labels> labels = labelsOf(name);
    if (!labels)
        return labels.error();
    const Result<ThreatModel> model = importSystem(services, name);
    if (!model)
        return model.error();
    const Result<AnalysisSession> session = services.analyze(*model, QDate(2026, 6, 1));
    if (!session)
        return session.error();
    return LabelledSystem {name, std::move(*labels), reportedBy(*session), namesOf(*model),
                           acceptedOf(name)};
}

QStringList reportedLines(const QList<ReportedThreat> &claims)
{
    QStringList lines;
    for (const ReportedThreat &claim : claims)
        lines += QStringLiteral("%1 %2 at %3").arg(nameOf(claim.severity), claim.key, claim.at);
    return lines;
}

Result<void> acceptReported(const QString &name, const QList<ReportedThreat> &claims)
{
    QSaveFile file(QDir(systemFolder(name)).filePath(acceptedName()));
    QByteArray bytes;
    for (const QString &line : reportedLines(claims))
        bytes += line.toUtf8() + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error {ErrorCode::Io, file.errorString(), {file.fileName(), 0, 0}};
    return {};
}

} // namespace drawbridge::corpus
