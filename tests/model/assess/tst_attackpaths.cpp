#include "model/assess/attackpaths.h"
#include "model/assess/attackways.h"
#include "model/assess/trailsearch.h"
#include "tests/support/models/compactmodel.h"
#include "tests/support/testrunner.h"

#include <QRandomGenerator>

using namespace drawbridge;
using namespace drawbridge::test;

// Small systems of which it is known how they fall, with the rules that the program ships.
class tst_attackpaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void aPathNamesTechniquesReasonsAndSources();
    void whatIsReachableOnlyNeedsAWeakness();
    void anAnswerMakesItCertainOrGone();
    void acceptingLeavesThePathAndDenyingTakesIt();
    void onlyThePositionsOfTheProjectCount();
    void outOfScopeIsNoGoalButAStart();
    void containersThatEscapeAlikeAreOnePath();
    void goalsReachedAlikeAreOnePath();
    void whatFallsWithAHostIsToldOnce();
    void theControlThatCutsMostIsFirst();
    void aMeasureForSeveralIsFoundWhereNoSingleOneHelps();
    void namedStartsAndGoals();
    void theSameModelGivesTheSameReport();
    void hardeningNeverAddsAWay();

private:
    static AnalysisSession analysed(const ThreatModel &model)
    {
        AnalysisSession session;
        session.reset({model, shippedSchema(), shippedRules(), QDate(2026, 1, 15), {}});
        return session;
    }
    static AttackPathReport reportOf(const QByteArray &yaml, const AttackPathOptions &options = {})
    {
        return findAttackPaths(analysed(compactModel(yaml.constData())), options);
    }
    // "Internet to control of h", with its certainty in front.
    static QStringList titlesOf(const QByteArray &yaml, const AttackPathOptions &options = {})
    {
        const ThreatModel model = compactModel(yaml.constData());
        QStringList titles;
        for (const AttackPath &path : findAttackPaths(analysed(model), options).paths)
            titles += inWords(path.certainty()) + u' ' + inWords(model, path.start)
                + QStringLiteral(" to ") + inWords(model, path.goals);
        return titles;
    }
};

// A web service on the internet that evaluates what it gets.
static const QByteArray Injectable =
    "h: {is: host}\n"
    "front: {is: network}\n"
    "eval: {is: http, of: web, authentication: none, parameters: [{name: x, location: query, "
    "type: string, validation: none, sink: code}]}\n";
static const QByteArray Published =
    "publishedPorts: [{hostIp: '', hostPort: 80, port: 80, protocol: tcp}]";
static const QByteArray Socket =
    "mounts: [{source: /var/run/docker.sock, target: /var/run/docker.sock, kind: bind, "
    "readOnly: true, propagation: private}]";

static QByteArray web(const QByteArray &more)
{
    return "web: {is: container, in: h, networks: [front], " + Published + more + "}\n";
}

static const QByteArray Redis = "redis: {is: store-container, tech: cache, in: h, networks: "
                                "[front], requiresAuthentication: false}\n";

static void row(const char *name, const QByteArray &model, const char *title, bool found)
{
    QTest::newRow(name) << model << QString::fromLatin1(title) << found;
}

static void addRowsOfSharing()
{
    const QByteArray proxied = "proxy: {is: container, in: h, networks: [front], " + Socket + "}\n"
        + "ask: {is: flow, from: web, to: proxy, kind: control-plane, allowedOperations: [list, "
          "inspect]}\n"
        + "db: {is: store-container, in: h, envSecrets: [{name: PASSWORD, kind: literal}], assets: "
          "[PASSWORD], requiresAuthentication: true}\n"
        + "PASSWORD: {is: asset, kind: credential}\n";
    row("a socket behind a proxy leaves the host alone", Injectable + web({}) + proxied,
        "certain Internet to control of h", false);
    row("and shows the environment of others", Injectable + web({}) + proxied,
        "certain Internet to PASSWORD", true);
    row("the proxy itself", Injectable + web({}) + proxied,
        "certain Compromised container to control of h", true);
    row("a shared volume",
        Injectable + web({})
            + "files: {is: store-container, in: h}\n"
              "both: {is: flow, from: web, to: files, kind: shared-volume}\n",
        "certain Internet to data of files", true);
    row("a credential for what stands on the same network",
        Injectable + web(", assets: [key]") + QByteArray(Redis).replace("false", "true")
            + "key: {is: asset, kind: credential, grants: [redis]}\n",
        "certain Internet to data of redis", true);
}

