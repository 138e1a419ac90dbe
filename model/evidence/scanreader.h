#pragma once

#include "model/core/evidence.h"
#include "model/text/jsonitems.h"

#include <memory>
#include <vector>

namespace drawbridge {

// What a scan's file held: the runs as they grow, without digest and file name.
class ScanRuns
{
public:
    static constexpr qsizetype MostResults = 200'000;

    // The last run, begun when there is none.
    EvidenceRun &run();
    void beginRun() { m_runs.emplaceBack(); }
    // Notes what the run looked at; of very many only the first.
    void addScanned(const EvidenceSubject &subject);
    // Refuses more than MostResults.
    Result<void> add(EvidenceResult result);
    QList<EvidenceRun> take() { return std::move(m_runs); }

private:
    QList<EvidenceRun> m_runs;
    qsizetype m_count = 0;
};

// One format of one scanner, in JSON. Readers keep state while a file is read: one for each file.
class ScanReader
{
public:
    virtual ~ScanReader() = default;
    // "bandit": the name of the tool, or of the format where several tools write it.
    virtual QString tool() const = 0;
    // By the paths of keys at the beginning of the file.
    virtual bool recognises(const QSet<QString> &paths) const = 0;
    virtual QStringList patterns() const = 0;
    // Whether the tool writes several documents into one file, one after the other.
    virtual bool writesSeveralDocuments() const { return false; }
    virtual Result<void> take(const JsonItem &item, ScanRuns &runs) = 0;
    // After the last item: what could not be known earlier.
    virtual void finish(ScanRuns &) { }
};

// One line a format; the order decides between formats of one shape.
std::vector<std::unique_ptr<ScanReader>> makeScanReaders();

} // namespace drawbridge
