#include "model/diff/diffwriters.h"
#include "model/text/treedocument.h"
#include "tests/model/diff/diffworld.h"
#include "tests/support/cputime.h"
#include "tests/support/models/compactmodel.h"
#include "tests/support/shopmodel.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

static QByteArray textOf(const ThreatModel &before, const ThreatModel &after)
{
    return writeDiffText(compareModels(before, after, *shippedSchema()));
}

class tst_modeldiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNothingInEqualModels();
    void namesFieldsAndReferences();
    void namesPropertiesWithTheirSources();
    void namesDefaultsOfThePlatform();
    void ignoresLineNumbersAndComments();
    void matchesBeforeAndAfterFolders();
    void matchesOtherRootNamesBySourceKey();
    void matchesEarlierKeys();
    void offersRenamesWithTheirReason();
    void offersNoGuesses();
    void tellsWhatVanished();
    void countsMovedPlacements();
    void writesJson();
    void neutralisesNames();
    void isFastOnLargeModels();
};

void tst_modeldiff::findsNothingInEqualModels()
{
    const ThreatModel model = shopModel();
    QVERIFY(compareModels(model, model, *shippedSchema()).isEmpty());
    QCOMPARE(textOf(model, shopModel()), QByteArray("no differences\n"));
}

void tst_modeldiff::namesFieldsAndReferences()
{
    const ThreatModel before = shopModel();
    ThreatModel after = before;
    Element web = *after.elements.find(shop::Web);
    web.networks = {shop::Back};
    web.technology = QStringLiteral("api");
    after.elements.put(web);
    after.flows.remove(shop::WebToRedis);
    after.elements.put(shopElement(ElementId(QByteArrayView("e-worker")), ElementKind::Process,
                                   QStringLiteral("worker"), {}, shop::Host));
    QCOMPARE(textOf(before, after),
             QByteArray("changed  element         web\n"
                        "           technology: web-service -> api\n"
                        "           networks: - Network front\n"
                        "added    element         worker\n"
                        "removed  data-flow       web to redis\n"
                        "1 added, 1 removed, 1 changed\n"));
}

void tst_modeldiff::namesPropertiesWithTheirSources()
{
    const DiffWorld world;
    const ThreatModel before = world.model("services:\n  web:\n    image: nginx\n    user: root\n");
    const ThreatModel after =
        world.model("services:\n  web:\n    image: nginx\n    user: '1000'\n");
    const ModelDiff diff = compareModels(before, after, world.schema());
    QCOMPARE(diff.records.size(), 1);
    const FieldDifference user = diff.records.first().fields.first();
    QCOMPARE(user.name, QStringLiteral("user"));
    QVERIFY(user.isProperty);
    QCOMPARE(changeText(user), QStringLiteral("root (compose.yml:4) -> 1000 (compose.yml:4)"));
}

void tst_modeldiff::namesDefaultsOfThePlatform()
{
    const DiffWorld world;
    const ThreatModel before =
        world.model("services:\n  web:\n    image: nginx\n    read_only: true\n");
    const ThreatModel after = world.model("services:\n  web:\n    image: nginx\n");
    const QByteArray text = textOf(before, after);
    QVERIFY2(text.contains("readOnlyRoot: yes (compose.yml:4) -> no (default of compose)"), text);
}

void tst_modeldiff::ignoresLineNumbersAndComments()
{
    const DiffWorld world;
    const ThreatModel before =
        world.model("services:\n  web:\n    image: nginx\n    read_only: true\n");
    const ThreatModel after =
        world.model("# A comment.\nservices:\n  web:\n    image: nginx\n\n    read_only: true\n");
    QVERIFY(before != after);
    QCOMPARE(textOf(before, after), QByteArray("no differences\n"));
}

static const char TwoServices[] = "services:\n"
                                  "  web:\n"
                                  "    image: nginx:1.25\n"
                                  "    ports: ['8080:80']\n"
                                  "    environment:\n"
                                  "      DB_URL: postgres://db:5432/shop\n"
                                  "  db:\n"
                                  "    image: postgres:16\n";

void tst_modeldiff::matchesBeforeAndAfterFolders()
{
    const DiffWorld world;
    const ThreatModel before = world.model(TwoServices, QStringLiteral("before/compose.yml"));
    const ThreatModel after = world.model(TwoServices, QStringLiteral("after/compose.yml"));
    const ModelDiff diff = compareModels(before, after, world.schema());
    // The path of the file itself, and nothing else.
    QCOMPARE(diff.records.size(), 1);
    QCOMPARE(diff.records.first().record, RecordKind::Source);
}

void tst_modeldiff::matchesOtherRootNamesBySourceKey()
{
    DiffWorld world;
    const ThreatModel before = world.model(TwoServices, QStringLiteral("compose.yml"));
    world.root = QStringLiteral("elsewhere");
    const ThreatModel after = world.model(TwoServices, QStringLiteral("deploy/docker-compose.yml"));
    QVERIFY(elementNamed(before, QStringLiteral("web"))->id
            != elementNamed(after, QStringLiteral("web"))->id);
    // References to records with other ids are the same as well.
    const QByteArray text = textOf(before, after);
    QVERIFY2(!text.contains("element") && !text.contains("data-flow") && !text.contains("interface")
                 && !text.contains("trust-boundary"),
             text);
}