static void addRowsOfRights()
{
    row("a token that may do everything",
        "c: {is: cluster}\nn: {is: host, in: c}\ns: {is: namespace, in: c, platform: kubernetes}\n"
        "pod: {is: container, platform: kubernetes, in: s, identity: sa}\n"
        "sa: {is: service-account, platform: kubernetes, permissions: [{verb: '*', resource: '*', "
        "scope: cluster}]}\n",
        "certain Compromised container to control of c", true);
    row("one that is not mounted",
        "c: {is: cluster}\nn: {is: host, in: c}\ns: {is: namespace, in: c, platform: kubernetes}\n"
        "pod: {is: container, platform: kubernetes, in: s, identity: sa}\n"
        "sa: {is: service-account, platform: kubernetes, automountToken: false, permissions: "
        "[{verb: '*', resource: '*', scope: cluster}]}\n",
        "certain Compromised container to control of c", false);
    row("queries to a database",
        QByteArray(Injectable).replace("sink: code", "sink: sql") + web({})
            + "db: {is: store-container, in: h, networks: [front], requiresAuthentication: true}\n"
              "use: {is: flow, from: web, to: db}\n",
        "certain Internet to data of db", true);
    row("a registry that anybody may push to",
        "hub: {is: store, tech: registry, access: anonymous}\n"
        "i: {is: image, reference: 'hub/app:1'}\nh: {is: host}\n"
        "web: {is: container, in: h, image: i, privileged: true}\n",
        "certain Supply chain to control of h", false);
}

void tst_attackpaths::finds_data()
{
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<QString>("title");
    QTest::addColumn<bool>("found");
    addRowsOfSharing();
    addRowsOfRights();
    row("socket", Injectable + web(", " + Socket), "certain Internet to control of h", true);
    row("privileged", Injectable + web(", privileged: true"), "certain Internet to control of h",
        true);
    row("nothing given away", Injectable + web({}), "certain Internet to control of h", false);
    row("host's files writable",
        Injectable
            + web(", mounts: [{source: /etc, target: /host, kind: bind, readOnly: false, "
                  "propagation: private}]"),
        "certain Internet to control of h", true);
    row("host's files to read only",
        Injectable
            + web(", mounts: [{source: /etc, target: /host, kind: bind, readOnly: true, "
                  "propagation: private}]"),
        "certain Internet to control of h", false);
    row("flat network", Injectable + web({}) + Redis, "certain Internet to data of redis", true);
    row("members kept apart",
        QByteArray(Injectable).replace("{is: network}", "{is: network, icc: false}") + web({})
            + Redis,
        "certain Internet to data of redis", false);
    row("other network",
        Injectable + web({}) + QByteArray(Redis).replace("front", "back") + "back: {is: network}\n",
        "certain Internet to data of redis", false);
    row("a password", Injectable + web({}) + QByteArray(Redis).replace("false", "true"),
        "certain Internet to data of redis", false);
    row("its own connection",
        Injectable + web({}) + QByteArray(Redis).replace("false", "true")
            + "use: {is: flow, from: web, to: redis}\n",
        "certain Internet to data of redis", true);
    row("published database without a password",
        "h: {is: host}\ndb: {is: store-container, in: h, requiresAuthentication: false, "
            + Published + "}\n",
        "certain Internet to data of db", true);
    row("published database with one",
        "h: {is: host}\ndb: {is: store-container, in: h, requiresAuthentication: true, " + Published
            + "}\n",
        "certain Internet to data of db", false);
}

void tst_attackpaths::finds()
{
    QFETCH(QByteArray, model);
    QFETCH(QString, title);
    QFETCH(bool, found);
    const QStringList titles = titlesOf(model);
    QVERIFY2(titles.contains(title) == found, qPrintable(titles.join(u'\n')));
}

void tst_attackpaths::aPathNamesTechniquesReasonsAndSources()
{
    const AttackPathReport report = reportOf(Injectable + web(", " + Socket));
    const auto found =
        std::find_if(report.paths.begin(), report.paths.end(), [](const AttackPath &path) {
            return path.start == positionFoothold(u"internet")
                && path.goals.first().kind == FootholdKind::Control;
        });
    QVERIFY(found != report.paths.end());
    QCOMPARE(found->severity, Severity::Critical);
    const AttackRoute &route = found->best();
    QCOMPARE(route.steps.size(), 2);
    QCOMPARE(route.steps[0].title, QStringLiteral("Run code in web"));
    QCOMPARE(route.steps[1].title, QStringLiteral("Control h"));
    QVERIFY(route.techniques.contains(QStringLiteral("T1190")));
    QVERIFY(route.techniques.contains(QStringLiteral("T1611")));
    // The open door first, then what is made use of.
    QCOMPARE(route.steps[0].reasons.size(), 2);
    QVERIFY(route.steps[0].reasons[0].evidence.first().label.contains(QStringLiteral("ports")));
    QCOMPARE(route.steps[0].reasons[1].threatKey,
             QStringLiteral("endpoints/code-injection@eval#query:x"));
    const StepReason &escape = route.steps[1].reasons.first();
    QCOMPARE(escape.rule, QStringLiteral("containers/runtime-socket"));
    QVERIFY(!escape.evidence.isEmpty());
    QCOMPARE(escape.evidence.last().source, QStringLiteral("architect"));
    const QSet<IdText> records = route.records();
    for (const char *id : {"web", "eval", "h"})
        QVERIFY2(records.contains(IdText(QByteArrayView(id))), id);
}

