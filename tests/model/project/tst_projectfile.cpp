#include "model/core/validator.h"
#include "model/project/migrations.h"
#include "model/project/projectfile.h"
#include "tests/model/project/fullmodel.h"
#include "tests/support/testrunner.h"

#include <QTemporaryDir>

#include <random>

using namespace drawbridge;
using test::fullModel;
using test::shippedSchema;

class tst_projectfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyModel();
    void everythingComesBack();
    void writingIsCanonical();
    void anyOrderOfKeysIsRead();
    void unknownMembersStay();
    void unknownPropertiesStay();
    void valuesThatDoNotFitStayButDoNotCount();
    void numbersLoseTheirNoise();
    void refusals_data();
    void refusals();
    void newerVersionIsRefused();
    void migrationsRunInOrder();
    void danglingReferencesAreReported();
    void lineNumbersStandLast();
    void aFlowWithoutAnEndReadsBack();
    void everyTruncationIsRefused();
    void mutatedFilesNeverCrash();
    void savingIsAtomicAndKeepsTheMode();
    void savingFollowsLinks();
    void savingIntoNothingFails();
    void opensWhatItSaved();
};

static QByteArray written(const ThreatModel &model)
{
    return ProjectWriter(shippedSchema()).write(model);
}

static Result<ProjectContent> readBack(const QByteArray &bytes)
{
    return ProjectReader(shippedSchema()).read(bytes, QStringLiteral("p.drawbridge"));
}

static QByteArray fileWith(const QByteArray &members)
{
    return "{\"format\": \"drawbridge-project\", \"version\": 1, \"project\": {\"name\": \"x\"}"
        + (members.isEmpty() ? QByteArray() : ",\n" + members) + "}";
}

static QString projectComplaint(const QByteArray &bytes)
{
    const auto content = readBack(bytes);
    return content ? QStringLiteral("accepted") : content.error().toString();
}

void tst_projectfile::emptyModel()
{
    const QByteArray bytes = written(ThreatModel());
    QCOMPARE(bytes,
             QByteArray("{\n  \"format\": \"drawbridge-project\",\n  \"version\": 1,\n"
                        "  \"project\": {\n    \"name\": \"\",\n    \"baseline\": \"moderate\"\n"
                        "  },\n  \"provenance\": {}\n}\n"));
    const auto content = readBack(bytes);
    QVERIFY(content);
    QVERIFY(content->model == ThreatModel());
}

void tst_projectfile::everythingComesBack()
{
    const ThreatModel model = fullModel();
    const QByteArray bytes = written(model);
    const auto content = readBack(bytes);
    QVERIFY2(content, content ? "" : qPrintable(content.error().toString()));
    for (const Diagnostic &diagnostic : content->diagnostics)
        QFAIL(qPrintable(diagnostic.message));
    // Unknown members come back re-indented, so the first comparison is by bytes.
    QCOMPARE(written(content->model), bytes);
    const auto again = readBack(written(content->model));
    QVERIFY(again);
    QVERIFY(again->model == content->model);
    ThreatModel expected = model;
    ThreatModel got = content->model;
    for (ThreatModel *one : {&expected, &got})
        forEachTable(*one, [](auto &table) {
            auto copy = table;
            for (const auto &record : table) {
                auto plain = record;
                plain.unknown.clear();
                copy.put(plain);
            }
            table = copy;
        });
    expected.unknown = got.unknown = {};
    QVERIFY(expected == got);
}

void tst_projectfile::writingIsCanonical()
{
    const QByteArray bytes = written(fullModel());
    QVERIFY(bytes.endsWith("}\n"));
    QVERIFY(!bytes.contains('\r'));
    QVERIFY(bytes.indexOf("\"e0\"") < bytes.indexOf("\"e1\""));
    QVERIFY(bytes.contains("\"placements\": {\n        \"e0\": [300, 20, 160, 80],"));
    QVERIFY(bytes.contains("\"f1\": [1, 2, -3, 4]"));
    // Meaning before looks, lines and digests last.
    QVERIFY(bytes.indexOf("\"controlStatements\"") < bytes.indexOf("\"diagrams\""));
    QVERIFY(bytes.indexOf("\"diagrams\"") < bytes.indexOf("\"provenance\""));
    QVERIFY(bytes.indexOf("00ff00ff") > bytes.indexOf("\"provenance\""));
    // The same, record by record, whatever the order in which it was put together.
    ThreatModel shuffled;
    const ThreatModel model = fullModel();
    shuffled = model;
    shuffled.elements = {};
    for (qsizetype row = model.elements.size() - 1; row >= 0; --row)
        shuffled.elements.put(model.elements.at(row));
    QCOMPARE(written(shuffled), bytes);
}

