#include "model/core/validator.h"
#include "model/diff/diffwriters.h"
#include "model/diff/importupdate.h"
#include "tests/model/diff/diffworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

static const char Shop[] = "services:\n"
                           "  web:\n"
                           "    image: nginx:1.25\n"
                           "    user: root\n"
                           "    ports: ['8080:80']\n"
                           "    networks: [front, back]\n"
                           "    environment:\n"
                           "      DB_URL: postgres://db:5432/shop\n"
                           "      API_TOKEN: abcdefgh12345678\n"
                           "  db:\n"
                           "    image: postgres:16\n"
                           "    networks: [back]\n"
                           "networks:\n"
                           "  front:\n"
                           "  back:\n";

class tst_importupdate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesNothingWhenNothingChanged();
    void replacesOnlyClaimsOfTheSource();
    void keepsWhatTheArchitectDid();
    void marksWhatVanishedAndUnmarksWhatReturns();
    void forgetsClaimsOfFilesThatAreNoLongerReferredTo();
    void offersRenamesAndKeepsThemWhenAccepted();
    void givesAFormerNameToSomethingNew();
    void keepsTwoFoldersApart();
    void followsAFileThatMoved();
    void followsFilesOfTheSameSystem();
    void mergesAnOverrideThatIsImportedAlone();
    void attachesEndpointsToTheirContainer_data();
    void attachesEndpointsToTheirContainer();
    void attachesEndpointsWhereAsked();
    void findsAttachedEndpointsAgain();
    void supposedCallsLeaveAKnownFlowToItsFile();
    void keepsADrawnModel();

private:
    ImportUpdate update(const ThreatModel &model, const QByteArray &yaml,
                        const UpdateOptions &options = {},
                        const QString &path = QStringLiteral("compose.yml"));
    QByteArray textOf(const ImportUpdate &update) { return writeDiffText(update.diff); }
    Value valueOf(const ThreatModel &model, const QString &element, const QString &property);

    DiffWorld m_world;
};

// Every update has to leave a model that holds together.
ImportUpdate tst_importupdate::update(const ThreatModel &model, const QByteArray &yaml,
                                      const UpdateOptions &options, const QString &path)
{
    const ImportUpdate result =
        updateByImport(model, m_world.model(yaml, path), m_world.schema(), options);
    for (const ModelProblem &problem : validate(result.model, m_world.schema()))
        QTest::qFail(qPrintable(problem.record.toString() + u' ' + problem.message), __FILE__,
                     __LINE__);
    return result;
}

Value tst_importupdate::valueOf(const ThreatModel &model, const QString &element,
                                const QString &property)
{
    const Element *found = elementNamed(model, element);
    return found ? found->properties.value(m_world.schema().find(RecordKind::Element, property))
                 : Value();
}

void tst_importupdate::changesNothingWhenNothingChanged()
{
    const ThreatModel model = m_world.model(Shop);
    const ImportUpdate again = update(model, Shop);
    QVERIFY2(again.diff.isEmpty(), textOf(again));
    QVERIFY(again.model == model);
}

void tst_importupdate::replacesOnlyClaimsOfTheSource()
{
    ThreatModel model = m_world.model(Shop);
    Element web = *elementNamed(model, QStringLiteral("web"));
    const PropertyIndex user = m_world.schema().find(RecordKind::Element, u"user");
    const PropertyIndex debug = m_world.schema().find(RecordKind::Element, u"debugMode");
    Claim said;
    said.value = true;
    web.properties.set(debug, said);
    Claim scanned;
    scanned.value = QStringLiteral("root");
    scanned.provenance.claim = ClaimSource::Scanner;
    web.properties.set(user, scanned);
    model.elements.put(web);

    const ImportUpdate changed =
        update(model, QByteArray(Shop).replace("user: root", "user: '1000'"));
    const Element *after = elementNamed(changed.model, QStringLiteral("web"));
    QCOMPARE(after->id, web.id);
    QCOMPARE(after->properties.value(debug), Value(true));
    QCOMPARE(after->properties.value(user), Value(QStringLiteral("root")));
    const QList<Claim> conflicts = after->properties.find(user)->conflicts();
    QCOMPARE(conflicts.size(), 1);
    QCOMPARE(conflicts.first().value, Value(QStringLiteral("1000")));

    const ImportUpdate silent =
        update(changed.model, QByteArray(Shop).replace("    user: root\n", ""));
    QCOMPARE(
        elementNamed(silent.model, QStringLiteral("web"))->properties.find(user)->claims.size(), 1);
}

