#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

using namespace drawbridge;
using namespace drawbridge::test;

// Catalogs of the user: imported, used by every command, compared, damaged and forgotten.
class tst_catalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void importedCatalogsAreUsed();
    void theBundledOnesAreASwitchAway();
    void importsAddUp();
    void anotherCatalogIsWrittenByName();
    void diffTellsWhatConcernsTheModel();
    void diffTakesFilesAsTheyAre();
    void damagedCatalogsAreToldAndPassedOver_data();
    void damagedCatalogsAreToldAndPassedOver();
    void forgettingGoesBack();
    void usageIsChecked_data();
    void usageIsChecked();
    void projectsKeepTheVersions();
    void everyExportStandsRetiredIds();

private:
    Run cli(const QString &arguments) const { return m_cli->run(arguments.split(u' ')); }
    QString userCatalog() const { return QStringLiteral("share/drawbridge/catalog.sqlite"); }
    void makeModel() const;
    void importNewer() const;

    std::unique_ptr<CommandLine> m_cli;
};

// T1611 has another name, T1610 gave way to a technique that is new.
static const QByteArray NewerAttack = R"({"type": "bundle", "id": "bundle--1", "objects": [
{"type": "x-mitre-collection", "id": "c", "name": "Enterprise ATT&CK", "x_mitre_version": "19.0"},
{"type": "attack-pattern", "id": "a", "name": "Break Out to Host",
 "external_references": [{"source_name": "mitre-attack", "external_id": "T1611"}],
 "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": "privilege-escalation"}],
 "x_mitre_platforms": ["Containers"]},
{"type": "attack-pattern", "id": "b", "name": "Deploy Container", "revoked": true,
 "external_references": [{"source_name": "mitre-attack", "external_id": "T1610"}]},
{"type": "attack-pattern", "id": "d", "name": "Run Workload",
 "external_references": [{"source_name": "mitre-attack", "external_id": "T1720"}],
 "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": "execution"}],
 "x_mitre_platforms": ["Containers"]},
{"type": "attack-pattern", "id": "e", "name": "Build Image on Host", "x_mitre_deprecated": true,
 "external_references": [{"source_name": "mitre-attack", "external_id": "T1612"}]},
{"type": "relationship", "id": "r", "relationship_type": "revoked-by", "source_ref": "b",
 "target_ref": "d"}]})";

static const QByteArray LowBaseline =
    R"({"profile": {"uuid": "1", "metadata": {"version": "5.2.0", "title":
"NIST Special Publication 800-53 Revision 5.2.0 LOW IMPACT BASELINE"}, "imports": [
{"href": "#x", "include-controls": [{"with-ids": ["ac-2", "ac-6"]}]}]}})";

void tst_catalog::init()
{
    m_cli = std::make_unique<CommandLine>();
    m_cli->environment[QStringLiteral("XDG_DATA_HOME")] = m_cli->path(QStringLiteral("share"));
    m_cli->write(QStringLiteral("newer.json"), NewerAttack);
    m_cli->write(QStringLiteral("low.json"), LowBaseline);
}

void tst_catalog::makeModel() const
{
    m_cli->write(QStringLiteral("compose.yaml"),
                 "services:\n  web:\n    image: nginx:1.25\n    privileged: true\n    ports: "
                 "[\"80:80\"]\n    volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]\n");
    const Run run = cli(QStringLiteral("import compose.yaml -o m.drawbridge"));
    QVERIFY2(run.status == 0, run.summary());
}

void tst_catalog::importNewer() const
{
    const Run run = cli(QStringLiteral("catalog import newer.json"));
    QVERIFY2(run.status == 0, run.summary());
}

static QStringList techniquesIn(const Run &analysis)
{
    QStringList ids;
    for (const QJsonValue &threat : analysis.json()[QLatin1String("threats")].toArray()) {
        for (const QJsonValue &id : threat[QLatin1String("attack")].toArray())
            ids += id.toString();
    }
    return ids;
}

