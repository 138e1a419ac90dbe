#include "tests/benchmarks/largemodel.h"

#include <cmath>
#include <random>

namespace drawbridge::benchmark {

namespace {

template <typename Id>
Id idOf(char letter, int number)
{
    return Id(QByteArrayView(QByteArray(1, letter) + QByteArray::number(number)));
}

// Says something of a record, as an imported file does.
template <typename Record>
class Sayer
{
public:
    Sayer(Record &record, const PropertySchema &schema)
        : m_record(record)
        , m_schema(schema)
    {
    }
    void operator()(QStringView property, Value value)
    {
        Claim claim;
        claim.value = std::move(value);
        claim.provenance.claim = ClaimSource::File;
        m_record.properties.set(m_schema.find(recordKind<Record>, property), std::move(claim));
    }

private:
    Record &m_record;
    const PropertySchema &m_schema;
};

class SystemMaker
{
public:
    SystemMaker(int elements, const PropertySchema &schema)
        : m_schema(schema)
        , m_count(elements)
        , m_boundaries(std::max(3, elements / 12))
        , m_networks(std::max(2, elements / 20))
        , m_images(std::max(1, elements / 30))
    {
    }

    ThreatModel make()
    {
        addBoundaries();
        addImages();
        addElements();
        addFlows();
        addDiagram();
        return std::move(m_model);
    }

private:
    // The generator's own results, since distributions differ between standard libraries.
    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }
    bool chance(int percent) { return below(100) < percent; }

    void addBoundaries();
    void addImages();
    void addElements();
    Element container(int number);
    void addFlows();
    int targetOf(int source);
    void addDiagram();

    const PropertySchema &m_schema;
    int m_count;
    int m_boundaries;
    int m_networks;
    int m_images;
    std::mt19937 m_random {1};
    std::vector<std::vector<int>> m_members;
    std::vector<int> m_boundaryOf;
    ThreatModel m_model;
};

// Accounts hold hosts, which hold namespaces.
void SystemMaker::addBoundaries()
{
    const int accounts = std::max(1, m_boundaries / 16);
    const int hosts = std::max(accounts + 1, m_boundaries / 4);
    for (int i = 0; i < m_boundaries; ++i) {
        TrustBoundary boundary;
        boundary.id = idOf<BoundaryId>('b', i);
        boundary.name = QStringLiteral("zone-%1").arg(i);
        boundary.kind = i < accounts ? BoundaryKind::Account
            : i < hosts              ? BoundaryKind::Host
                                     : BoundaryKind::Namespace;
        if (boundary.kind == BoundaryKind::Host) {
            boundary.parent = idOf<BoundaryId>('b', below(accounts));
            Sayer say(boundary, m_schema);
            say(u"rootless", chance(20));
        } else if (boundary.kind == BoundaryKind::Namespace) {
            boundary.parent = idOf<BoundaryId>('b', accounts + below(hosts - accounts));
        }
        m_model.boundaries.put(boundary);
    }
    for (int i = 0; i < m_networks; ++i) {
        TrustBoundary network;
        network.id = idOf<BoundaryId>('n', i);
        network.kind = BoundaryKind::Network;
        network.name = QStringLiteral("network-%1").arg(i);
        network.platform = QStringLiteral("compose");
        m_model.boundaries.put(network);
    }
    m_members.resize(static_cast<size_t>(m_boundaries));
}

void SystemMaker::addImages()
{
    for (int i = 0; i < m_images; ++i) {
        Image image;
        image.id = idOf<ImageId>('i', i);
        image.reference = QStringLiteral("shop/service-%1:1.%2").arg(i).arg(i % 7);
        image.platform = QStringLiteral("compose");
        m_model.images.put(image);
    }
}

Element SystemMaker::container(int number)
{
    static const QStringList processes {"web-service", "web-service", "queue", "reverse-proxy"};
    static const QStringList stores {"database", "cache"};
    Element element;
    element.kind = chance(67) ? ElementKind::Process : ElementKind::DataStore;
    element.technology =
        element.kind == ElementKind::Process ? processes[below(4)] : stores[below(2)];
    element.hasRuntime = true;
    element.platform = QStringLiteral("compose");
    element.networks = {idOf<BoundaryId>('n', number % m_networks),
                        idOf<BoundaryId>('n', (number * 7 + 1) % m_networks)};
    std::sort(element.networks.begin(), element.networks.end());
    element.image = idOf<ImageId>('i', number % m_images);
    Sayer say(element, m_schema);
    say(u"user", QString::number(below(3) * 1000));
    say(u"readOnlyRoot", chance(25));
    say(u"memoryLimit", qint64(below(5)) * 1024 * 1024);
    if (chance(10))
        say(u"capAdd", ValueList {QStringLiteral("NET_ADMIN")});
    if (chance(40))
        say(u"verifiesCallers", chance(50));
    return element;
}

void SystemMaker::addElements()
{
    std::vector<Table<Element>::Record> records;
    for (int i = 0; i < m_count; ++i) {
        Element element;
        int boundary = -1;
        if (chance(10)) {
            element.kind = ElementKind::ExternalEntity;
            boundary = chance(50) ? below(m_boundaries) : -1;
        } else {
            element = container(i);
            boundary = below(m_boundaries);
        }
        element.id = idOf<ElementId>('e', i);
        element.name = QStringLiteral("service-%1").arg(i);
        if (boundary >= 0) {
            element.boundary = idOf<BoundaryId>('b', boundary);
            m_members[static_cast<size_t>(boundary)].push_back(i);
        }
        m_boundaryOf.push_back(boundary);
        records.push_back(std::make_shared<const Element>(std::move(element)));
    }
    m_model.elements.assign(std::move(records));
}

int SystemMaker::targetOf(int source)
{
    const int boundary = m_boundaryOf[static_cast<size_t>(source)];
    if (boundary >= 0 && chance(70)) {
        const std::vector<int> &near = m_members[static_cast<size_t>(boundary)];
        const int target = near[static_cast<size_t>(below(static_cast<int>(near.size())))];
        if (target != source)
            return target;
    }
    return (source + 1 + below(m_count - 1)) % m_count;
}

void SystemMaker::addFlows()
{
    static const QStringList protocols {"https", "http", "grpc", "amqp", "postgresql"};
    std::vector<Table<DataFlow>::Record> flows;
    for (int i = 0; i < m_count * 3 / 2; ++i) {
        DataFlow flow;
        flow.id = idOf<FlowId>('f', i);
        const int source = below(m_count);
        flow.source = idOf<ElementId>('e', source);
        flow.target = idOf<ElementId>('e', targetOf(source));
        flow.name = QStringLiteral("flow-%1").arg(i);
        Sayer say(flow, m_schema);
        say(u"protocol", protocols[below(5)]);
        flows.push_back(std::make_shared<const DataFlow>(std::move(flow)));
    }
    m_model.flows.assign(std::move(flows));
}

void SystemMaker::addDiagram()
{
    const int columns = std::max(1, static_cast<int>(std::sqrt(m_count)));
    Diagram diagram;
    diagram.id = idOf<DiagramId>('d', 0);
    for (const Element &element : m_model.elements) {
        const int number = element.id.view().sliced(1).toInt();
        diagram.placements.append(
            {element.id, QRect(number % columns * 220, number / columns * 160, 160, 80)});
    }
    m_model.diagrams.put(std::move(diagram));
}

} // namespace

ThreatModel largeModel(int elements, const PropertySchema &schema)
{
    return SystemMaker(elements, schema).make();
}

} // namespace drawbridge::benchmark
