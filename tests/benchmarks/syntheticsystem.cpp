#include "tests/benchmarks/syntheticsystem.h"

#include <algorithm>
#include <random>

namespace drawbridge::benchmark {

namespace {

struct Kind
{
    const char *name;
    const char *image;
    const char *scheme;
    int port;
};

// From the edge to the data: a service uses services further down.
constexpr Kind kinds[] = {
    {"proxy", "nginx:1.27.1", "http", 80},
    {"web", "example/web:2.4", "http", 8080},
    {"service", "example/service:1.9", "http", 8000},
    {"worker", "example/worker:1.9", "http", 9000},
    {"queue", "rabbitmq:3.13.6", "amqp", 5672},
    {"cache", "redis:7.2.5", "redis", 6379},
    {"store", "postgres:16.4", "postgresql", 5432},
};
constexpr int kindCount = static_cast<int>(std::size(kinds));
constexpr int firstPassiveKind = 4; // queue, cache and store call nobody

} // namespace

SyntheticSystem::SyntheticSystem(int services)
    : m_networks(std::max(2, services / 8))
{
    std::mt19937 random(services > 0 ? static_cast<unsigned>(services) : 1U);
    const auto below = [&random](int limit) {
        return static_cast<int>(random() % static_cast<unsigned>(limit));
    };
    for (int i = 0; i < services; ++i) {
        Service service;
        service.kind = static_cast<int>(static_cast<qint64>(i) * kindCount / services);
        service.name = QStringLiteral("%1-%2").arg(QLatin1String(kinds[service.kind].name)).arg(i);
        service.network = below(m_networks);
        m_services.append(service);
    }
    for (int i = 0; i < services; ++i) {
        Service &service = m_services[i];
        const int later = services - i - 1;
        for (int use = 0; use < 2 && later > 0 && service.kind < firstPassiveKind; ++use) {
            const int target = i + 1 + below(later);
            if (!service.uses.contains(target))
                service.uses.append(target);
        }
        std::sort(service.uses.begin(), service.uses.end());
    }
}

QByteArray SyntheticSystem::composeOf(int index) const
{
    const Service &service = m_services.at(index);
    const Kind &kind = kinds[service.kind];
    QString text =
        QStringLiteral("  %1:\n    image: %2\n").arg(service.name, QLatin1String(kind.image));
    if (service.kind == 0)
        text += QStringLiteral("    ports:\n      - \"%1:80\"\n").arg(8000 + index);
    QList<int> networks {service.network};
    if (!service.uses.isEmpty()) {
        text += QStringLiteral("    environment:\n");
        QString dependencies = QStringLiteral("    depends_on:\n");
        for (const int use : service.uses) {
            const Service &target = m_services.at(use);
            const Kind &targetKind = kinds[target.kind];
            text += QStringLiteral("      URL_%1: %2://%3:%4/\n")
                        .arg(QString::number(use), QLatin1String(targetKind.scheme), target.name)
                        .arg(targetKind.port);
            dependencies += QStringLiteral("      - %1\n").arg(target.name);
            if (!networks.contains(target.network))
                networks.append(target.network);
        }
        text += dependencies;
    }
    std::sort(networks.begin(), networks.end());
    text += QStringLiteral("    networks:\n");
    for (const int network : std::as_const(networks))
        text += QStringLiteral("      - net%1\n").arg(network);
    if (service.kind == kindCount - 1)
        text += QStringLiteral("    volumes:\n      - %1-data:/var/lib/data\n").arg(service.name);
    return text.toUtf8();
}

QByteArray SyntheticSystem::compose() const
{
    QByteArray text = "services:\n";
    for (int i = 0; i < m_services.size(); ++i)
        text += composeOf(i);
    text += "networks:\n";
    for (int network = 0; network < m_networks; ++network)
        text += "  net" + QByteArray::number(network) + ":\n";
    text += "volumes:\n";
    for (const Service &service : m_services) {
        if (service.kind == kindCount - 1)
            text += "  " + service.name.toUtf8() + "-data:\n";
    }
    return text;
}

QByteArray SyntheticSystem::dot() const
{
    QByteArray text =
        "digraph system {\n  rankdir=LR;\n  node [shape=box, width=2.3, height=0.9];\n";
    for (int network = 0; network < m_networks; ++network) {
        text += "  subgraph cluster_" + QByteArray::number(network) + " {\n";
        for (const Service &service : m_services) {
            if (service.network == network)
                text += "    \"" + service.name.toUtf8() + "\";\n";
        }
        text += "  }\n";
    }
    for (const Service &service : m_services) {
        for (const int use : service.uses) {
            text += "  \"" + service.name.toUtf8() + "\" -> \"" + m_services.at(use).name.toUtf8()
                + "\";\n";
        }
    }
    return text + "}\n";
}

} // namespace drawbridge::benchmark