void tst_importupdate::keepsWhatTheArchitectDid()
{
    ThreatModel model = m_world.model(Shop);
    Element web = *elementNamed(model, QStringLiteral("web"));
    web.name = QStringLiteral("Shop front");
    web.description = QStringLiteral("What customers see.");
    web.scope = {false, QStringLiteral("bought")};
    web.technology = QStringLiteral("web-application-firewall");
    DataAsset orders;
    orders.id = AssetId(QByteArrayView("a-orders"));
    orders.name = QStringLiteral("orders");
    model.assets.put(orders);
    web.assets += orders.id;
    std::sort(web.assets.begin(), web.assets.end());
    model.elements.put(web);
    Element drawn;
    drawn.id = ElementId(QByteArrayView("e-drawn"));
    drawn.name = QStringLiteral("Bank");
    drawn.kind = ElementKind::ExternalEntity;
    model.elements.put(drawn);
    DataFlow flow;
    flow.id = FlowId(QByteArrayView("f-drawn"));
    flow.source = web.id;
    flow.target = drawn.id;
    model.flows.put(flow);
    Diagram diagram;
    diagram.id = DiagramId(QByteArrayView("g1"));
    diagram.place(web.id, QRect(5, 6, 70, 80));
    model.diagrams.put(diagram);
    Decision decision;
    decision.id = decisionIdFor(QStringLiteral("containers/root@") + web.id.toString());
    decision.threatKey = QStringLiteral("containers/root@") + web.id.toString();
    decision.treatment = Treatment::Accept;
    model.decisions.put(decision);

    const ThreatModel after =
        update(model, QByteArray(Shop).replace("'8080:80'", "'127.0.0.1:8080:80'")).model;
    const Element *kept = after.elements.find(web.id);
    QCOMPARE(kept->name, web.name);
    QCOMPARE(kept->description, web.description);
    QCOMPARE(kept->technology, web.technology);
    QVERIFY(kept->scope == web.scope);
    QVERIFY(kept->assets.contains(orders.id));
    QVERIFY(*after.elements.find(drawn.id) == drawn);
    QVERIFY(*after.flows.find(flow.id) == flow);
    QVERIFY(after.diagrams == model.diagrams);
    QVERIFY(after.decisions == model.decisions);
}

void tst_importupdate::marksWhatVanishedAndUnmarksWhatReturns()
{
    const ThreatModel model = m_world.model(Shop);
    const ImportUpdate without = update(model,
                                        "services:\n"
                                        "  web:\n"
                                        "    image: nginx:1.25\n"
                                        "    user: root\n"
                                        "    networks: [front]\n"
                                        "networks:\n"
                                        "  front:\n");
    const QByteArray text = textOf(without);
    for (const char *gone :
         {"vanished element         db", "vanished element         Internet clients",
          "vanished data-flow       web to db", "vanished trust-boundary  back",
          "vanished asset           API_TOKEN (web)", "vanished image           postgres:16"})
        QVERIFY2(text.contains(gone), (text + "\nlacks " + gone));
    QVERIFY2(!text.contains("removed"), text);
    QVERIFY(elementNamed(without.model, QStringLiteral("web"))->assets.isEmpty());

    const ImportUpdate back = update(without.model, Shop);
    QVERIFY(back.model == model);
    QVERIFY(textOf(back).contains("returned element         db"));
}

void tst_importupdate::forgetsClaimsOfFilesThatAreNoLongerReferredTo()
{
    m_world.siblings = {
        {QStringLiteral("web/Dockerfile"), "FROM debian:12\nRUN apt-get update\nUSER 1000\n"}};
    const ThreatModel model = m_world.model("services:\n  web:\n    build: web\n");
    QCOMPARE(valueOf(model, QStringLiteral("web"), QStringLiteral("hasPackageManager")),
             Value(true));
    const ThreatModel after = update(model, "services:\n  web:\n    image: acme/web:1.2\n").model;
    QVERIFY(valueOf(after, QStringLiteral("web"), QStringLiteral("hasPackageManager")).isNull());
    // The built image stays, marked, and so does the file that it came from.
    const Element *web = elementNamed(after, QStringLiteral("web"));
    QCOMPARE(after.images.find(web->image)->reference, QStringLiteral("acme/web:1.2"));
    QCOMPARE(after.images.size(), 2);
    m_world.siblings.clear();
}

