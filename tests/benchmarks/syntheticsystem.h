#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace drawbridge::benchmark {

// A made-up system of services in a few networks; the same size gives the same system everywhere.
class SyntheticSystem
{
public:
    explicit SyntheticSystem(int services);

    // The system as a Compose file.
    QByteArray compose() const;
    // Its graph in Graphviz' language, with a cluster a network.
    QByteArray dot() const;

    QString nameOf(int service) const { return m_services.at(service).name; }

private:
    struct Service
    {
        QString name;
        int kind = 0;
        int network = 0;
        QList<int> uses; // services of the tiers below
    };

    QByteArray composeOf(int index) const;

    QList<Service> m_services;
    int m_networks = 1;
};

} // namespace drawbridge::benchmark
