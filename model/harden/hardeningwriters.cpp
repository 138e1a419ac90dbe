#include "model/harden/hardeningwriters.h"

#include "model/harden/secretspans.h"
#include "model/harden/unifieddiff.h"
#include "model/text/jsonwriter.h"
#include "model/text/textencoding.h"

namespace drawbridge {

static QString counted(qsizetype count, const QString &one, const QString &many)
{
    return QString::number(count) + u' ' + (count == 1 ? one : many);
}

QString hardeningSummary(const HardenedFile &file)
{
    return QStringLiteral("%1: %2, %3 left to do by hand")
        .arg(file.path,
             counted(file.done.size(), QStringLiteral("measure"), QStringLiteral("measures")))
        .arg(file.manual.size());
}

namespace {

class TextReport
{
public:
    void add(const HardenedFile &file)
    {
        line(0, hardeningSummary(file));
        for (const HardeningMeasure &measure : file.done)
            addMeasure(measure);
        for (const ManualMeasure &manual : file.manual)
            addManual(manual);
    }
    QByteArray text;

private:
    void line(int indent, const QString &content)
    {
        text += QByteArray(indent, ' ') + terminalSafe(content).toUtf8() + '\n';
    }

    void addMeasure(const HardeningMeasure &measure)
    {
        line(2,
             QStringLiteral("done    %1  %2: %3").arg(measure.target, measure.id, measure.summary));
        line(10,
             QStringLiteral("%1, %2%3")
                 .arg(hardeningLevelWord(measure.level), measure.basis,
                      measure.toTest ? QStringLiteral("; to be tested") : QString()));
        for (const ClosedThreat &closed : measure.closes)
            line(10, QStringLiteral("closes %1").arg(closed.title));
    }

    void addManual(const ManualMeasure &manual)
    {
        line(2, QStringLiteral("manual  %1  %2: %3").arg(manual.target, manual.id, manual.reason));
        if (!manual.proposal.isEmpty())
            line(10, manual.proposal);
    }
};

void writeMeasure(JsonWriter &writer, const HardeningMeasure &measure)
{
    writer.beginObject();
    writer.member(u"id", measure.id);
    writer.member(u"target", measure.target);
    writer.member(u"level", hardeningLevelWord(measure.level));
    writer.member(u"summary", measure.summary);
    writer.member(u"basis", measure.basis);
    writer.member(u"toTest", measure.toTest);
    writer.key(u"paths");
    writer.beginArray();
    for (const QString &path : measure.paths)
        writer.value(path);
    writer.endArray();
    writer.key(u"closes");
    writer.beginArray();
    for (const ClosedThreat &closed : measure.closes) {
        writer.beginObject();
        writer.member(u"key", closed.key);
        writer.member(u"title", closed.title);
        writer.member(u"how", closed.how);
        writer.endObject();
    }
    writer.endArray();
    writer.endObject();
}

void writeManual(JsonWriter &writer, const ManualMeasure &manual)
{
    writer.beginObject();
    writer.member(u"id", manual.id);
    writer.member(u"target", manual.target);
    writer.member(u"line", qint64(manual.where.line));
    writer.member(u"reason", manual.reason);
    writer.member(u"proposal", manual.proposal);
    writer.endObject();
}

} // namespace

QByteArray writeHardeningText(const QList<HardenedFile> &files, HardeningLevel level)
{
    TextReport report;
    for (const HardenedFile &file : files)
        report.add(file);
    report.text += "level: " + hardeningLevelWord(level).toUtf8() + '\n';
    return report.text;
}

Result<QByteArray> hardeningDiff(const QList<HardenedFile> &files)
{
    QByteArray diff;
    for (const HardenedFile &file : files) {
        const MaskedSource masked = maskedSource(file.before, file.secrets, file.edits);
        QByteArray name = file.path.toUtf8();
        while (name.startsWith('/'))
            name.remove(0, 1);
        const auto part = unifiedDiff(name, masked.bytes, masked.edits);
        if (!part)
            return part.error();
        diff += *part;
    }
    return diff;
}

QByteArray writeHardeningJson(const QList<HardenedFile> &files, HardeningLevel level,
                              const std::function<void(JsonWriter &writer)> &writeMore)
{
    JsonWriter writer;
    writer.beginObject();
    writer.member(u"schema", QStringLiteral("drawbridge/harden/1"));
    writer.member(u"level", hardeningLevelWord(level));
    writer.key(u"files");
    writer.beginArray();
    for (const HardenedFile &file : files) {
        writer.beginObject();
        writer.member(u"path", file.path);
        writer.member(u"changed", file.before != file.after);
        writer.key(u"measures");
        writer.beginArray();
        for (const HardeningMeasure &measure : file.done)
            writeMeasure(writer, measure);
        writer.endArray();
        writer.key(u"manual");
        writer.beginArray();
        for (const ManualMeasure &manual : file.manual)
            writeManual(writer, manual);
        writer.endArray();
        const auto diff = hardeningDiff({file});
        writer.member(u"diff", diff ? QString::fromUtf8(*diff) : QString());
        writer.endObject();
    }
    writer.endArray();
    if (writeMore)
        writeMore(writer);
    writer.endObject();
    return writer.take();
}

} // namespace drawbridge
