#include "tests/model/engine/analysisworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// What is worked out from several properties, and what is asked where that cannot be done.
class tst_computedfacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsAsRootByPrecedence_data();
    void runsAsRootByPrecedence();
    void asksWhatWouldSettleIt();
    void runtimeSocket_data();
    void runtimeSocket();
    void aControlPlaneFlowReachesTheRuntime_data();
    void aControlPlaneFlowReachesTheRuntime();
    void exposureOfPublishedPorts_data();
    void exposureOfPublishedPorts();
    void interfacesHaveThePortTheyListenOn();
    void pinning_data();
    void pinning();
    void capabilities();
    void classificationFollowsAssets();
    void questionsAreRankedAndJoined();
    void onlyLivingRecordsOfTheRightKind();
};

// "true", "internet", ... or "?" where it cannot be told.
static QString computed(const ThreatModel &model, RecordKind kind, const char *id,
                        const char *property)
{
    const AnalysisSession session = analysed(model, rulesFrom("  []\n"));
    const std::optional<Value> value =
        session.computedValue(kind, IdText(QByteArrayView(id)),
                              shippedSchema()->find(kind, QString::fromLatin1(property)));
    return value ? value->toDisplayString() : QStringLiteral("?");
}

void tst_computedfacts::runsAsRootByPrecedence_data()
{
    QTest::addColumn<Value>("refusesRoot");
    QTest::addColumn<Value>("user");
    QTest::addColumn<Value>("imageUser");
    QTest::addColumn<QString>("expected");
    const Value nothing;
    const auto text = [](const char *word) { return Value(QString::fromLatin1(word)); };
    QTest::newRow("nothing known") << nothing << nothing << nothing << "?";
    QTest::newRow("image says root") << nothing << nothing << text("root") << "yes";
    QTest::newRow("image says nothing, which is root") << nothing << nothing << text("") << "yes";
    QTest::newRow("image says a name") << nothing << nothing << text("app") << "no";
    QTest::newRow("user before image") << nothing << text("1000:1000") << text("root") << "no";
    QTest::newRow("root by number and group") << nothing << text("0:1000") << text("app") << "yes";
    QTest::newRow("zeros are zero") << nothing << text("00") << nothing << "yes";
    QTest::newRow("name with a nought") << nothing << text("0app") << nothing << "no";
    QTest::newRow("empty user leaves it to the image")
        << nothing << text("") << text("app") << "no";
    QTest::newRow("variable") << nothing << text("${UID}") << text("app") << "?";
    QTest::newRow("platform refuses root") << Value(true) << nothing << text("root") << "no";
    QTest::newRow("platform allows root") << Value(false) << nothing << text("root") << "yes";
}

void tst_computedfacts::runsAsRootByPrecedence()
{
    QFETCH(Value, refusesRoot);
    QFETCH(Value, user);
    QFETCH(Value, imageUser);
    ThreatModel model;
    Element element = container("e1", "i1");
    if (!refusesRoot.isNull())
        say(element, "runAsNonRoot", refusesRoot);
    if (!user.isNull())
        say(element, "user", user, ClaimSource::File);
    model.elements.put(element);
    Image image = imageOf("i1", "app:1");
    if (!imageUser.isNull())
        say(image, "defaultUser", imageUser, ClaimSource::ImageTable);
    model.images.put(image);
    QTEST(computed(model, RecordKind::Element, "e1", "runsAsRoot"), "expected");
}

void tst_computedfacts::asksWhatWouldSettleIt()
{
    ThreatModel model;
    model.elements.put(container("e1"));
    model.elements.put(container("e2", "i1"));
    model.images.put(imageOf("i1", "app:1"));
    const AnalysisSession session =
        analysed(model, rulesFrom(rule("r", "element", "    when: self.runsAsRoot\n")));
    QCOMPARE(session.size(), 2);
    const PropertyReference ofService {RecordKind::Element, ElementId(QByteArrayView("e1")),
                                       shippedSchema()->find(RecordKind::Element, u"user")};
    const PropertyReference ofImage {RecordKind::Image, ImageId(QByteArrayView("i1")),
                                     shippedSchema()->find(RecordKind::Image, u"defaultUser")};
    QCOMPARE(session.at(0).questions, QList<PropertyReference> {ofService});
    QCOMPARE(session.at(1).questions, QList<PropertyReference> {ofImage});
}

