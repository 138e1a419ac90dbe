#include "model/import/compose/composeimporter.h"
#include "tests/model/import/importworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

class tst_composeimporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recognisesComposeFiles();
    void readsTheRuntimeOfAService();
    void readsTheMountsOfAService();
    void saysNothingWhereTheFileIsSilent();
    void namesFileLineAndKeyPath();
    void addsWhatMustExist();
    void registriesAppearOnlyWhereImagesArePulled();
    void networksOverlap();
    void networkModes();
    void flowsFromVariables();
    void startOrderIsInferred();
    void neverConnectsAllMembersOfANetwork();
    void sharedVolumesConnectWriterAndReader();
    void socketMountsReachTheDaemon();
    void socketProxyGetsAControlPlaneFlow();
    void publishedAddressesDecideWhoGetsIn();
    void imagesAreShared();
    void storesAskForCredentialsOrNot();
    void swarmServices();
    void sameImportGivesSameModel();
    void tellsWhatIsOdd();

private:
    ImportWorld m_world;
    Value value(const ImportResult &result, const QString &element, const QString &property) const
    {
        const Element *found = elementNamed(result.model, element);
        return found ? valueOf(m_world.schema, *found, property) : Value();
    }
};

void tst_composeimporter::recognisesComposeFiles()
{
    const auto importer = makeComposeImporter();
    const auto score = [&](const QString &path, const QByteArray &bytes) {
        return importer->recognises({path, bytes});
    };
    QVERIFY(score(QStringLiteral("docker-compose.yml"), "services:\n  a: {image: b}\n") > 90);
    QVERIFY(score(QStringLiteral("stack.yaml"), "x: 1\nservices:\n  a: {image: b}\n") > 50);
    QCOMPARE(score(QStringLiteral("pod.yaml"), "apiVersion: v1\nkind: Pod\n"), 0);
    QCOMPARE(score(QStringLiteral("notes.txt"), "hello"), 0);
}

static constexpr char ServiceWithEverything[] = R"(services:
  web:
    image: shop/web:1.2.3
    command: ["serve", "--port", "8000"]
    user: "1000:1000"
    privileged: true
    read_only: yes
    cap_add: [CAP_NET_ADMIN]
    cap_drop: [all]
    security_opt: ["no-new-privileges:true", "seccomp=unconfined", "apparmor:unconfined"]
    devices: ["/dev/kvm:/dev/kvm"]
    pid: host
    ipc: host
    uts: host
    userns_mode: host
    sysctls: {net.core.somaxconn: 1024}
    mem_limit: 512m
    cpus: 1.5
    pids_limit: 100
    restart: "on-failure:3"
    healthcheck: {test: ["NONE"]}
    logging: {driver: gelf, options: {gelf-address: "udp://logs:12201"}}
    tmpfs: /run
    volumes:
      - C:\data:/win:ro
      - ./src:/app:ro,Z
      - type: bind
        source: /srv
        target: /srv
        read_only: true
        bind: {propagation: rshared}
      - cache:/cache
      - /anonymous
    deploy: {replicas: 3}
    environment: [FLASK_DEBUG=1]
)";

void tst_composeimporter::readsTheRuntimeOfAService()
{
    const ImportResult result = m_world.imported(ServiceWithEverything);
    const auto get = [&](const char *name) {
        return value(result, QStringLiteral("web"), QString::fromLatin1(name));
    };
    QCOMPARE(get("user"), Value(u"1000:1000"));
    QCOMPARE(get("privileged"), Value(true));
    QCOMPARE(get("readOnlyRoot"), Value(true));
    QCOMPARE(get("capAdd"), Value(ValueList {u"NET_ADMIN"}));
    QCOMPARE(get("capDrop"), Value(ValueList {u"ALL"}));
    QCOMPARE(get("noNewPrivileges"), Value(true));
    QCOMPARE(get("seccomp"), Value(u"unconfined"));
    QCOMPARE(get("mandatoryAccess"), Value(u"unconfined"));
    for (const char *flag : {"hostPid", "hostIpc", "hostUts", "debugMode"})
        QCOMPARE(get(flag), Value(true));
    QCOMPARE(get("userNamespace"), Value(u"host"));
    QCOMPARE(get("memoryLimit"), Value(qint64(512) * 1024 * 1024));
    QCOMPARE(get("cpuLimit"), Value(1.5));
    QCOMPARE(get("pidsLimit"), Value(100));
    QCOMPARE(get("restartPolicy"), Value(u"on-failure"));
    QCOMPARE(get("healthCheck"), Value(u"disabled"));
    QCOMPARE(get("logDestination"), Value(u"remote"));
    QCOMPARE(get("replicas"), Value(3));
}

