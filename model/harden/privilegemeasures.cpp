#include "model/harden/composeplanning.h"

#include <algorithm>

namespace drawbridge {

static const QString &securityKey()
{
    static const QString key = QStringLiteral("security_opt");
    return key;
}

static bool isPrivileged(const ComposeServiceView &service)
{
    return service.textAt({QStringLiteral("privileged")}) == u"true";
}

static void planNoNewPrivileges(const ComposeServiceView &service, HardeningPlan &plan)
{
    const QStringList options = service.all[securityKey()].texts();
    if (std::any_of(options.begin(), options.end(), [](const QString &option) {
            return option.startsWith(QStringLiteral("no-new-privileges"));
        }))
        return;
    // Official images change user by calls that need no setuid program.
    const bool isKnown = service.facts && service.facts->publisher != u"other"
        && (!service.facts->defaultUser.isEmpty() || service.facts->capabilities);
    PlannedMeasure planned =
        plannedFor(service, QStringLiteral("no-new-privileges"),
                   isKnown ? HardeningLevel::Safe : HardeningLevel::Recommended,
                   QStringLiteral("programs cannot gain privileges (setuid, file capabilities)"));
    planned.caution = QStringLiteral("a program in it may rely on sudo or another setuid program");
    planned.changes = {{service.path(securityKey()),
                        service.withItem(securityKey(), QStringLiteral("no-new-privileges:true"))}};
    plan.measures.push_back(std::move(planned));
}

static void planPrivileged(const ComposeServiceView &service, HardeningPlan &plan)
{
    if (!isPrivileged(service))
        return;
    PlannedMeasure planned =
        plannedFor(service, QStringLiteral("no-privileged"), HardeningLevel::Strict,
                   QStringLiteral("no longer privileged"));
    planned.caution =
        QStringLiteral("privileged containers own the host; what this one needs of it (devices, "
                       "capabilities) is not in the file: grant that and nothing else");
    planned.changes = {{service.path(QStringLiteral("privileged")), PlainValue::flag(false)}};
    plan.measures.push_back(std::move(planned));
}

static void planConfinement(const ComposeServiceView &service, HardeningPlan &plan)
{
    const QStringList options = service.own[securityKey()].texts();
    QStringList kept;
    for (const QString &option : options) {
        if (!option.endsWith(QStringLiteral("unconfined")))
            kept += option;
    }
    if (kept.size() == options.size())
        return;
    PlannedMeasure planned =
        plannedFor(service, QStringLiteral("default-confinement"), HardeningLevel::Strict,
                   QStringLiteral("the runtime's seccomp and AppArmor profiles apply again"));
    planned.caution = QStringLiteral("a profile was switched off, perhaps for a reason");
    planned.changes = {{service.path(securityKey()), PlainValue::list(kept)}};
    if (kept.isEmpty())
        planned.changes.front().value = PlainValue();
    // Two measures must not promise two contents of one list.
    std::erase_if(plan.measures, [&](const PlannedMeasure &other) {
        return other.measure.id == u"no-new-privileges" && other.measure.target == service.target();
    });
    plan.measures.push_back(std::move(planned));
}

void planPrivileges(const ComposeView &file, HardeningPlan &plan)
{
    for (const ComposeServiceView &service : file.services) {
        planNoNewPrivileges(service, plan);
        planPrivileged(service, plan);
        planConfinement(service, plan);
    }
}

// It is privileged and stays so: capabilities mean nothing then.
static bool staysPrivileged(const ComposeServiceView &service, const HardeningPlan &plan)
{
    return isPrivileged(service)
        && std::none_of(plan.measures.begin(), plan.measures.end(),
                        [&](const PlannedMeasure &planned) {
                            return planned.measure.id == u"no-privileged"
                                && planned.measure.target == service.target();
                        });
}

static void planCapabilitiesOf(const ComposeServiceView &service, HardeningPlan &plan)
{
    const QString drop = QStringLiteral("cap_drop");
    const QString add = QStringLiteral("cap_add");
    const QString id = QStringLiteral("drop-capabilities");
    const QStringList dropped = service.all[drop].texts();
    if (dropped.contains(QStringLiteral("ALL"), Qt::CaseInsensitive)
        || staysPrivileged(service, plan))
        return;
    const QString user = plannedUser(plan, service);
    const bool startsAsRoot = user.isEmpty() && service.startsAsRoot().value_or(true);
    const auto &needed = service.facts ? service.facts->capabilities : std::nullopt;
    const bool isKnown = needed || (!startsAsRoot && (service.facts || service.base));
    PlannedMeasure planned = plannedFor(
        service, id, isKnown || service.base ? HardeningLevel::Recommended : HardeningLevel::Strict,
        QStringLiteral("all Linux capabilities dropped"));
    planned.caution = isKnown || service.base
        ? QStringLiteral("what it needs of Linux has to be tested")
        : QStringLiteral("nobody told which capabilities this image needs");
    planned.changes = {{service.path(drop), service.withItem(drop, QStringLiteral("ALL"))}};
    const QStringList present = service.all[add].texts();
    PlainValue added = service.own[add].isList() ? service.own[add] : PlainValue::list();
    QStringList names;
    for (const QString &name : startsAsRoot &&needed ? *needed : QStringList()) {
        if (present.contains(name, Qt::CaseInsensitive))
            continue;
        added.items().push_back(PlainValue::text(name));
        names += name;
    }
    if (!names.isEmpty()) {
        planned.changes.push_back({service.path(add), added});
        planned.measure.summary += QStringLiteral(" but %1").arg(names.join(QStringLiteral(", ")));
    }
    plan.measures.push_back(std::move(planned));
}

void planCapabilities(const ComposeView &file, HardeningPlan &plan)
{
    for (const ComposeServiceView &service : file.services)
        planCapabilitiesOf(service, plan);
}

} // namespace drawbridge
