#include "model/export/attackpathlist.h"
#include "model/export/reportparts.h"

namespace drawbridge {

// More would be read by nobody; the table of paths lists all.
static constexpr int MostReportedPaths = 10;
static constexpr qsizetype MostSources = 2;

// "web runs in privileged mode (compose.yml:12); needs: ...".
static QString reasonLine(const StepReason &reason)
{
    QStringList sources;
    for (const BecauseItem &item : reason.evidence) {
        const bool isPlace = item.source.contains(u':') || item.source == u"architect";
        if (isPlace && !sources.contains(item.source) && sources.size() < MostSources)
            sources += item.source;
    }
    QString line = reason.text;
    if (!sources.isEmpty())
        line += QStringLiteral(" (") + sources.join(QStringLiteral(", ")) + u')';
    if (!reason.needs.isEmpty())
        line += (reason.certainty == Certainty::Unanswered ? QStringLiteral("; to be answered: ")
                                                           : QStringLiteral("; needs: "))
            + reason.needs;
    return line;
}

static ReportPath reportPath(const ThreatModel &model, const AttackPath &path)
{
    ReportPath out;
    out.title = titleOf(model, path);
    out.severity = path.severity;
    out.certainty = inWords(path.certainty());
    out.likelihood = path.likelihood();
    out.impact = path.impact;
    out.alsoFrom = inWords(model, path.alsoFrom);
    out.beyond = inWords(model, path.beyond);
    for (const AttackStep &step : path.best().steps) {
        ReportStep row {step.title, {}, step.techniques};
        for (const StepReason &reason : step.reasons)
            row.reasons += reasonLine(reason);
        for (const StepReason &reason : step.alternatives)
            row.reasons += QStringLiteral("or: ") + reason.text;
        out.steps += row;
    }
    return out;
}

void addReportPaths(ReportContent &content, const ExportInput &input)
{
    AttackPathOptions options;
    options.mostPaths = MostReportedPaths;
    options.routesPerPath = 1;
    const AttackPathReport report = findAttackPaths(*input.session, options);
    for (const AttackPath &path : report.paths)
        content.paths += reportPath(*input.model, path);
    QStringList positions;
    for (const QString &position : report.positions)
        positions += displayPosition(position);
    content.pathNote =
        QStringLiteral("How attackers may come from where they start (%1) to hosts, clusters, data "
                       "stores, classified assets and credentials, over what threats and the model "
                       "itself give them: %2. A path is as likely as its least likely step.")
            .arg(positions.join(QStringLiteral(", ")).toLower(), countsInWords(report));
    for (const CuttingControl &cut : report.cuts)
        content.cuts.append(
            {QStringLiteral("%1 (%2)").arg(cut.title, cut.targets.join(QStringLiteral(", "))),
             QStringLiteral("%1 of %2 pairs of start and goal").arg(cut.pairs).arg(report.pairs)});
}

} // namespace drawbridge
