#include "model/import/compose/composemodel.h"

namespace drawbridge::compose {

namespace {

const EnvironmentEntry *entryOf(const ComposeService &service, const QString &name)
{
    for (const EnvironmentEntry &entry : service.environment) {
        if (entry.name == name)
            return &entry;
    }
    return nullptr;
}

// A variable that switches authentication off, as it is set.
const EnvironmentEntry *switchedOff(const ComposeService &service, const ImageFacts &facts)
{
    for (auto it = facts.authenticationOff.begin(); it != facts.authenticationOff.end(); ++it) {
        const EnvironmentEntry *entry = entryOf(service, it.key());
        const bool anyValue = it.value() == u"*" && entry && !entry->value.isEmpty();
        if (entry && (anyValue || entry->value.toLower() == it.value()))
            return entry;
    }
    return nullptr;
}

const EnvironmentEntry *configured(const ComposeService &service, const ImageFacts &facts)
{
    for (const QString &name : facts.authenticationVariables) {
        for (const QString &spelling : {name, name + QStringLiteral("_FILE")}) {
            const EnvironmentEntry *entry = entryOf(service, spelling);
            if (entry && (entry->inherited || !entry->value.isEmpty()))
                return entry;
        }
    }
    return nullptr;
}

// A file or folder from outside may hold the settings.
bool mountsConfiguration(const ComposeService &service)
{
    for (const Mount &mount : service.mounts) {
        if (mount.target.contains(QStringLiteral("conf"))
            || mount.target.contains(QStringLiteral("/etc")))
            return true;
    }
    return !service.configs.isEmpty();
}

bool asksByCommand(const ComposeService &service)
{
    const QString command = (service.entrypoint + service.command).join(u' ');
    for (const char16_t *option :
         {u"requirepass", u"aclfile", u"--auth", u"--user", u"--keyFile"}) {
        if (command.contains(QString::fromUtf16(option)))
            return true;
    }
    return false;
}

bool replacesConfiguration(const ComposeService &service)
{
    return mountsConfiguration(service)
        || (service.entrypoint + service.command).join(u' ').contains(QStringLiteral(".conf"));
}

} // namespace

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
    const QString property = QStringLiteral("requiresAuthentication");
    if (const EnvironmentEntry *off = switchedOff(service, *facts))
        return set(records, property, false, off->origin);
    if (asksByCommand(service))
        return set(records, property, true, service.commandOrigin);
    if (const EnvironmentEntry *on = configured(service, *facts))
        return set(records, property, true, on->origin);
    const bool open =
        service.environmentPartial || service.partial || replacesConfiguration(service);
    std::optional<bool> required;
    if (facts->authentication == ImageAuthentication::Always)
        required = true;
    else if (facts->authentication == ImageAuthentication::Never
             || (facts->authentication == ImageAuthentication::OnlyIfConfigured && !open))
        required = false;
    if (required)
        m_records.set(records.element.properties, RecordKind::Element, property, *required,
                      ClaimSource::ImageTable, {{}, QStringLiteral("images.") + facts->name, 0});
}

} // namespace drawbridge::compose
