#pragma once

#include "model/evidence/scanreader.h"

namespace drawbridge {

// pip-audit -f json: known vulnerabilities of Python packages, in the newer and the older shape.
class PipAuditReader final : public ScanReader
{
public:
    QString tool() const override;
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    Result<void> take(const JsonItem &item, ScanRuns &runs) override;
};

} // namespace drawbridge