void tst_modeldiff::matchesEarlierKeys()
{
    const DiffWorld world;
    const ThreatModel before = world.model("services:\n  web:\n    image: nginx\n");
    ThreatModel after = world.model("services:\n  frontend:\n    image: nginx\n");
    Element renamed = *elementNamed(after, QStringLiteral("frontend"));
    renamed.aliases = {QStringLiteral("services.web")};
    after.elements.put(renamed);
    const QByteArray text = textOf(before, after);
    QVERIFY2(text.contains("name: web -> frontend"), text);
    QVERIFY2(!text.contains("removed  element"), text);
}

void tst_modeldiff::offersRenamesWithTheirReason()
{
    const DiffWorld world;
    const ThreatModel before = world.model(TwoServices);
    QByteArray renamed = TwoServices;
    renamed.replace("  db:", "  database:")
        .replace("@db:", "@database:")
        .replace("//db:", "//database:");
    const ModelDiff diff = compareModels(before, world.model(renamed), world.schema());
    QCOMPARE(diff.renames.size(), 1);
    QCOMPARE(diff.renames.first().beforeName, QStringLiteral("db"));
    QCOMPARE(diff.renames.first().afterName, QStringLiteral("database"));
    QCOMPARE(diff.renames.first().reason, QStringLiteral("same image and ports"));
}

void tst_modeldiff::offersNoGuesses()
{
    const DiffWorld world;
    const ThreatModel before = world.model("services:\n  a:\n    image: nginx:1.25\n");
    const ThreatModel after =
        world.model("services:\n  b:\n    image: nginx:1.25\n  c:\n    image: nginx:1.25\n");
    QVERIFY(compareModels(before, after, world.schema()).renames.isEmpty());
}

void tst_modeldiff::tellsWhatVanished()
{
    const ThreatModel before = shopModel();
    ThreatModel after = before;
    Element redis = *after.elements.find(shop::Redis);
    redis.vanished = true;
    after.elements.put(redis);
    QCOMPARE(textOf(before, after), QByteArray("vanished element         redis\n1 vanished\n"));
    QCOMPARE(textOf(after, before), QByteArray("returned element         redis\n1 returned\n"));
}

void tst_modeldiff::countsMovedPlacements()
{
    const ThreatModel before = shopModel();
    ThreatModel after = before;
    Diagram diagram = *after.diagrams.find(shop::Deployment);
    diagram.place(shop::Web, QRect(0, 0, 10, 10));
    diagram.removePlacement(shop::Redis);
    after.diagrams.put(diagram);
    const QByteArray text = textOf(before, after);
    QVERIFY2(text.contains("placements: 9 -> 8 (1 moved, 0 added, 1 removed)"), text);
}

void tst_modeldiff::writesJson()
{
    const ThreatModel before = shopModel();
    ThreatModel after = before;
    Element web = *after.elements.find(shop::Web);
    web.name = QStringLiteral("shop");
    after.elements.put(web);
    const QByteArray json = writeDiffJson(compareModels(before, after, *shippedSchema()));
    QVERIFY(json.startsWith("{\n  \"schema\": \"drawbridge/diff/1\","));
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    QCOMPARE(object[QStringLiteral("summary")][QStringLiteral("changed")].toInt(), 1);
    const QJsonValue record = object[QStringLiteral("records")][0];
    QCOMPARE(record[QStringLiteral("before")].toString(), QStringLiteral("e-web"));
    QCOMPARE(record[QStringLiteral("fields")][0][QStringLiteral("after")].toString(),
             QStringLiteral("shop"));
}

void tst_modeldiff::neutralisesNames()
{
    const ThreatModel before = shopModel();
    ThreatModel after = before;
    Element web = *after.elements.find(shop::Web);
    web.name = QStringLiteral("\x1b[31mred\n");
    after.elements.put(web);
    const QByteArray text = textOf(before, after);
    QVERIFY(!text.contains('\x1b'));
    QCOMPARE(text.count('\n'), 3);
}

// Ten thousand elements, each named anew under other ids: the dearest way through the comparison.
void tst_modeldiff::isFastOnLargeModels()
{
    const auto build = [](const char *prefix, int elements) {
        ThreatModel model;
        Source source;
        source.id = SourceId(QByteArrayView("s1"));
        source.format = QStringLiteral("compose");
        source.path = QStringLiteral("compose.yml");
        model.sources.put(source);
        for (int i = 0; i < elements; ++i) {
            Element element =
                shopElement(ElementId(QByteArrayView(prefix + QByteArray::number(100'000 + i))),
                            ElementKind::Process, QString::number(i), {}, {});
            element.sourceKey = {source.id, QStringLiteral("services.") + QString::number(i)};
            model.elements.put(element);
        }
        return model;
    };
    const auto secondsFor = [&](int elements) {
        const ThreatModel before = build("a", elements);
        const ThreatModel after = build("b", elements);
        const test::CpuTime time;
        const ModelDiff diff = compareModels(before, after, *shippedSchema());
        return diff.isEmpty() ? time.seconds() : -1.0;
    };
    const double few = secondsFor(2'500);
    const double many = secondsFor(10'000);
    QVERIFY(few > 0 && many > 0);
    // Four times as many are to take less than the square of that.
    QVERIFY2(many < 12 * few, qPrintable(QString::number(many / few)));
}

DRAWBRIDGE_TEST(tst_modeldiff)
#include "tst_modeldiff.moc"
