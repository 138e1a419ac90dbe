#include "tests/benchmarks/largemodel.h"

namespace drawbridge::benchmark {

template <typename Id>
static Id idOf(char letter, int number)
{
    return Id(QByteArrayView(QByteArray(1, letter) + QByteArray::number(number)));
}

static void addSurroundings(ThreatModel &model, int hosts, int networks, int images)
{
    for (int i = 0; i < hosts; ++i) {
        TrustBoundary host;
        host.id = idOf<BoundaryId>('h', i);
        host.kind = BoundaryKind::Host;
        host.name = QStringLiteral("host-%1").arg(i);
        model.boundaries.put(host);
    }
    for (int i = 0; i < networks; ++i) {
        TrustBoundary network;
        network.id = idOf<BoundaryId>('n', i);
        network.kind = BoundaryKind::Network;
        network.name = QStringLiteral("network-%1").arg(i);
        network.platform = QStringLiteral("compose");
        network.parent = idOf<BoundaryId>('h', i % hosts);
        model.boundaries.put(network);
    }
    for (int i = 0; i < images; ++i) {
        Image image;
        image.id = idOf<ImageId>('i', i);
        image.reference = QStringLiteral("shop/service-%1:1.%2").arg(i).arg(i % 7);
        image.platform = QStringLiteral("compose");
        model.images.put(image);
    }
}

static Element elementAt(int number, int hosts, int networks, int images,
                         const PropertySchema &schema)
{
    static const QStringList technologies {"web-service", "web-service", "database",
                                           "cache",       "queue",       "reverse-proxy"};
    Element element;
    element.id = idOf<ElementId>('e', number);
    element.name = QStringLiteral("service-%1").arg(number);
    element.technology = technologies[number % 6];
    element.kind = number % 6 == 2 ? ElementKind::DataStore : ElementKind::Process;
    element.hasRuntime = true;
    element.platform = QStringLiteral("compose");
    element.boundary = idOf<BoundaryId>('h', number % hosts);
    element.networks = {idOf<BoundaryId>('n', number % networks),
                        idOf<BoundaryId>('n', (number * 7 + 1) % networks)};
    std::sort(element.networks.begin(), element.networks.end());
    element.image = idOf<ImageId>('i', number % images);
    const auto say = [&](const char16_t *name, const Value &value) {
        Claim claim;
        claim.value = value;
        claim.provenance.claim = ClaimSource::File;
        element.properties.set(schema.find(RecordKind::Element, name), claim);
    };
    say(u"user", QString::number(number % 3 * 1000));
    say(u"readOnlyRoot", number % 4 == 0);
    say(u"memoryLimit", qint64(number % 5) * 1024 * 1024);
    if (number % 10 == 0)
        say(u"capAdd", ValueList {QStringLiteral("NET_ADMIN")});
    return element;
}

ThreatModel largeModel(int elements, const PropertySchema &schema)
{
    const int hosts = std::max(1, elements / 100);
    const int networks = std::max(2, elements / 20);
    const int images = std::max(1, elements / 30);
    ThreatModel model;
    addSurroundings(model, hosts, networks, images);
    std::vector<Table<Element>::Record> records;
    for (int i = 0; i < elements; ++i)
        records.push_back(
            std::make_shared<const Element>(elementAt(i, hosts, networks, images, schema)));
    model.elements.assign(std::move(records));
    std::vector<Table<DataFlow>::Record> flows;
    for (int i = 0; i < elements * 3 / 2; ++i) {
        DataFlow flow;
        flow.id = idOf<FlowId>('f', i);
        flow.source = idOf<ElementId>('e', i % elements);
        flow.target = idOf<ElementId>('e', (i * 17 + 1) % elements);
        flow.name = QStringLiteral("flow-%1").arg(i);
        flows.push_back(std::make_shared<const DataFlow>(std::move(flow)));
    }
    model.flows.assign(std::move(flows));
    return model;
}

} // namespace drawbridge::benchmark
