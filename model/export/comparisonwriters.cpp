#include "model/core/names.h"
#include "model/export/comparisondocument.h"
#include "model/export/htmlparts.h"
#include "model/export/jsonlists.h"
#include "model/export/tablewriters.h"
#include "model/export/threatwords.h"
#include "model/text/textencoding.h"

namespace drawbridge {

QByteArray writeComparisonMarkdown(const ComparisonDocument &document)
{
    QString head =
        QStringLiteral("# ") + escapeMarkdownCell(document.title) + QStringLiteral("\n\n");
    head += QStringLiteral("| | |\n|---|---|\n| Before | %1 |\n| After | %2 |\n| Result | %3 |\n\n")
                .arg(escapeMarkdownCell(document.before), escapeMarkdownCell(document.after),
                     escapeMarkdownCell(document.summary));
    QByteArray text = head.toUtf8();
    for (const TableDocument &table : document.tables)
        text += writeMarkdown(table) + '\n';
    for (const QString &note : document.notes)
        text += escapeMarkdownCell(note).toUtf8() + "\n\n";
    if (!document.generator.isEmpty())
        text +=
            QStringLiteral("Made by %1.\n").arg(escapeMarkdownCell(document.generator)).toUtf8();
    return text;
}

static QByteArray comparisonHead(const ComparisonDocument &document,
                                 const QByteArray &lightVariables, const QByteArray &darkVariables)
{
    QByteArray html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>";
    html += escapeHtml(document.title).toUtf8()
        + "</title>\n<style>\n:root{color-scheme:light dark;" + lightVariables + "}\n";
    if (!darkVariables.isEmpty())
        html += "@media screen and (prefers-color-scheme:dark){:root{" + darkVariables + "}}\n";
    return html + reportStyleSheet() + "</style>\n</head>\n<body>\n";
}

QByteArray writeComparisonHtml(const ComparisonDocument &document, const QByteArray &lightVariables,
                               const QByteArray &darkVariables)
{
    QByteArray html = comparisonHead(document, lightVariables, darkVariables);
    const auto add = [&html](const QString &text) { html += text.toUtf8(); };
    const auto fact = [&](const char *label, const QString &value) {
        add(QStringLiteral("<div><dt>%1</dt><dd>").arg(QLatin1String(label)) + escapeHtml(value)
            + QStringLiteral("</dd></div>"));
    };
    add(QStringLiteral("<header>\n<h1>") + escapeHtml(document.title)
        + QStringLiteral("</h1>\n<dl class=\"facts\">"));
    fact("Before", document.before);
    fact("After", document.after);
    fact("Result", document.summary);
    add(QStringLiteral("</dl>\n</header>\n<main>\n"));
    for (const TableDocument &table : document.tables) {
        add(QStringLiteral("<h2 id=\"%1\">").arg(table.id) + escapeHtml(table.title)
            + QStringLiteral("</h2>\n<p class=\"quiet\">") + escapeHtml(table.note)
            + QStringLiteral("</p>\n<div class=\"wide\">\n"));
        html += htmlTable(table) + "</div>\n";
    }
    for (const QString &note : document.notes)
        add(QStringLiteral("<p class=\"quiet\">") + escapeHtml(note) + QStringLiteral("</p>\n"));
    add(QStringLiteral("</main>\n<footer><p class=\"quiet\">Made by ")
        + escapeHtml(document.generator) + QStringLiteral("</p></footer>\n</body>\n</html>\n"));
    return html;
}

static void writeCompared(JsonWriter &writer, const ComparedThreat &threat)
{
    writer.beginObject();
    writer.member(u"key", threat.keyBefore.isEmpty() ? threat.keyAfter : threat.keyBefore);
    writer.member(u"keyAfter", threat.keyAfter);
    writer.member(u"rule", threat.rule);
    writer.member(u"title", threat.title);
    writer.member(u"stride", nameOf(threat.stride));
    writer.member(u"severity", nameOf(threat.severity));
    writer.key(u"target");
    writer.beginObject();
    writer.member(u"kind", threat.targetKind);
    writer.member(u"id", threat.target.toString());
    writer.member(u"name", threat.targetName);
    writer.endObject();
    writer.key(u"status");
    writer.beginObject();
    writer.member(u"before", threat.before ? nameOf(*threat.before) : QString());
    writer.member(u"after", threat.after ? nameOf(*threat.after) : QString());
    writer.endObject();
    writer.member(u"how", nameOf(threat.how));
    writer.member(u"fix", threat.fix);
    writer.member(u"proposal", threat.proposal);
    writer.key(u"evidence");
    writer.beginObject();
    writeTexts(writer, u"before", threat.evidenceBefore);
    writeTexts(writer, u"after", threat.evidenceAfter);
    writer.endObject();
    writer.member(u"note", threat.note);
    writer.endObject();
}

QByteArray writeComparisonJson(const Comparison &comparison, const QString &before,
                               const QString &after)
{
    static constexpr ComparisonOutcome Written[] = {
        ComparisonOutcome::Fixed, ComparisonOutcome::Open,    ComparisonOutcome::New,
        ComparisonOutcome::Gone,  ComparisonOutcome::Decided, ComparisonOutcome::Settled};
    JsonWriter writer;
    writer.beginObject();
    writer.member(u"schema", QStringLiteral("drawbridge/compare/1"));
    writer.member(u"before", before);
    writer.member(u"after", after);
    writer.key(u"summary");
    writer.beginObject();
    for (const ComparisonOutcome outcome : Written)
        writer.member(nameOf(outcome), static_cast<qint64>(comparison.count(outcome)));
    writer.endObject();
    for (const ComparisonOutcome outcome : Written) {
        writer.key(nameOf(outcome));
        writer.beginArray();
        for (const ComparedThreat &threat : comparison.threats) {
            if (threat.outcome == outcome)
                writeCompared(writer, threat);
        }
        writer.endArray();
    }
    writer.endObject();
    return writer.take();
}

} // namespace drawbridge
