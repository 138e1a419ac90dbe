#pragma once

#include "model/evidence/scanreader.h"

namespace drawbridge {

// Docker Bench for Security, its JSON: {"tests": [{"results": [...]}]}, or the older form in which
// sections follow each other. A check that names containers gives one result for each.
class DockerBenchReader final : public ScanReader
{
public:
    QString tool() const override;
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    bool writesSeveralDocuments() const override { return true; }
    Result<void> take(const JsonItem &item, ScanRuns &runs) override;
};

} // namespace drawbridge