void tst_computedfacts::runtimeSocket_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("socket");
    QTest::addColumn<QString>("pathClass");
    const auto add = [](const char *source, const char *socket, const char *pathClass) {
        QTest::newRow(source) << QString::fromLatin1(source) << QString::fromLatin1(socket)
                              << QString::fromLatin1(pathClass);
    };
    add("/var/run/docker.sock", "direct", "runtime-socket");
    add("/run//./docker.sock", "direct", "runtime-socket");
    add("/var/lib/../run/docker.sock", "direct", "runtime-socket");
    add("/var/run", "direct", "runtime-socket");
    add("/run/", "direct", "runtime-socket");
    add("/", "direct", "root");
    add("/..", "direct", "root");
    add("/run/containerd/containerd.sock", "direct", "runtime-socket");
    add("/run/user/1000/podman/podman.sock", "direct", "runtime-socket");
    add("//./pipe/docker_engine", "direct", "runtime-socket");
    add("\\\\.\\pipe\\docker_engine", "direct", "runtime-socket");
    add("/runner", "none", "ordinary");
    add("/etc/shadow", "none", "system");
    add("/etc/localtime", "none", "ordinary");
    add("/etc", "none", "system");
    add("/etc/cron.d/jobs", "none", "system");
    add("/etc/letsencrypt/live/example.org", "none", "ordinary");
    add("/etc/nginx/conf.d", "none", "ordinary");
    add("/etc/ssl/private/site.key", "none", "system");
    add("/dev", "none", "system");
    add("/dev/disk/", "none", "ordinary");
    add("/dev/shm", "none", "ordinary");
    add("/var/lib/docker/containers", "none", "system");
    add("/var/log", "none", "ordinary");
    add("/usr/local/bin", "none", "system");
    add("/root", "none", "home");
    add("/root/.docker/config.json", "none", "home");
    add("/root/app/data", "none", "ordinary");
    add("/home/anna", "none", "home");
    add("/home/anna/music", "none", "ordinary");
    add("/proc", "none", "process-information");
    add("./data", "none", "ordinary");
    add("../../etc", "none", "ordinary");
    add("~/.ssh", "none", "home");
}

void tst_computedfacts::runtimeSocket()
{
    QFETCH(QString, source);
    ThreatModel model;
    Element element = container("e1");
    say(element, "dockerHost", QString());
    say(element, "mounts",
        ValueList {record({{"source", source},
                           {"target", QStringLiteral("/x")},
                           {"kind", QStringLiteral("bind")},
                           {"readOnly", true}})});
    model.elements.put(element);
    QTEST(computed(model, RecordKind::Element, "e1", "runtimeSocket"), "socket");
    QTEST(computed(model, RecordKind::Element, "e1", "hostPathClass"), "pathClass");
}

void tst_computedfacts::aControlPlaneFlowReachesTheRuntime_data()
{
    QTest::addColumn<QString>("technology");
    QTest::addColumn<Value>("operations");
    QTest::addColumn<QString>("expected");
    const auto list = [](const char *word) { return Value(ValueList {QString::fromLatin1(word)}); };
    QTest::newRow("daemon") << "container-runtime" << Value() << "direct";
    QTest::newRow("proxy") << "reverse-proxy" << Value() << "proxied";
    QTest::newRow("proxy that lists") << "reverse-proxy" << list("list") << "proxied";
    QTest::newRow("proxy that creates") << "reverse-proxy" << list("create") << "direct";
    QTest::newRow("daemon that only lists") << "container-runtime" << list("list") << "proxied";
}

void tst_computedfacts::aControlPlaneFlowReachesTheRuntime()
{
    QFETCH(QString, technology);
    QFETCH(Value, operations);
    ThreatModel model;
    Element element = container("e1");
    say(element, "mounts", ValueList());
    model.elements.put(element);
    Element api = container("e2");
    api.technology = technology;
    model.elements.put(api);
    DataFlow flow = flowOf("f1", "e1", "e2");
    flow.kind = FlowKind::ControlPlane;
    if (!operations.isNull())
        say(flow, "allowedOperations", operations);
    model.flows.put(flow);
    QTEST(computed(model, RecordKind::Element, "e1", "runtimeSocket"), "expected");
}