void tst_composeimporter::readsTheMountsOfAService()
{
    const ImportResult result = m_world.imported(ServiceWithEverything);
    const Value mountList = value(result, QStringLiteral("web"), QStringLiteral("mounts"));
    QVERIFY(mountList.asList());
    QStringList mounts;
    for (const Value &mount : *mountList.asList()) {
        const ValueMap &map = *mount.asMap();
        mounts += map[QStringLiteral("kind")].toDisplayString() + u' '
            + map[QStringLiteral("source")].toDisplayString() + u' '
            + map[QStringLiteral("target")].toDisplayString() + u' '
            + map[QStringLiteral("readOnly")].toDisplayString() + u' '
            + map[QStringLiteral("propagation")].toDisplayString();
    }
    const QStringList expected {QStringLiteral("bind C:\\data /win yes none"),
                                QStringLiteral("bind ./src /app yes none"),
                                QStringLiteral("bind /srv /srv yes shared"),
                                QStringLiteral("volume cache /cache no none"),
                                QStringLiteral("volume none /anonymous no none"),
                                QStringLiteral("tmpfs none /run no none")};
    QCOMPARE(mounts, expected);
}

// Silence is left to the platform's defaults; a user that nobody named stays unknown.
void tst_composeimporter::saysNothingWhereTheFileIsSilent()
{
    const ImportResult result = m_world.imported("services:\n  web: {image: shop/web}\n");
    for (const char16_t *name :
         {u"privileged", u"user", u"healthCheck", u"mounts", u"publishedPorts"})
        QVERIFY(value(result, QStringLiteral("web"), QString::fromUtf16(name)).isNull());
    QCOMPARE(elementNamed(result.model, QStringLiteral("web"))->platform,
             QStringLiteral("compose"));
    // With a file of variables missing, the list of secrets is not known to be all of them.
    const ImportResult open =
        m_world.imported("services:\n  web:\n    image: shop/web\n    env_file: [a.env]\n");
    const Element *web = elementNamed(open.model, QStringLiteral("web"));
    const Claim *secrets =
        claimOf(m_world.schema, RecordKind::Element, web->properties, QStringLiteral("envSecrets"));
    QVERIFY(secrets && secrets->partial && secrets->value.asList()->isEmpty());
}

void tst_composeimporter::namesFileLineAndKeyPath()
{
    const ImportResult result =
        m_world.imported("services:\n  web:\n    image: shop/web\n    user: app\n");
    const Element *web = elementNamed(result.model, QStringLiteral("web"));
    const Claim *user =
        claimOf(m_world.schema, RecordKind::Element, web->properties, QStringLiteral("user"));
    QVERIFY(user);
    QCOMPARE(user->provenance.claim, ClaimSource::File);
    QCOMPARE(user->provenance.keyPath, QStringLiteral("services.web.user"));
    const Source *source = result.model.sources.find(user->provenance.source);
    QVERIFY(source);
    QCOMPARE(source->path, QStringLiteral("compose.yml"));
    QCOMPARE(source->lines.value(QStringLiteral("services.web.user")), 4);
    QCOMPARE(source->lines.value(QStringLiteral("services.web")), 3);
    QCOMPARE(source->digest.size(), 64);
    QCOMPARE(web->sourceKey.key, QStringLiteral("services.web"));
    QCOMPARE(web->id,
             ElementId(importedId('e', QStringLiteral("shop"), QStringLiteral("services.web"))));
}

