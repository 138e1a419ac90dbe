#include "tests/model/engine/analysisworld.h"
#include "tests/model/engine/randommodels.h"
#include "tests/support/testrunner.h"

#include <thread>

using namespace drawbridge;
using namespace drawbridge::test;

// A session that follows edits knows what a fresh one knows.
class tst_incremental : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsAnyEdits_data();
    void followsAnyEdits();
    void findsRecordsThatComeLater();
    void threadsChangeNothing();
    void takesResets();
};

// Rules that look far: over lists, ends, places, references and names.
static QByteArray farSightedRules()
{
    return rule("names", "flow", "    when: self.name.contains('database')\n")
        + rule("networks", "element", "    when: size(self.networks) > 1\n")
        + rule("assets", "element", "    when: self.assets.exists(a, a.kind == 'credential')\n")
        + rule("carried", "flow", "    when: size(self.assets) > 1\n")
        + rule("shared", "flow", "    when: self.source.sharesNetwork(self.target)\n")
        + rule("crossed", "flow", "    when: self.crosses('host')\n")
        + rule("hosted", "element", "    when: self.hasHost && self.host.rootless\n")
        + rule("members", "boundary", "    when: self.members.exists(m, m.privileged)\n")
        + rule("nested", "boundary", "    when: self.parent.kind == 'cluster'\n")
        + rule("joined", "element", "    when: self.sharesNamespaceWith.exists(e, e.privileged)\n")
        + rule("opens", "flow", "    when: self.credential.kind == 'credential'\n")
        + rule("used", "image", "    when: self.elements.exists(e, e.exposure == 'internet')\n")
        + rule("said", "model", "    when: size(model.attackers) > 1\n");
}

static std::shared_ptr<const RuleSet> allRules()
{
    static const std::shared_ptr<const RuleSet> rules = [] {
        const auto loaded =
            RuleSet::load(shippedPacks()
                              + QList<RulePackFile> {{QStringLiteral("far.yaml"),
                                                      "pack: far\nrules:\n" + farSightedRules()}},
                          shippedSchema());
        if (!loaded)
            qFatal("%s", qPrintable(loaded.error().toString()));
        return *loaded;
    }();
    return rules;
}

static QStringList keysOf(const AnalysisSession &session)
{
    QStringList keys;
    for (qsizetype i = 0; i < session.size(); ++i)
        keys += session.keyOf(session.at(i));
    return keys;
}

static QStringList questionsOf(const AnalysisSession &session)
{
    QStringList lines;
    for (const OpenQuestion &question : session.openQuestions()) {
        QStringList threats = question.threats;
        lines += question.reference.id.toString() + u'.'
            + QString::number(question.reference.property) + u' ' + QString::number(question.weight)
            + u' ' + threats.join(u',');
    }
    return lines;
}

// Where two sessions first differ; empty when they know the same.
static QString difference(const AnalysisSession &session, const AnalysisSession &other)
{
    const QStringList some = statusesOf(session);
    const QStringList others = statusesOf(other);
    for (qsizetype i = 0; i < std::max(some.size(), others.size()); ++i) {
        if (some.value(i) != others.value(i))
            return QStringLiteral("'%1' is not '%2'").arg(some.value(i), others.value(i));
        if (session.at(i) != other.at(i))
            return QStringLiteral("'%1' differs within").arg(some.value(i));
        if (session.factsDigest(session.at(i)) != other.factsDigest(other.at(i)))
            return QStringLiteral("'%1' rests on other facts").arg(some.value(i));
    }
    if (session.summary().byStatus != other.summary().byStatus
        || session.summary().bySeverity != other.summary().bySeverity
        || session.summary().byStride != other.summary().byStride)
        return QStringLiteral("the summary differs");
    if (questionsOf(session) != questionsOf(other))
        return QStringLiteral("the questions differ");
    if (session.orphanedDecisions() != other.orphanedDecisions())
        return QStringLiteral("the orphans differ");
    return {};
}

// Results for some of what the random models hold, tied to rules and as observed values.
static std::shared_ptr<const EvidenceFacts> randomEvidence(quint32 seed, const RuleSet &rules)
{
    QRandomGenerator random(seed);
    auto facts = std::make_shared<EvidenceFacts>();
    const auto below = [&](qsizetype limit) {
        return static_cast<int>(random.bounded(static_cast<quint32>(limit)));
    };
    const auto element = [&] { return IdText(QByteArrayView("e" + QByteArray::number(below(9)))); };
    for (int i = 0; i < 60; ++i) {
        TiedResult result;
        result.fingerprint = QString::number(i);
        result.failed = below(3) > 0;
        result.stale = below(4) == 0;
        result.contradicts = below(2) == 0;
        result.decides = below(2) == 0;
        facts->results.insert({rules.info(below(rules.size())).key, element(), {}}, result);
    }
    for (const char16_t *name : {u"privileged", u"readOnlyRoot", u"hostNetwork"}) {
        const PropertyIndex property = shippedSchema()->find(RecordKind::Element, name);
        facts->observed[{RecordKind::Element, element()}] +=
            ObservedValue {property, Value(below(2) == 0), false, QStringLiteral("scan")};
    }
    return facts;
}

void tst_incremental::followsAnyEdits_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<bool>("scanned");
    for (quint32 seed = 1; seed <= 12; ++seed) {
        QTest::addRow("seed %u", seed) << seed << false;
        if (seed % 2 == 0)
            QTest::addRow("seed %u with scans", seed) << seed << true;
    }
}

