#pragma once

#include "model/engine/threat.h"

#include <QMultiMap>

namespace drawbridge {

// One scanner result that was tied to a rule and a record (model/assess does that).
struct TiedResult
{
    // Fingerprint in the Evidence value.
    QString fingerprint;
    // "bandit B307, app.py:17", for tables and explanations.
    QString label;
    // True: the check failed, so the weakness was observed. False: it passed.
    bool failed = true;
    // Its subject changed since the scan.
    bool stale = false;

    bool operator==(const TiedResult &) const = default;
};

// Which rule of which record a result speaks of; the discriminator is empty when it speaks of all.
struct EvidencePlace
{
    // "pack/rule".
    QString rule;
    IdText record;
    QString discriminator;

    bool operator==(const EvidencePlace &) const = default;
    auto operator<=>(const EvidencePlace &) const = default;
};

// What scanners say, in the engine's words. A failed check raises the likelihood of its threat and
// contradicts a mitigation; a passed one makes a declared mitigation observed.
struct EvidenceFacts
{
    QMultiMap<EvidencePlace, TiedResult> results;

    bool operator==(const EvidenceFacts &) const = default;
};

} // namespace drawbridge
