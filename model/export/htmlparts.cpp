#include "model/export/htmlparts.h"

#include "model/core/names.h"
#include "model/export/threatwords.h"
#include "model/text/textencoding.h"

#include <algorithm>

namespace drawbridge {

QByteArray reportStyleSheet()
{
    return R"(
*{box-sizing:border-box}
body{margin:0;background:var(--window,Canvas);color:var(--text,CanvasText);font:15px/1.5 "Open Sans","Noto Sans","DejaVu Sans",sans-serif}
main,header,nav,footer{max-width:1080px;margin:0 auto;padding:0 24px}
header{padding-top:40px}
h1{font-size:30px;line-height:1.25;margin:0 0 4px}
h2{font-size:22px;margin:44px 0 12px;padding-top:16px;border-top:1px solid var(--subtle,currentColor)}
h3{font-size:17px;margin:28px 0 8px}
h4{font-size:15px;margin:0 0 6px}
p{margin:0 0 10px;max-width:78ch}
a{color:var(--link,LinkText)}
.quiet,figcaption,caption{color:var(--secondary,currentColor)}
.facts{display:flex;flex-wrap:wrap;gap:8px 36px;margin:16px 0}
.facts div{min-width:0}
.facts dt{font-size:12px;color:var(--secondary,currentColor)}
.facts dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.tiles{display:flex;flex-wrap:wrap;gap:12px;margin:20px 0;padding:0;list-style:none}
.tiles li{flex:1 1 140px;border:1px solid var(--subtle,currentColor);border-radius:6px;padding:12px 14px;background:var(--panel,Canvas)}
.tiles b{display:block;font-size:28px;line-height:1.2}
nav ol{columns:2;padding-left:22px}
table{border-collapse:collapse;width:100%;margin:10px 0 18px;font-size:14px;background:var(--panel,Canvas)}
caption{text-align:left;padding:0 0 8px}
th{text-align:left;background:var(--sunken,transparent);font-size:13px}
th,td{padding:7px 10px;border-bottom:1px solid var(--subtle,currentColor);vertical-align:top;overflow-wrap:anywhere}
tbody th{font-weight:600;background:none;font-size:14px}
.number{text-align:right;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}
.sign{width:16px;height:16px;vertical-align:-3px;margin-right:6px;overflow:visible}
.nowrap{white-space:nowrap}
.letter{display:inline-block;width:20px;height:20px;line-height:20px;border-radius:4px;text-align:center;font-weight:700;font-size:12px;margin-right:6px}
.bar{display:flex;gap:2px;align-items:center;min-width:220px}
.bar span{height:22px;line-height:20px;border:1px solid;border-radius:2px;text-align:center;font-size:12px;font-weight:600;min-width:18px}
.plain{display:block;height:10px;border-radius:1px;background:var(--secondary,currentColor);min-width:2px}
.threat{border:1px solid var(--subtle,currentColor);border-radius:6px;padding:14px 16px;margin:0 0 12px;background:var(--panel,Canvas)}
.threat p.meta{font-size:13px;color:var(--secondary,currentColor);display:flex;flex-wrap:wrap;gap:2px 18px;max-width:none}
.threat ul{margin:4px 0 10px;padding-left:20px}
code{font:13px "DejaVu Sans Mono","Noto Sans Mono",monospace;overflow-wrap:anywhere}
figure{margin:16px 0;overflow-x:auto;border:1px solid var(--subtle,currentColor);border-radius:6px;padding:12px;background:var(--canvas,Canvas)}
figure svg{max-width:100%;height:auto}
.terms p{font-size:12px}
footer{padding-top:20px;padding-bottom:40px;font-size:13px;color:var(--secondary,currentColor)}
@media print{
body{background:none;font-size:10pt}
main,header,nav,footer{max-width:none;padding:0}
h2{break-before:page;border-top:0}
h2,h3,h4{break-after:avoid}
tr,.threat,figure,.tiles li{break-inside:avoid}
thead{display:table-header-group}
a{color:inherit;text-decoration:none}
}
)";
}

static QByteArray symbol(const QByteArray &id, const QByteArray &body)
{
    return "<symbol id=\"" + id + "\" viewBox=\"-8 -8 16 16\">" + body + "</symbol>\n";
}

static QByteArray severitySymbol(Severity severity, const QByteArray &shape,
                                 const QByteArray &inside = {})
{
    const QByteArray name = nameOf(severity).toLatin1();
    return symbol("severity-" + name,
                  "<g fill=\"var(--severity-" + name + "-fill,none)\" stroke=\"var(--severity-"
                      + name
                      + "-mark,currentColor)\" stroke-width=\"1.3\" stroke-linejoin=\"round\">"
                      + shape + "</g>" + inside);
}

static QByteArray statusSymbol(ThreatStatus status, const QByteArray &body)
{
    const QByteArray name = nameOf(status).toLatin1();
    return symbol("status-" + name,
                  "<g fill=\"none\" stroke=\"var(--status-" + name
                      + ",currentColor)\" stroke-width=\"1.6\" stroke-linecap=\"round\" "
                        "stroke-linejoin=\"round\">"
                      + body + "</g>");
}

