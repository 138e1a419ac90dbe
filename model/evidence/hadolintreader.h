#pragma once

#include "model/evidence/scanreader.h"

namespace drawbridge {

// hadolint -f json: a list of what Dockerfiles should not do.
class HadolintReader final : public ScanReader
{
public:
    QString tool() const override;
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    Result<void> take(const JsonItem &item, ScanRuns &runs) override;
};

} // namespace drawbridge
