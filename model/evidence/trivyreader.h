#pragma once

#include "model/evidence/scanreader.h"

namespace drawbridge {

// trivy -f json of an image, a file system or a repository; also the older list without a head.
// Matched secrets are left out.
class TrivyReader final : public ScanReader
{
public:
    QString tool() const override;
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    Result<void> take(const JsonItem &item, ScanRuns &runs) override;
    void finish(ScanRuns &runs) override;

private:
    QString m_artifact;
    QString m_type;
    QString m_digest;
};

// trivy k8s --report all -f json.
class TrivyClusterReader final : public ScanReader
{
public:
    QString tool() const override;
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    Result<void> take(const JsonItem &item, ScanRuns &runs) override;
};

// The reports that the Trivy operator keeps in a cluster: one, or a list of them.
class TrivyOperatorReader final : public ScanReader
{
public:
    QString tool() const override;
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    Result<void> take(const JsonItem &item, ScanRuns &runs) override;

private:
    Value m_labels;
};

} // namespace drawbridge