void tst_catalog::importedCatalogsAreUsed()
{
    makeModel();
    QVERIFY(techniquesIn(cli(QStringLiteral("analyze m.drawbridge --json")))
                .contains(QStringLiteral("T1610")));
    const Run import = cli(QStringLiteral("catalog import newer.json"));
    QVERIFY2(import.status == 0, import.summary());
    QVERIFY(
        import.err.contains("2 techniques of ATT&CK Enterprise, version 19.0, from newer.json"));
    QVERIFY(import.err.contains("T1720 takes the place of the technique T1610 in rules: "));
    QVERIFY(import.err.contains("nothing takes the place of the technique T1612"));
    QVERIFY(QFileInfo::exists(m_cli->path(userCatalog())));
    const Run show = cli(QStringLiteral("catalog show T1611"));
    QVERIFY(show.out.startsWith("T1611  Break Out to Host\n"));
    // Our own words and mappings stay.
    QVERIFY(show.out.contains("ours"));
    QVERIFY(cli(QStringLiteral("catalog search run workload")).out.startsWith("T1720"));
    QVERIFY(cli(QStringLiteral("catalog search T1610")).out.isEmpty());
    // Rules follow.
    const QStringList followed = techniquesIn(cli(QStringLiteral("analyze m.drawbridge --json")));
    QVERIFY(followed.contains(QStringLiteral("T1720")));
    QVERIFY(!followed.contains(QStringLiteral("T1610")));
    const Run check = cli(QStringLiteral("rules check"));
    QVERIFY(check.err.contains("T1720 instead of the technique T1610"));
    QVERIFY(check.err.contains("the catalogs hold no technique 'T1612'"));
}

void tst_catalog::theBundledOnesAreASwitchAway()
{
    importNewer();
    QVERIFY(cli(QStringLiteral("--bundled-catalogs catalog show T1611")).out.contains("Escape"));
    QCOMPARE(cli(QStringLiteral("rules check --bundled-catalogs")).status, 0);
    // A data folder that is named is used as it is.
    const QString data = binaryDir() + QStringLiteral("/data");
    QVERIFY(m_cli
                ->run({QStringLiteral("--data"), data, QStringLiteral("catalog"),
                       QStringLiteral("show"), QStringLiteral("T1611")})
                .out.contains("Escape"));
}

void tst_catalog::importsAddUp()
{
    importNewer();
    QCOMPARE(cli(QStringLiteral("catalog import low.json")).status, 0);
    const QJsonObject info = cli(QStringLiteral("catalog info --json")).json();
    QCOMPARE(info[QLatin1String("bundled")][QLatin1String("attack")], QStringLiteral("18.1"));
    const QJsonArray imported = info[QLatin1String("imported")].toArray();
    QCOMPARE(imported.size(), 2);
    QCOMPARE(imported[0][QLatin1String("part")], QStringLiteral("attack"));
    QCOMPARE(imported[0][QLatin1String("version")], QStringLiteral("19.0"));
    QCOMPARE(imported[0][QLatin1String("file")], QStringLiteral("newer.json"));
    QCOMPARE(imported[0][QLatin1String("sha256")].toString().size(), 64);
    QCOMPARE(imported[1][QLatin1String("part")], QStringLiteral("baseline-low"));
    QCOMPARE(imported[1][QLatin1String("objects")].toInt(), 2);
    const QByteArray text = cli(QStringLiteral("catalog info")).out;
    QVERIFY(text.contains("baseline-low") && text.contains("newer.json"));
}

void tst_catalog::anotherCatalogIsWrittenByName()
{
    QCOMPARE(cli(QStringLiteral("catalog import newer.json -o sub/own.sqlite")).status, 0);
    QVERIFY(!QFileInfo::exists(m_cli->path(userCatalog())));
    const QByteArray first = m_cli->read(QStringLiteral("sub/own.sqlite"));
    QVERIFY(first.startsWith("SQLite format 3"));
    // The same files give the same bytes.
    QCOMPARE(cli(QStringLiteral("catalog import newer.json -o again.sqlite")).status, 0);
    QVERIFY(m_cli->read(QStringLiteral("again.sqlite")) == first);
    const Run piped =
        m_cli->run(QStringLiteral("catalog import - -o piped.sqlite").split(u' '), NewerAttack);
    QVERIFY2(piped.status == 0, piped.summary());
}

