#pragma once

#include <QString>

namespace drawbridge {

// Text from users' files is hostile until one of these has put it into its place. Each also turns
// control characters (but tab and line feed where the format allows them) and those that reorder
// or hide text (bidirectional overrides and isolates) into U+FFFD or a visible escape.

// For the text and the quoted attributes of HTML.
QString escapeHtml(QStringView text);
// The same for XML 1.0, which forbids some characters even as references: these are dropped.
QString escapeXml(QStringView text);
// For one cell of a Markdown table: no markup, no cell border, line breaks as <br>.
QString escapeMarkdownCell(QStringView text);
// One CSV field (RFC 4180), quoted where needed; what a spreadsheet would take for a formula gets
// an apostrophe in front.
QString csvField(QStringView text);
// For a terminal or a log: every control or reordering character as \xNN or \u{NNNN}.
QString terminalSafe(QStringView text);
// For a picture or a page: one line without anything that controls, hides or reorders text.
QString printableText(QStringView text);
// A quoted string of Graphviz's language, its quotes included.
QString dotString(QStringView text);

// Bidirectional controls, zero-width and invisible format characters that can make text look like
// something else.
bool isDeceptiveCharacter(char32_t c);

} // namespace drawbridge