static Value portOn(const char *hostIp, int port)
{
    return record({{"hostIp", QString::fromLatin1(hostIp)},
                   {"hostPort", port},
                   {"port", port},
                   {"protocol", QStringLiteral("tcp")}});
}

void tst_computedfacts::exposureOfPublishedPorts_data()
{
    QTest::addColumn<Value>("ports");
    QTest::addColumn<QString>("expected");
    QTest::newRow("not known") << Value() << "?";
    QTest::newRow("none") << Value(ValueList()) << "internal";
    for (const auto &[address, expected] :
         {std::pair {"", "internet"}, std::pair {"0.0.0.0", "internet"},
          std::pair {"::", "internet"}, std::pair {"203.0.113.7", "internet"},
          std::pair {"172.32.0.1", "internet"}, std::pair {"172.31.0.1", "internal"},
          std::pair {"10.0.0.5", "internal"}, std::pair {"192.168.1.2", "internal"},
          std::pair {"127.0.0.1", "local"}, std::pair {"127.8.0.1", "local"},
          std::pair {"::1", "local"}, std::pair {"localhost", "local"}})
        QTest::addRow("[%s]", address) << Value(ValueList {portOn(address, 80)}) << expected;
    QTest::newRow("the widest counts")
        << Value(ValueList {portOn("127.0.0.1", 1), portOn("0.0.0.0", 2)}) << "internet";
}

void tst_computedfacts::exposureOfPublishedPorts()
{
    QFETCH(Value, ports);
    ThreatModel model;
    Element element = container("e1");
    if (!ports.isNull())
        say(element, "publishedPorts", ports);
    model.elements.put(element);
    QTEST(computed(model, RecordKind::Element, "e1", "exposure"), "expected");
}

void tst_computedfacts::interfacesHaveThePortTheyListenOn()
{
    ThreatModel model;
    Element element = container("e1");
    say(element, "publishedPorts", ValueList {portOn("127.0.0.1", 9000), portOn("0.0.0.0", 443)});
    model.elements.put(element);
    const auto exposureAt = [&](int port) {
        Interface listening;
        listening.id = InterfaceId(QByteArrayView("p1"));
        listening.owner = element.id;
        say(listening, "port", port);
        model.interfaces.put(listening);
        return computed(model, RecordKind::Interface, "p1", "exposure");
    };
    QCOMPARE(exposureAt(443), QStringLiteral("internet"));
    QCOMPARE(exposureAt(9000), QStringLiteral("local"));
    QCOMPARE(exposureAt(5432), QStringLiteral("internal"));
}

void tst_computedfacts::pinning_data()
{
    QTest::addColumn<QString>("reference");
    QTest::addColumn<QString>("expected");
    for (const auto &[reference, expected] :
         {std::pair {"nginx", "floating"}, std::pair {"nginx:latest", "floating"},
          std::pair {"nginx:alpine", "floating"}, std::pair {"nginx:1.27", "version"},
          std::pair {"localhost:5000/app", "floating"},
          std::pair {"localhost:5000/app:2", "version"}, std::pair {"nginx@sha256:0123", "digest"},
          std::pair {"nginx:latest@sha256:0123", "digest"}, std::pair {"app:${TAG}", "?"},
          std::pair {"", "?"}})
        QTest::addRow("[%s]", reference) << reference << expected;
}

void tst_computedfacts::pinning()
{
    QFETCH(QString, reference);
    ThreatModel model;
    model.images.put(imageOf("i1", reference.toLatin1().constData()));
    QTEST(computed(model, RecordKind::Image, "i1", "pinning"), "expected");
}