void tst_importupdate::offersRenamesAndKeepsThemWhenAccepted()
{
    ThreatModel model = m_world.model(Shop);
    const ElementId web = elementNamed(model, QStringLiteral("web"))->id;
    const InterfaceId port = interfaceNamed(model, QStringLiteral("80/tcp"))->id;
    const FlowId flow = flowBetween(model, QStringLiteral("web"), QStringLiteral("db"))->id;
    const QByteArray renamed = QByteArray(Shop).replace("  web:", "  frontend:");
    const ImportUpdate offered = update(model, renamed);
    QVERIFY(offered.model.elements.find(web)->vanished);
    QCOMPARE(offered.diff.renames.size(), 1);
    const RenameCandidate rename = offered.diff.renames.first();
    QCOMPARE(rename.before, IdText(web));
    QCOMPARE(rename.reason, QStringLiteral("same image and ports"));

    UpdateOptions options;
    options.sameAs = {{rename.record, rename.before, rename.after}};
    const ImportUpdate accepted = update(model, renamed, options);
    const Element *frontend = accepted.model.elements.find(web);
    QCOMPARE(frontend->name, QStringLiteral("frontend"));
    QCOMPARE(frontend->aliases, QStringList {QStringLiteral("services.web")});
    QVERIFY(!frontend->vanished);
    QVERIFY(!accepted.model.interfaces.find(port)->vanished);
    QVERIFY(!accepted.model.flows.find(flow)->vanished);
    const QByteArray text = textOf(accepted);
    QVERIFY2(!text.contains("added") && !text.contains("vanished"), text);

    // Later imports know it, by the new name and by the old one.
    QVERIFY2(update(accepted.model, renamed).diff.isEmpty(),
             textOf(update(accepted.model, renamed)));
    const ImportUpdate former = update(accepted.model, Shop);
    QVERIFY2(!former.model.elements.find(web)->vanished, textOf(former));
}

void tst_importupdate::givesAFormerNameToSomethingNew()
{
    const ThreatModel model = m_world.model("services:\n  web:\n    image: nginx:1.25\n");
    const ElementId web = elementNamed(model, QStringLiteral("web"))->id;
    const QByteArray renamed = "services:\n  frontend:\n    image: nginx:1.25\n";
    UpdateOptions options;
    options.sameAs = {
        {RecordKind::Element, web, update(model, renamed).diff.renames.first().after}};
    const ThreatModel after = update(model, renamed, options).model;
    const ThreatModel both = update(after, renamed + "  web:\n    image: acme/web:1\n").model;
    QCOMPARE(both.elements.find(web)->name, QStringLiteral("frontend"));
    const Element *fresh = elementNamed(both, QStringLiteral("web"));
    QVERIFY(fresh && fresh->id != web);
}

void tst_importupdate::keepsTwoFoldersApart()
{
    const ThreatModel model = m_world.model(Shop, QStringLiteral("a/compose.yml"));
    const ImportUpdate both = update(model, "services:\n  web:\n    image: acme/other:1\n", {},
                                     QStringLiteral("b/compose.yml"));
    QVERIFY2(!textOf(both).contains("vanished"), textOf(both));
    int named = 0;
    for (const Element &element : both.model.elements)
        named += element.name == u"web";
    QCOMPARE(named, 2);
    // They share their host, and are found again one by one.
    int hosts = 0;
    for (const TrustBoundary &boundary : both.model.boundaries)
        hosts += boundary.kind == BoundaryKind::Host;
    QCOMPARE(hosts, 1);
    const ImportUpdate again = update(both.model, Shop, {}, QStringLiteral("a/compose.yml"));
    QVERIFY2(again.diff.isEmpty(), textOf(again));
}

