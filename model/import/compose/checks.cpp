#include "model/import/compose/composemodel.h"

#include <algorithm>

namespace drawbridge::compose {

void ComposeModel::tellMissingImages()
{
    for (const ServiceRecords &records : m_services) {
        const ComposeService &service = records.service;
        const bool none = (service.image.isSilent() || service.image.text().isEmpty())
            && !service.build && !service.node.contains(u"provider");
        if (none && !service.partial)
            m_reading.tell(DiagnosticSeverity::Error, service.node.origin(),
                           QStringLiteral("the service '%1' has neither 'image' nor 'build'")
                               .arg(shown(service.name)));
    }
}

void ComposeModel::tellIsolatedDependencies()
{
    for (const ServiceRecords &records : m_services) {
        for (const Dependency &dependency : records.service.dependencies + records.service.links) {
            const ServiceRecords *other = find(dependency.service);
            if (!other) {
                if (!m_project.inactiveServices.contains(dependency.service))
                    m_reading.information(
                        dependency.origin,
                        QStringLiteral(
                            "the service '%1' depends on '%2', which is not in the model")
                            .arg(shown(records.service.name), shown(dependency.service)));
                continue;
            }
            const QList<BoundaryId> &own = records.element.networks;
            const QList<BoundaryId> &theirs = other->element.networks;
            const bool shared = std::any_of(
                own.begin(), own.end(), [&](const BoundaryId &id) { return theirs.contains(id); });
            if (!shared && !own.isEmpty() && !theirs.isEmpty())
                m_reading.information(
                    dependency.origin,
                    QStringLiteral("the service '%1' depends on '%2', but they share no network")
                        .arg(shown(records.service.name), shown(dependency.service)));
        }
    }
}

void ComposeModel::tellUnusedNetworks()
{
    QSet<BoundaryId> used;
    for (const ServiceRecords &records : m_services) {
        for (const BoundaryId &network : records.element.networks)
            used.insert(network);
    }
    for (const ComposeNode::Member &member : m_project.networks.members()) {
        const TrustBoundary network = m_networks.value(member.first);
        if (!used.contains(network.id) && member.first != u"default")
            m_reading.information(
                member.second.origin(),
                QStringLiteral("no service uses the network '%1'").arg(shown(member.first)));
    }
}

// Two services cannot have the same port of the same address.
void ComposeModel::tellRepeatedPorts()
{
    static constexpr qsizetype MaximumExpanded = 200'000;
    static constexpr int MaximumTold = 50;
    struct Owner
    {
        QString address;
        QString service;
    };
    QHash<std::pair<QString, int>, QList<Owner>> owners;
    qsizetype expanded = 0;
    int told = 0;
    for (const ServiceRecords &records : m_services) {
        for (const PublishedPort &port : records.service.ports) {
            // A range on the host for one port in the container lets the daemon choose.
            const bool choice = port.hostPortLast > port.hostPort && port.portLast == port.port;
            if (port.hostPort == 0 || choice)
                continue;
            bool repeated = false;
            for (int number = port.hostPort; number <= port.hostPortLast && !repeated; ++number) {
                if (++expanded > MaximumExpanded || told >= MaximumTold)
                    return;
                QList<Owner> &taken = owners[{port.protocol, number}];
                for (const Owner &owner : std::as_const(taken)) {
                    const bool overlaps = owner.address == port.hostIp || port.isOnAllAddresses()
                        || owner.address == u"0.0.0.0" || owner.address == u"::";
                    if (!overlaps)
                        continue;
                    m_reading.warning(
                        port.origin,
                        QStringLiteral("the port %1/%2 of the host is published by "
                                       "'%3' and by '%4'")
                            .arg(number)
                            .arg(port.protocol, shown(owner.service), shown(records.service.name)));
                    repeated = true;
                    ++told;
                    break;
                }
                taken.append({port.hostIp, records.service.name});
            }
        }
    }
}

namespace {

// Walks dependencies without recursion and finds one cycle for each place where one closes.
class CycleFinder
{
public:
    using Targets = QHash<QString, QList<Dependency>>;
    explicit CycleFinder(const Targets &targets)
        : m_targets(targets)
    {
    }

    void visit(const QString &start)
    {
        if (m_done.contains(start))
            return;
        enter(start);
        while (!m_way.isEmpty()) {
            Step &step = m_way.last();
            const QList<Dependency> next = m_targets.value(step.name);
            if (step.next == next.size()) {
                m_done.insert(step.name);
                m_open.remove(step.name);
                m_way.removeLast();
                continue;
            }
            const Dependency edge = next[step.next++];
            if (m_open.contains(edge.service))
                report(edge);
            else if (!m_done.contains(edge.service))
                enter(edge.service);
        }
    }

    QList<std::pair<QStringList, Origin>> cycles;

private:
    struct Step
    {
        QString name;
        qsizetype next = 0;
    };

    void enter(const QString &name)
    {
        m_open.insert(name);
        m_way.append({name, 0});
    }

    void report(const Dependency &edge)
    {
        static constexpr qsizetype MaximumCycles = 20;
        if (cycles.size() >= MaximumCycles)
            return;
        QStringList names;
        for (const Step &step : std::as_const(m_way)) {
            if (!names.isEmpty() || step.name == edge.service)
                names += step.name;
        }
        names += edge.service;
        cycles.append({names, edge.origin});
    }

    const Targets &m_targets;
    QList<Step> m_way;
    QSet<QString> m_open;
    QSet<QString> m_done;
};

} // namespace

void ComposeModel::tellDependencyCycles()
{
    CycleFinder::Targets targets;
    for (const ServiceRecords &records : m_services)
        targets.insert(records.service.name, records.service.dependencies);
    CycleFinder finder(targets);
    for (const ServiceRecords &records : m_services)
        finder.visit(records.service.name);
    for (const auto &[names, origin] : std::as_const(finder.cycles)) {
        QStringList shownNames;
        for (const QString &name : names.first(std::min<qsizetype>(names.size(), 10)))
            shownNames += shown(name);
        m_reading.warning(origin,
                          QStringLiteral("services wait for each other: %1")
                              .arg(shownNames.join(QStringLiteral(" -> "))));
    }
}

} // namespace drawbridge::compose