void tst_catalog::diffTellsWhatConcernsTheModel()
{
    makeModel();
    importNewer();
    QCOMPARE(cli(QStringLiteral("catalog import low.json")).status, 0);
    const Run diff = cli(QStringLiteral("catalog diff m.drawbridge"));
    QVERIFY2(diff.status == 0, diff.summary());
    QVERIFY2(diff.out.contains("T1611      Break Out to Host: was called 'Escape to Host'\n"),
             diff.summary());
    QVERIFY2(diff.out.contains("T1610      Deploy Container: is retired; T1720 takes its place\n"),
             diff.summary());
    QVERIFY2(diff.out.contains("baselines: moderate, high -> low, moderate, high\n"),
             diff.summary());
    const QJsonObject json = cli(QStringLiteral("catalog diff m.drawbridge --json")).json();
    QCOMPARE(json[QLatin1String("schema")], QStringLiteral("drawbridge/catalog-diff/1"));
    QCOMPARE(json[QLatin1String("from")][QLatin1String("attack")], QStringLiteral("18.1"));
    const QJsonArray changes = json[QLatin1String("changes")].toArray();
    QVERIFY(std::any_of(changes.begin(), changes.end(), [](const QJsonValue &change) {
        return change[QLatin1String("change")] == QStringLiteral("technique-retired")
            && change[QLatin1String("id")] == QStringLiteral("T1610")
            && change[QLatin1String("after")] == QStringLiteral("T1720");
    }));
    // Most controls that left the baseline do not concern this model; they are counted.
    QVERIFY(json[QLatin1String("others")][QLatin1String("baseline-changed")].toInt() > 10);
}

void tst_catalog::diffTakesFilesAsTheyAre()
{
    makeModel();
    const Run official = cli(QStringLiteral("catalog diff m.drawbridge --to newer.json"));
    QVERIFY2(official.out.contains("was called 'Escape to Host'"), official.summary());
    QVERIFY(!QFileInfo::exists(m_cli->path(userCatalog())));
    QCOMPARE(cli(QStringLiteral("catalog import newer.json -o own.sqlite")).status, 0);
    const Run written =
        cli(QStringLiteral("catalog diff m.drawbridge --from own.sqlite --to bundled"));
    QVERIFY2(written.out.contains("was called 'Break Out to Host'"), written.summary());
    const Run same = cli(QStringLiteral("catalog diff m.drawbridge --to bundled"));
    QVERIFY(same.out.contains("nothing changes of what the threats of the model rest on"));
    QVERIFY(same.out.endsWith("0 changes of what the model uses, 0 others\n"));
    const Run none = cli(QStringLiteral("catalog diff m.drawbridge"));
    QCOMPARE(none.status, 2);
    QVERIFY2(none.saysOneLine(), none.summary());
}

void tst_catalog::damagedCatalogsAreToldAndPassedOver_data()
{
    QTest::addColumn<int>("damage");
    QTest::newRow("garbage") << 0;
    QTest::newRow("cut off") << 1;
    QTest::newRow("of an older program") << 2;
    QTest::newRow("nothing imported") << 3;
}

void tst_catalog::damagedCatalogsAreToldAndPassedOver()
{
    QFETCH(const int, damage);
    makeModel();
    importNewer();
    QByteArray bytes = m_cli->read(userCatalog());
    if (damage == 0) {
        bytes = "garbage";
    } else if (damage == 1) {
        bytes.truncate(bytes.size() / 3);
    } else if (damage == 2) {
        // The header's user_version, a big-endian number.
        bytes[63] = 1;
    } else {
        QFile bundled(binaryDir() + QStringLiteral("/data/catalog.sqlite"));
        QVERIFY(bundled.open(QIODevice::ReadOnly));
        bytes = bundled.readAll();
    }
    m_cli->write(userCatalog(), bytes);
    const Run run = cli(QStringLiteral("analyze m.drawbridge --json"));
    QCOMPARE(run.status, 0);
    QVERIFY2(run.err.count("warning: what you imported cannot be used") == 1, run.summary());
    QVERIFY(techniquesIn(run).contains(QStringLiteral("T1610")));
    QVERIFY(cli(QStringLiteral("catalog search escape to host")).out.startsWith("T1611"));
    // Importing again mends it.
    importNewer();
    QVERIFY(!cli(QStringLiteral("analyze m.drawbridge --json")).err.contains("warning"));
}