void tst_importupdate::followsAFileThatMoved()
{
    const ThreatModel model = m_world.model(Shop);
    UpdateOptions options;
    options.missing = {model.sources.at(0).id};
    const ImportUpdate moved =
        update(model, Shop, options, QStringLiteral("deploy/docker-compose.yml"));
    QCOMPARE(moved.model.sources.size(), 1);
    QCOMPARE(moved.model.sources.at(0).path, QStringLiteral("deploy/docker-compose.yml"));
    QCOMPARE(moved.diff.records.size(), 1);
}

void tst_importupdate::followsFilesOfTheSameSystem()
{
    m_world.siblings = {{QStringLiteral("web/Dockerfile"), "FROM debian:12\nUSER 1000\n"},
                        {QStringLiteral("api/Dockerfile"), "FROM debian:12\nUSER 1001\n"}};
    const QByteArray built = "services:\n  web:\n    build: web\n  api:\n    build: api\n";
    const ThreatModel model = m_world.model(built, QStringLiteral("compose.yml"));
    UpdateOptions options;
    options.sameSystem = true;
    ThreatModel elsewhere = m_world.model(built, QStringLiteral("docker-compose.yaml"));
    for (qsizetype i = 0; i < elsewhere.sources.size(); ++i) {
        Source source = elsewhere.sources.at(i);
        source.path.prepend(QStringLiteral("../running/"));
        elsewhere.sources.put(source);
    }
    const ImportUpdate same = updateByImport(model, elsewhere, m_world.schema(), options);
    m_world.siblings.clear();
    QVERIFY2(!textOf(same).contains("added") && !textOf(same).contains("vanished"), textOf(same));
    QCOMPARE(same.model.elements.size(), model.elements.size());
    QCOMPARE(same.model.sources.size(), model.sources.size());
}

void tst_importupdate::mergesAnOverrideThatIsImportedAlone()
{
    const ThreatModel model = m_world.model(Shop);
    const ImportUpdate more =
        update(model, "services:\n  web:\n    image: nginx:1.25\n    read_only: true\n", {},
               QStringLiteral("compose.override.yml"));
    QVERIFY2(!textOf(more).contains("vanished"), textOf(more));
    QCOMPARE(valueOf(more.model, QStringLiteral("web"), QStringLiteral("readOnlyRoot")),
             Value(true));
    QCOMPARE(valueOf(more.model, QStringLiteral("web"), QStringLiteral("user")),
             Value(QStringLiteral("root")));
}

// What a description of endpoints gives: a process without a container, and its routes.
static ThreatModel endpoints(const QString &path, const QString &name)
{
    ThreatModel model;
    Source source;
    source.id = SourceId(QByteArrayView("s-api"));
    source.format = QStringLiteral("openapi");
    source.path = path;
    model.sources.put(source);
    Element api;
    api.id = ElementId(QByteArrayView("e-api"));
    api.name = name;
    api.technology = QStringLiteral("web-service");
    api.sourceKey = {source.id, QStringLiteral("info")};
    model.elements.put(api);
    Interface route;
    route.id = InterfaceId(QByteArrayView("p-ping"));
    route.owner = api.id;
    route.name = QStringLiteral("GET /ping");
    route.sourceKey = {source.id, QStringLiteral("paths./ping.get")};
    model.interfaces.put(route);
    return model;
}

void tst_importupdate::attachesEndpointsToTheirContainer_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("owner");
    QTest::newRow("build folder") << "web/openapi.yaml"
                                  << "Shop API"
                                  << "web";
    QTest::newRow("name") << "docs/openapi.yaml"
                          << "Jobs"
                          << "jobs";
    QTest::newRow("unknown") << "docs/openapi.yaml"
                             << "Shop API"
                             << "Shop API";
}

void tst_importupdate::attachesEndpointsToTheirContainer()
{
    QFETCH(QString, path);
    QFETCH(QString, name);
    QFETCH(QString, owner);
    m_world.siblings = {{QStringLiteral("web/Dockerfile"), "FROM python:3.12\nEXPOSE 5000\n"}};
    const ThreatModel model =
        m_world.model("services:\n  web:\n    build: web\n  jobs:\n    image: acme/jobs:1\n"
                      "    ports: ['9000:9000', '8000:8000']\n");
    const ImportUpdate both = updateByImport(model, endpoints(path, name), m_world.schema());
    const Interface *route = interfaceNamed(both.model, QStringLiteral("GET /ping"));
    QVERIFY(route);
    QCOMPARE(both.model.elements.find(route->owner)->name, owner);
    QVERIFY(validate(both.model, m_world.schema()).isEmpty());
    m_world.siblings.clear();
}

