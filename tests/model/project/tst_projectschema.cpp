#include "model/core/names.h"
#include "model/project/projectwriter.h"
#include "tests/model/project/fullmodel.h"
#include "tests/support/testrunner.h"

#include <QFile>

#include <rapidjson/document.h>
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

using namespace drawbridge;

// The documented JSON Schema and the files that are written must say the same.
class tst_projectschema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writtenFilesConform();
    void wrongFilesDoNot_data();
    void wrongFilesDoNot();
    void everyMemberIsDocumented();
    void wordsAreTheSame();

private:
    bool conforms(const rapidjson::Document &document, std::string *complaint = nullptr);

    rapidjson::Document m_text;
    valijson::Schema m_schema;
};

void tst_projectschema::initTestCase()
{
    QFile file(test::sourceDir()
               + QStringLiteral("/resources/schemas/drawbridge-project.schema.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_text.Parse(file.readAll().constData());
    QVERIFY(!m_text.HasParseError());
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::RapidJsonAdapter(m_text), m_schema);
}

bool tst_projectschema::conforms(const rapidjson::Document &document, std::string *complaint)
{
    valijson::Validator validator;
    valijson::ValidationResults results;
    const bool good =
        validator.validate(m_schema, valijson::adapters::RapidJsonAdapter(document), &results);
    valijson::ValidationResults::Error error;
    while (complaint && results.popError(error)) {
        for (const std::string &step : error.context)
            *complaint += step;
        *complaint += ": " + error.description + "\n";
    }
    return good;
}

void tst_projectschema::writtenFilesConform()
{
    const ProjectWriter writer(test::shippedSchema());
    for (const ThreatModel &model : {test::fullModel(), ThreatModel(), test::syntheticModel(20)}) {
        rapidjson::Document document;
        document.Parse(writer.write(model).constData());
        QVERIFY(!document.HasParseError());
        std::string complaint;
        QVERIFY2(conforms(document, &complaint), complaint.c_str());
    }
}

void tst_projectschema::wrongFilesDoNot_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::newRow("id") << QByteArray(
        R"("flows": [{"id": "a b", "kind": "ipc", "source": "e", "target": "e"}])");
    QTest::newRow("kind") << QByteArray(
        R"("elements": [{"id": "a", "kind": "robot", "name": "x"}])");
    QTest::newRow("no name") << QByteArray(R"("elements": [{"id": "a", "kind": "process"}])");
    QTest::newRow("placement") << QByteArray(
        R"("diagrams": [{"id": "g", "name": "x", "placements": {"e": [1, 2]}}])");
    QTest::newRow("claim") << QByteArray(
        R"("images": [{"id": "i", "reference": "x", "properties": {"p": {"value": 1}}}])");
    QTest::newRow("stored default") << QByteArray(
        R"("images": [{"id": "i", "reference": "x", "properties": {"p": {"value": 1, "from": "platform-default"}}}])");
}

void tst_projectschema::wrongFilesDoNot()
{
    QFETCH(QByteArray, members);
    rapidjson::Document document;
    document.Parse(
        ("{\"format\": \"drawbridge-project\", \"version\": 1, \"project\": {}, " + members + "}")
            .constData());
    QVERIFY(!document.HasParseError());
    QVERIFY(!conforms(document));
}

// Each member of a record of the full model stands in the schema, but for the unknown ones that the
// model carries on purpose.
void tst_projectschema::everyMemberIsDocumented()
{
    rapidjson::Document document;
    document.Parse(ProjectWriter(test::shippedSchema()).write(test::fullModel()).constData());
    int checked = 0;
    for (const auto &section : document.GetObject()) {
        const std::string name = section.name.GetString();
        if (name == "newSection")
            continue;
        QVERIFY2(m_text["properties"].HasMember(name.c_str()), name.c_str());
        if (!section.value.IsArray())
            continue;
        const auto &known = m_text["properties"][name.c_str()]["items"]["properties"];
        for (const auto &record : section.value.GetArray()) {
            for (const auto &member : record.GetObject()) {
                const std::string key = member.name.GetString();
                QVERIFY2(key == "newer" || key == "zNewer" || known.HasMember(key.c_str()),
                         (name + "." + key).c_str());
                ++checked;
            }
        }
    }
    QVERIFY(checked > 100);
}

template <typename E>
static QStringList namesUpTo(qsizetype count)
{
    return allNames<E>().mid(0, count);
}

void tst_projectschema::wordsAreTheSame()
{
    const auto words = [this](const char *section, const char *member) {
        QStringList list;
        const auto &record = m_text["properties"][section];
        const auto &members =
            record.HasMember("items") ? record["items"]["properties"] : record["properties"];
        for (const auto &word : members[member]["enum"].GetArray())
            list += QString::fromUtf8(word.GetString());
        return list;
    };
    QCOMPARE(words("elements", "kind"), allNames<ElementKind>());
    QCOMPARE(words("interfaces", "kind"), allNames<InterfaceKind>());
    QCOMPARE(words("flows", "kind"), allNames<FlowKind>());
    QCOMPARE(words("boundaries", "kind"), allNames<BoundaryKind>());
    QCOMPARE(words("identities", "kind"), allNames<IdentityKind>());
    QCOMPARE(words("assets", "kind"), allNames<AssetKind>());
    QCOMPARE(words("decisions", "treatment"), allNames<Treatment>());
    QCOMPARE(words("manualThreats", "targetKind"), allNames<RecordKind>());
    QCOMPARE(words("manualThreats", "stride"), allNames<Stride>());
    QCOMPARE(words("manualThreats", "severity"), allNames<Severity>());
    QCOMPARE(words("controlStatements", "status"), allNames<ControlStatus>());
    QCOMPARE(words("controlStatements", "origin"), allNames<ControlOrigin>());
    QCOMPARE(words("project", "baseline"), allNames<Baseline>());
    QStringList origins;
    for (const auto &word : m_text["definitions"]["claim"]["properties"]["from"]["enum"].GetArray())
        origins += QString::fromUtf8(word.GetString());
    QCOMPARE(origins, namesUpTo<ClaimSource>(6));
}

DRAWBRIDGE_TEST(tst_projectschema)
#include "tst_projectschema.moc"