void tst_composeimporter::addsWhatMustExist()
{
    const ImportResult result =
        m_world.imported("services:\n  web:\n    image: nginx:1.25\n    ports: ['8080:80']\n");
    const Element *daemon = elementNamed(result.model, QStringLiteral("Container runtime"));
    const TrustBoundary *host = boundaryNamed(result.model, QStringLiteral("Host"));
    QVERIFY(daemon && host && daemon->implied && host->implied);
    QCOMPARE(daemon->technology, QStringLiteral("container-runtime"));
    QCOMPARE(daemon->boundary, host->id);
    const Element *web = elementNamed(result.model, QStringLiteral("web"));
    QCOMPARE(web->boundary, host->id);
    QCOMPARE(web->technology, QStringLiteral("web-server"));
    QVERIFY(flowBetween(result.model, QStringLiteral("Operator"),
                        QStringLiteral("Container runtime"), FlowKind::ControlPlane));
    const DataFlow *entry =
        flowBetween(result.model, QStringLiteral("Internet clients"), QStringLiteral("web"));
    QVERIFY(entry && entry->implied && entry->confirmed);
    QCOMPARE(result.model.interfaces.find(entry->interface)->name, QStringLiteral("80/tcp"));
    QVERIFY(flowBetween(result.model, QStringLiteral("Container runtime"),
                        QStringLiteral("docker.io"), FlowKind::Build));
    const TrustBoundary *network = boundaryNamed(result.model, QStringLiteral("default"));
    QVERIFY(network && network->implied);
    QCOMPARE(web->networks, QList<BoundaryId> {network->id});
}

void tst_composeimporter::registriesAppearOnlyWhereImagesArePulled()
{
    const ImportResult built = m_world.imported("services:\n  web: {build: .}\n");
    QVERIFY(!elementNamed(built.model, QStringLiteral("docker.io")));
    QVERIFY(!boundaryNamed(built.model, QStringLiteral("Internet")));
    const ImportResult pulled =
        m_world.imported("services:\n  a: {image: 'quay.io/keycloak/keycloak:24.0'}\n  b: {image: "
                         "'registry.lan:5000/x'}\n");
    QVERIFY(elementNamed(pulled.model, QStringLiteral("quay.io")));
    QVERIFY(elementNamed(pulled.model, QStringLiteral("registry.lan:5000")));
    QCOMPARE(elementNamed(pulled.model, QStringLiteral("a"))->technology,
             QStringLiteral("identity-provider"));
}

void tst_composeimporter::networksOverlap()
{
    const ImportResult result = m_world.imported(R"(services:
  web: {image: x, networks: [front, back]}
  db:
    image: postgres:16
    networks: {back: {aliases: [database], ipv4_address: 10.0.0.2}}
networks:
  front:
  back: {internal: true, driver: bridge}
  shared: {external: true}
)");
    const TrustBoundary *front = boundaryNamed(result.model, QStringLiteral("front"));
    const TrustBoundary *back = boundaryNamed(result.model, QStringLiteral("back"));
    const TrustBoundary *shared = boundaryNamed(result.model, QStringLiteral("shared"));
    QVERIFY(front && back && shared);
    QCOMPARE(elementNamed(result.model, QStringLiteral("web"))->networks.size(), 2);
    QCOMPARE(elementNamed(result.model, QStringLiteral("db"))->networks,
             QList<BoundaryId> {back->id});
    const Claim *internal =
        claimOf(m_world.schema, RecordKind::Boundary, back->properties, QStringLiteral("internal"));
    QVERIFY(internal && internal->value == Value(true));
    // What Compose does by default says nothing of a network made elsewhere.
    QCOMPARE(front->platform, QStringLiteral("compose"));
    QCOMPARE(shared->platform, QString());
    QVERIFY(!boundaryNamed(result.model, QStringLiteral("default")));
}

void tst_composeimporter::networkModes()
{
    const ImportResult result = m_world.imported(R"(services:
  vpn: {image: x, networks: [out]}
  rides: {image: y, network_mode: "service:vpn"}
  alone: {image: z, network_mode: none}
  flat: {image: w, network_mode: host}
networks: {out: }
)");
    const Element *vpn = elementNamed(result.model, QStringLiteral("vpn"));
    const Element *rides = elementNamed(result.model, QStringLiteral("rides"));
    QCOMPARE(rides->networks, vpn->networks);
    QCOMPARE(value(result, QStringLiteral("rides"), QStringLiteral("sharesNamespaceWith")),
             Value(ValueList {vpn->id.toString()}));
    QVERIFY(elementNamed(result.model, QStringLiteral("alone"))->networks.isEmpty());
    QCOMPARE(value(result, QStringLiteral("flat"), QStringLiteral("hostNetwork")), Value(true));
}

