#include "tests/model/import/importworld.h"
#include "tests/support/testrunner.h"

#include <QDir>

using namespace drawbridge;

class tst_composesamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importsOrSaysWhy_data();
    void importsOrSaysWhy();

private:
    test::ImportWorld m_world;
};

void tst_composesamples::importsOrSaysWhy_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(test::sharedSamples() + QStringLiteral("/compose"));
    if (test::sharedSamples().isEmpty() || !folder.exists())
        QSKIP("the shared samples are not on this machine");
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

// Every sample gives a valid model, twice the same; what is missing around it is told.
void tst_composesamples::importsOrSaysWhy()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const Result<ImportResult> result = m_world.compose(bytes);
    if (!result) {
        const QString line = result.error().toString();
        QVERIFY2(!line.contains(u'\n') && line.startsWith(QStringLiteral("compose.yml:")),
                 qPrintable(line));
        qInfo("refused: %s", qPrintable(line));
        return;
    }
    const QList<ModelProblem> problems = validate(result->model, m_world.schema);
    QVERIFY2(problems.isEmpty(), problems.isEmpty() ? "" : qPrintable(problems.first().message));
    const Result<ImportResult> again = m_world.compose(bytes);
    QVERIFY(again);
    QVERIFY(again->model == result->model);
    QVERIFY(again->diagnostics == result->diagnostics);
    qInfo("%lld elements, %lld flows, %lld interfaces, %lld networks and hosts, %lld messages",
          static_cast<long long>(result->model.elements.size()),
          static_cast<long long>(result->model.flows.size()),
          static_cast<long long>(result->model.interfaces.size()),
          static_cast<long long>(result->model.boundaries.size()),
          static_cast<long long>(result->diagnostics.size()));
    if (qEnvironmentVariableIsSet("DRAWBRIDGE_SHOW_IMPORT"))
        qInfo("%s", qPrintable(test::everythingIn(*result)));
}

DRAWBRIDGE_TEST(tst_composesamples)
#include "tst_composesamples.moc"
