#pragma once

#include "app/panels/panelcontext.h"
#include "tests/support/countingids.h"
#include "tests/support/memorystorage.h"
#include "tests/support/shopmodel.h"

namespace drawbridge::test {

// The shop model with its threats, and what panels work with.
class PanelFixture
{
public:
    PanelFixture();

    const ThreatModel &model() const { return document->model(); }
    const AnalysisSession &session() const { return document->session(); }
    // Key of the first threat of a record with an open question or not yet mitigated.
    QString someThreatOf(const RecordReference &record) const;

    std::unique_ptr<Services> services;
    MemoryStorage storage;
    std::unique_ptr<Document> document;
    Selection selection;
    ThreatFilter filter;
    Appearance appearance;
    PanelContext context;
};

} // namespace drawbridge::test