void tst_projectfile::anyOrderOfKeysIsRead()
{
    const auto content =
        readBack("{\"elements\": [{\"name\": \"b\", \"kind\": \"data-store\", \"id\": \"e2\"},"
                 "{\"properties\": {\"user\": {\"from\": \"architect\", \"value\": \"app\"}},"
                 "\"networks\": [\"b2\", \"b1\", \"b2\"], \"id\": \"e1\", \"kind\": \"process\"}],"
                 "\"version\": 1, \"format\": \"drawbridge-project\"}");
    QVERIFY2(content, content ? "" : qPrintable(content.error().toString()));
    QCOMPARE(content->model.elements.size(), 2);
    const Element &first = content->model.elements.at(0);
    QCOMPARE(first.id.toString(), QStringLiteral("e1"));
    QCOMPARE(first.networks.size(), 2);
    QCOMPARE(first.networks.first().toString(), QStringLiteral("b1"));
    QCOMPARE(first.properties.value(shippedSchema().find(RecordKind::Element, u"user")),
             Value(u"app"));
    QCOMPARE(content->model.elements.at(1).kind, ElementKind::DataStore);
}

void tst_projectfile::unknownMembersStay()
{
    const QByteArray source =
        fileWith("\"elements\": [{\"id\": \"e1\", \"kind\": \"process\", \"name\": \"a\","
                 "\"zoom\": {\"b\": 1.50, \"a\": [true]}, \"colour\": \"\\u0072ed\","
                 "\"properties\": {\"user\": {\"value\": \"app\", \"from\": \"architect\","
                 "\"confidence\": 3}}}],"
                 "\"sources\": [{\"id\": \"s1\", \"format\": \"compose\", \"path\": \"c.yml\"}],"
                 "\"robots\": [],"
                 "\"provenance\": {\"signed\": false,"
                 "\"sources\": {\"s1\": {\"digest\": \"ab\", \"size\": 12}}}");
    const auto content = readBack(source);
    QVERIFY2(content, content ? "" : qPrintable(content.error().toString()));
    const QByteArray bytes = written(content->model);
    for (const char *kept : {"\"colour\": \"\\u0072ed\",\n      \"zoom\": {\n        \"b\": 1.50,",
                             "\"confidence\": 3\n", "\"robots\": [],\n  \"provenance\"",
                             "\"signed\": false", "\"digest\": \"ab\",\n        \"size\": 12\n"})
        QVERIFY2(bytes.contains(kept), kept + QByteArray("\n") + bytes);
    QCOMPARE(written(readBack(bytes)->model), bytes);
}

void tst_projectfile::unknownPropertiesStay()
{
    const QByteArray source =
        fileWith("\"elements\": [{\"id\": \"e1\", \"kind\": \"process\", \"name\": \"a\","
                 "\"properties\": {"
                 "\"aNewOne\": {\"value\": 1, \"from\": \"architect\"},"
                 "\"user\": {\"value\": \"app\", \"from\": \"architect\"},"
                 "\"zNewOne\": [{\"value\": 2, \"from\": \"moon\"}]}}]");
    const auto content = readBack(source);
    QVERIFY2(content, content ? "" : qPrintable(content.error().toString()));
    const QByteArray bytes = written(content->model);
    const qsizetype first = bytes.indexOf("\"aNewOne\"");
    const qsizetype second = bytes.indexOf("\"user\"");
    QVERIFY(first > 0 && first < second && second < bytes.indexOf("\"zNewOne\""));
    QVERIFY(bytes.contains("\"from\": \"moon\""));
    QCOMPARE(written(readBack(bytes)->model), bytes);
}

