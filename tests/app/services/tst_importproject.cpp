#include "app/services/importproject.h"
#include "model/base/progress.h"
#include "tests/support/testrunner.h"

#include <QTemporaryDir>

using namespace drawbridge;

// What is read for an import stays inside the folder that is imported.
class tst_importproject : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void filesOutsideTheFolderAreNotRead_data();
    void filesOutsideTheFolderAreNotRead();
    void filesInsideTheFolderAreRead();
    void variablesComeFromTheEnvironmentFile();
    void theProcessEnvironmentStaysOut();
    void theProjectIsNamedAfterItsFolder();
    void anUnknownFormatNamesThoseThatAreKnown();
    void filesOfSeveralFormatsAreOneSystem();

private:
    void write(const QString &name, const QByteArray &content);
    Result<ImportResult> import(const QByteArray &compose, const ImportOptions &options = {});

    QTemporaryDir m_scratch;
    std::unique_ptr<Services> m_services;
};

void tst_importproject::write(const QString &name, const QByteArray &content)
{
    const QString path = m_scratch.filePath(name);
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

Result<ImportResult> tst_importproject::import(const QByteArray &compose,
                                               const ImportOptions &options)
{
    write(QStringLiteral("shop/compose.yaml"), compose);
    SilentProgress progress;
    return importFiles(*m_services, {m_scratch.filePath(QStringLiteral("shop/compose.yaml"))},
                       options, progress);
}

void tst_importproject::initTestCase()
{
    auto services = Services::create();
    QVERIFY2(services, services ? "" : qPrintable(services.error().toString()));
    m_services = std::move(*services);
    write(QStringLiteral("outside.env"), "DATABASE_URL=postgres://store:5432/\n");
    write(QStringLiteral("shop/inside.env"), "DATABASE_URL=postgres://store:5432/\n");
    QVERIFY(QFile::link(m_scratch.filePath(QStringLiteral("outside.env")),
                        m_scratch.filePath(QStringLiteral("shop/link.env"))));
}

static QByteArray composeWith(const QString &environmentFile)
{
    return "services:\n  web:\n    image: nginx\n    env_file: " + environmentFile.toUtf8()
        + "\n  store:\n    image: postgres\n";
}

static bool hasFlowToTheStore(const ThreatModel &model)
{
    return std::any_of(model.flows.begin(), model.flows.end(), [&](const DataFlow &flow) {
        const Element *target = model.elements.find(ElementId(flow.target));
        const Element *source = model.elements.find(ElementId(flow.source));
        return target && source && target->name == QStringLiteral("store")
            && source->name == QStringLiteral("web");
    });
}

void tst_importproject::filesOutsideTheFolderAreNotRead_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("the folder above") << QStringLiteral("../outside.env");
    QTest::newRow("a detour") << QStringLiteral("./../shop/../outside.env");
    QTest::newRow("an absolute path") << m_scratch.filePath(QStringLiteral("outside.env"));
    QTest::newRow("a link") << QStringLiteral("link.env");
}

void tst_importproject::filesOutsideTheFolderAreNotRead()
{
    QFETCH(QString, path);
    const auto imported = import(composeWith(path));
    QVERIFY(imported);
    QVERIFY(!hasFlowToTheStore(imported->model));
    QVERIFY(!imported->diagnostics.isEmpty());
}

void tst_importproject::filesInsideTheFolderAreRead()
{
    const auto imported = import(composeWith(QStringLiteral("./inside.env")));
    QVERIFY(imported);
    QVERIFY(hasFlowToTheStore(imported->model));
}

static QString imageOf(const Result<ImportResult> &imported)
{
    for (const Image &image : imported->model.images) {
        if (!image.reference.isEmpty())
            return image.reference;
    }
    return {};
}

void tst_importproject::variablesComeFromTheEnvironmentFile()
{
    write(QStringLiteral("shop/.env"), "# a note\nexport TAG = '1.27' \nNAME=nginx # the server\n");
    const auto imported = import("services:\n  web:\n    image: ${NAME}:${TAG}\n");
    QVERIFY(imported);
    QCOMPARE(imageOf(imported), QStringLiteral("nginx:1.27"));
    QVERIFY(QFile::remove(m_scratch.filePath(QStringLiteral("shop/.env"))));
}

void tst_importproject::theProcessEnvironmentStaysOut()
{
    qputenv("DRAWBRIDGE_TEST_TAG", "from-the-process");
    const auto imported = import("services:\n  web:\n    image: nginx:${DRAWBRIDGE_TEST_TAG:-1}\n");
    QVERIFY(imported);
    QCOMPARE(imageOf(imported), QStringLiteral("nginx:1"));
}

void tst_importproject::theProjectIsNamedAfterItsFolder()
{
    const QByteArray compose = "services:\n  web:\n    image: nginx\n";
    QCOMPARE(import(compose)->model.project.name, QStringLiteral("shop"));
    QCOMPARE(import("name: market\n" + compose)->model.project.name, QStringLiteral("market"));
    const auto rooted = import(compose, {{}, QStringLiteral("other"), {}});
    QCOMPARE(rooted->model.project.importRoot, QStringLiteral("other"));
}

void tst_importproject::anUnknownFormatNamesThoseThatAreKnown()
{
    const auto imported =
        import("services:\n  web:\n    image: nginx\n", {QStringLiteral("excel"), {}, {}});
    QVERIFY(!imported);
    QVERIFY(imported.error().message.contains(QStringLiteral("compose")));
    QVERIFY(imported.error().message.contains(QStringLiteral("dockerfile")));
}

void tst_importproject::filesOfSeveralFormatsAreOneSystem()
{
    write(QStringLiteral("mixed/compose.yaml"), "services:\n  web:\n    build: web\n");
    write(QStringLiteral("mixed/web/Dockerfile"), "FROM python:3.12\nUSER 1000\n");
    write(QStringLiteral("daemon.json"), "{\"live-restore\": true}");
    QStringList paths;
    for (const char *name : {"daemon.json", "mixed/web/Dockerfile", "mixed/compose.yaml"})
        paths += m_scratch.filePath(QLatin1String(name));
    SilentProgress progress;
    const auto imported = importFiles(*m_services, paths, {}, progress);
    QVERIFY(imported);
    // The Compose file says where everything starts, whatever comes first.
    QCOMPARE(QFileInfo(imported->folder).fileName(), QStringLiteral("mixed"));
    int hosts = 0;
    for (const TrustBoundary &boundary : imported->model.boundaries) {
        if (boundary.kind != BoundaryKind::Host)
            continue;
        ++hosts;
        QCOMPARE(boundary.properties.value(m_services->schema()->find(
                     RecordKind::Boundary, QStringLiteral("liveRestore"))),
                 Value(true));
    }
    QCOMPARE(hosts, 1);
    // The Dockerfile is that of the service and not an element of its own.
    int containers = 0;
    for (const Element &element : imported->model.elements)
        containers += element.hasRuntime;
    QCOMPARE(containers, 1);
}

DRAWBRIDGE_TEST(tst_importproject)
#include "tst_importproject.moc"