void tst_attackpaths::whatIsReachableOnlyNeedsAWeakness()
{
    const QByteArray model = "h: {is: host}\nfront: {is: network}\n" + web(", privileged: true");
    QVERIFY(!titlesOf(model).join(u' ').contains(QStringLiteral("Internet to control")));
    AttackPathOptions options;
    options.withSuppositions = true;
    const AttackPathReport report = reportOf(model, options);
    const AttackPath &last = report.paths.last();
    QCOMPARE(last.certainty(), Certainty::Supposed);
    QCOMPARE(last.start, positionFoothold(u"internet"));
    const QString needs = last.best().steps.first().reasons.last().needs;
    QVERIFY2(needs.contains(QStringLiteral("weakness in web")), qPrintable(needs));
}

void tst_attackpaths::anAnswerMakesItCertainOrGone()
{
    const auto model = [](const QByteArray &authentication) {
        return Injectable + web({})
            + "db: {is: store-container, tech: generic-store, in: h, networks: [front]"
            + authentication
            + "}\nother: {is: container, in: h, networks: [front]}\n"
              "use: {is: flow, from: other, to: db}\n";
    };
    const QString goal = QStringLiteral("Internet to data of db");
    QVERIFY(titlesOf(model({})).contains(QStringLiteral("possible ") + goal));
    QVERIFY(titlesOf(model(", requiresAuthentication: false"))
                .contains(QStringLiteral("certain ") + goal));
    QVERIFY(!titlesOf(model(", requiresAuthentication: true")).join(u'\n').contains(goal));
}

void tst_attackpaths::acceptingLeavesThePathAndDenyingTakesIt()
{
    ThreatModel model = compactModel((Injectable + web(", privileged: true")).constData());
    const QString key = QStringLiteral("containers/privileged@web");
    const auto decided = [&](Treatment treatment) {
        Decision decision;
        decision.id = decisionIdFor(key);
        decision.threatKey = key;
        decision.treatment = treatment;
        ThreatModel changed = model;
        changed.decisions.put(decision);
        const AttackPathReport report = findAttackPaths(analysed(changed));
        return std::any_of(report.paths.begin(), report.paths.end(), [](const AttackPath &path) {
            return path.goals.first().kind == FootholdKind::Control
                && path.certainty() == Certainty::Known;
        });
    };
    QVERIFY(decided(Treatment::None));
    QVERIFY(decided(Treatment::Mitigate));
    QVERIFY(decided(Treatment::Accept));
    QVERIFY(decided(Treatment::Transfer));
    QVERIFY(!decided(Treatment::NotApplicable));
    QVERIFY(!decided(Treatment::Avoid));
}

void tst_attackpaths::onlyThePositionsOfTheProjectCount()
{
    const QByteArray model = Injectable + web(", privileged: true");
    QVERIFY(
        titlesOf(model).contains(QStringLiteral("certain Compromised container to control of h")));
    const QByteArray internetOnly = model + "project: {is: model, attackers: [internet]}\n";
    // Steps inside are judged all the same: the attacker comes to them.
    QCOMPARE(titlesOf(internetOnly),
             QStringList(QStringLiteral("certain Internet to control of h")));
}

void tst_attackpaths::outOfScopeIsNoGoalButAStart()
{
    const QByteArray model = "h: {is: host}\nfront: {is: network}\n"
                             "web: {is: container, in: h, networks: [front], inScope: false}\n"
                             "redis: {is: store-container, tech: cache, in: h, networks: [front], "
                             "requiresAuthentication: false}\n";
    AttackPathOptions options;
    options.from = {QStringLiteral("web")};
    QVERIFY(
        titlesOf(model, options).contains(QStringLiteral("certain code in web to data of redis")));
    const QByteArray other = QByteArray(model).replace(
        "requiresAuthentication: false", "requiresAuthentication: false, inScope: false");
    QVERIFY(titlesOf(other, options).isEmpty());
}