void tst_computedfacts::capabilities()
{
    const auto of = [](const Value &drop, const Value &add, bool privileged) {
        ThreatModel model;
        Element element = container("e1");
        if (!drop.isNull())
            say(element, "capDrop", drop);
        if (!add.isNull())
            say(element, "capAdd", add);
        if (privileged)
            say(element, "privileged", true);
        model.elements.put(element);
        return computed(model, RecordKind::Element, "e1", "effectiveCapabilities")
            .split(QStringLiteral(", "));
    };
    const ValueList none;
    const ValueList all {QStringLiteral("all")};
    QVERIFY(of(none, none, false).contains(QStringLiteral("NET_RAW")));
    QVERIFY(!of(none, none, false).contains(QStringLiteral("SYS_ADMIN")));
    QCOMPARE(of(all, ValueList {QStringLiteral("CAP_chown")}, false), QStringList {"CHOWN"});
    QVERIFY(!of(ValueList {QStringLiteral("NET_RAW")}, none, false).contains("NET_RAW"));
    QVERIFY(of(none, all, false).contains(QStringLiteral("SYS_ADMIN")));
    QCOMPARE(of(Value(), none, false), QStringList {"?"});
    // Privileged mode gives them all, whatever else is not known.
    QVERIFY(of(Value(), Value(), true).contains(QStringLiteral("SYS_ADMIN")));
}

void tst_computedfacts::classificationFollowsAssets()
{
    ThreatModel model;
    Element store;
    store.id = ElementId(QByteArrayView("e1"));
    store.kind = ElementKind::DataStore;
    store.assets = {AssetId(QByteArrayView("a1")), AssetId(QByteArrayView("a2"))};
    model.elements.put(store);
    DataAsset first;
    first.id = store.assets[0];
    say(first, "confidentiality", QStringLiteral("public"));
    model.assets.put(first);
    DataAsset second;
    second.id = store.assets[1];
    model.assets.put(second);
    QCOMPARE(computed(model, RecordKind::Element, "e1", "classification"), QStringLiteral("?"));
    say(second, "confidentiality", QStringLiteral("restricted"));
    model.assets.put(second);
    QCOMPARE(computed(model, RecordKind::Element, "e1", "classification"),
             QStringLiteral("restricted"));
}

// One question a property: of the record, or for all of them of what holds them.
void tst_computedfacts::questionsAreRankedAndJoined()
{
    ThreatModel model;
    TrustBoundary host;
    host.id = BoundaryId(QByteArrayView("b1"));
    model.boundaries.put(host);
    for (const char *id : {"e1", "e2"}) {
        Element element = container(id);
        element.boundary = host.id;
        model.elements.put(element);
    }
    const auto rules =
        rulesFrom(rule("low", "element", "    when: self.debugMode\n    impact: 1\n")
                  + rule("high", "element", "    when: self.privileged\n    impact: 5\n")
                  + rule("high2", "element", "    when: self.privileged\n    impact: 5\n")
                  + rule("shared", "element", "    when: self.auditLogged\n    impact: 1\n")
                  + rule("own", "boundary", "    when: self.auditLogged\n    impact: 1\n"));
    QVERIFY(rules);
    const QList<OpenQuestion> questions = analysed(model, rules).openQuestions();
    QStringList told;
    for (const OpenQuestion &question : questions)
        told += question.reference.id.toString() + u'.'
            + shippedSchema()->definition(question.reference.property).name + u' '
            + QString::number(question.threats.size());
    QCOMPARE(told,
             (QStringList {"e1.privileged 2", "e2.privileged 2", "b1.auditLogged 3",
                           "e1.debugMode 1", "e2.debugMode 1"}));
    QVERIFY(questions[0].weight > questions[2].weight);
}

void tst_computedfacts::onlyLivingRecordsOfTheRightKind()
{
    ThreatModel model;
    model.elements.put(container("e1", "i-gone"));
    QCOMPARE(computed(model, RecordKind::Image, "i-gone", "pinning"), QStringLiteral("?"));
    const AnalysisSession session = analysed(model, rulesFrom("  []\n"));
    const PropertyIndex pinned = shippedSchema()->find(RecordKind::Image, u"pinning");
    QVERIFY(!session.computedValue(RecordKind::Element, IdText(QByteArrayView("e1")), pinned));
    QVERIFY(!session.computedValue(RecordKind::Image, IdText(QByteArrayView("e1")), NoProperty));
}

DRAWBRIDGE_TEST(tst_computedfacts)
#include "tst_computedfacts.moc"