void tst_composeimporter::flowsFromVariables()
{
    const ImportResult result = m_world.imported(R"(services:
  web:
    image: shop/web
    depends_on: [db, cache, unrelated]
    environment:
      DATABASE_URL: postgres://shop:s3cretpass@db:5432/shop?sslmode=disable
      REDIS_HOST: cache
      REDIS_PORT: 6379
      REDIS_PASSWORD: ${REDIS_PASSWORD}
      AUTH_URL: https://login.internal/realm
      DB_NAME: unrelated
    networks: {default: {aliases: [www]}}
  login: {image: quay.io/keycloak/keycloak:24.0, hostname: login.internal}
  db: {image: "postgres:16"}
  cache: {image: "redis:7"}
  unrelated: {image: busybox}
  prober: {image: busybox, command: wget -qO- http://www:8000/health}
)");
    const ThreatModel &model = result.model;
    const DataFlow *database = flowBetween(model, QStringLiteral("web"), QStringLiteral("db"));
    QVERIFY(database && database->confirmed);
    QCOMPARE(model.interfaces.find(database->interface)->name, QStringLiteral("5432/tcp"));
    const auto property = [&](const DataFlow *flow, const char *name) {
        const Claim *claim =
            claimOf(m_world.schema, RecordKind::Flow, flow->properties, QString::fromLatin1(name));
        return claim ? claim->value : Value();
    };
    QCOMPARE(property(database, "protocol"), Value(u"postgres"));
    QCOMPARE(property(database, "encryption"), Value(u"none"));
    QCOMPARE(property(database, "sourceAuthentication"), Value(u"password"));
    const DataFlow *cache = flowBetween(model, QStringLiteral("web"), QStringLiteral("cache"));
    QVERIFY(cache && cache->confirmed);
    QCOMPARE(model.interfaces.find(cache->interface)->name, QStringLiteral("6379/tcp"));
    const Value credential = property(cache, "credential");
    QVERIFY(credential.asString());
    const DataAsset *password = model.assets.find(AssetId(*credential.asString()));
    QVERIFY(password);
    QCOMPARE(password->name, QStringLiteral("REDIS_PASSWORD"));
    const DataFlow *login = flowBetween(model, QStringLiteral("web"), QStringLiteral("login"));
    QVERIFY(login && login->confirmed);
    QCOMPARE(property(login, "encryption"), Value(u"tls"));
    QVERIFY(flowBetween(model, QStringLiteral("prober"), QStringLiteral("web")));
    QVERIFY(interfaceNames(model, QStringLiteral("web")).contains(QStringLiteral("8000/tcp")));
    // The name of a database is no address: only the start order is left.
    const DataFlow *unrelated =
        flowBetween(model, QStringLiteral("web"), QStringLiteral("unrelated"));
    QVERIFY(unrelated && !unrelated->confirmed);
}

void tst_composeimporter::startOrderIsInferred()
{
    const ImportResult result = m_world.imported(R"(services:
  a: {image: x, depends_on: {b: {condition: service_healthy}}, links: ["c:see"]}
  b: {image: x}
  c: {image: x}
)");
    const DataFlow *order = flowBetween(result.model, QStringLiteral("a"), QStringLiteral("b"));
    QVERIFY(order && !order->confirmed);
    const DataFlow *link = flowBetween(result.model, QStringLiteral("a"), QStringLiteral("c"));
    QVERIFY(link && link->confirmed);
}

void tst_composeimporter::neverConnectsAllMembersOfANetwork()
{
    QByteArray yaml = "services:\n";
    for (int i = 0; i < 30; ++i)
        yaml += "  s" + QByteArray::number(i) + ": {image: x, volumes: ['data:/data']}\n";
    const ImportResult result = m_world.imported(yaml);
    // One a user of the shared volume, and the operator's and the registry's.
    QVERIFY(result.model.flows.size() <= 30 + 2);
}

void tst_composeimporter::sharedVolumesConnectWriterAndReader()
{
    const ImportResult result = m_world.imported(R"(services:
  app: {image: x, volumes: ["static:/out"]}
  web: {image: y, volumes: ["static:/usr/share/nginx/html:ro"]}
  own: {image: z, volumes: ["other:/data", "/etc/localtime:/etc/localtime:ro"]}
volumes: {static: , other: }
)");
    const DataFlow *flow = flowBetween(result.model, QStringLiteral("app"), QStringLiteral("web"),
                                       FlowKind::SharedVolume);
    QVERIFY(flow && flow->confirmed);
    QVERIFY(!flowBetween(result.model, QStringLiteral("web"), QStringLiteral("app"),
                         FlowKind::SharedVolume));
}

void tst_composeimporter::socketMountsReachTheDaemon()
{
    const ImportResult result = m_world.imported(R"(services:
  direct: {image: x, volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]}
  above: {image: y, volumes: ["/var/run:/host/run"]}
  harmless: {image: z, volumes: ["/srv:/srv"]}
)");
    const auto flow = [&](const QString &from) {
        return flowBetween(result.model, from, QStringLiteral("Container runtime"),
                           FlowKind::ControlPlane);
    };
    QVERIFY(flow(QStringLiteral("direct")) && flow(QStringLiteral("direct"))->confirmed);
    QVERIFY(flow(QStringLiteral("above")) && !flow(QStringLiteral("above"))->confirmed);
    QVERIFY(!flow(QStringLiteral("harmless")));
}

