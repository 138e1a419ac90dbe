#include "model/edit/replacemodeledit.h"

namespace drawbridge {

ModelEdit replaceModel(const ThreatModel &model, const ThreatModel &replacement,
                       const QString &text)
{
    return editBetween(text, model, replacement);
}

} // namespace drawbridge
