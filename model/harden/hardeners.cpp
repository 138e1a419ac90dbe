#include "model/harden/hardeners.h"

#include "model/harden/composehardening.h"
#include "model/harden/daemonjson/daemonhardening.h"
#include "model/harden/dockerfile/dockerfilehardening.h"
#include "model/harden/kubernetes/kuberneteshardening.h"

namespace drawbridge {

const std::vector<Hardener> &hardeners()
{
    static const std::vector<Hardener> all {
        {QStringLiteral("dockerfile"), QStringLiteral("Dockerfile"), hardenDockerfile},
        {QStringLiteral("compose"), QStringLiteral("Docker Compose"), hardenCompose},
        {QStringLiteral("kubernetes"), QStringLiteral("Kubernetes manifest"), hardenKubernetes},
        {QStringLiteral("daemon-json"), QStringLiteral("daemon.json"), hardenDaemonJson},
    };
    return all;
}

const Hardener *hardenerFor(const QString &format)
{
    for (const Hardener &hardener : hardeners()) {
        if (hardener.format == format)
            return &hardener;
    }
    return nullptr;
}

} // namespace drawbridge
