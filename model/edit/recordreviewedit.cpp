#include "model/edit/recordreviewedit.h"

#include "model/edit/edittext.h"

namespace drawbridge {

Result<ModelEdit> recordReview(const ThreatModel &model, Review review)
{
    review.reviewer = review.reviewer.trimmed();
    review.note = review.note.trimmed();
    if (review.reviewer.isEmpty())
        return Error {ErrorCode::InvalidInput, QStringLiteral("say who reviewed the model"), {}};
    if (review.revision.isEmpty())
        return Error {
            ErrorCode::InvalidInput, QStringLiteral("a review needs the revision it is of"), {}};
    const QString text = editText(Edits::tr("Record review by"), review.reviewer);
    ThreatModel after = model;
    after.reviews.put(std::move(review));
    return editBetween(text, model, after);
}

} // namespace drawbridge
