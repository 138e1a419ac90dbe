#include "model/harden/composeplanning.h"

namespace drawbridge {

static const char UserMeasure[] = "non-root-user";

// A user id that no image and few hosts use.
static const char OwnUser[] = "10001:10001";

static void planUserOf(const ComposeServiceView &service, HardeningPlan &plan)
{
    const QString id = QString::fromLatin1(UserMeasure);
    const QString own = QString::fromLatin1(OwnUser);
    if (!service.startsAsRoot().value_or(false) || service.all.contains(QStringLiteral("user")))
        return;
    const bool runsDirectly = service.facts && !service.facts->runAs.isEmpty();
    if (!runsDirectly && !(service.isBuilt() && service.base)) {
        leaveManual(plan, service, id,
                    QStringLiteral("it starts as root, and the image table knows no user that it "
                                   "could start as"),
                    QStringLiteral("use an image that runs without root, or find a user that works "
                                   "and set 'user'"));
        return;
    }
    const QString user = runsDirectly ? service.facts->runAs : own;
    if (service.bindsHostFolder() || (service.isBuilt() && service.hasStorage())) {
        leaveManual(plan, service, id,
                    QStringLiteral("it starts as root and keeps files on a volume or host folder "
                                   "whose owner is not known here"),
                    QStringLiteral("give the files to the user and set user: \"%1\"").arg(user));
        return;
    }
    PlannedMeasure planned = plannedFor(service, id, HardeningLevel::Recommended,
                                        QStringLiteral("runs as %1 instead of root").arg(user));
    planned.caution = QStringLiteral("it starts as root; whether everything that it needs belongs "
                                     "to another user has to be tested");
    planned.changes = {{service.path(QStringLiteral("user")), PlainValue::text(user)}};
    plan.measures.push_back(std::move(planned));
}

void planUser(const ComposeView &file, HardeningPlan &plan)
{
    for (const ComposeServiceView &service : file.services)
        planUserOf(service, plan);
}

} // namespace drawbridge
