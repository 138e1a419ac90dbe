#pragma once

#include "model/core/threatmodel.h"

#include <QRandomGenerator>

namespace drawbridge::test {

// Models as no editor would make them, the same for the same seed: few ids, so that records come,
// go and come back, references to nothing, circles, values that do not fit their property.
class RandomModels
{
public:
    RandomModels(quint32 seed, std::shared_ptr<const PropertySchema> schema)
        : m_random(seed)
        , m_schema(std::move(schema))
    {
    }

    // Adds, changes or removes one record; `keys` are those of threats that may be decided on.
    void change(ThreatModel &model, const QStringList &keys);

private:
    void changeElement(ThreatModel &model);
    void changeFlow(ThreatModel &model);
    void changeInterface(ThreatModel &model);
    void changeBoundary(ThreatModel &model);
    void changeImage(ThreatModel &model);
    void changeIdentity(ThreatModel &model);
    void changeAsset(ThreatModel &model);
    void changeDecision(ThreatModel &model, const QStringList &keys);
    void changeManualThreat(ThreatModel &model);

    // The record of an id, removed now and then.
    template <typename T>
    bool begin(Table<T> &table, T &record, char letter, int count);
    template <typename T>
    void describe(T &record);
    Value valueFor(const PropertyType &type, int depth = 0);
    template <typename Id>
    Id any(char letter, int count);
    template <typename Id>
    QList<Id> some(char letter, int count);
    int below(int limit) { return static_cast<int>(m_random.bounded(limit)); }
    bool chance(int percent) { return below(100) < percent; }

    QRandomGenerator m_random;
    std::shared_ptr<const PropertySchema> m_schema;
};

} // namespace drawbridge::test
