#include "tests/model/project/fullmodel.h"

#include "tests/support/testrunner.h"

#include <QFile>

namespace drawbridge::test {

const PropertySchema &shippedSchema()
{
    static const PropertySchema schema = [] {
        QFile file(sourceDir() + QStringLiteral("/catalogs/properties/schema.yaml"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no schema at %s", qPrintable(file.fileName()));
        auto parsed = PropertySchema::parse(file.readAll(), QStringLiteral("schema.yaml"));
        if (!parsed)
            qFatal("%s", qPrintable(parsed.error().toString()));
        return *parsed;
    }();
    return schema;
}

static Value valueFor(const PropertyType &type)
{
    switch (type.kind) {
    case PropertyKind::Bool:
        return true;
    case PropertyKind::Int:
        return Value(qint64(536870912));
    case PropertyKind::Double:
        return 0.1;
    case PropertyKind::String:
        return type.check(u"x").isEmpty() ? Value(u"a \"b\"\n\u202e\u0001é😀")
                                          : Value(u"2030-12-31");
    case PropertyKind::Enum:
        return type.members.last();
    case PropertyKind::Reference:
        return u"e1";
    case PropertyKind::List:
        return ValueList {valueFor(*type.item)};
    case PropertyKind::Map:
        return ValueMap {{QStringLiteral("key"), valueFor(*type.item)}};
    case PropertyKind::Record: {
        ValueMap record;
        for (const PropertyField &field : type.fields)
            record.insert(field.name, valueFor(field.type));
        return record;
    }
    }
    return {};
}

static Claim claimOf(ClaimSource source, const Value &value)
{
    Claim claim;
    claim.value = value;
    claim.provenance.claim = source;
    if (source == ClaimSource::File) {
        claim.provenance.source = SourceId(QStringView(u"s1"));
        claim.provenance.keyPath = QStringLiteral("services.web.user");
    }
    if (source == ClaimSource::Assumption)
        claim.provenance.assumption = AssumptionId(QStringView(u"u1"));
    return claim;
}

static PropertySet everyProperty(RecordKind kind)
{
    PropertySet set;
    int number = 0;
    for (const PropertyIndex index : shippedSchema().propertiesOf(kind)) {
        const PropertyDefinition &definition = shippedSchema().definition(index);
        if (definition.computed)
            continue;
        const Value value = valueFor(definition.type);
        const auto source = static_cast<ClaimSource>(number % 6);
        Claim claim = claimOf(source, value);
        claim.partial = value.asList() != nullptr;
        set.set(index, claim);
        if (number % 3 == 0)
            set.set(index, claimOf(static_cast<ClaimSource>((number + 1) % 6), value));
        if (number % 7 == 0) {
            Claim none = claimOf(ClaimSource::Architect, Value());
            none.notApplicable = true;
            set.set(index, none);
        }
        ++number;
    }
    return set;
}

template <typename T>
static T withId(QStringView id)
{
    T record;
    record.id = typename T::IdType(id);
    record.unknown = {{QStringLiteral("zNewer"), "{\n  \"deep\": [1.50, null]\n}"},
                      {QStringLiteral("newer"), "1e2"}};
    return record;
}

static void addElements(ThreatModel &model)
{
    auto web = withId<Element>(u"e1");
    web.name = QStringLiteral("web");
    web.description = QStringLiteral("line one\nline \"two\" \u202e </script>");
    web.technology = QStringLiteral("web-service");
    web.boundary = BoundaryId(QStringView(u"b1"));
    web.networks = {BoundaryId(QStringView(u"b2"))};
    web.hasRuntime = true;
    web.platform = QStringLiteral("compose");
    web.image = ImageId(QStringView(u"i1"));
    web.identity = IdentityId(QStringView(u"y1"));
    web.assets = {AssetId(QStringView(u"a1"))};
    web.implied = true;
    web.vanished = true;
    web.scope = {false, QStringLiteral("another team's")};
    web.sourceKey = {SourceId(QStringView(u"s1")), QStringLiteral("services.web")};
    web.aliases = {QStringLiteral("services.app")};
    web.properties = everyProperty(RecordKind::Element);
    model.elements.put(web);
    auto user = withId<Element>(u"e0");
    user.kind = ElementKind::ExternalEntity;
    user.name = QStringLiteral("User");
    model.elements.put(user);
    auto route = withId<Interface>(u"p1");
    route.owner = web.id;
    route.name = QStringLiteral("GET /ping?ip=8.8.8.8");
    route.description = QStringLiteral("pings");
    route.vanished = true;
    route.sourceKey = {SourceId(QStringView(u"s1")), QStringLiteral("routes./ping")};
    route.properties = everyProperty(RecordKind::Interface);
    model.interfaces.put(route);
    auto flow = withId<DataFlow>(u"f1");
    flow.source = user.id;
    flow.target = web.id;
    flow.interface = route.id;
    flow.name = QStringLiteral("ping");
    flow.description = QStringLiteral("asks");
    flow.kind = FlowKind::Human;
    flow.confirmed = false;
    flow.assetsOut = {AssetId(QStringView(u"a1"))};
    flow.assetsBack = {AssetId(QStringView(u"a1"))};
    flow.implied = true;
    flow.vanished = true;
    flow.scope = {false, QStringLiteral("later")};
    flow.sourceKey = {SourceId(QStringView(u"s1")), QStringLiteral("services.web.ports")};
    flow.properties = everyProperty(RecordKind::Flow);
    model.flows.put(flow);
}

static void addSurroundings(ThreatModel &model)
{
    auto host = withId<TrustBoundary>(u"b1");
    host.name = QStringLiteral("host");
    host.description = QStringLiteral("d");
    host.parent = BoundaryId(QStringView(u"b3"));
    host.platform = QStringLiteral("compose");
    host.implied = true;
    host.vanished = true;
    host.scope = {false, QStringLiteral("r")};
    host.sourceKey = {SourceId(QStringView(u"s1")), QStringLiteral("host")};
    host.properties = everyProperty(RecordKind::Boundary);
    model.boundaries.put(host);
    for (const QStringView id : {u"b2", u"b3"}) {
        auto boundary = withId<TrustBoundary>(id);
        boundary.kind = id == u"b2" ? BoundaryKind::Network : BoundaryKind::Cluster;
        boundary.name = id.toString();
        model.boundaries.put(boundary);
    }
    auto image = withId<Image>(u"i1");
    image.reference = QStringLiteral("postgres:16");
    image.platform = QStringLiteral("compose");
    image.builtHere = true;
    image.vanished = true;
    image.sourceKey = {SourceId(QStringView(u"s1")), QStringLiteral("services.web.image")};
    image.properties = everyProperty(RecordKind::Image);
    model.images.put(image);
    auto identity = withId<Identity>(u"y1");
    identity.kind = IdentityKind::CloudRole;
    identity.name = QStringLiteral("role");
    identity.platform = QStringLiteral("kubernetes");
    identity.vanished = true;
    identity.sourceKey = {SourceId(QStringView(u"s1")), QStringLiteral("sa")};
    identity.properties = everyProperty(RecordKind::Identity);
    model.identities.put(identity);
    auto asset = withId<DataAsset>(u"a1");
    asset.kind = AssetKind::Credential;
    asset.name = QStringLiteral("password");
    asset.description = QStringLiteral("of the database");
    asset.vanished = true;
    asset.sourceKey = {SourceId(QStringView(u"s1")), QStringLiteral("secrets.db")};
    asset.properties = everyProperty(RecordKind::Asset);
    model.assets.put(asset);
}

static void addPaperwork(ThreatModel &model)
{
    auto assumption = withId<Assumption>(u"u1");
    assumption.statement = QStringLiteral("the host is patched");
    assumption.owner = QStringLiteral("ops");
    assumption.reviewBy = QDate(2031, 1, 2);
    model.assumptions.put(assumption);
    auto source = withId<Source>(u"s1");
    source.format = QStringLiteral("compose");
    source.path = QStringLiteral("deploy/compose.yml");
    source.digest = "00ff00ff";
    source.lines = {{QStringLiteral("services.web"), 3}, {QStringLiteral("services.web.user"), 7}};
    model.sources.put(source);
    auto diagram = withId<Diagram>(u"g1");
    diagram.name = QStringLiteral("main");
    diagram.parent = ElementId(QStringView(u"e1"));
    diagram.place(ElementId(QStringView(u"e1")), QRect(-10, 20, 160, 80));
    diagram.place(ElementId(QStringView(u"e0")), QRect(300, 20, 160, 80));
    diagram.routes = {{FlowId(QStringView(u"f1")), {QPoint(1, 2), QPoint(-3, 4)}}};
    model.diagrams.put(diagram);
    auto decision = withId<Decision>(u"d1");
    decision.threatKey = QStringLiteral("core/root@e1#x");
    decision.treatment = Treatment::Accept;
    decision.reason = QStringLiteral("r");
    decision.owner = QStringLiteral("o");
    decision.date = QDate(2030, 12, 31);
    decision.expires = QDate(2031, 12, 31);
    decision.ticket = QStringLiteral("SEC-1");
    decision.factsDigest = "abcdef";
    decision.title = QStringLiteral("t");
    decision.targetName = QStringLiteral("web");
    model.decisions.put(decision);
    auto threat = withId<ManualThreat>(u"t1");
    threat.target = ElementId(QStringView(u"e1"));
    threat.stride = Stride::ElevationOfPrivilege;
    threat.severity = Severity::Critical;
    threat.title = QStringLiteral("eval");
    threat.description = QStringLiteral("code");
    threat.attack = {QStringLiteral("T1190")};
    threat.capec = {QStringLiteral("CAPEC-35")};
    threat.cwe = {QStringLiteral("CWE-95")};
    threat.nist = {QStringLiteral("SI-10")};
    model.manualThreats.put(threat);
    auto statement = withId<ControlStatement>(u"c1");
    statement.control = QStringLiteral("AC-6(10)");
    statement.status = ControlStatus::Planned;
    statement.origin = ControlOrigin::Shared;
    statement.statement = QStringLiteral("s");
    model.controlStatements.put(statement);
    auto review = withId<Review>(u"r1");
    review.reviewer = QStringLiteral("Ada");
    review.date = QDate(2031, 3, 4);
    review.revision = "0011aabb";
    review.note = QStringLiteral("with the team");
    model.reviews.put(review);
}

static void addFindingDecision(ThreatModel &model)
{
    auto finding = withId<FindingDecision>(u"n1");
    finding.check = QStringLiteral("B307");
    finding.package = QStringLiteral("flask");
    finding.place = QStringLiteral("web/app.py");
    finding.line = 38;
    finding.recordKind = RecordKind::Image;
    finding.record = IdText(QStringView(u"i1"));
    finding.suppressed = QStringLiteral("a fixed text");
    finding.author = QStringLiteral("Ada");
    finding.date = QDate(2031, 3, 4);
    finding.expires = QDate(2031, 6, 4);
    model.findingDecisions.put(finding);
}

ThreatModel fullModel()
{
    ThreatModel model;
    model.project.name = QStringLiteral("Shop");
    model.project.description = QStringLiteral("sells");
    model.project.owner = QStringLiteral("team");
    model.project.importRoot = QStringLiteral("shop");
    model.project.baseline = Baseline::High;
    model.project.attackers = {QStringLiteral("internet")};
    model.project.catalogs = {{QStringLiteral("attack"), QStringLiteral("16.1")}};
    model.project.properties = everyProperty(RecordKind::Project);
    model.project.unknown = {{QStringLiteral("newer"), "true"}};
    model.evidenceDigest = "aa55";
    model.unknown = {{QStringLiteral("newSection"), "[\n  {}\n]"}};
    addElements(model);
    addSurroundings(model);
    addPaperwork(model);
    addFindingDecision(model);
    return model;
}

static ElementId elementAt(int number)
{
    return ElementId(QStringView(QStringLiteral("e%1").arg(number, 10, 10, QLatin1Char('0'))));
}

static void setClaim(PropertySet &set, RecordKind kind, QStringView name, const Value &value,
                     const QString &keyPath)
{
    Claim claim = claimOf(ClaimSource::File, value);
    claim.provenance.keyPath = keyPath;
    set.set(shippedSchema().find(kind, name), claim);
}

ThreatModel syntheticModel(int nodes)
{
    ThreatModel model;
    model.project.name = QStringLiteral("synthetic");
    Diagram diagram;
    diagram.id = DiagramId(QStringView(u"g1"));
    for (int i = 0; i < nodes; ++i) {
        Element element;
        element.id = elementAt(i);
        element.name = QStringLiteral("Process %1").arg(i);
        element.description = QStringLiteral("Generated process number %1").arg(i);
        element.technology = QStringLiteral("web-service");
        element.boundary =
            BoundaryId(QStringView(QStringLiteral("b%1").arg(i / 12, 10, 10, QLatin1Char('0'))));
        element.hasRuntime = true;
        const QString key = QStringLiteral("services.process%1").arg(i);
        for (const QStringView name : {u"privileged", u"noNewPrivileges", u"readOnlyRoot"})
            setClaim(element.properties, RecordKind::Element, name, i % 2 == 0,
                     key + u'.' + name.toString());
        setClaim(element.properties, RecordKind::Element, u"user", u"1000",
                 key + QStringLiteral(".user"));
        model.elements.put(element);
        diagram.place(element.id, QRect(i % 100 * 220, i / 100 * 160, 160, 80));
    }
    for (int i = 0; i < nodes / 12 + 1; ++i) {
        TrustBoundary boundary;
        boundary.id =
            BoundaryId(QStringView(QStringLiteral("b%1").arg(i, 10, 10, QLatin1Char('0'))));
        boundary.name = QStringLiteral("Zone %1").arg(i);
        model.boundaries.put(boundary);
    }
    for (int i = 0; i < nodes * 3 / 2; ++i) {
        DataFlow flow;
        flow.id = FlowId(QStringView(QStringLiteral("f%1").arg(i, 10, 10, QLatin1Char('0'))));
        flow.source = elementAt(i % nodes);
        flow.target = elementAt((i * 7 + 1) % nodes);
        flow.name = QStringLiteral("Flow %1").arg(i);
        const QString key = QStringLiteral("flows.%1.protocol").arg(i);
        setClaim(flow.properties, RecordKind::Flow, u"protocol", u"HTTPS", key);
        model.flows.put(flow);
    }
    model.diagrams.put(diagram);
    return model;
}

} // namespace drawbridge::test
