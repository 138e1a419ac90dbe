#include "app/services/hardening.h"
#include "model/harden/hardeningwriters.h"
#include "model/harden/plainvalue.h"
#include "model/text/jsonwriter.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>

#include <algorithm>

#include <rapidjson/document.h>
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

using namespace drawbridge;

namespace {

void writeAsJson(JsonWriter &writer, const PlainValue &value)
{
    if (value.isMap()) {
        writer.beginObject();
        for (const auto &[key, member] : value.members()) {
            writer.key(key);
            writeAsJson(writer, member);
        }
        writer.endObject();
    } else if (value.isList()) {
        writer.beginArray();
        for (const PlainValue &item : value.items())
            writeAsJson(writer, item);
        writer.endArray();
    } else if (value.isNull() || value.isMissing()) {
        writer.value(Value());
    } else if (value.scalarKind() == TreeNode::Kind::Bool) {
        writer.value(Value(value.text() == u"true"));
    } else if (value.scalarKind() == TreeNode::Kind::Int) {
        writer.value(Value(qint64(value.text().toLongLong())));
    } else if (value.scalarKind() == TreeNode::Kind::Double) {
        writer.value(Value(value.text().toDouble()));
    } else {
        writer.value(Value(value.text()));
    }
}

PlainValue meaningOf(const QByteArray &yaml)
{
    const auto document = TreeDocument::parseYaml(yaml, QStringLiteral("f"));
    return document ? PlainValue::of(document->root()) : PlainValue();
}

PlainValue wholeMeaningOf(const QByteArray &yaml)
{
    PlainValue documents = PlainValue::list();
    const auto stream = TreeDocument::parseYamlStream(yaml, QStringLiteral("f"));
    for (size_t i = 0; stream && i < stream->size(); ++i)
        documents.items().push_back(PlainValue::of((*stream)[i].root()));
    return documents;
}

// The paths of what two values say differently; what one of them does not have at all is told once.
void addDifferences(const PlainValue &before, const PlainValue &after, const QString &path,
                    QStringList &differences)
{
    const QString prefix = path.isEmpty() ? path : path + u'.';
    if (before == after)
        return;
    if (before.isMap() && after.isMap()) {
        for (const auto &[key, value] : before.members())
            addDifferences(value, after[key], prefix + key, differences);
        for (const auto &[key, value] : after.members()) {
            if (!before.contains(key))
                addDifferences(PlainValue(), value, prefix + key, differences);
        }
    } else if (before.isList() && after.isList() && before.items().size() == after.items().size()) {
        for (size_t i = 0; i < before.items().size(); ++i)
            addDifferences(before.items()[i], after.items()[i], prefix + QString::number(i),
                           differences);
    } else if (before.isSilent() && after.isMap()) {
        for (const auto &[key, value] : after.members())
            addDifferences(PlainValue(), value, prefix + key, differences);
    } else {
        differences += path;
    }
}

bool isNamed(const QString &difference, const QStringList &paths)
{
    return std::any_of(paths.begin(), paths.end(), [&](const QString &path) {
        return difference == path || difference.startsWith(path + u'.');
    });
}

// Paths of all measures, without the object that they are in.
QStringList pathsOf(const HardenedFile &file)
{
    QStringList paths;
    for (const HardeningMeasure &measure : file.done) {
        for (const QString &path : measure.paths)
            paths += path.section(u':', -1);
    }
    return paths;
}

QByteArrayList commentsOf(const QByteArray &text)
{
    QByteArrayList comments;
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype hash = line.indexOf('#');
        if (hash >= 0)
            comments += line.mid(hash).trimmed();
    }
    return comments;
}

QByteArray readSample(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

// Real Compose files, hardened at every level.
class tst_hardening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void samples_data();
    void samples();
    void touchesOnlyWhatMeasuresName();

private:
    bool isValid(const QByteArray &yaml);
    HardenedFile hardened(const QString &path, HardeningLevel level);

    std::unique_ptr<Services> m_services;
    rapidjson::Document m_text;
    std::unique_ptr<valijson::Schema> m_schema;
    QTemporaryDir m_scratch;
};

