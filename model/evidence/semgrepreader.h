#pragma once

#include "model/evidence/scanreader.h"

namespace drawbridge {

// semgrep --json. The lines of source that it quotes are left out.
class SemgrepReader final : public ScanReader
{
public:
    QString tool() const override;
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    Result<void> take(const JsonItem &item, ScanRuns &runs) override;
};

} // namespace drawbridge
