#include "model/core/defaults.h"

namespace drawbridge {

template <typename Record>
static QString platformOf(const Record &record)
{
    if constexpr (requires { record.platform; })
        return record.platform;
    else
        return {};
}

template <typename Record>
std::optional<EffectiveValue> effectiveValue(const PropertySchema &schema, const Record &record,
                                             PropertyIndex property)
{
    if (const PropertyEntry *entry = record.properties.find(property))
        return EffectiveValue {entry->effective(),
                               entry->claims.size() > 1 && !entry->conflicts().isEmpty()};
    const QMap<QString, Value> &defaults = schema.definition(property).whenAbsent;
    const auto found = defaults.find(platformOf(record));
    if (found == defaults.end())
        return std::nullopt;
    Claim claim;
    claim.value = *found;
    claim.provenance.claim = ClaimSource::PlatformDefault;
    claim.provenance.keyPath = found.key();
    return EffectiveValue {claim, false};
}

template std::optional<EffectiveValue> effectiveValue(const PropertySchema &, const Element &,
                                                      PropertyIndex);
template std::optional<EffectiveValue> effectiveValue(const PropertySchema &, const Interface &,
                                                      PropertyIndex);
template std::optional<EffectiveValue> effectiveValue(const PropertySchema &, const DataFlow &,
                                                      PropertyIndex);
template std::optional<EffectiveValue> effectiveValue(const PropertySchema &, const TrustBoundary &,
                                                      PropertyIndex);
template std::optional<EffectiveValue> effectiveValue(const PropertySchema &, const Image &,
                                                      PropertyIndex);
template std::optional<EffectiveValue> effectiveValue(const PropertySchema &, const Identity &,
                                                      PropertyIndex);
template std::optional<EffectiveValue> effectiveValue(const PropertySchema &, const DataAsset &,
                                                      PropertyIndex);
template std::optional<EffectiveValue> effectiveValue(const PropertySchema &, const ProjectInfo &,
                                                      PropertyIndex);

static QString fileText(const ThreatModel &model, const Provenance &provenance)
{
    const Source *source = model.sources.find(provenance.source);
    if (!source)
        return QStringLiteral("file");
    const int line = source->lines.value(provenance.keyPath);
    return line > 0 ? source->path + u':' + QString::number(line) : source->path;
}

QString provenanceText(const ThreatModel &model, const Provenance &provenance)
{
    switch (provenance.claim) {
    case ClaimSource::Architect:
        return QStringLiteral("architect");
    case ClaimSource::Scanner:
        return provenance.keyPath.isEmpty() ? QStringLiteral("scanner") : provenance.keyPath;
    case ClaimSource::File:
    case ClaimSource::Image:
        return fileText(model, provenance);
    case ClaimSource::Assumption:
        return QStringLiteral("assumption");
    case ClaimSource::ImageTable:
        return QStringLiteral("known image");
    case ClaimSource::PlatformDefault:
        return QStringLiteral("default of ") + provenance.keyPath;
    case ClaimSource::Computed:
        return QStringLiteral("computed");
    }
    return {};
}

} // namespace drawbridge
