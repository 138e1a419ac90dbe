#pragma once

#include "model/evidence/scanreader.h"

namespace drawbridge {

// checkov -o json: one report, or a list of one for each framework.
class CheckovReader final : public ScanReader
{
public:
    QString tool() const override;
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    Result<void> take(const JsonItem &item, ScanRuns &runs) override;
};

} // namespace drawbridge