void tst_projectfile::valuesThatDoNotFitStayButDoNotCount()
{
    const QByteArray source =
        fileWith("\"elements\": [{\"id\": \"e1\", \"kind\": \"process\", \"name\": \"a\","
                 "\"properties\": {\n\"privileged\": {\"value\": \"perhaps\","
                 "\"from\": \"architect\"},\n"
                 "\"runsAsRoot\": {\"value\": true, \"from\": \"architect\"}}}]");
    const auto content = readBack(source);
    QVERIFY2(content, content ? "" : qPrintable(content.error().toString()));
    QCOMPARE(content->diagnostics.size(), 2);
    QVERIFY(content->diagnostics[0].message.contains(u"'privileged' is ignored"));
    QCOMPARE(content->diagnostics[0].where.line, 3);
    QVERIFY(content->diagnostics[1].message.contains(u"'runsAsRoot' is worked out"));
    QVERIFY(content->model.elements.at(0).properties.isEmpty());
    QVERIFY(written(content->model).contains("\"perhaps\""));
    // Setting the property afresh replaces what did not fit.
    ThreatModel model = content->model;
    Element element = model.elements.at(0);
    Claim claim;
    claim.value = true;
    element.properties.set(shippedSchema().find(RecordKind::Element, u"privileged"), claim);
    model.elements.put(element);
    const QByteArray bytes = written(model);
    QVERIFY(!bytes.contains("perhaps"));
    QCOMPARE(bytes.count("\"privileged\""), 1);
    QVERIFY(readBack(bytes));
}

void tst_projectfile::numbersLoseTheirNoise()
{
    const QByteArray source =
        fileWith("\"elements\": [{\"id\": \"e1\", \"kind\": \"process\", \"name\": \"a\","
                 "\"properties\": {\"cpuLimit\": {\"value\": 2, \"from\": \"architect\"},"
                 "\"memoryLimit\": {\"value\": 536870912, \"from\": \"architect\"}}}]");
    const auto content = readBack(source);
    QVERIFY2(content, content ? "" : qPrintable(content.error().toString()));
    const QByteArray bytes = written(content->model);
    QVERIFY2(bytes.contains("\"value\": 2.0"), bytes);
    QVERIFY(bytes.contains("\"value\": 536870912,"));
}

void tst_projectfile::refusals_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    const auto row = [](const QByteArray &bytes, const char *words) {
        QTest::newRow(words) << bytes << QString::fromUtf8(words);
    };
    row("", "p.drawbridge:1:1: the file is empty");
    row("[]", "this is not a Drawbridge project");
    row("{\"version\": 1}", "this is not a Drawbridge project (no \"format\"");
    row("{\"format\": \"drawbridge-project\"}", "does not say its format version");
    row("{\"format\": \"drawbridge-project\", \"version\": 1.5}", "not say its format version");
    row("{\n<<<<<<< HEAD\n}", "p.drawbridge:2:1: the file holds an unresolved merge conflict");
    row(fileWith("\"elements\": {}"), "p.drawbridge:2:13: 'elements' must be a list in brackets");
    row(fileWith("\"elements\": [{\"name\": \"x\"}]"),
        "p.drawbridge:2:14: this record of 'elements' has no 'id'");
    row(fileWith("\"elements\": [{\"id\": \"e 1\"}]"), "p.drawbridge:2:21: 'id' must be an id");
    row(fileWith("\"elements\": [{\"id\": 1}]"), "'id' must be an id: 1 to 23");
    row(fileWith("\"elements\": [{\"id\": \"e1\", \"kind\": \"robot\"}]"),
        "'kind' must be one of external-entity, process, data-store");
    row(fileWith("\"elements\": [{\"id\": \"e1\"},\n{\"id\": \"e2\"},\n{\"id\": \"e1\"}]"),
        "p.drawbridge:4:1: the id 'e1' is used twice in 'elements'");
    row(fileWith("\"elements\": [{\"id\": \"e1\",\n\"name\": \"a\", \"name\": \"b\"}]"),
        "p.drawbridge:3:14: the key 'name' stands here a second time");
    row(fileWith("\"x\": 1, \"x\": 2"), "the key 'x' stands here a second time");
    row(fileWith("\"elements\": [], \"elements\": []"), "the key 'elements' stands here a second");
    row(fileWith("\"elements\": [{\"id\": \"e1\", \"x\": 1, \"x\": 1}]"),
        "'x' stands here a second");
    row(fileWith("\"elements\": [{\"id\": \"e1\", \"runtime\": \"yes\"}]"),
        "'runtime' must be true or false");
    row(fileWith(
            "\"elements\": [{\"id\": \"e1\", \"properties\": {\"user\": {\"value\": \"a\"}}}]"),
        "the claim on 'user' lacks 'from'");
    row(fileWith("\"elements\": [{\"id\": \"e1\", \"properties\": {\"user\": {\"value\": \"a\", "
                 "\"from\": \"computed\"}}}]"),
        "'from' must be one of architect");
    row(fileWith("\"elements\": [{\"id\": \"e1\", \"properties\": {\"user\": []}}]"),
        "the property 'user' has no claim");
    row(fileWith("\"elements\": [{\"id\": \"e1\", \"properties\": {\"user\": [{\"value\": \"a\", "
                 "\"from\": \"architect\"}, {\"value\": \"b\", \"from\": \"architect\"}]}}]"),
        "a second claim of the same origin on 'user'");
    row(fileWith("\"assumptions\": [{\"id\": \"u1\", \"reviewBy\": \"2030-13-01\"}]"),
        "'reviewBy' must be a date such as");
    row(fileWith("\"diagrams\": [{\"id\": \"g1\", \"placements\": {\"e1\": [1, 2, 3]}}]"),
        "a placement is a list of x, y, width and height");
    row(fileWith("\"diagrams\": [{\"id\": \"g1\", \"placements\": {\"e1\": [1, 2, 3, 99999999]}}]"),
        "'placements' must be a whole number of at most");
    row(fileWith("\"diagrams\": [{\"id\": \"g1\", \"placements\": {\"e1\": [1, 2, 3, 4], \"e1\": "
                 "[1, 2, 3, 4]}}]"),
        "the id 'e1' stands twice");
    row(fileWith("\"x\": " + QByteArray(100, '[') + QByteArray(100, ']')),
        "nested deeper than 64 levels");
    row(fileWith("\"a\\u001fb\": 1"), "a key may not hold the control character U+001f");
    row(fileWith("\"x\": 1") + "x", "there is more text after the end");
}