void tst_incremental::followsAnyEdits()
{
    QFETCH(quint32, seed);
    QFETCH(bool, scanned);
    RandomModels random(seed, shippedSchema());
    ThreatModel model;
    for (int i = 0; i < 80; ++i)
        random.change(model, {});
    const auto evidence = scanned ? randomEvidence(seed, *allRules()) : nullptr;
    const auto fresh = [&evidence](const ThreatModel &from) {
        AnalysisSession made;
        made.reset({from, shippedSchema(), allRules(), QDate(2026, 1, 15), {}, evidence});
        return made;
    };
    AnalysisSession session = fresh(model);
    qsizetype most = 0;
    for (int step = 0; step < 120; ++step) {
        ThreatModel after = model;
        const QStringList before = keysOf(session);
        for (int i = step % 3; i >= 0; --i)
            random.change(after, before);
        const ThreatDelta delta = session.apply(after, changesBetween(model, after));
        const QString differs = difference(session, fresh(after));
        QVERIFY2(differs.isEmpty(),
                 qPrintable(QStringLiteral("step %1: %2").arg(step).arg(differs)));
        if (!delta.reset) {
            QSet<QString> told(before.begin(), before.end());
            told.subtract(QSet<QString>(delta.removed.begin(), delta.removed.end()));
            told.unite(QSet<QString>(delta.added.begin(), delta.added.end()));
            const QStringList now = keysOf(session);
            QCOMPARE(told, QSet<QString>(now.begin(), now.end()));
        }
        QCOMPARE(QSet<QString>(before.begin(), before.end()).size(), before.size());
        most = std::max(most, session.size());
        if (step % 10 == 9) {
            // Taken back, as by undo.
            session.apply(model, changesBetween(after, model));
            QCOMPARE(difference(session, fresh(model)), QString());
            continue;
        }
        model = after;
    }
    QVERIFY2(most > 25, qPrintable(QString::number(most)));
}

// A reference may stand in a model before what it refers to.
void tst_incremental::findsRecordsThatComeLater()
{
    ThreatModel model;
    Element store = container("e1", "i1");
    store.boundary = BoundaryId(QByteArrayView("b1"));
    store.networks = {BoundaryId(QByteArrayView("n1")), BoundaryId(QByteArrayView("n2"))};
    store.assets = {AssetId(QByteArrayView("a1"))};
    say(store, "sharesNamespaceWith", ValueList {QStringLiteral("e2")});
    model.elements.put(store);
    AnalysisSession session = analysed(model, allRules());
    const auto comes = [&](const auto &change) {
        ThreatModel after = model;
        change(after);
        session.apply(after, changesBetween(model, after));
        model = after;
        return difference(session, analysed(after, allRules()));
    };
    QCOMPARE(comes([](ThreatModel &after) {
                 TrustBoundary host;
                 host.id = BoundaryId(QByteArrayView("b1"));
                 say(host, "rootless", true);
                 after.boundaries.put(host);
             }),
             QString());
    QVERIFY(session.find(QStringLiteral("far/hosted@e1")));
    QCOMPARE(comes([](ThreatModel &after) {
                 DataAsset asset;
                 asset.id = AssetId(QByteArrayView("a1"));
                 asset.kind = AssetKind::Credential;
                 after.assets.put(asset);
             }),
             QString());
    QVERIFY(session.find(QStringLiteral("far/assets@e1")));
    QCOMPARE(comes([](ThreatModel &after) {
                 Element other = container("e2");
                 say(other, "privileged", true);
                 after.elements.put(other);
             }),
             QString());
    QVERIFY(session.find(QStringLiteral("far/joined@e1")));
    QCOMPARE(comes([](ThreatModel &after) {
                 for (const char *id : {"n1", "n2"}) {
                     TrustBoundary network;
                     network.id = BoundaryId(QByteArrayView(id));
                     network.kind = BoundaryKind::Network;
                     after.boundaries.put(network);
                 }
             }),
             QString());
    QVERIFY(session.find(QStringLiteral("far/networks@e1")));
    QCOMPARE(comes([](ThreatModel &after) { after.images.put(imageOf("i1", "app")); }), QString());
}

static void inFourBlocks(qsizetype count,
                         const std::function<void(qsizetype begin, qsizetype end)> &work)
{
    std::vector<std::thread> threads;
    for (qsizetype i = 0; i < 4; ++i)
        threads.emplace_back(work, count * i / 4, count * (i + 1) / 4);
    for (std::thread &thread : threads)
        thread.join();
}

void tst_incremental::threadsChangeNothing()
{
    RandomModels random(99, shippedSchema());
    ThreatModel model;
    for (int i = 0; i < 200; ++i)
        random.change(model, {});
    const AnalysisSession alone = analysed(model, allRules());
    for (int run = 0; run < 5; ++run) {
        AnalysisSession together;
        together.reset({model, shippedSchema(), allRules(), QDate(2026, 1, 15), inFourBlocks});
        QCOMPARE(difference(together, alone), QString());
        QCOMPARE(together.ruleProblems(), alone.ruleProblems());
    }
}

void tst_incremental::takesResets()
{
    RandomModels random(7, shippedSchema());
    ThreatModel model;
    for (int i = 0; i < 100; ++i)
        random.change(model, {});
    AnalysisSession session = analysed({}, allRules());
    ChangeSet changes;
    changes.reset = true;
    QVERIFY(session.apply(model, changes).reset);
    QCOMPARE(difference(session, analysed(model, allRules())), QString());
    AnalysisSession moved = std::move(session);
    QCOMPARE(difference(moved, analysed(model, allRules())), QString());
}

DRAWBRIDGE_TEST(tst_incremental)
#include "tst_incremental.moc"
