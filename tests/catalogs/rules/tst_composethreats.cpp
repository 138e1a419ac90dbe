#include "model/core/names.h"
#include "model/engine/analysissession.h"
#include "model/import/compose/composeimporter.h"
#include "tests/support/models/compactmodel.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

// From the text of a Compose file to its threats; the cases are those of compose.yaml.
class tst_composethreats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAndHides_data();
    void showsAndHides();
};

static const TreeDocument &composeCases()
{
    static const TreeDocument document = [] {
        QFile file(test::sourceDir() + QStringLiteral("/tests/catalogs/rules/compose.yaml"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read the cases");
        Result<TreeDocument> read = TreeDocument::parseYaml(file.readAll(), file.fileName());
        if (!read)
            qFatal("%s", qPrintable(read.error().toString()));
        return *std::move(read);
    }();
    return document;
}

static ThreatModel importedCompose(const QByteArray &yaml)
{
    QFile file(test::sourceDir() + QStringLiteral("/catalogs/images/images.yaml"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read the image table");
    Result<ImageTable> images = ImageTable::parse(file.readAll(), QStringLiteral("images.yaml"));
    if (!images)
        qFatal("%s", qPrintable(images.error().toString()));
    ImportContext context;
    context.schema = test::shippedSchema().get();
    context.images = std::make_shared<const ImageTable>(*std::move(images));
    context.importRoot = QStringLiteral("shop");
    context.readSibling = [](const QString &path, qsizetype) -> Result<QByteArray> {
        return Error {ErrorCode::NotFound, QStringLiteral("no such file"), {path, 0, 0}};
    };
    const Result<ImportResult> result =
        makeComposeImporter()->import({{QStringLiteral("compose.yml"), yaml}}, context);
    if (!result)
        qFatal("%s", qPrintable(result.error().toString()));
    return result->model;
}

void tst_composethreats::showsAndHides_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : composeCases().root().keys())
        QTest::newRow(qPrintable(name)) << name;
}

// Whether a rule shows an open threat at a record of that name ("*": at any).
static const Threat *openThreat(const AnalysisSession &session, const QString &rule,
                                const QString &target)
{
    for (qsizetype i = 0; i < session.size(); ++i) {
        const Threat &threat = session.at(i);
        const QString name = recordName(session.input().model, threat.targetKind, threat.target);
        if (session.keyOf(threat).startsWith(rule + u'@') && threat.status == ThreatStatus::Open
            && (target == u"*" || name == target))
            return &threat;
    }
    return nullptr;
}

static void verifyAgainst(const TreeNode &expected, const AnalysisSession &session)
{
    QVERIFY2(session.ruleProblems().isEmpty(), qPrintable(session.ruleProblems().join(u'\n')));
    for (const QString &rule : expected[u"shows"].keys())
        QVERIFY2(openThreat(session, rule, expected[u"shows"][rule].text()), qPrintable(rule));
    for (const QString &rule : expected[u"hides"].keys()) {
        QVERIFY2(session.input().rules->find(rule) >= 0, qPrintable(rule));
        QVERIFY2(!openThreat(session, rule, expected[u"hides"][rule].text()), qPrintable(rule));
    }
    for (qsizetype i = 0; i < expected[u"critical"].size(); ++i) {
        const QString rule = expected[u"critical"].at(i).text();
        const Threat *threat = openThreat(session, rule, QStringLiteral("*"));
        QVERIFY2(threat && threat->severity == Severity::Critical, qPrintable(rule));
    }
}

void tst_composethreats::showsAndHides()
{
    QFETCH(QString, name);
    const TreeNode expected = composeCases().root()[name];
    AnalysisSession session;
    session.reset({importedCompose(expected[u"file"].text().toUtf8()),
                   test::shippedSchema(),
                   test::shippedRules(),
                   QDate(2026, 6, 1),
                   {}});
    verifyAgainst(expected, session);
}

DRAWBRIDGE_TEST(tst_composethreats)
#include "tst_composethreats.moc"