QByteArray reportSigns()
{
    const QByteArray ring = "<circle r=\"6.2\"/>";
    QByteArray signs = "<svg width=\"0\" height=\"0\" style=\"position:absolute\" "
                       "aria-hidden=\"true\" focusable=\"false\">\n";
    signs += severitySymbol(Severity::Critical,
                            "<path d=\"M-2.7-6.4H2.7L6.4-2.7V2.7L2.7 6.4H-2.7L-6.4 2.7V-2.7Z\"/>",
                            "<path d=\"M0-3.2V.7M0 3.2V3.3\" stroke=\"var(--severity-critical-on,"
                            "currentColor)\" stroke-width=\"1.8\" stroke-linecap=\"round\"/>");
    signs += severitySymbol(Severity::High, "<path d=\"M0-6.2L6.2 5H-6.2Z\"/>");
    signs += severitySymbol(Severity::Medium, "<path d=\"M0-6.2L6.2 0L0 6.2L-6.2 0Z\"/>");
    signs += severitySymbol(Severity::Low, "<circle r=\"5.1\"/>");
    signs += severitySymbol(Severity::Info, "<circle r=\"4.5\"/>");
    signs += statusSymbol(ThreatStatus::Open, ring);
    signs += statusSymbol(ThreatStatus::NeedsAnswer,
                          "<circle r=\"6.2\" stroke-dasharray=\"2.4 2.4\"/><path d=\"M-1.8-1.6a1.8 "
                          "1.8 0 1 1 2.6 1.7Q0 .5 0 1.4M0 3.4V3.5\" stroke-width=\"1.3\"/>");
    signs += statusSymbol(ThreatStatus::PartiallyMitigated,
                          ring
                              + "<path d=\"M0-6.2A6.2 6.2 0 0 1 0 6.2Z\" stroke=\"none\" "
                                "fill=\"var(--status-partially-mitigated,currentColor)\"/>");
    signs += statusSymbol(ThreatStatus::Mitigated,
                          "<circle r=\"6.2\" fill=\"var(--status-mitigated,none)\"/><path d=\"M-3 "
                          ".2L-.8 2.4 3-2.2\" stroke=\"var(--panel,currentColor)\"/>");
    signs += statusSymbol(ThreatStatus::Accepted,
                          "<rect x=\"-6.2\" y=\"-6.2\" width=\"12.4\" height=\"12.4\" rx=\"3\"/>"
                          "<path d=\"M-2.8 .2L-.8 2.2 2.8-2\"/>");
    signs += statusSymbol(ThreatStatus::Transferred, "<path d=\"M-5 0H5M1.5-3.5L5 0 1.5 3.5\"/>");
    signs += statusSymbol(ThreatStatus::Avoided, ring + "<path d=\"M-3.6 3.6L3.6-3.6\"/>");
    signs += statusSymbol(ThreatStatus::NotApplicable, "<path d=\"M-4.5 0H4.5\"/>");
    return signs + "</svg>\n";
}

QString commaList(const QStringList &texts)
{
    return escapeHtml(texts.join(QStringLiteral(", ")));
}

static QString signHtml(const QString &id)
{
    return QStringLiteral("<svg class=\"sign\" aria-hidden=\"true\"><use href=\"#%1\"/></svg>")
        .arg(id);
}

QString severityHtml(Severity severity)
{
    return QStringLiteral("<span class=\"nowrap\">")
        + signHtml(QStringLiteral("severity-") + nameOf(severity)) + displayName(severity)
        + QStringLiteral("</span>");
}

QString statusHtml(ThreatStatus status)
{
    return QStringLiteral("<span class=\"nowrap\">")
        + signHtml(QStringLiteral("status-") + nameOf(status)) + displayName(status)
        + QStringLiteral("</span>");
}

QString statusHtml(const ReportThreat &threat)
{
    return statusHtml(threat.status) + statusInWords(threat).mid(displayName(threat.status).size());
}

QString strideHtml(Stride stride)
{
    const QString letter(letterOf(stride));
    return QStringLiteral("<span class=\"letter\" aria-hidden=\"true\" "
                          "style=\"background:var(--stride-%1-tint,"
                          "transparent);color:var(--stride-%1-text,currentColor)\">%1</span>%2")
        .arg(letter, displayName(stride));
}

QString severityBarHtml(const SeverityCounts &counts, int most)
{
    QString text = QStringLiteral("<div class=\"bar\">");
    for (size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0)
            continue;
        const Severity severity = static_cast<Severity>(i);
        text +=
            QStringLiteral("<span style=\"width:%1%;background:var(--severity-%2-fill,transparent);"
                           "border-color:var(--severity-%2-mark,currentColor);"
                           "color:var(--severity-%2-on,currentColor)\" title=\"%3\">%4</span>")
                .arg(QString::number(counts[i] * 92.0 / std::max(1, most), 'f', 2),
                     nameOf(severity), displayName(severity))
                .arg(counts[i]);
    }
    return text + QStringLiteral("</div>");
}

QString barHtml(int count, int most)
{
    return QStringLiteral("<span class=\"plain\" style=\"width:%1%\"></span>")
        .arg(QString::number(count * 100.0 / std::max(1, most), 'f', 2));
}

} // namespace drawbridge
