#include "tests/catalogs/import/smallcatalogs.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// Files are told by what they hold; whatever they are, there is one clear line.
class tst_importcatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWithOneLine_data();
    void refusesWithOneLine();
    void bringsMappingsInAfterTheirTechniques();
    void anotherImportOfAPartTakesItsPlace();
    void namesTheFileThatCannotBeRead();
    void oddTypesAreNoCrash_data();
    void oddTypesAreNoCrash();
};

void tst_importcatalog::refusesWithOneLine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const auto add = [](const char *name, const QByteArray &bytes, const char *says) {
        QTest::newRow(name) << bytes << QString::fromLatin1(says);
    };
    add("empty", "", "the file is empty");
    add("compressed", QByteArray("\x1f\x8b\x08\x00", 4), "unpack it first");
    add("ZIP", "PK\x03\x04", "ZIP archive");
    add("UTF-16", QByteArray("\xff\xfe{\0", 4), "UTF-16");
    add("text", "hello", "in/file.json:1");
    add("another JSON", "{\"a\": 1}", "no catalog of a known format");
    add("cut off", "{\"type\": \"bundle\", \"id\": \"b\", \"objects\": [{\"type\": \"attack-",
        "cut off");
    add("cut off later",
        "{\"catalog\": {\"metadata\": {\"title\": \"NIST 800-53 Revision 5\"}, \"groups\": [",
        "cut off");
    add("two documents", "{\"mapping_objects\": []}\n{\"mapping_objects\": []}",
        "more than one JSON document");
    add("too deep",
        "{\"type\": \"bundle\", \"id\": \"b\", \"objects\": [{\"type\": \"x\", \"y\": "
            + QByteArray(300, '[') + QByteArray(300, ']') + "}]}",
        "nested deeper");
    add("no UTF-8", "{\"type\": \"bundle\", \"id\": \"b\", \"objects\": [{\"type\": \"\xff\"}]}",
        "in/file.json:1");
}

void tst_importcatalog::refusesWithOneLine()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, says);
    const QString refusal = refusalOf(bytes);
    QVERIFY2(refusal.startsWith(QStringLiteral("in/file.json")), qPrintable(refusal));
    QVERIFY2(refusal.contains(says), qPrintable(refusal));
    QVERIFY(!refusal.contains(u'\n') && refusal.size() < 400);
}

static Result<void> readBytes(CatalogImport &import, const QByteArray &bytes, const char *name)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return import.read(buffer, QString::fromLatin1(name));
}

static const QByteArray Mapping =
    "{\"metadata\": {\"attack_version\": \"19.0\", \"technology_domain\": \"enterprise\", "
    "\"mapping_framework\": \"nist_800_53\", \"mapping_framework_version\": \"rev5\"}, "
    "\"mapping_objects\": [{\"status\": \"non_mappable\", \"attack_object_id\": \"T1702\"}, "
    "{\"status\": \"complete\", \"attack_object_id\": \"T1611\", \"capability_id\": \"AC-06\"}]}";
static const QByteArray Bundle =
    "{\"objects\": [{\"type\": \"attack-pattern\", \"id\": \"a\", \"name\": \"Brand New\", "
    "\"external_references\": [{\"source_name\": \"mitre-attack\", \"external_id\": \"T1702\"}]}], "
    "\"id\": \"bundle--1\", \"type\": \"bundle\"}";

void tst_importcatalog::bringsMappingsInAfterTheirTechniques()
{
    CatalogImport import;
    QVERIFY(readBytes(import, Mapping, "mapping.json").hasValue());
    QVERIFY(readBytes(import, Bundle, "bundle.json").hasValue());
    Diagnostics notes;
    const auto content = import.applyTo(smallCatalogs(), notes);
    QVERIFY(content.hasValue());
    QVERIFY(CatalogSnapshot(*content).technique(u"T1702")->isUnmappable);
    QCOMPARE(content->parts.size(), 2);
    for (const Diagnostic &note : notes)
        QCOMPARE(note.where.file, QStringLiteral("bundle.json"));
}

void tst_importcatalog::anotherImportOfAPartTakesItsPlace()
{
    const auto first = imported(Mapping);
    QVERIFY(first.hasValue());
    QByteArray later = Mapping;
    const auto second = imported(later.replace("19.0", "19.1").replace("AC-06", "AC-02"), *first);
    QVERIFY(second.hasValue());
    QCOMPARE(second->parts.size(), 1);
    QCOMPARE(second->parts[0].version, QStringLiteral("19.1"));
    QCOMPARE(CatalogSnapshot(*second).mappingCount(MappingOrigin::Ctid), 1);
}

void tst_importcatalog::namesTheFileThatCannotBeRead()
{
    QTemporaryDir folder;
    CatalogImport import;
    for (const QString &path : {folder.path(), folder.filePath(QStringLiteral("none.json"))}) {
        const Result<void> read = import.read(path);
        QVERIFY(!read);
        QVERIFY(read.error().toString().startsWith(path));
    }
}

void tst_importcatalog::oddTypesAreNoCrash_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto add = [](const char *name, const QByteArray &bytes) {
        QTest::newRow(name) << bytes;
    };
    add("objects that are none", "{\"type\": 1, \"objects\": [7, null, [], {\"type\": []}]}");
    add("references that are none",
        "{\"type\": \"bundle\", \"objects\": [{\"type\": \"attack-pattern\", "
        "\"external_references\": {\"a\": 1}, \"kill_chain_phases\": 3}, {\"type\": "
        "\"attack-pattern\", \"external_references\": [1, {\"source_name\": [], "
        "\"external_id\": {}}]}]}");
    add("a catalog of nothing",
        "{\"catalog\": {\"metadata\": {\"title\": \"800-53 Revision 5\", \"links\": 3}, "
        "\"groups\": [1, {\"controls\": 4, \"groups\": [[]]}], \"controls\": [null]}}");
    add("groups that are none", "{\"catalog\": {\"groups\": {\"a\": 1}}}");
    add("a profile of nothing",
        "{\"profile\": {\"metadata\": {\"title\": \"800-53 Revision 5 LOW BASELINE\"}, "
        "\"imports\": [{\"include-controls\": [1, {\"with-ids\": 2}]}]}}");
    add("a mapping of nothing", "{\"mapping_objects\": {\"a\": 1}, \"metadata\": []}");
}

void tst_importcatalog::oddTypesAreNoCrash()
{
    QFETCH(const QByteArray, bytes);
    QVERIFY(!refusalOf(bytes).isEmpty());
}

DRAWBRIDGE_TEST(tst_importcatalog)
#include "tst_importcatalog.moc"