void tst_hardening::initTestCase()
{
    auto services = Services::create();
    QVERIFY2(services, services ? "" : qPrintable(services.error().toString()));
    m_services = *std::move(services);
    if (test::sharedSamples().isEmpty())
        return;
    const QByteArray schema = readSample(
        test::sharedSamples() + QStringLiteral("/../data/schemas/compose-spec.schema.json"));
    m_text.Parse(schema.constData());
    if (schema.isEmpty() || m_text.HasParseError())
        return;
    m_schema = std::make_unique<valijson::Schema>();
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::RapidJsonAdapter(m_text), *m_schema);
}

bool tst_hardening::isValid(const QByteArray &yaml)
{
    JsonWriter writer;
    writeAsJson(writer, meaningOf(yaml));
    rapidjson::Document document;
    document.Parse(writer.take().constData());
    valijson::Validator validator;
    return !document.HasParseError()
        && validator.validate(*m_schema, valijson::adapters::RapidJsonAdapter(document), nullptr);
}

HardenedFile tst_hardening::hardened(const QString &path, HardeningLevel level)
{
    SilentProgress progress;
    auto result = hardenFiles(*m_services, {path}, {level}, progress);
    if (!result) {
        QTest::qFail(qPrintable(result.error().toString()), __FILE__, __LINE__);
        return {};
    }
    return result->files.first();
}

void tst_hardening::samples_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<HardeningLevel>("level");
    if (test::sharedSamples().isEmpty())
        return;
    for (const char *kind : {"compose", "kubernetes"}) {
        const QDir folder(test::sharedSamples() + u'/' + QLatin1String(kind));
        for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
            for (const HardeningLevel level :
                 {HardeningLevel::Safe, HardeningLevel::Recommended, HardeningLevel::Strict})
                QTest::addRow("%s %s", qPrintable(hardeningLevelWord(level)), qPrintable(name))
                    << folder.filePath(name) << level;
        }
    }
}

void tst_hardening::samples()
{
    if (!m_schema)
        QSKIP("the shared samples or the schema are not on this machine");
    QFETCH(QString, path);
    QFETCH(HardeningLevel, level);
    if (path.endsWith(QStringLiteral("not-yaml.yaml")))
        QSKIP("a template that no reader takes");
    const HardenedFile file = hardened(path, level);
    const bool isCompose = path.contains(QStringLiteral("/compose/"));
    if (isCompose && isValid(file.before))
        QVERIFY2(isValid(file.after), file.after.constData());
    for (const QByteArray &comment : commentsOf(file.before))
        QVERIFY2(file.after.contains(comment), comment.constData());
    const PlainValue before = wholeMeaningOf(file.before);
    const PlainValue after = wholeMeaningOf(file.after);
    QCOMPARE(after.items().size(), before.items().size());
    for (size_t i = 0; i < before.items().size(); ++i) {
        QStringList differences;
        addDifferences(before.items()[i], after.items()[i], {}, differences);
        for (const QString &difference : std::as_const(differences))
            QVERIFY2(isNamed(difference, pathsOf(file)), qPrintable(difference));
    }

    // Beside nothing that it refers to, as the sample itself.
    const QString again = m_scratch.filePath(QFileInfo(path).fileName());
    QFile copy(again);
    QVERIFY(copy.open(QIODevice::WriteOnly | QIODevice::Truncate));
    copy.write(file.after);
    copy.close();
    const HardenedFile second = hardened(again, level);
    QCOMPARE(second.after, second.before);
    QVERIFY(second.done.isEmpty());
}

void tst_hardening::touchesOnlyWhatMeasuresName()
{
    const HardenedFile file =
        hardened(test::sourceDir()
                     + QStringLiteral("/resources/samples/flask-microservices/before/compose.yaml"),
                 HardeningLevel::Strict);
    PlainValue expected = meaningOf(file.before);
    const PlainValue after = meaningOf(file.after);
    for (const HardeningMeasure &measure : file.done) {
        for (const QString &path : measure.paths)
            expected.set(path.split(u'.'), after.at(path.split(u'.')));
    }
    QVERIFY(expected == after);
    const auto diff = hardeningDiff({file});
    QVERIFY(diff);
    QVERIFY(!diff->contains("not-a-real-password"));
    QVERIFY(diff->contains("+    read_only: true  # to test\n"));
}

DRAWBRIDGE_TEST(tst_hardening)

#include "tst_hardening.moc"