void tst_composeimporter::socketProxyGetsAControlPlaneFlow()
{
    const ImportResult result = m_world.imported(R"(services:
  proxy:
    image: tecnativa/docker-socket-proxy:0.1
    environment: {CONTAINERS: 1, POST: 0}
    volumes: ["/var/run/docker.sock:/var/run/docker.sock"]
  agent: {image: x, environment: {DOCKER_HOST: "tcp://proxy:2375"}}
)");
    const DataFlow *flow = flowBetween(result.model, QStringLiteral("agent"),
                                       QStringLiteral("proxy"), FlowKind::ControlPlane);
    QVERIFY(flow && flow->confirmed);
    const Claim *operations = claimOf(m_world.schema, RecordKind::Flow, flow->properties,
                                      QStringLiteral("allowedOperations"));
    QVERIFY(operations);
    QCOMPARE(operations->value, Value(ValueList {u"list", u"inspect"}));
    QCOMPARE(value(result, QStringLiteral("agent"), QStringLiteral("dockerHost")),
             Value(u"tcp://proxy:2375"));
}

void tst_composeimporter::publishedAddressesDecideWhoGetsIn()
{
    const ImportResult result = m_world.imported(R"(services:
  open: {image: x, ports: ["8080:80"]}
  local: {image: x, ports: ["127.0.0.1:9000:9000", "[::1]:9001:9001"]}
  lan: {image: x, ports: ["192.168.1.10:9002:9002"]}
)");
    const QString clients = QStringLiteral("Internet clients");
    QVERIFY(flowBetween(result.model, clients, QStringLiteral("open")));
    QVERIFY(!flowBetween(result.model, clients, QStringLiteral("local")));
    QVERIFY(!flowBetween(result.model, clients, QStringLiteral("lan")));
    const Value ports = value(result, QStringLiteral("local"), QStringLiteral("publishedPorts"));
    QCOMPARE(ports.asList()->last().asMap()->value(QStringLiteral("hostIp")), Value(u"::1"));
}

void tst_composeimporter::imagesAreShared()
{
    const ImportResult result = m_world.imported(R"(services:
  a: {image: "redis:7.2.4"}
  b: {image: "redis:7.2.4"}
  c: {build: ./app}
  d: {build: {context: ./app}}
  e: {build: ./app, image: "shop/e:1"}
)");
    const auto image = [&](const char16_t *name) {
        return elementNamed(result.model, QString::fromUtf16(name))->image;
    };
    QCOMPARE(image(u"a"), image(u"b"));
    QCOMPARE(image(u"c"), image(u"d"));
    QVERIFY(result.model.images.find(image(u"c"))->builtHere);
    const Claim *publisher =
        claimOf(m_world.schema, RecordKind::Image,
                result.model.images.find(image(u"a"))->properties, QStringLiteral("publisher"));
    QVERIFY(publisher && publisher->value == Value(u"official"));
}