void tst_attackpaths::containersThatEscapeAlikeAreOnePath()
{
    const AttackPathReport report = reportOf("h: {is: host}\n"
                                             "a: {is: container, in: h, privileged: true}\n"
                                             "b: {is: container, in: h, privileged: true}\n"
                                             "c: {is: container, in: h, capAdd: [SYS_ADMIN]}\n");
    QCOMPARE(report.paths.size(), 2);
    QCOMPARE(report.paths[0].alsoFrom.size(), 1);
    QCOMPARE(report.paths[0].best().steps.first().title, QStringLiteral("Start in a"));
    QCOMPARE(report.paths[1].best().steps.first().title, QStringLiteral("Start in c"));
}

void tst_attackpaths::goalsReachedAlikeAreOnePath()
{
    AttackPathOptions options;
    options.from = {QStringLiteral("internet")};
    const AttackPathReport report =
        reportOf(Injectable + web({})
                     + "one: {is: store-container, in: h, requiresAuthentication: true}\n"
                       "two: {is: store-container, in: h, requiresAuthentication: true}\n"
                       "f1: {is: flow, from: web, to: one}\nf2: {is: flow, from: web, to: two}\n",
                 options);
    QCOMPARE(report.paths.size(), 1);
    QCOMPARE(report.paths.first().goals.size(), 2);
    QCOMPARE(report.pairs, 2);
}

void tst_attackpaths::whatFallsWithAHostIsToldOnce()
{
    AttackPathOptions options;
    options.from = {QStringLiteral("internet")};
    const AttackPathReport report =
        reportOf(Injectable + web(", privileged: true")
                     + "db: {is: store-container, in: h, requiresAuthentication: true}\n",
                 options);
    QCOMPARE(report.paths.size(), 1);
    QCOMPARE(report.paths.first().goals.first().kind, FootholdKind::Control);
    QCOMPARE(report.paths.first().beyond.size(), 1);
    QCOMPARE(report.paths.first().beyond.first().kind, FootholdKind::Data);
}

void tst_attackpaths::theControlThatCutsMostIsFirst()
{
    AttackPathOptions options;
    options.from = {QStringLiteral("internet")};
    const AttackPathReport report =
        reportOf(Injectable + web(", privileged: true")
                     + "redis: {is: store-container, tech: cache, networks: [front], "
                       "requiresAuthentication: false}\n",
                 options);
    QCOMPARE(report.pairs, 2);
    QVERIFY(report.cuts.size() >= 3);
    QCOMPARE(report.cuts.first().threats,
             QStringList(QStringLiteral("endpoints/code-injection@eval#query:x")));
    QCOMPARE(report.cuts.first().pairs, 2);
    QCOMPARE(report.cuts[1].pairs, 1);
}

