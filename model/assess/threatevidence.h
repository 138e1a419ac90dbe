#pragma once

#include "model/engine/analysissession.h"

#include <QHash>

namespace drawbridge {

// What speaks for a threat, in lines: "runs as root: yes (compose.yml:12)", and the checks of
// scanners that were tied to it.
class ThreatEvidence
{
public:
    // The session outlives this.
    explicit ThreatEvidence(const AnalysisSession &session);

    QStringList of(const Threat &threat) const;

private:
    const AnalysisSession &m_session;
    // By rule, record and discriminator.
    QHash<QString, QStringList> m_checks;
};

} // namespace drawbridge
