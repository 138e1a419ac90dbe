#include "model/core/names.h"
#include "model/export/reportcontent.h"
#include "model/export/tableviews.h"
#include "model/export/threatwords.h"

namespace drawbridge {

static const QString ListSeparator = QStringLiteral(" ");

static QString statusText(const Threat &threat)
{
    QString text = displayName(threat.status);
    if (threat.expired)
        text += QStringLiteral(", decision expired");
    else if (threat.toBeReviewed)
        text += QStringLiteral(", to be reviewed");
    return text;
}

TableDocument threatTable(const ExportInput &input)
{
    TableDocument table {QStringLiteral("threats"), QStringLiteral("Threats"), {}, {}, {}, {}};
    table.note =
        QStringLiteral(
            "%1 threats. Severity comes from likelihood and impact (1 to 5 each); "
            "controls are those that the mitigations support, not a statement of compliance.")
            .arg(input.session->size());
    table.columns = {{QStringLiteral("severity"), QStringLiteral("Severity")},
                     {QStringLiteral("stride"), QStringLiteral("STRIDE")},
                     {QStringLiteral("title"), QStringLiteral("Threat")},
                     {QStringLiteral("target"), QStringLiteral("Target")},
                     {QStringLiteral("attack"), QStringLiteral("ATT&CK")},
                     {QStringLiteral("cwe"), QStringLiteral("CWE")},
                     {QStringLiteral("capec"), QStringLiteral("CAPEC")},
                     {QStringLiteral("nist"), QStringLiteral("NIST 800-53")},
                     {QStringLiteral("status"), QStringLiteral("Status")},
                     {QStringLiteral("risk"), QStringLiteral("Risk"), true},
                     {QStringLiteral("key"), QStringLiteral("Key")}};
    for (const Threat *threat : bySeverity(*input.session)) {
        table.rows.append({displayName(threat->severity), displayName(threat->stride),
                           input.session->title(*threat),
                           qualifiedName(*input.model, threat->targetKind, threat->target),
                           attackOf(input, *threat).join(ListSeparator),
                           cweOf(input, *threat).join(ListSeparator),
                           capecOf(input, *threat).join(ListSeparator),
                           nistOf(input, *threat).join(ListSeparator), statusText(*threat),
                           QString::number(threat->risk()), input.session->keyOf(*threat)});
    }
    return table;
}

TableDocument terminalThreatTable(const ExportInput &input)
{
    TableDocument table {QStringLiteral("threats"), QStringLiteral("Threats"), {}, {}, {}, {}};
    table.columns = {{QStringLiteral("severity"), QStringLiteral("Severity")},
                     {QStringLiteral("stride"), QStringLiteral("STRIDE")},
                     {QStringLiteral("target"), QStringLiteral("Target")},
                     {QStringLiteral("title"), QStringLiteral("Threat")},
                     {QStringLiteral("status"), QStringLiteral("Status")},
                     {QStringLiteral("attack"), QStringLiteral("ATT&CK")}};
    for (const Threat *threat : bySeverity(*input.session)) {
        table.rows.append({displayName(threat->severity), QString(letterOf(threat->stride)),
                           qualifiedName(*input.model, threat->targetKind, threat->target),
                           input.session->title(*threat), statusText(*threat),
                           attackOf(input, *threat).join(ListSeparator)});
    }
    return table;
}

TableDocument endpointTable(const ExportInput &input)
{
    TableDocument table {
        QStringLiteral("endpoints"), QStringLiteral("STRIDE per endpoint"), {}, {}, {}, {}};
    table.note = QStringLiteral(
        "For each interface the most severe threat of each STRIDE category that still asks "
        "for attention, and how many there are.");
    table.columns = {{QStringLiteral("service"), QStringLiteral("Service")},
                     {QStringLiteral("endpoint"), QStringLiteral("Endpoint")}};
    for (int letter = 0; letter < 6; ++letter) {
        const Stride stride = static_cast<Stride>(letter);
        table.columns.append({nameOf(stride), displayName(stride)});
    }
    for (const EndpointRow &endpoint : endpointRows(input)) {
        QStringList row {endpoint.service, endpoint.endpoint};
        for (const EndpointCell &cell : endpoint.cells)
            row += cell.text();
        table.rows += row;
    }
    return table;
}

} // namespace drawbridge