void tst_attackpaths::aMeasureForSeveralIsFoundWhereNoSingleOneHelps()
{
    const AttackPathReport report = reportOf("h: {is: host}\n"
                                             "a: {is: container, in: h, privileged: true}\n"
                                             "b: {is: container, in: h, privileged: true}\n");
    QCOMPARE(report.cuts.size(), 1);
    QCOMPARE(report.cuts.first().rule, QStringLiteral("containers/privileged"));
    QCOMPARE(report.cuts.first().targets, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
}

void tst_attackpaths::namedStartsAndGoals()
{
    const QByteArray model = Injectable + web(", privileged: true")
        + "db: {is: store-container, in: h, requiresAuthentication: true}\n"
          "use: {is: flow, from: web, to: db}\n";
    AttackPathOptions options;
    options.from = {QStringLiteral("compromised-container")};
    options.to = {IdText(QByteArrayView("db"))};
    QVERIFY(titlesOf(model, options)
                .contains(QStringLiteral("certain Compromised container to data of db")));
    options.from = {QStringLiteral("supply-chain")};
    QVERIFY(titlesOf(model, options).isEmpty());
}

void tst_attackpaths::theSameModelGivesTheSameReport()
{
    const QByteArray model = Injectable + web(", privileged: true, " + Socket)
        + "db: {is: store-container, in: h, networks: [front], requiresAuthentication: false}\n"
          "use: {is: flow, from: web, to: db}\n";
    const AnalysisSession session = analysed(compactModel(model.constData()));
    const AttackPathReport first = findAttackPaths(session);
    const AttackPathReport second = findAttackPaths(session);
    QCOMPARE(first.paths.size(), second.paths.size());
    for (qsizetype i = 0; i < first.paths.size(); ++i) {
        QCOMPARE(first.paths[i].goals, second.paths[i].goals);
        QCOMPARE(first.paths[i].best().cost, second.paths[i].best().cost);
        QCOMPARE(first.paths[i].best().techniques, second.paths[i].best().techniques);
    }
}

namespace {

// Every pair of a position and a foothold, with how sure the surest way between them is.
QHash<std::pair<Foothold, Foothold>, Certainty> waysIn(const AnalysisSession &session)
{
    QHash<std::pair<Foothold, Foothold>, Certainty> pairs;
    const AttackGraph graph = AttackWays(session).take();
    for (Certainty certainty : {Certainty::Known, Certainty::Unanswered, Certainty::Supposed}) {
        for (const QString &position : attackPositions()) {
            const Foothold start = positionFoothold(position);
            const std::vector<bool> reached =
                reachableFrom(graph, graph.find(start), {certainty, {}});
            for (int i = 0; i < graph.size(); ++i) {
                const bool counts = reached[static_cast<size_t>(i)]
                    && !graph.foothold(i).isPassage()
                    && !pairs.contains({start, graph.foothold(i)});
                if (counts)
                    pairs.insert({start, graph.foothold(i)}, certainty);
            }
        }
    }
    return pairs;
}

struct Hardening
{
    const char *weak;
    const char *strong;
};

// Each pair is something dangerous and the same thing made safe.
constexpr Hardening Hardenings[] = {
    {"privileged: true", "privileged: false"},
    {"hostPid: true", "hostPid: false"},
    {"hostNetwork: true", "hostNetwork: false"},
    {"capAdd: [SYS_ADMIN]", "capAdd: []"},
    {"requiresAuthentication: false", "requiresAuthentication: true"},
    {"defaultCredentials: true", "defaultCredentials: false"},
    {"publishedPorts: [{hostIp: '', hostPort: 80, port: 80, protocol: tcp}]", "publishedPorts: []"},
    {"debugMode: true", "debugMode: false"},
    {"mounts: [{source: /, target: /host, kind: bind, readOnly: false, propagation: private}]",
     "mounts: []"},
    {"mounts: [{source: /run/docker.sock, target: /s, kind: bind, readOnly: true, propagation: "
     "private}]",
     "mounts: []"},
};

} // namespace

// Random systems, one weakness taken out: what was out of reach stays so, and no way gets surer.
void tst_attackpaths::hardeningNeverAddsAWay()
{
    QRandomGenerator random(4711);
    int lost = 0;
    for (int round = 0; round < 60; ++round) {
        QByteArray structure = "h: {is: host}\nn1: {is: network}\nn2: {is: network}\n";
        std::vector<QByteArray> elements;
        std::vector<std::pair<size_t, const Hardening *>> weaknesses;
        for (int i = 0; i < 6; ++i) {
            const bool isStore = i % 3 == 2;
            QByteArray text = "e" + QByteArray::number(i)
                + ": {is: " + (isStore ? "store-container, tech: cache" : "container")
                + ", in: h, networks: [n" + QByteArray::number(random.bounded(2) + 1) + "]";
            QList<QByteArray> said;
            for (const Hardening &hardening : Hardenings) {
                const QByteArray property = QByteArray(hardening.weak).split(':').first();
                if (random.bounded(4) != 0 || said.contains(property))
                    continue;
                said += property;
                text += QByteArray(", ") + hardening.weak;
                weaknesses.push_back({elements.size(), &hardening});
            }
            elements.push_back(text + "}\n");
            structure += "f" + QByteArray::number(i) + ": {is: flow, from: e"
                + QByteArray::number(random.bounded(6)) + ", to: e" + QByteArray::number(i) + "}\n";
        }
        if (weaknesses.empty())
            continue;
        const auto &[where, hardening] =
            weaknesses[static_cast<size_t>(random.bounded(static_cast<int>(weaknesses.size())))];
        QByteArray weak = structure;
        QByteArray strong = structure;
        for (size_t i = 0; i < elements.size(); ++i) {
            weak += elements[i];
            strong += i == where
                ? QByteArray(elements[i]).replace(hardening->weak, hardening->strong)
                : elements[i];
        }
        const auto before = waysIn(analysed(compactModel(weak.constData())));
        const auto after = waysIn(analysed(compactModel(strong.constData())));
        for (auto it = after.begin(); it != after.end(); ++it) {
            QVERIFY2(before.contains(it.key()) && before.value(it.key()) <= it.value(),
                     strong.constData());
        }
        lost += after.size() < before.size() ? 1 : 0;
    }
    // The hardening does something at all.
    QVERIFY(lost > 5);
}

DRAWBRIDGE_TEST(tst_attackpaths)
#include "tst_attackpaths.moc"
