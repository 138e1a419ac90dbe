#pragma once

#include "model/export/exportinput.h"
#include "model/export/tabledocument.h"

namespace drawbridge {

// A table that can be made of an analysed model. Adding one is one function and one line in
// tableViews().
struct TableView
{
    // The word for --view: "threats".
    QString name;
    QString title;
    TableDocument (*build)(const ExportInput &) = nullptr;
};

const QList<TableView> &tableViews();
const TableView *findTableView(QStringView name);

// Every threat in order of severity, with techniques, weaknesses, controls and status.
TableDocument threatTable(const ExportInput &input);
// The same in the few columns that fit a terminal.
TableDocument terminalThreatTable(const ExportInput &input);
// STRIDE for each interface (endpoint), letter by letter: how many threats, and the worst.
TableDocument endpointTable(const ExportInput &input);
// The Containers matrix by tactic, with the threats mapped to each technique.
TableDocument attackTable(const ExportInput &input);
// NIST SP 800-53 controls that mitigations of the reported threats support, and how the project
// says that they are met.
TableDocument nistTable(const ExportInput &input);
// The implementation statements in full, for reports; they are part of the table before.
TableDocument statementTable(const ExportInput &input);
// What is unknown, most decisive first.
TableDocument questionTable(const ExportInput &input);
// Elements with kind, technology, boundary, networks, image and threat count.
TableDocument elementTable(const ExportInput &input);
// Every element, interface and flow under every letter of STRIDE: a threat, dismissed and why,
// unanswered or out of scope; and who reviewed which revision.
TableDocument ledgerTable(const ExportInput &input);
// Elements by what is left of their highest risk.
TableDocument riskTable(const ExportInput &input);
// Ways of attackers to hosts, stores and secrets, step by step.
TableDocument pathTable(const ExportInput &input);
// Scanner results with the records that they speak of.
TableDocument evidenceTable(const ExportInput &input);
// Of that table what a terminal has room for, and not more than so many rows.
TableDocument findingsForTerminal(const ExportInput &input, qsizetype mostRows);

} // namespace drawbridge
