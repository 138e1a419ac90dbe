#pragma once

#include "model/core/threatmodel.h"

namespace drawbridge {

// The id under which the statement on a control is stored: the same in every branch of a project.
ControlStatementId controlStatementIdFor(const QString &control);
// What the project says of a NIST control ("AC-6(10)"); null where it says nothing.
const ControlStatement *statementOn(const ThreatModel &model, const QString &control);

// What users read: "Not applicable"; "Not stated" for a control of which nothing is said.
QString displayName(ControlStatus status);
QString displayName(ControlOrigin origin);

} // namespace drawbridge
