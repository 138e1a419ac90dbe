#include "tests/app/render/shopmodel.h"

#include "tests/support/testrunner.h"

#include <random>

namespace drawbridge::test {
namespace {

void set(PropertySet &properties, RecordKind kind, const char *name, Value value)
{
    const PropertyIndex index = testSchema().find(kind, QString::fromLatin1(name));
    Q_ASSERT(index != NoProperty);
    Claim claim;
    claim.value = std::move(value);
    properties.set(index, claim);
}

Element element(const char *id, const char *name, ElementKind kind, const char *technology)
{
    Element record;
    record.id = ElementId(id);
    record.name = QString::fromUtf8(name);
    record.kind = kind;
    record.technology = QString::fromLatin1(technology);
    return record;
}

Element service(const char *id, const char *name, ElementKind kind, const char *technology,
                QList<BoundaryId> networks)
{
    Element record = element(id, name, kind, technology);
    record.boundary = BoundaryId("bHost");
    record.networks = std::move(networks);
    record.hasRuntime = true;
    record.platform = QStringLiteral("compose");
    return record;
}

TrustBoundary boundary(const char *id, const char *name, BoundaryKind kind, const char *parent = "")
{
    TrustBoundary record;
    record.id = BoundaryId(id);
    record.name = QString::fromLatin1(name);
    record.kind = kind;
    record.parent = BoundaryId(parent);
    return record;
}

DataFlow flow(const char *id, const char *from, const char *to, const char *protocol,
              const char *encryption = "", const char *interface = "")
{
    DataFlow record;
    record.id = FlowId(id);
    record.source = ElementId(from);
    record.target = ElementId(to);
    record.interface = InterfaceId(interface);
    if (*protocol)
        set(record.properties, RecordKind::Flow, "protocol", QString::fromLatin1(protocol));
    if (*encryption)
        set(record.properties, RecordKind::Flow, "encryption", QString::fromLatin1(encryption));
    return record;
}

void addElements(ThreatModel &model)
{
    const BoundaryId front("bFront");
    const BoundaryId back("bBack");
    Element browser = element("eBrowser", "Browser", ElementKind::ExternalEntity, "browser");
    browser.boundary = BoundaryId("bInternet");
    model.elements.put(browser);
    Element nginx = service("eNginx", "nginx", ElementKind::Process, "reverse-proxy", {front});
    nginx.image = ImageId("iNginx");
    set(nginx.properties, RecordKind::Element, "user", QStringLiteral("101"));
    set(nginx.properties, RecordKind::Element, "readOnlyRoot", true);
    set(nginx.properties, RecordKind::Element, "capDrop", ValueList {QStringLiteral("ALL")});
    set(nginx.properties, RecordKind::Element, "memoryLimit", qint64(67'108'864));
    set(nginx.properties, RecordKind::Element, "pidsLimit", qint64(100));
    model.elements.put(nginx);
    Element web = service("eWeb", "web", ElementKind::Process, "web-service", {front, back});
    set(web.properties, RecordKind::Element, "user", QStringLiteral("root"));
    set(web.properties, RecordKind::Element, "healthCheck", QStringLiteral("defined"));
    model.elements.put(web);
    model.elements.put(
        service("ePostgres", "postgres", ElementKind::DataStore, "database", {back}));
    model.elements.put(service("eRedis", "redis", ElementKind::DataStore, "cache", {back}));
    Element daemon = element("eDaemon", "Docker daemon", ElementKind::Process, "container-runtime");
    daemon.boundary = BoundaryId("bHost");
    daemon.implied = true;
    model.elements.put(daemon);
    Element operatorPerson =
        element("eOperator", "Operator", ElementKind::ExternalEntity, "operator");
    operatorPerson.implied = true;
    model.elements.put(operatorPerson);
}

void addFlows(ThreatModel &model)
{
    model.flows.put(flow("fHttp", "eBrowser", "eNginx", "http", "none"));
    model.flows.put(flow("fProxy", "eNginx", "eWeb", "http", "", "pCalculate"));
    model.flows.put(flow("fSql", "eWeb", "ePostgres", "sql", "tls"));
    model.flows.put(flow("fResp", "eWeb", "eRedis", "resp", "none"));
    DataFlow inferred = flow("fCli", "eOperator", "eDaemon", "");
    inferred.name = QStringLiteral("docker CLI");
    inferred.confirmed = false;
    model.flows.put(inferred);
    model.flows.put(flow("fAnswer", "ePostgres", "eWeb", "sql", "tls"));
    model.flows.put(flow("fSelf", "eRedis", "eRedis", "dump"));
}

void addDiagram(ThreatModel &model)
{
    Diagram diagram;
    diagram.id = DiagramId("g1");
    diagram.name = QStringLiteral("Deployment");
    diagram.place(IdText("bInternet"), {0, 0, 148, 300});
    diagram.place(IdText("bHost"), {236, 0, 830, 520});
    diagram.place(IdText("bFront"), {252, 40, 200, 260});
    diagram.place(IdText("bBack"), {826, 40, 224, 380});
    diagram.place(IdText("eBrowser"), {16, 180, 116, 52});
    diagram.place(IdText("eNginx"), {268, 168, 168, 78});
    diagram.place(IdText("eWeb"), {556, 110, 168, 144});
    diagram.place(IdText("ePostgres"), {842, 84, 168, 78});
    diagram.place(IdText("eRedis"), {842, 280, 168, 78});
    diagram.place(IdText("eDaemon"), {268, 400, 168, 52});
    diagram.place(IdText("eOperator"), {16, 400, 116, 52});
    model.diagrams.put(diagram);
}

} // namespace

const PropertySchema &testSchema()
{
    static const PropertySchema schema = [] {
        QFile file(sourceDir() + QStringLiteral("/catalogs/properties/schema.yaml"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no property schema");
        auto parsed = PropertySchema::parse(file.readAll(), file.fileName());
        if (!parsed)
            qFatal("%s", qPrintable(parsed.error().toString()));
        return *std::move(parsed);
    }();
    return schema;
}

ThreatModel shopModel()
{
    ThreatModel model;
    model.project.name = QStringLiteral("Shop");
    model.boundaries.put(boundary("bInternet", "Internet", BoundaryKind::Internet));
    model.boundaries.put(boundary("bHost", "docker-01", BoundaryKind::Host));
    model.boundaries.put(boundary("bFront", "front", BoundaryKind::Network, "bHost"));
    model.boundaries.put(boundary("bBack", "back", BoundaryKind::Network, "bHost"));
    Image image;
    image.id = ImageId("iNginx");
    image.reference = QStringLiteral("docker.io/library/nginx:1.27@sha256:00ff");
    model.images.put(image);
    addElements(model);
    for (const auto &[id, name] : {std::pair("pRoot", "GET /"), std::pair("pPing", "GET /ping"),
                                   std::pair("pCalculate", "GET /calculate")}) {
        Interface interface;
        interface.id = InterfaceId(id);
        interface.owner = ElementId("eWeb");
        interface.name = QString::fromLatin1(name);
        model.interfaces.put(interface);
    }
    addFlows(model);
    addDiagram(model);
    return model;
}

ThreatSummaries shopThreats()
{
    ThreatSummaries threats;
    threats.byRecord = {{IdText("eWeb"), {14, Severity::Critical}},
                        {IdText("eNginx"), {5, Severity::High}},
                        {IdText("ePostgres"), {8, Severity::High}},
                        {IdText("eRedis"), {6, Severity::Medium}},
                        {IdText("eDaemon"), {3, Severity::Medium}},
                        {IdText("bHost"), {4, Severity::Low}},
                        {IdText("pPing"), {2, Severity::Critical}},
                        {IdText("pCalculate"), {3, Severity::Critical}}};
    return threats;
}

ThreatModel crowdedModel(unsigned seed, int elements, int flows)
{
    std::minstd_rand random(seed + 1);
    const auto pick = [&](int end) {
        return static_cast<int>(random() % static_cast<unsigned>(end));
    };
    ThreatModel model;
    Diagram diagram;
    diagram.id = DiagramId("g1");
    const int rows = std::max(1, static_cast<int>(std::sqrt(elements * 2.0)));
    for (int i = 0; i < elements; ++i) {
        Element record = element("e", "", static_cast<ElementKind>(pick(3)), "");
        record.id = ElementId("e" + QByteArray::number(100'000 + i));
        record.name = QStringLiteral("service %1").arg(i);
        record.hasRuntime = pick(2) == 0;
        model.elements.put(record);
        diagram.place(record.id,
                      {(i / rows) * 290 + pick(20), (i % rows) * 140 + pick(20), 168, 78});
    }
    for (int i = 0; i < flows; ++i) {
        // Mostly between neighbours, as layouts place them.
        const int from = pick(elements);
        const int to = pick(4) > 0 ? std::min(elements - 1, from + pick(2 * rows)) : pick(elements);
        DataFlow record = flow("f", "", "", "https", "tls");
        record.id = FlowId("f" + QByteArray::number(100'000 + i));
        record.source = ElementId("e" + QByteArray::number(100'000 + from));
        record.target = ElementId("e" + QByteArray::number(100'000 + to));
        model.flows.put(record);
    }
    model.diagrams.put(diagram);
    return model;
}

} // namespace drawbridge::test
