#pragma once

#include "model/evidence/scanreader.h"

namespace drawbridge {

// grype -o json, of an image or a folder; ignored matches are not results.
class GrypeReader final : public ScanReader
{
public:
    QString tool() const override;
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    Result<void> take(const JsonItem &item, ScanRuns &runs) override;
    void finish(ScanRuns &runs) override;

private:
    EvidenceSubject m_source;
};

} // namespace drawbridge
