#pragma once

#include "model/assess/findings.h"

namespace drawbridge {

// Puts together what several findings say of one property: a failure counts more than a pass, and
// items of one list become the list.
class FindingClaims
{
public:
    void take(const FindingClaim &claim, bool failed, const QString &label);
    void write(EvidenceFacts &facts) const;

private:
    struct Said
    {
        Value value;
        bool failed = false;
        bool isList = false;
        QStringList items;
        QStringList labels;
    };

    QMap<std::pair<RecordKind, IdText>, QMap<PropertyIndex, Said>> m_said;
};

} // namespace drawbridge
