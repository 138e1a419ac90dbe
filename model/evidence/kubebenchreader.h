#pragma once

#include "model/evidence/scanreader.h"

namespace drawbridge {

// kube-bench --json: one object with Controls, a list of them, or objects that follow each other.
class KubeBenchReader final : public ScanReader
{
public:
    QString tool() const override;
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    bool writesSeveralDocuments() const override { return true; }
    Result<void> take(const JsonItem &item, ScanRuns &runs) override;
};

} // namespace drawbridge
