#include "model/schema/propertyschema.h"
#include "model/schema/technologies.h"
#include "tests/support/testrunner.h"

#include <QFile>

using namespace drawbridge;

class tst_propertyschema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheShippedSchema();
    void technologiesOfTheShippedList();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void checksValues_data();
    void checksValues();
};

static QByteArray shipped(const QString &name)
{
    QFile file(test::sourceDir() + QStringLiteral("/catalogs/properties/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_propertyschema::readsTheShippedSchema()
{
    const Result<PropertySchema> schema = PropertySchema::parse(
        shipped(QStringLiteral("schema.yaml")), QStringLiteral("schema.yaml"));
    QVERIFY2(schema, schema ? "" : qPrintable(schema.error().toString()));
    const PropertyIndex privileged = schema->find(RecordKind::Element, u"privileged");
    QVERIFY(privileged != NoProperty);
    QCOMPARE(schema->definition(privileged).whenAbsent.value(QStringLiteral("compose")),
             Value(false));
    QCOMPARE(schema->find(RecordKind::Flow, u"privileged"), NoProperty);
    for (const PropertyDefinition &definition : schema->definitions()) {
        QVERIFY2(!definition.computed || definition.whenAbsent.isEmpty(),
                 qPrintable(definition.name));
        if (definition.inherited) {
            QVERIFY(schema->find(RecordKind::Boundary, definition.name) != NoProperty);
            QVERIFY(schema->find(RecordKind::Project, definition.name) != NoProperty);
        }
    }
}

void tst_propertyschema::technologiesOfTheShippedList()
{
    const Result<Technologies> technologies = Technologies::parse(
        shipped(QStringLiteral("technologies.yaml")), QStringLiteral("technologies.yaml"));
    QVERIFY2(technologies, technologies ? "" : qPrintable(technologies.error().toString()));
    QVERIFY(technologies->find(u"database"));
    QCOMPARE(technologies->find(u"database")->kind, QStringLiteral("data-store"));
    QVERIFY(!technologies->find(u"toaster"));
}

void tst_propertyschema::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("message");
    const auto property = [](const char *text) {
        return QByteArray("properties:\n  - ") + text + '\n';
    };
    QTest::newRow("no list") << QByteArray("x: 1\n") << "properties";
    QTest::newRow("scope") << property("{name: a, scope: engine, type: bool, label: A}")
                           << "s.yaml:2:22: 'engine' is no scope";
    QTest::newRow("type") << property("{name: a, scope: element, type: boolean, label: A}")
                          << "'boolean' is no type";
    QTest::newRow("key") << property("{name: a, scope: element, type: bool, label: A, cots: 1}")
                         << "no key 'cots'";
    QTest::newRow("default") << property(
        "{name: a, scope: element, type: bool, label: A, whenAbsent: {compose: 3}}")
                             << "'3' is not true or false";
    QTest::newRow("cost") << property("{name: a, scope: element, type: bool, label: A, cost: 9}")
                          << "cost from 1 to 5";
    QTest::newRow("twice") << QByteArray("properties:\n"
                                         "  - {name: a, scope: element, type: bool, label: A}\n"
                                         "  - {name: a, scope: store, type: bool, label: A}\n")
                           << "two properties 'a'";
    QTest::newRow("nested") << property(
        "{name: a, scope: element, label: A, type: {list: {list: {list: {list: {list: "
        "{list: {list: {list: {list: {list: bool}}}}}}}}}}}")
                            << "nested too deeply";
}

void tst_propertyschema::saysWhatIsWrong()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, message);
    const Result<PropertySchema> schema = PropertySchema::parse(yaml, QStringLiteral("s.yaml"));
    QVERIFY(!schema);
    QVERIFY2(schema.error().toString().contains(message), qPrintable(schema.error().toString()));
}

void tst_propertyschema::checksValues_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("sample");
    QTest::addColumn<bool>("fits");
    QTest::newRow("bool") << QByteArray("bool") << 0 << true;
    QTest::newRow("bool for int") << QByteArray("int") << 0 << false;
    QTest::newRow("date") << QByteArray("date") << 1 << true;
    QTest::newRow("no date") << QByteArray("date") << 2 << false;
    QTest::newRow("member") << QByteArray("{enum: [none, tls]}") << 2 << true;
    QTest::newRow("no member") << QByteArray("{enum: [none, ssl]}") << 2 << false;
    QTest::newRow("record") << QByteArray("{list: {record: {name: string}}}") << 3 << true;
    QTest::newRow("wrong field") << QByteArray("{list: {record: {nom: string}}}") << 3 << false;
    QTest::newRow("cores") << QByteArray("cores") << 4 << true;
}

void tst_propertyschema::checksValues()
{
    QFETCH(QByteArray, type);
    QFETCH(int, sample);
    QFETCH(bool, fits);
    const Value samples[] = {
        Value(true), Value(u"2026-01-31"), Value(u"tls"),
        Value(ValueList {Value(ValueMap {{QStringLiteral("name"), Value(u"x")}})}), Value(2)};
    const Result<PropertySchema> schema = PropertySchema::parse(
        "properties:\n  - {name: a, scope: element, label: A, type: " + type + "}\n",
        QStringLiteral("s.yaml"));
    QVERIFY2(schema, schema ? "" : qPrintable(schema.error().toString()));
    QCOMPARE(schema->definition(0).type.check(samples[sample]).isEmpty(), fits);
}

DRAWBRIDGE_TEST(tst_propertyschema)
#include "tst_propertyschema.moc"
