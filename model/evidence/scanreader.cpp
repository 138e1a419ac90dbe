#include "model/evidence/scanreader.h"

#include "model/evidence/banditreader.h"
#include "model/evidence/checkovreader.h"
#include "model/evidence/dockerbenchreader.h"
#include "model/evidence/grypereader.h"
#include "model/evidence/hadolintreader.h"
#include "model/evidence/kubebenchreader.h"
#include "model/evidence/pipauditreader.h"
#include "model/evidence/sarifreader.h"
#include "model/evidence/semgrepreader.h"
#include "model/evidence/trivyreader.h"

namespace drawbridge {

std::vector<std::unique_ptr<ScanReader>> makeScanReaders()
{
    std::vector<std::unique_ptr<ScanReader>> readers;
    readers.push_back(std::make_unique<SarifReader>());
    readers.push_back(std::make_unique<BanditReader>());
    readers.push_back(std::make_unique<TrivyReader>());
    readers.push_back(std::make_unique<TrivyClusterReader>());
    readers.push_back(std::make_unique<TrivyOperatorReader>());
    readers.push_back(std::make_unique<GrypeReader>());
    readers.push_back(std::make_unique<PipAuditReader>());
    readers.push_back(std::make_unique<HadolintReader>());
    readers.push_back(std::make_unique<KubeBenchReader>());
    readers.push_back(std::make_unique<DockerBenchReader>());
    readers.push_back(std::make_unique<CheckovReader>());
    readers.push_back(std::make_unique<SemgrepReader>());
    return readers;
}

EvidenceRun &ScanRuns::run()
{
    if (m_runs.isEmpty())
        beginRun();
    return m_runs.last();
}

void ScanRuns::addScanned(const EvidenceSubject &subject)
{
    constexpr qsizetype Most = 20'000;
    if (!subject.name.isEmpty() && run().scanned.size() < Most)
        run().scanned.append(subject);
}

Result<void> ScanRuns::add(EvidenceResult result)
{
    if (++m_count > MostResults)
        return Error {ErrorCode::LimitExceeded,
                      QStringLiteral("the scan holds more than %1 results, the most that is read")
                          .arg(MostResults),
                      {}};
    run().results.append(std::move(result));
    return {};
}

} // namespace drawbridge
