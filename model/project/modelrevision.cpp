#include "model/project/modelrevision.h"

#include "model/project/projectwriter.h"

#include <QCryptographicHash>

#include <algorithm>

namespace drawbridge {

QByteArray modelRevision(const ThreatModel &model, const PropertySchema &schema)
{
    ThreatModel meaning = model;
    meaning.diagrams = {};
    meaning.reviews = {};
    meaning.evidenceDigest.clear();
    meaning.project.catalogs.clear();
    for (const Source &source : model.sources) {
        Source bare = source;
        bare.digest.clear();
        bare.lines.clear();
        meaning.sources.put(std::move(bare));
    }
    return QCryptographicHash::hash(ProjectWriter(schema).write(meaning),
                                    QCryptographicHash::Sha256)
        .toHex();
}

ReviewState reviewState(const ThreatModel &model, const PropertySchema &schema)
{
    ReviewState state;
    if (model.reviews.isEmpty())
        return state;
    const QByteArray now = modelRevision(model, schema);
    for (const Review &review : model.reviews)
        (review.revision == now ? state.current : state.earlier).append(review);
    const auto newestFirst = [](const Review &a, const Review &b) {
        return a.date != b.date ? a.date > b.date : a.id < b.id;
    };
    std::sort(state.current.begin(), state.current.end(), newestFirst);
    std::sort(state.earlier.begin(), state.earlier.end(), newestFirst);
    return state;
}

} // namespace drawbridge