void tst_projectfile::refusals()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    const QString said = projectComplaint(bytes);
    QVERIFY2(said.contains(words), qPrintable(said));
    QVERIFY(said.startsWith(QStringLiteral("p.drawbridge:")));
}

void tst_projectfile::newerVersionIsRefused()
{
    const auto content = readBack("{\"format\": \"drawbridge-project\",\n\"version\": 2}");
    QVERIFY(!content);
    QCOMPARE(content.error().code, ErrorCode::Unsupported);
    QVERIFY(content.error().toString().startsWith(
        QStringLiteral("p.drawbridge:2:12: the file has format version 2, written by a newer")));
}

void tst_projectfile::migrationsRunInOrder()
{
    const ProjectMigration steps[] = {
        {1,
         [](const QByteArray &bytes, const QString &) -> Result<QByteArray> {
             return bytes + "1";
         }},
        {2,
         [](const QByteArray &bytes, const QString &) -> Result<QByteArray> {
             return bytes + "2";
         }},
        {3,
         [](const QByteArray &, const QString &name) -> Result<QByteArray> {
             return Error {ErrorCode::InvalidInput, QStringLiteral("no"), {name}};
         }},
    };
    const std::span<const ProjectMigration> all(steps);
    QCOMPARE(*migrateProject("x", {}, 1, all.first(2)), QByteArray("x12"));
    QCOMPARE(*migrateProject("x", {}, 2, all.first(2)), QByteArray("x2"));
    QCOMPARE(migrateProject("x", QStringLiteral("f"), 1, all).error().toString(),
             QStringLiteral("f: no"));
}

void tst_projectfile::danglingReferencesAreReported()
{
    const auto content =
        readBack(fileWith("\"elements\": [{\"id\": \"e1\", \"kind\": \"process\", \"name\": \"a\","
                          "\"boundary\": \"b9\"}],"
                          "\"flows\": [{\"id\": \"f1\", \"source\": \"e1\", \"target\": \"e7\"}]"));
    QVERIFY(content);
    QStringList messages;
    for (const ModelProblem &problem : validate(content->model, shippedSchema()))
        messages += problem.message;
    QVERIFY(messages.join(u'|').contains(u"'b9' does not exist"));
    QVERIFY(messages.join(u'|').contains(u"'e7' does not exist"));
}

