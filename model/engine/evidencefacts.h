#pragma once

#include "model/engine/threat.h"

#include <QMap>
#include <QMultiMap>

#include <tuple>

namespace drawbridge {

// One scanner result that was tied to a rule and a record (model/assess does that).
struct TiedResult
{
    // Fingerprint in the Evidence value.
    QString fingerprint;
    // "bandit B307", and "app.py:17" or what else the scan looked at; for tables and explanations.
    QString label;
    QString where;
    // True: the check failed, so the weakness was observed. False: it passed.
    bool failed = true;
    // Its subject changed since the scan.
    bool stale = false;
    // A failure shows that what should mitigate the threat does not.
    bool contradicts = true;
    // The check looks at the exposure itself, so that its outcome counts more than what is said.
    bool decides = false;

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
    bool operator<(const EvidencePlace &other) const
    {
        return std::tie(rule, record, discriminator)
            < std::tie(other.rule, other.record, other.discriminator);
    }
};

// What scans observed of one property: a claim of a scanner, beside those in the model.
struct ObservedValue
{
    PropertyIndex property = NoProperty;
    Value value;
    // Of a list: there may be more, since silence is not a pass.
    bool partial = false;
    // "bandit B307, app.py:17".
    QString label;

    bool operator==(const ObservedValue &) const = default;
};

// What scanners say, in the engine's words. A failed check raises the likelihood of its threat and
// contradicts a mitigation; a passed one makes a declared mitigation observed.
struct EvidenceFacts
{
    QMultiMap<EvidencePlace, TiedResult> results;
    QMap<std::pair<RecordKind, IdText>, QList<ObservedValue>> observed;

    bool isEmpty() const { return results.isEmpty() && observed.isEmpty(); }
    bool operator==(const EvidenceFacts &) const = default;
};

// How much a failed check raises the likelihood of its threat.
inline constexpr int ObservedLikelihood = 1;

} // namespace drawbridge