void tst_composeimporter::storesAskForCredentialsOrNot()
{
    const ImportResult result = m_world.imported(R"(services:
  pg: {image: "postgres:16", environment: {POSTGRES_PASSWORD_FILE: /run/secrets/pg}}
  trusting: {image: "postgres:16", environment: {POSTGRES_HOST_AUTH_METHOD: trust}}
  open: {image: "mongo:6"}
  closed: {image: "mongo:6", environment: {MONGO_INITDB_ROOT_USERNAME: root, MONGO_INITDB_ROOT_PASSWORD: "${MONGO_PW}"}}
  redis: {image: "redis:7", command: redis-server --requirepass longsecretvalue}
  configured: {image: "redis:7", volumes: ["./redis.conf:/usr/local/etc/redis/redis.conf"]}
  weak: {image: "mysql:8.0", environment: {MYSQL_ROOT_PASSWORD: root}}
)");
    const auto required = [&](const char16_t *name) {
        return value(result, QString::fromUtf16(name), QStringLiteral("requiresAuthentication"));
    };
    QCOMPARE(required(u"pg"), Value(true));
    QCOMPARE(required(u"trusting"), Value(false));
    QCOMPARE(required(u"open"), Value(false));
    QCOMPARE(required(u"closed"), Value(true));
    QCOMPARE(required(u"redis"), Value(true));
    QVERIFY(required(u"configured").isNull());
    QCOMPARE(value(result, QStringLiteral("weak"), QStringLiteral("defaultCredentials")),
             Value(true));
    QVERIFY(value(result, QStringLiteral("closed"), QStringLiteral("defaultCredentials")).isNull());
    QCOMPARE(elementNamed(result.model, QStringLiteral("pg"))->kind, ElementKind::DataStore);
}

void tst_composeimporter::swarmServices()
{
    const ImportResult result = m_world.imported("services:\n  a:\n    image: x\n    deploy: "
                                                 "{mode: global, placement: {constraints: [a]}}\n");
    QCOMPARE(elementNamed(result.model, QStringLiteral("a"))->platform, QStringLiteral("swarm"));
}

// A comment changes lines and the digest only; another folder changes the ids.
void tst_composeimporter::sameImportGivesSameModel()
{
    const QByteArray yaml = "services:\n  web: {image: 'nginx:1.25', ports: ['80:80']}\n";
    const ImportResult first = m_world.imported(yaml);
    const ImportResult commented = m_world.imported("# a comment\n" + yaml);
    QVERIFY(first.model.elements == commented.model.elements);
    QVERIFY(first.model.flows == commented.model.flows);
    QVERIFY(first.model.images == commented.model.images);
    const auto idIn = [&](const QString &path) {
        const auto result = m_world.compose(QList<ImportFile> {{path, yaml}});
        return elementNamed(result->model, QStringLiteral("web"))->id;
    };
    const ElementId plain = idIn(QStringLiteral("compose.yml"));
    QCOMPARE(idIn(QStringLiteral("before/compose.yml")), plain);
    QCOMPARE(idIn(QStringLiteral("after/docker-compose.yml")), plain);
    QVERIFY(idIn(QStringLiteral("billing/compose.yml")) != plain);
}

void tst_composeimporter::tellsWhatIsOdd()
{
    const ImportResult result = m_world.imported(R"(services:
  a: {image: x, networks: [one], depends_on: [b], ports: ["8000-8005:8000-8005"], colour: red}
  b: {image: x, networks: [two], depends_on: [a], ports: ["127.0.0.1:8003:80"]}
  c: {networks: [one]}
networks: {one: , two: , three: }
volumes: {}
x-note: anything
surprise: 1
)");
    const QString told = messagesOf(result.diagnostics);
    const QStringList expected {
        QStringLiteral("'a' depends on 'b', but they share no network"),
        QStringLiteral("no service uses the network 'three'"),
        QStringLiteral("port 8003/tcp of the host is published by 'a' and by 'b'"),
        QStringLiteral("services wait for each other: a -> b -> a"),
        QStringLiteral("'c' has neither 'image' nor 'build'"),
        QStringLiteral("the key 'colour' of the service 'a' is not known"),
        QStringLiteral("the section 'surprise' is not known")};
    for (const QString &text : expected)
        QVERIFY2(told.contains(text), qPrintable(text + QStringLiteral(" is not in:\n") + told));
    QVERIFY(!told.contains(QStringLiteral("x-note")));
}

DRAWBRIDGE_TEST(tst_composeimporter)
#include "tst_composeimporter.moc"
