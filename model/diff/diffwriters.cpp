#include "model/diff/diffwriters.h"

#include "model/core/names.h"
#include "model/text/jsonwriter.h"
#include "model/text/textencoding.h"

namespace drawbridge {

static constexpr DifferenceKind AllDifferences[] = {
    DifferenceKind::Added, DifferenceKind::Removed, DifferenceKind::Changed,
    DifferenceKind::Vanished, DifferenceKind::Returned};

static QString withSource(const QString &text, const QString &source)
{
    return source.isEmpty() ? text : text + QStringLiteral(" (") + source + u')';
}

QString changeText(const FieldDifference &field)
{
    if (!field.isList)
        return withSource(field.before, field.beforeSource) + QStringLiteral(" -> ")
            + withSource(field.after, field.afterSource);
    QStringList parts;
    if (!field.after.isEmpty())
        parts += QStringLiteral("+ ") + withSource(field.after, field.afterSource);
    if (!field.before.isEmpty())
        parts += QStringLiteral("- ") + withSource(field.before, field.beforeSource);
    return parts.join(QStringLiteral("; "));
}

QString diffSummary(const ModelDiff &diff)
{
    QStringList parts;
    for (const DifferenceKind kind : AllDifferences) {
        if (const qsizetype count = diff.count(kind))
            parts += QString::number(count) + u' ' + nameOf(kind);
    }
    return parts.isEmpty() ? QStringLiteral("no differences") : parts.join(QStringLiteral(", "));
}

QByteArray writeDiffText(const ModelDiff &diff)
{
    QByteArray text;
    const auto line = [&text](const QString &content) {
        text += terminalSafe(content).toUtf8() + '\n';
    };
    for (const RecordDifference &record : diff.records) {
        line(nameOf(record.kind).leftJustified(9) + nameOf(record.record).leftJustified(15) + ' '
             + record.name);
        for (const FieldDifference &field : record.fields)
            line(QStringLiteral("           ") + field.name + QStringLiteral(": ")
                 + changeText(field));
    }
    for (const RenameCandidate &rename : diff.renames)
        line(QStringLiteral("perhaps the same: %1 %2 is now %3 (%4)")
                 .arg(nameOf(rename.record), rename.beforeName, rename.afterName, rename.reason));
    line(diffSummary(diff));
    return text;
}

static void writeField(JsonWriter &writer, const FieldDifference &field)
{
    writer.beginObject();
    writer.member(u"name", field.name);
    writer.member(u"property", field.isProperty);
    writer.member(u"list", field.isList);
    writer.member(u"before", field.before);
    writer.member(u"after", field.after);
    if (field.isProperty) {
        writer.member(u"beforeSource", field.beforeSource);
        writer.member(u"afterSource", field.afterSource);
    }
    writer.endObject();
}

void writeDiffMembers(JsonWriter &writer, const ModelDiff &diff)
{
    writer.key(u"summary");
    writer.beginObject();
    for (const DifferenceKind kind : AllDifferences)
        writer.member(nameOf(kind), static_cast<qint64>(diff.count(kind)));
    writer.endObject();
    writer.key(u"records");
    writer.beginArray();
    for (const RecordDifference &record : diff.records) {
        writer.beginObject();
        writer.member(u"change", nameOf(record.kind));
        writer.member(u"kind", nameOf(record.record));
        writer.member(u"name", record.name);
        writer.member(u"before", record.before.toString());
        writer.member(u"after", record.after.toString());
        writer.key(u"fields");
        writer.beginArray();
        for (const FieldDifference &field : record.fields)
            writeField(writer, field);
        writer.endArray();
        writer.endObject();
    }
    writer.endArray();
    writer.key(u"renames");
    writer.beginArray();
    for (const RenameCandidate &rename : diff.renames) {
        writer.beginObject();
        writer.member(u"kind", nameOf(rename.record));
        writer.member(u"before", rename.before.toString());
        writer.member(u"after", rename.after.toString());
        writer.member(u"beforeName", rename.beforeName);
        writer.member(u"afterName", rename.afterName);
        writer.member(u"reason", rename.reason);
        writer.endObject();
    }
    writer.endArray();
}

QByteArray writeDiffJson(const ModelDiff &diff)
{
    JsonWriter writer;
    writer.beginObject();
    writer.member(u"schema", QStringLiteral("drawbridge/diff/1"));
    writeDiffMembers(writer, diff);
    writer.endObject();
    return writer.take();
}

} // namespace drawbridge
