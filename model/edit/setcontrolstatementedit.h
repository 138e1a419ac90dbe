#pragma once

#include "model/edit/modeledit.h"

namespace drawbridge {

// How a system meets a control: its status, whose it is, and in words.
struct ControlStatementText
{
    ControlStatus status = ControlStatus::Unset;
    ControlOrigin origin = ControlOrigin::Own;
    QString statement;

    bool operator==(const ControlStatementText &) const = default;
};

// Says how the system meets a control ("AC-6"), in place of what was said before; saying nothing
// takes the statement back.
Result<ModelEdit> setControlStatement(const ThreatModel &model, const QString &control,
                                      const ControlStatementText &text);

} // namespace drawbridge
