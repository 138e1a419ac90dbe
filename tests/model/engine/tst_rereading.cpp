#include "model/core/change.h"
#include "model/engine/analysissession.h"
#include "tests/support/testrunner.h"

#include <QFile>

using namespace drawbridge;

// Keys that stay apart, and threats that come and go with records that others only refer to.
class tst_rereading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parametersOfOneNameHaveKeysOfTheirOwn();
    void assetThatComesBackIsSeenAgain();
};

static std::shared_ptr<const PropertySchema> schemaForKeys()
{
    QFile file(test::sourceDir() + QStringLiteral("/catalogs/properties/schema.yaml"));
    if (!file.open(QIODevice::ReadOnly))
        return nullptr;
    Result<PropertySchema> schema =
        PropertySchema::parse(file.readAll(), QStringLiteral("schema.yaml"));
    return schema ? std::make_shared<const PropertySchema>(*schema) : nullptr;
}

static AnalysisSession sessionWith(const ThreatModel &model, const char *rules)
{
    const auto schema = schemaForKeys();
    const auto loaded = RuleSet::load({{QStringLiteral("p.yaml"), QByteArray(rules)}}, schema);
    if (!loaded)
        qFatal("%s", qPrintable(loaded.error().toString()));
    AnalysisSession session;
    session.reset({model, schema, *loaded, QDate(2026, 1, 1), {}});
    return session;
}

static ThreatModel serviceAndStore()
{
    ThreatModel model;
    Element service;
    service.id = ElementId(QByteArrayView("service"));
    Element store;
    store.id = ElementId(QByteArrayView("store"));
    store.kind = ElementKind::DataStore;
    store.assets = {AssetId(QByteArrayView("card"))};
    model.elements.put(service);
    model.elements.put(store);
    return model;
}

void tst_rereading::parametersOfOneNameHaveKeysOfTheirOwn()
{
    ThreatModel model = serviceAndStore();
    Interface interface;
    interface.id = InterfaceId(QByteArrayView("route"));
    interface.owner = ElementId(QByteArrayView("service"));
    ValueList parameters;
    for (const char *location : {"query", "header"})
        parameters += ValueMap {{QStringLiteral("name"), Value(u"id")},
                                {QStringLiteral("location"), QString::fromLatin1(location)},
                                {QStringLiteral("sink"), Value(u"shell")}};
    Claim claim;
    claim.value = parameters;
    interface.properties.set(schemaForKeys()->find(RecordKind::Interface, u"parameters"), claim);
    model.interfaces.put(interface);
    const AnalysisSession session = sessionWith(
        model,
        "pack: p\nrules:\n  - {id: r, stride: tampering, for: interface, per: parameter, "
        "attacker: internet, when: parameter.sink == 'shell', title: t}\n");
    QCOMPARE(session.size(), 2);
    QCOMPARE(session.keyOf(session.at(0)), QStringLiteral("p/r@route#header:id"));
    QCOMPARE(session.keyOf(session.at(1)), QStringLiteral("p/r@route#query:id"));
}

void tst_rereading::assetThatComesBackIsSeenAgain()
{
    const ThreatModel without = serviceAndStore();
    ThreatModel with = without;
    DataAsset card;
    card.id = AssetId(QByteArrayView("card"));
    card.kind = AssetKind::Credential;
    with.assets.put(card);
    AnalysisSession session = sessionWith(
        without,
        "pack: p\nrules:\n  - {id: r, stride: tampering, for: element, attacker: internet, "
        "when: \"self.assets.exists(a, a.kind == 'credential')\", title: t}\n");
    QCOMPARE(session.size(), 0);
    const QStringList key {QStringLiteral("p/r@store")};
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(session.apply(with, changesBetween(without, with)).added, key);
        QCOMPARE(session.apply(without, changesBetween(with, without)).removed, key);
    }
}

DRAWBRIDGE_TEST(tst_rereading)
#include "tst_rereading.moc"