void tst_catalog::forgettingGoesBack()
{
    importNewer();
    QCOMPARE(cli(QStringLiteral("catalog import --remove")).status, 0);
    QVERIFY(!QFileInfo::exists(m_cli->path(userCatalog())));
    QVERIFY(cli(QStringLiteral("catalog show T1611")).out.contains("Escape"));
    QCOMPARE(cli(QStringLiteral("catalog import --remove")).status, 0);
}

void tst_catalog::usageIsChecked_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::newRow("no file") << QStringLiteral("catalog import");
    QTest::newRow("both") << QStringLiteral("catalog import newer.json --remove");
    QTest::newRow("missing") << QStringLiteral("catalog import none.json");
    QTest::newRow("a model") << QStringLiteral("catalog import m.drawbridge");
    QTest::newRow("a folder") << QStringLiteral("catalog import share");
    QTest::newRow("no folder to write to")
        << QStringLiteral("catalog import newer.json -o newer.json/x.sqlite");
    QTest::newRow("diff with nothing")
        << QStringLiteral("catalog diff m.drawbridge --to none.sqlite");
}

void tst_catalog::usageIsChecked()
{
    QFETCH(const QString, arguments);
    makeModel();
    const Run run = cli(arguments);
    QCOMPARE(run.status, 2);
    QVERIFY2(run.saysOneLine(), run.summary());
}

void tst_catalog::projectsKeepTheVersions()
{
    makeModel();
    QVERIFY(!m_cli->read(QStringLiteral("m.drawbridge")).contains("\"catalogs\""));
    QCOMPARE(cli(QStringLiteral("review m.drawbridge --by Ada")).status, 0);
    const QByteArray reviewed = m_cli->read(QStringLiteral("m.drawbridge"));
    QVERIFY(reviewed.contains("\"attack\": \"18.1\""));
    QCOMPARE(cli(QStringLiteral("fmt m.drawbridge --check")).status, 0);
    QVERIFY(!cli(QStringLiteral("analyze m.drawbridge")).err.contains("in use now"));
    importNewer();
    const Run analysis = cli(QStringLiteral("analyze m.drawbridge"));
    QVERIFY2(analysis.err.contains("ATT&CK 18.1 (18.1 with 19.0 is in use now)"),
             analysis.summary());
    // Looking does not change the file, and other catalogs are no other revision.
    QCOMPARE(m_cli->read(QStringLiteral("m.drawbridge")), reviewed);
    QVERIFY(cli(QStringLiteral("review m.drawbridge")).out.contains("Ada: this revision"));
    QCOMPARE(cli(QStringLiteral("questions m.drawbridge --answer model.backup=isolated")).status,
             0);
    QVERIFY(m_cli->read(QStringLiteral("m.drawbridge")).contains("\"attack\": \"18.1 with 19.0\""));
}

void tst_catalog::everyExportStandsRetiredIds()
{
    makeModel();
    importNewer();
    for (const QString &name : exportNames()) {
        const QString view = name.section(u'.', 0, 0);
        const QString format = name.section(u'.', 1);
        // Diagrams name no ids; of the formats of a table one is enough.
        const bool isTable = !name.startsWith(QStringLiteral("report"))
            && !name.startsWith(QStringLiteral("analysis"));
        if (view == u"diagram" || (isTable && format != u"csv"))
            continue;
        const Run run = m_cli->run({QStringLiteral("export"), QStringLiteral("m.drawbridge"),
                                    QStringLiteral("--view"), view, QStringLiteral("--format"),
                                    format, QStringLiteral("-o"), QStringLiteral("out.") + format});
        QVERIFY2(run.status == 0, (name.toUtf8() + ": " + run.summary()).constData());
    }
}

DRAWBRIDGE_TEST(tst_catalog)
#include "tst_catalog.moc"
