#pragma once

#include "model/export/reportcontent.h"

#include <QByteArray>

namespace drawbridge {

// A picture of the report: an SVG file, as written by us.
struct ReportPicture
{
    QString title;
    QByteArray svg;
};

struct HtmlReportOptions
{
    // "--text:#000;..." for light and dark, see reportStyleVariables in app/render; without it the
    // browser's own colours are used.
    QByteArray lightVariables;
    QByteArray darkVariables;
    QList<ReportPicture> diagrams;
    // The ATT&CK matrix.
    QByteArray matrix;
};

// One self-contained page: no scripts, nothing loaded from anywhere, light and dark, printable.
// Severity and status are told by sign and word, never by colour alone.
QByteArray writeHtmlReport(const ReportContent &content, const HtmlReportOptions &options = {});

// An SVG file to stand inside a page: without its XML declaration, and with ids (and what refers
// to them) prefixed, so that several pictures do not disturb one another.
QByteArray inlineSvg(const QByteArray &svg, const QByteArray &prefix);

} // namespace drawbridge
