#include "model/export/attackpathlist.h"

#include "model/core/names.h"
#include "model/export/jsonlists.h"
#include "model/export/tableviews.h"
#include "model/text/textencoding.h"

namespace drawbridge {

QString titleOf(const ThreatModel &model, const AttackPath &path)
{
    return inWords(model, path.start) + QStringLiteral(" to ") + inWords(model, path.goals);
}

QString countsInWords(const AttackPathReport &report)
{
    const auto count = [&](Certainty certainty) {
        return report.found[static_cast<size_t>(certainty)];
    };
    QString text = QStringLiteral("%1 certain, %2 possible")
                       .arg(count(Certainty::Known))
                       .arg(count(Certainty::Unanswered));
    if (count(Certainty::Supposed) > 0)
        text += QStringLiteral("; %1 more would take something that nobody has reported")
                    .arg(count(Certainty::Supposed));
    return text;
}

QString cutInWords(const CuttingControl &cut, const AttackPathReport &report)
{
    return QStringLiteral("%1 (%2): %3 of %4")
        .arg(cut.title, cut.targets.join(QStringLiteral(", ")))
        .arg(cut.pairs)
        .arg(report.pairs);
}

namespace {

void writeReasonText(const StepReason &reason, const QString &lead, QString &text)
{
    text += QStringLiteral("        ") + lead + reason.text;
    if (!reason.techniques.isEmpty())
        text += QStringLiteral("  ") + reason.techniques.join(u' ');
    text += u'\n';
    for (const BecauseItem &item : reason.evidence)
        text +=
            QStringLiteral("            %1 = %2  (%3)\n").arg(item.label, item.value, item.source);
    if (!reason.needs.isEmpty())
        text +=
            QStringLiteral("            %1: %2\n")
                .arg(reason.certainty == Certainty::Unanswered ? QStringLiteral("to be answered")
                                                               : QStringLiteral("needs"),
                     reason.needs);
}

void writeRouteText(const AttackRoute &route, QString &text)
{
    int number = 0;
    for (const AttackStep &step : route.steps) {
        text += QStringLiteral("     %1. %2\n").arg(++number).arg(step.title);
        for (const StepReason &reason : step.reasons)
            writeReasonText(reason, {}, text);
        for (const StepReason &reason : step.alternatives)
            text += QStringLiteral("        or: %1\n").arg(reason.text);
    }
}

void writePathText(const ThreatModel &model, const AttackPath &path, int number, QString &text)
{
    text += QStringLiteral("\n%1  %2, %3: %4\n")
                .arg(QString::number(number), -3)
                .arg(displayName(path.severity), inWords(path.certainty()), titleOf(model, path));
    text += QStringLiteral("     likelihood %1, impact %2").arg(path.likelihood()).arg(path.impact);
    if (!path.best().techniques.isEmpty())
        text += QStringLiteral("; ") + path.best().techniques.join(u' ');
    text += u'\n';
    if (!path.alsoFrom.isEmpty())
        text += QStringLiteral("     likewise from %1\n").arg(inWords(model, path.alsoFrom));
    writeRouteText(path.best(), text);
    for (qsizetype i = 1; i < path.routes.size(); ++i) {
        QStringList steps;
        for (const AttackStep &step : path.routes[i].steps)
            steps += step.title;
        text += QStringLiteral("     another route: %1\n").arg(steps.join(QStringLiteral("; ")));
    }
    if (!path.beyond.isEmpty())
        text += QStringLiteral("     with it fall: %1\n").arg(inWords(model, path.beyond));
}

} // namespace

QByteArray writePathsText(const ThreatModel &model, const AttackPathReport &report)
{
    QString text = QStringLiteral("Attack paths: ") + countsInWords(report) + u'\n';
    int number = 0;
    for (const AttackPath &path : report.paths)
        writePathText(model, path, ++number, text);
    if (!report.cuts.isEmpty())
        text += QStringLiteral("\nWhat cuts most (pairs of start and goal that have no %1 path "
                               "any more)\n")
                    .arg(inWords(report.pairCertainty));
    for (const CuttingControl &cut : report.cuts)
        text += QStringLiteral("  ") + cutInWords(cut, report) + u'\n';
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = terminalSafe(line);
    return lines.join(u'\n').toUtf8();
}

namespace {

void writeFoothold(JsonWriter &writer, const ThreatModel &model, const Foothold &foothold)
{
    writer.beginObject();
    writer.member(u"kind", nameOf(foothold.kind));
    writer.member(u"id", foothold.id.toString());
    writer.member(u"name", inWords(model, foothold));
    writer.endObject();
}

void writeFootholds(JsonWriter &writer, const ThreatModel &model, QStringView key,
                    const QList<Foothold> &footholds)
{
    writer.key(key);
    writer.beginArray();
    for (const Foothold &foothold : footholds)
        writeFoothold(writer, model, foothold);
    writer.endArray();
}

void writeReasons(JsonWriter &writer, QStringView key, const QList<StepReason> &reasons)
{
    writer.key(key);
    writer.beginArray();
    for (const StepReason &reason : reasons) {
        writer.beginObject();
        writer.member(u"text", reason.text);
        writer.member(u"threat", reason.threatKey);
        writer.member(u"rule", reason.rule);
        writer.member(u"likelihood", static_cast<qint64>(reason.likelihood));
        writer.member(u"certainty", nameOf(reason.certainty));
        writer.member(u"needs", reason.needs);
        writeTexts(writer, u"techniques", reason.techniques);
        writer.key(u"evidence");
        writer.beginArray();
        for (const BecauseItem &item : reason.evidence) {
            writer.beginObject();
            writer.member(u"property", item.label);
            writer.member(u"value", item.value);
            writer.member(u"source", item.source);
            writer.endObject();
        }
        writer.endArray();
        writer.endObject();
    }
    writer.endArray();
}

void writeStep(JsonWriter &writer, const ThreatModel &model, const AttackStep &step)
{
    writer.beginObject();
    writer.member(u"title", step.title);
    writer.key(u"from");
    writeFoothold(writer, model, step.from);
    writer.key(u"to");
    writeFoothold(writer, model, step.to);
    writer.member(u"likelihood", static_cast<qint64>(step.likelihood));
    writer.member(u"certainty", nameOf(step.certainty));
    writeTexts(writer, u"techniques", step.techniques);
    writeReasons(writer, u"reasons", step.reasons);
    writeReasons(writer, u"alternatives", step.alternatives);
    QStringList records;
    for (const IdText &record : step.records)
        records += record.toString();
    writeTexts(writer, u"records", records);
    writer.endObject();
}

void writePath(JsonWriter &writer, const ThreatModel &model, const AttackPath &path, int number)
{
    writer.beginObject();
    writer.member(u"number", static_cast<qint64>(number));
    writer.member(u"severity", nameOf(path.severity));
    writer.member(u"certainty", nameOf(path.certainty()));
    writer.member(u"likelihood", static_cast<qint64>(path.likelihood()));
    writer.member(u"impact", static_cast<qint64>(path.impact));
    writer.key(u"start");
    writeFoothold(writer, model, path.start);
    writeFootholds(writer, model, u"goals", path.goals);
    writeFootholds(writer, model, u"alsoFrom", path.alsoFrom);
    writeFootholds(writer, model, u"beyond", path.beyond);
    writeTexts(writer, u"techniques", path.best().techniques);
    writer.key(u"routes");
    writer.beginArray();
    for (const AttackRoute &route : path.routes) {
        writer.beginObject();
        writer.member(u"likelihood", static_cast<qint64>(route.likelihood));
        writer.member(u"certainty", nameOf(route.certainty));
        writer.member(u"cost", static_cast<qint64>(route.cost));
        writer.key(u"steps");
        writer.beginArray();
        for (const AttackStep &step : route.steps)
            writeStep(writer, model, step);
        writer.endArray();
        writer.endObject();
    }
    writer.endArray();
    writer.endObject();
}

void writeCuts(JsonWriter &writer, const AttackPathReport &report)
{
    writer.key(u"cuts");
    writer.beginArray();
    for (const CuttingControl &cut : report.cuts) {
        writer.beginObject();
        writer.member(u"rule", cut.rule);
        writer.member(u"mitigation", cut.mitigation);
        writer.member(u"title", cut.title);
        writer.member(u"pairs", static_cast<qint64>(cut.pairs));
        writeTexts(writer, u"threats", cut.threats);
        writeTexts(writer, u"targets", cut.targets);
        writeTexts(writer, u"controls", cut.controls);
        writer.endObject();
    }
    writer.endArray();
}

} // namespace

QByteArray writePathsJson(const ThreatModel &model, const AttackPathReport &report)
{
    JsonWriter writer;
    writer.beginObject();
    writer.member(u"schema", QStringLiteral("drawbridge/paths/1"));
    writeTexts(writer, u"positions", report.positions);
    writer.key(u"summary");
    writer.beginObject();
    for (Certainty certainty : {Certainty::Known, Certainty::Unanswered, Certainty::Supposed})
        writer.member(nameOf(certainty),
                      static_cast<qint64>(report.found[static_cast<size_t>(certainty)]));
    writer.endObject();
    writer.key(u"paths");
    writer.beginArray();
    int number = 0;
    for (const AttackPath &path : report.paths)
        writePath(writer, model, path, ++number);
    writer.endArray();
    writer.member(u"pairs", static_cast<qint64>(report.pairs));
    writer.member(u"pairCertainty", nameOf(report.pairCertainty));
    writeCuts(writer, report);
    writer.endObject();
    return writer.take();
}

TableDocument pathTable(const ExportInput &input)
{
    TableDocument table {QStringLiteral("paths"), QStringLiteral("Attack paths"), {}, {}, {}, {}};
    table.columns = {{QStringLiteral("number"), QStringLiteral("No."), true},
                     {QStringLiteral("severity"), QStringLiteral("Severity")},
                     {QStringLiteral("certainty"), QStringLiteral("Certainty")},
                     {QStringLiteral("from"), QStringLiteral("From")},
                     {QStringLiteral("to"), QStringLiteral("To")},
                     {QStringLiteral("likelihood"), QStringLiteral("Likelihood"), true},
                     {QStringLiteral("steps"), QStringLiteral("Steps")},
                     {QStringLiteral("reasons"), QStringLiteral("Because")},
                     {QStringLiteral("techniques"), QStringLiteral("ATT&CK")}};
    const AttackPathReport report = findAttackPaths(*input.session);
    table.note = countsInWords(report) + u'.';
    if (!report.cuts.isEmpty())
        table.note += QStringLiteral(" What cuts most: %1 pairs of start and goal.")
                          .arg(cutInWords(report.cuts.first(), report));
    int number = 0;
    for (const AttackPath &path : report.paths) {
        QStringList steps;
        QStringList reasons;
        for (const AttackStep &step : path.best().steps) {
            steps += step.title;
            for (const StepReason &reason : step.reasons)
                reasons += reason.text;
        }
        table.rows.append({QString::number(++number), displayName(path.severity),
                           inWords(path.certainty()), inWords(*input.model, path.start),
                           inWords(*input.model, path.goals), QString::number(path.likelihood()),
                           steps.join(QStringLiteral("; ")), reasons.join(QStringLiteral("; ")),
                           path.best().techniques.join(u' ')});
    }
    return table;
}

} // namespace drawbridge
