#include "model/project/evidencefile.h"

#include "model/core/names.h"
#include "model/text/jsonitems.h"
#include "model/text/jsonwriter.h"

#include <algorithm>

namespace drawbridge {

static constexpr qint64 EvidenceVersion = 1;
static constexpr qsizetype LargestEvidenceFile = 256LL * 1024 * 1024;

namespace {

void writeText(JsonWriter &writer, QStringView name, const QString &text)
{
    if (!text.isEmpty())
        writer.member(name, text);
}

void writeTexts(JsonWriter &writer, QStringView name, const QStringList &texts)
{
    if (texts.isEmpty())
        return;
    writer.key(name);
    writer.beginArray();
    for (const QString &text : texts)
        writer.value(text);
    writer.endArray();
}

void writeSubject(JsonWriter &writer, const EvidenceSubject &subject)
{
    writer.beginObject();
    writer.member(u"subject", nameOf(subject.kind));
    writer.member(u"subjectName", subject.name);
    writeText(writer, u"subjectDigest", subject.digest);
    writer.endObject();
}

void writeResult(JsonWriter &writer, const EvidenceResult &result)
{
    writer.beginObject();
    writer.member(u"fingerprint", result.fingerprint);
    writer.member(u"check", result.check);
    writeText(writer, u"title", result.title);
    writeText(writer, u"message", result.message);
    writer.member(u"outcome", nameOf(result.outcome));
    writer.member(u"severity", nameOf(result.severity));
    writer.member(u"subject", nameOf(result.subject.kind));
    writeText(writer, u"subjectName", result.subject.name);
    writeText(writer, u"subjectDigest", result.subject.digest);
    writeText(writer, u"path", result.path);
    if (result.line > 0)
        writer.member(u"line", static_cast<qint64>(result.line));
    writeTexts(writer, u"cwe", result.cwe);
    writeTexts(writer, u"cve", result.cve);
    writeText(writer, u"package", result.package.package);
    writeText(writer, u"installedVersion", result.package.installedVersion);
    writeText(writer, u"fixedVersion", result.package.fixedVersion);
    if (result.knownExploited)
        writer.member(u"knownExploited", true);
    writeText(writer, u"suppressed", result.suppressed);
    writer.endObject();
}

} // namespace

QByteArray writeEvidence(const Evidence &evidence)
{
    JsonWriter writer;
    writer.beginObject();
    writer.member(u"format", QStringLiteral("drawbridge-evidence"));
    writer.member(u"version", EvidenceVersion);
    writer.key(u"runs");
    writer.beginArray();
    for (const EvidenceRun &run : evidence.runs) {
        writer.beginObject();
        writer.member(u"tool", run.tool);
        writeText(writer, u"toolVersion", run.version);
        writeText(writer, u"time", run.time);
        writeText(writer, u"file", run.file);
        writeText(writer, u"digest", QString::fromLatin1(run.digest));
        if (!run.scanned.isEmpty()) {
            writer.key(u"scanned");
            writer.beginArray();
            for (const EvidenceSubject &subject : run.scanned)
                writeSubject(writer, subject);
            writer.endArray();
        }
        writer.key(u"results");
        writer.beginArray();
        for (const EvidenceResult &result : run.results)
            writeResult(writer, result);
        writer.endArray();
        writer.endObject();
    }
    writer.endArray();
    writer.endObject();
    return writer.take();
}

namespace {

QString storedText(const ValueMap &map, const char16_t *name)
{
    const Value value = map.value(QString::fromUtf16(name));
    const QString *text = value.asString();
    return text ? *text : QString();
}

QStringList storedTexts(const ValueMap &map, const char16_t *name)
{
    QStringList texts;
    const Value value = map.value(QString::fromUtf16(name));
    const ValueList *list = value.asList();
    for (qsizetype i = 0; list && i < list->size(); ++i) {
        if (const QString *text = list->at(i).asString())
            texts += *text;
    }
    return texts;
}

class EvidenceReading
{
public:
    explicit EvidenceReading(QString name)
        : m_name(std::move(name))
    {
    }

    static QStringList patterns()
    {
        return {QStringLiteral("/format"),        QStringLiteral("/version"),
                QStringLiteral("/runs/*/tool"),   QStringLiteral("/runs/*/toolVersion"),
                QStringLiteral("/runs/*/time"),   QStringLiteral("/runs/*/file"),
                QStringLiteral("/runs/*/digest"), QStringLiteral("/runs/*/results/*"),
                QStringLiteral("/runs/*$"),       QStringLiteral("/runs/*/scanned/*")};
    }

