#include "model/assess/drift.h"
#include "model/core/names.h"
#include "model/diff/diffwriters.h"
#include "model/text/jsonwriter.h"
#include "model/text/textencoding.h"

namespace drawbridge {

static constexpr DriftKind AllDrift[] = {
    DriftKind::UnmodelledService, DriftKind::UnmodelledPort, DriftKind::UnmodelledMount,
    DriftKind::UnmodelledNetwork, DriftKind::ElementGone,    DriftKind::MitigationContradicted};

QString nameOf(DriftKind kind)
{
    switch (kind) {
    case DriftKind::UnmodelledService:
        return QStringLiteral("unmodelled-service");
    case DriftKind::UnmodelledPort:
        return QStringLiteral("unmodelled-port");
    case DriftKind::UnmodelledMount:
        return QStringLiteral("unmodelled-mount");
    case DriftKind::UnmodelledNetwork:
        return QStringLiteral("unmodelled-network");
    case DriftKind::ElementGone:
        return QStringLiteral("element-gone");
    case DriftKind::MitigationContradicted:
        return QStringLiteral("mitigation-contradicted");
    }
    return {};
}

QByteArray writeDriftText(const Drift &drift)
{
    QByteArray text;
    const auto line = [&text](const QString &content) {
        text += terminalSafe(content).toUtf8() + '\n';
    };
    for (const DriftFinding &finding : drift.findings) {
        QString content = nameOf(finding.kind).leftJustified(24) + finding.name;
        if (!finding.detail.isEmpty())
            content += QStringLiteral(": ") + finding.detail;
        if (!finding.where.isEmpty())
            content += QStringLiteral(" (") + finding.where + u')';
        line(content);
    }
    for (const RenameCandidate &rename : drift.changes.renames)
        line(QStringLiteral("perhaps the same: %1 %2 is now %3 (%4)")
                 .arg(nameOf(rename.record), rename.beforeName, rename.afterName, rename.reason));
    QStringList counts;
    for (const DriftKind kind : AllDrift) {
        if (const qsizetype count = drift.count(kind))
            counts += QString::number(count) + u' ' + nameOf(kind);
    }
    line(counts.isEmpty()
             ? QStringLiteral("no drift; an import would find ") + diffSummary(drift.changes)
             : counts.join(QStringLiteral(", ")));
    return text;
}

QByteArray writeDriftJson(const Drift &drift)
{
    JsonWriter writer;
    writer.beginObject();
    writer.member(u"schema", QStringLiteral("drawbridge/drift/1"));
    writer.member(u"drifted", !drift.findings.isEmpty());
    writer.key(u"summary");
    writer.beginObject();
    for (const DriftKind kind : AllDrift)
        writer.member(nameOf(kind), static_cast<qint64>(drift.count(kind)));
    writer.endObject();
    writer.key(u"findings");
    writer.beginArray();
    for (const DriftFinding &finding : drift.findings) {
        writer.beginObject();
        writer.member(u"kind", nameOf(finding.kind));
        writer.member(u"record", nameOf(finding.record));
        writer.member(u"id", finding.id.toString());
        writer.member(u"name", finding.name);
        writer.member(u"detail", finding.detail);
        writer.member(u"where", finding.where);
        writer.endObject();
    }
    writer.endArray();
    writer.key(u"changes");
    writer.beginObject();
    writeDiffMembers(writer, drift.changes);
    writer.endObject();
    writer.endObject();
    return writer.take();
}

} // namespace drawbridge
