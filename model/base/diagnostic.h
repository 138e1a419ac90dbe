#pragma once

#include "model/base/sourcelocation.h"

#include <QList>

namespace drawbridge {

enum class DiagnosticSeverity { Information, Warning, Error };

// Something worth telling that did not stop the work: nothing is dropped silently.
struct Diagnostic
{
    DiagnosticSeverity severity = DiagnosticSeverity::Warning;
    QString message;
    SourceLocation where;

    bool operator==(const Diagnostic &) const = default;
};

using Diagnostics = QList<Diagnostic>;

} // namespace drawbridge
