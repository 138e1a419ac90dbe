#pragma once

#include "model/evidence/scanreader.h"

namespace drawbridge {

// Bandit -f json: flaws in Python sources. Source code and quoted passwords are left out.
class BanditReader final : public ScanReader
{
public:
    QString tool() const override;
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    Result<void> take(const JsonItem &item, ScanRuns &runs) override;
};

} // namespace drawbridge
