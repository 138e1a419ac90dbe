#include "model/import/compose/composemodel.h"
#include "model/import/storeauthentication.h"

#include <algorithm>

namespace drawbridge::compose {

// A file or folder from outside may hold the settings.
static bool mountsConfiguration(const ComposeService &service)
{
    return !service.configs.isEmpty()
        || std::any_of(service.mounts.begin(), service.mounts.end(),
                       [](const Mount &mount) { return mayHoldConfiguration(mount.target); });
}

void ComposeModel::describeStore(ServiceRecords &records)
{
    const ComposeService &service = records.service;
    if (records.element.kind != ElementKind::DataStore)
        return;
    for (const EnvironmentEntry &entry : service.environment) {
        if (entry.secret && entry.secret->guessable && !entry.interpolated.usesVariable) {
            set(records, QStringLiteral("defaultCredentials"), true, entry.origin);
            break;
        }
    }
    const ImageFacts *facts = records.image.facts;
    if (!facts)
        return;
    QList<StoreSetting> settings;
    for (const EnvironmentEntry &entry : service.environment)
        settings.append({entry.name, entry.value, entry.inherited});
    const bool open = service.environmentPartial || service.partial || mountsConfiguration(service);
    const StoreAuthentication found =
        storeAuthentication(*facts, settings, service.entrypoint + service.command, open);
    using Because = StoreAuthentication::Because;
    const QString property = QStringLiteral("requiresAuthentication");
    if (found.because == Because::Setting)
        set(records, property, found.asks, service.environment[found.setting].origin);
    else if (found.because == Because::Command)
        set(records, property, found.asks, service.commandOrigin);
    else if (found.because == Because::Image)
        m_records.set(records.element.properties, RecordKind::Element, property, found.asks,
                      ClaimSource::ImageTable, imageTablePlace(*facts));
}

} // namespace drawbridge::compose
