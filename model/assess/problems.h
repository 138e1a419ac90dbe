#pragma once

#include "model/base/diagnostic.h"
#include "model/core/threatmodel.h"
#include "model/engine/analysissession.h"

namespace drawbridge {

enum class ProblemOrigin : quint8 {
    Model, // the validator: what does not hold together
    Values, // sources that contradict each other
    Files, // what an importer or the reader of the project complained about
    Rules, // mistakes of rules that showed while they judged
    Decisions, // about threats that are gone
};

// Something that somebody should look at, and the record that it concerns.
struct Problem
{
    DiagnosticSeverity severity = DiagnosticSeverity::Warning;
    ProblemOrigin origin = ProblemOrigin::Model;
    QString message;
    SourceLocation where;
    // Project where it concerns no single record.
    RecordKind kind = RecordKind::Project;
    IdText record;

    bool operator==(const Problem &) const = default;
};

// All that is wrong or odd with an analysed model, the worst first. `reading`: what importers and
// readers said of the files; each is given the record that stands at its line, where one does.
QList<Problem> collectProblems(const AnalysisSession &session, const Diagnostics &reading);

// "Model", "Values", "Files", "Rules", "Decisions".
QString displayName(ProblemOrigin origin);

} // namespace drawbridge
