#include "model/edit/setbaselineedit.h"

#include "model/edit/edittext.h"

namespace drawbridge {

Result<ModelEdit> setBaseline(const ThreatModel &model, Baseline baseline)
{
    ThreatModel after = model;
    after.project.baseline = baseline;
    return editBetween(Edits::tr("Choose the baseline"), model, after);
}

} // namespace drawbridge