void tst_importupdate::attachesEndpointsWhereAsked()
{
    const ThreatModel model = m_world.model(Shop);
    UpdateOptions options;
    options.attachTo = elementNamed(model, QStringLiteral("db"))->id;
    const ThreatModel both =
        updateByImport(model, endpoints(QStringLiteral("x.yaml"), QStringLiteral("x")),
                       m_world.schema(), options)
            .model;
    QCOMPARE(interfaceNamed(both, QStringLiteral("GET /ping"))->owner, options.attachTo);
    QCOMPARE(both.elements.size(), model.elements.size());
}

void tst_importupdate::supposedCallsLeaveAKnownFlowToItsFile()
{
    const ThreatModel model =
        m_world.model("services:\n  web:\n    image: acme/web:1\n    ports: ['80:80']\n");
    const DataFlow *known =
        flowBetween(model, QStringLiteral("Internet clients"), QStringLiteral("web"));
    QVERIFY(known);
    ThreatModel api = endpoints(QStringLiteral("api.yaml"), QStringLiteral("web"));
    Element clients;
    clients.id = ElementId(QByteArrayView("e-clients"));
    clients.kind = ElementKind::ExternalEntity;
    clients.name = QStringLiteral("API clients");
    clients.implied = true;
    clients.sourceKey = {api.sources.begin()->id, QStringLiteral("implied.internet-client")};
    api.elements.put(clients);
    DataFlow calls;
    calls.id = FlowId(QByteArrayView("f-calls"));
    calls.source = clients.id;
    calls.target = ElementId(QByteArrayView("e-api"));
    calls.implied = true;
    calls.sourceKey = {api.sources.begin()->id, QStringLiteral("implied.api-calls")};
    api.flows.put(calls);
    const ThreatModel both = updateByImport(model, api, m_world.schema()).model;
    QCOMPARE(both.flows.size(), model.flows.size());
    QCOMPARE(both.flows.find(known->id)->sourceKey, known->sourceKey);
}

void tst_importupdate::findsAttachedEndpointsAgain()
{
    const ThreatModel model = m_world.model(Shop);
    UpdateOptions options;
    options.attachTo = elementNamed(model, QStringLiteral("web"))->id;
    const ThreatModel api = endpoints(QStringLiteral("x.yaml"), QStringLiteral("x"));
    const ThreatModel both = updateByImport(model, api, m_world.schema(), options).model;
    // Without being told again, and from either side.
    const ImportUpdate again = updateByImport(both, api, m_world.schema());
    QVERIFY2(again.diff.isEmpty(), textOf(again));
    const ImportUpdate compose = update(both, Shop);
    QVERIFY2(compose.diff.isEmpty(), textOf(compose));
    // The other way round: the endpoints were there first.
    const ImportUpdate later = update(api, "services:\n  x:\n    image: acme/x:1\n");
    const Element *element = elementNamed(later.model, QStringLiteral("x"));
    QCOMPARE(element->id, api.elements.at(0).id);
    QVERIFY(element->hasRuntime);
    const ImportUpdate third = updateByImport(later.model, api, m_world.schema());
    QVERIFY2(third.diff.isEmpty(), textOf(third));
}

void tst_importupdate::keepsADrawnModel()
{
    ThreatModel model;
    Element drawn;
    drawn.id = ElementId(QByteArrayView("e1"));
    drawn.name = QStringLiteral("web");
    model.elements.put(drawn);
    const ImportUpdate both = update(model, Shop);
    QVERIFY(*both.model.elements.find(drawn.id) == drawn);
    QVERIFY(!textOf(both).contains("vanished"));
    QCOMPARE(both.model.project.importRoot, QStringLiteral("shop"));
}

DRAWBRIDGE_TEST(tst_importupdate)
#include "tst_importupdate.moc"