void tst_projectfile::lineNumbersStandLast()
{
    const QByteArray before = written(fullModel());
    ThreatModel model = fullModel();
    Source source = model.sources.at(0);
    for (int &line : source.lines)
        ++line;
    source.digest = "11ee";
    model.sources.put(source);
    const QByteArray after = written(model);
    const qsizetype last = before.indexOf("\"provenance\": {\n    \"evidence\"");
    QVERIFY(last > 0);
    QCOMPARE(after.left(last), before.left(last));
    QVERIFY(after != before);
}

void tst_projectfile::aFlowWithoutAnEndReadsBack()
{
    const auto content = readBack(fileWith("\"flows\": [{\"id\": \"f1\", \"kind\": \"network\"}]"));
    QVERIFY(content);
    const auto again = readBack(written(content->model));
    QVERIFY2(again, again ? "" : qPrintable(again.error().toString()));
    QVERIFY(again->model == content->model);
}

void tst_projectfile::everyTruncationIsRefused()
{
    QByteArray bytes = written(fullModel()).trimmed();
    for (qsizetype length = 0; length < bytes.size(); length += length < 3000 ? 1 : 37) {
        const auto content = readBack(bytes.left(length));
        QVERIFY(!content);
        QVERIFY(content.error().where.line > 0);
    }
}

void tst_projectfile::mutatedFilesNeverCrash()
{
    const QByteArray bytes = written(fullModel());
    std::mt19937 random(1);
    const QByteArray interesting("{}[]\",:0159-eEnt\\\x1f\xff\x80 \n");
    int refused = 0;
    for (int round = 0; round < 2000; ++round) {
        QByteArray mutated = bytes;
        for (unsigned change = 0; change <= random() % 3; ++change) {
            const auto at =
                static_cast<qsizetype>(random() % static_cast<unsigned>(mutated.size()));
            const char c = random() % 4 == 0
                ? static_cast<char>(random())
                : interesting[static_cast<qsizetype>(random()
                                                     % static_cast<unsigned>(interesting.size()))];
            switch (random() % 3) {
            case 0:
                mutated[at] = c;
                break;
            case 1:
                mutated.insert(at, c);
                break;
            default:
                mutated.remove(at, static_cast<qsizetype>(random() % 40));
            }
        }
        const auto content = readBack(mutated);
        if (!content) {
            ++refused;
            QVERIFY2(content.error().where.line > 0, qPrintable(content.error().toString()));
            continue;
        }
        // What is accepted is stable from then on.
        const QByteArray once = written(content->model);
        const auto again = readBack(once);
        QVERIFY2(again, again ? "" : qPrintable(again.error().toString()));
        QCOMPARE(written(again->model), once);
    }
    QVERIFY(refused > 500);
}

void tst_projectfile::savingIsAtomicAndKeepsTheMode()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.drawbridge"));
    QVERIFY(replaceFile(path, "old"));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    QVERIFY(replaceFile(path, "new"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("new"));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(file.permissions() & others));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void tst_projectfile::savingFollowsLinks()
{
    QTemporaryDir folder;
    const QString target = folder.filePath(QStringLiteral("real"));
    const QString link = folder.filePath(QStringLiteral("link"));
    QVERIFY(replaceFile(target, "old"));
    QVERIFY(QFile::link(target, link));
    QVERIFY(replaceFile(link, "new"));
    QVERIFY(QFileInfo(link).isSymLink());
    QFile file(target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("new"));
}

void tst_projectfile::savingIntoNothingFails()
{
    const auto result = replaceFile(QStringLiteral("/nonexistent/p.drawbridge"), "x");
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Io);
    QVERIFY(result.error().toString().startsWith(QStringLiteral("/nonexistent/p.drawbridge: ")));
    QTemporaryDir folder;
    QVERIFY(!replaceFile(folder.path(), "x"));
}

void tst_projectfile::opensWhatItSaved()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.drawbridge"));
    QVERIFY(saveProject(fullModel(), path, shippedSchema()));
    const auto content = openProject(path, shippedSchema());
    QVERIFY2(content, content ? "" : qPrintable(content.error().toString()));
    QCOMPARE(written(content->model), written(fullModel()));
    const auto missing = openProject(folder.filePath(QStringLiteral("none")), shippedSchema());
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
}

DRAWBRIDGE_TEST(tst_projectfile)
#include "tst_projectfile.moc"