    Result<void> take(const JsonItem &item)
    {
        const QString *text = item.value.asString();
        switch (item.pattern) {
        case 0:
            m_isEvidence = text && *text == u"drawbridge-evidence";
            return m_isEvidence
                ? Result<void>()
                : wrong(item, QStringLiteral("this is no evidence file of Drawbridge"));
        case 1: {
            const qint64 *version = item.value.asInt();
            return version && *version == EvidenceVersion
                ? Result<void>()
                : wrong(item,
                        QStringLiteral("a newer program wrote this file; this one reads version %1")
                            .arg(EvidenceVersion));
        }
        case 7:
            return takeResult(item);
        case 9:
            return takeScanned(item);
        case 8:
            if (m_run.tool.isEmpty())
                return wrong(item, QStringLiteral("a run has no 'tool'"));
            m_evidence.runs.append(std::exchange(m_run, {}));
            return {};
        default:
            if (!text)
                return wrong(item, QStringLiteral("a text was expected here"));
            setRunText(item.pattern, *text);
            return {};
        }
    }

    Result<Evidence> finished()
    {
        if (!m_isEvidence)
            return Error {ErrorCode::InvalidInput,
                          QStringLiteral("this is no evidence file of Drawbridge"),
                          {m_name}};
        return std::move(m_evidence);
    }

private:
    Error wrong(const JsonItem &item, const QString &message) const
    {
        return {ErrorCode::InvalidInput, message, {m_name, item.line}};
    }

    void setRunText(qsizetype pattern, const QString &text)
    {
        QString *const places[] = {&m_run.tool, &m_run.version, &m_run.time, &m_run.file};
        if (pattern == 6)
            m_run.digest = text.toLatin1();
        else
            *places[pattern - 2] = text;
    }

    Result<void> takeScanned(const JsonItem &item)
    {
        const ValueMap *map = item.value.asMap();
        const auto kind = map ? parseName<SubjectKind>(storedText(*map, u"subject")) : std::nullopt;
        if (!kind)
            return wrong(item, QStringLiteral("what was scanned needs a 'subject'"));
        m_run.scanned.append(
            {*kind, storedText(*map, u"subjectName"), storedText(*map, u"subjectDigest")});
        return {};
    }

    Result<void> takeResult(const JsonItem &item)
    {
        const ValueMap *map = item.value.asMap();
        if (!map)
            return wrong(item, QStringLiteral("a result must be an object"));
        EvidenceResult result;
        const auto outcome = parseName<EvidenceOutcome>(storedText(*map, u"outcome"));
        const auto severity = parseName<Severity>(storedText(*map, u"severity"));
        const auto kind = parseName<SubjectKind>(storedText(*map, u"subject"));
        result.fingerprint = storedText(*map, u"fingerprint");
        result.check = storedText(*map, u"check");
        if (!outcome || !severity || !kind || result.fingerprint.isEmpty())
            return wrong(item,
                         QStringLiteral("a result needs 'fingerprint', 'check', 'outcome', "
                                        "'severity' and 'subject'"));
        result.outcome = *outcome;
        result.severity = *severity;
        result.subject = {*kind, storedText(*map, u"subjectName"),
                          storedText(*map, u"subjectDigest")};
        result.title = storedText(*map, u"title");
        result.message = storedText(*map, u"message");
        result.path = storedText(*map, u"path");
        const Value line = map->value(QStringLiteral("line"));
        if (const qint64 *number = line.asInt(); number && *number > 0 && *number < INT_MAX)
            result.line = static_cast<int>(*number);
        result.cwe = storedTexts(*map, u"cwe");
        result.cve = storedTexts(*map, u"cve");
        result.package = {storedText(*map, u"package"), storedText(*map, u"installedVersion"),
                          storedText(*map, u"fixedVersion")};
        result.knownExploited = map->value(QStringLiteral("knownExploited")) == Value(true);
        result.suppressed = storedText(*map, u"suppressed");
        m_run.results.append(std::move(result));
        return {};
    }

    QString m_name;
    bool m_isEvidence = false;
    EvidenceRun m_run;
    Evidence m_evidence;
};

} // namespace

Result<Evidence> readEvidence(QIODevice &device, const QString &shownName)
{
    EvidenceReading reading(shownName);
    JsonItemLimits limits;
    limits.bytes = LargestEvidenceFile;
    const Result<void> read = readJsonItems(
        device, shownName, EvidenceReading::patterns(),
        [&](const JsonItem &item) { return reading.take(item); }, limits);
    if (!read)
        return read.error();
    return reading.finished();
}

QString evidencePathFor(const QString &projectPath)
{
    const QString ending = QStringLiteral(".drawbridge");
    const QString base =
        projectPath.endsWith(ending) ? projectPath.chopped(ending.size()) : projectPath;
    return base + QStringLiteral(".evidence.json");
}

} // namespace drawbridge
