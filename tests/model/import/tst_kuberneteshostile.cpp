#include "tests/model/import/importworld.h"
#include "tests/support/cputime.h"
#include "tests/support/testrunner.h"

#include <QDir>

#include <random>

using namespace drawbridge;
using namespace drawbridge::test;

// Manifests that are broken, hostile or huge, and those that others wrote.
class tst_kuberneteshostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWithOneLine_data();
    void refusesWithOneLine();
    void wrongTypesAreNoCrash();
    void hostileNamesStayData();
    void survivesMutations();
    void truncatedFilesAreToldOrRead();
    void manyWorkloadsAreQuick();
    void sharedEnvironmentStaysBounded();
    void samplesImportOrSayWhy_data();
    void samplesImportOrSayWhy();

private:
    ImportWorld m_world;
};

void tst_kuberneteshostile::refusesWithOneLine_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("message");
    const QByteArray head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
    QTest::newRow("empty") << QByteArray() << QStringLiteral("app.yaml:1: ");
    QTest::newRow("only empty documents")
        << QByteArray("---\n---\n") << QStringLiteral("holds no object");
    QTest::newRow("no kind") << QByteArray("a: 1\n")
                             << QStringLiteral("app.yaml:1: a document without 'kind'");
    QTest::newRow("no name") << QByteArray("apiVersion: v1\nkind: Pod\n")
                             << QStringLiteral("has no name");
    QTest::newRow("bad YAML") << head + "data: [\n" << QStringLiteral("app.yaml:");
    QTest::newRow("template") << QByteArray(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n")
                              << QStringLiteral("helm template");
    QTest::newRow("quoted template")
        << QByteArray("apiVersion: v1\nkind: Pod\nmetadata: {name: \"{{ .Release.Name }}\"}\n")
        << QStringLiteral("helm template");
    QTest::newRow("kustomization") << QByteArray(
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n")
                                   << QStringLiteral("kubectl kustomize");
    QByteArray bomb = head + "x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n";
    for (int i = 1; i < 9; ++i) {
        const QByteArray before = "*x" + QByteArray::number(i - 1);
        bomb += "x" + QByteArray::number(i) + ": &x" + QByteArray::number(i) + " ["
            + QByteArrayList(10, before).join(", ") + "]\n";
    }
    QTest::newRow("alias bomb") << bomb << QStringLiteral("app.yaml:");
    QTest::newRow("deep nesting") << head + "data: " + QByteArray(5000, '[') + QByteArray(5000, ']')
            + "\n" << QStringLiteral("app.yaml:");
    QByteArray lists = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";
    for (int i = 0; i < 8; ++i)
        lists = "apiVersion: v1\nkind: List\nitems:\n- " + lists.replace("\n", "\n  ") + "\n";
    QTest::newRow("nested lists") << lists << QStringLiteral("nested too deeply");
}

void tst_kuberneteshostile::refusesWithOneLine()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, message);
    const test::CpuTime time;
    const Result<ImportResult> result = m_world.kubernetes(yaml);
    QVERIFY(!result);
    const QString line = result.error().toString();
    QVERIFY2(line.contains(message) && !line.contains(u'\n'), qPrintable(line));
    QVERIFY(time.seconds() < 5);
}

// The column at which the key of a line begins; after the dash of an item.
static qsizetype keyColumn(const QString &line)
{
    qsizetype column = 0;
    while (column < line.size() && (line[column] == u' ' || line[column] == u'-'))
        ++column;
    return column;
}

static QList<QByteArray> ownManifests()
{
    QList<QByteArray> files;
    for (const char *name :
         {"shop.yaml", "node-agent.yaml", "rights.yaml", "policies.yaml", "gateway.yaml"})
        files += manifestFile(QLatin1String(name));
    return files;
}

// The manifests with the value of one key replaced, and all that stood below it gone.
static QByteArray withValue(const QStringList &lines, qsizetype key, const char *value)
{
    qsizetype next = key + 1;
    while (next < lines.size() && lines[next] != u"---"
           && keyColumn(lines[next]) > keyColumn(lines[key])
           && lines[next].indexOf(u'-') != keyColumn(lines[key]) - 2)
        ++next;
    const QString line = lines[key].first(lines[key].indexOf(u':') + 1) + QLatin1String(value);
    return (lines.first(key) + QStringList {line} + lines.sliced(next)).join(u'\n').toUtf8();
}

// Each field of a manifest with each wrong type, in place of all that it holds.
void tst_kuberneteshostile::wrongTypesAreNoCrash()
{
    int imported = 0;
    for (const QByteArray &file : ownManifests()) {
        const QStringList lines = QString::fromUtf8(file).split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (!lines[i].contains(u':') || lines[i].startsWith(u'#'))
                continue;
            for (const char *value : {" 3", " [{}]", " {a: 1}"}) {
                const Result<ImportResult> result = m_world.kubernetes(withValue(lines, i, value));
                if (!result)
                    continue;
                ++imported;
                const QList<ModelProblem> problems = validate(result->model, m_world.schema);
                QVERIFY2(problems.isEmpty(),
                         problems.isEmpty() ? "" : qPrintable(lines[i] + problems.first().message));
            }
        }
    }
    QVERIFY2(imported > 500, qPrintable(QString::number(imported)));
}

void tst_kuberneteshostile::hostileNamesStayData()
{
    const QByteArray html = "<script>alert(1)</script>";
    const QByteArray huge(10'000, 'n');
    const ImportResult result = m_world.importedManifest(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: \"" + html
        + "\", namespace: \"a\\e[31mred\"}\n"
          "spec: {containers: [{name: \""
        + huge + "\", image: \"" + huge
        + "\"}]}\n---\n"
          "apiVersion: \""
        + huge + "\"\nkind: \"" + huge + "\"\nmetadata: {name: \"\\e[2J\"}\n");
    QVERIFY(elementNamed(result.model, QString::fromUtf8(html)));
    QVERIFY(!everythingIn(result).contains(QChar(0x1b)));
    for (const Diagnostic &diagnostic : result.diagnostics)
        QVERIFY(diagnostic.message.size() < 500);
}

void tst_kuberneteshostile::survivesMutations()
{
    const QList<QByteArray> seeds = ownManifests();
    const QByteArray alphabet = "{}[]:,-&*!|>'\"%@`#\n\t $<x0\xc3\x80";
    std::mt19937 random(20240602);
    const auto below = [&random](qsizetype count) {
        return static_cast<qsizetype>(random() % static_cast<unsigned>(count));
    };
    int imported = 0;
    for (int round = 0; round < 1500; ++round) {
        QByteArray yaml = seeds[below(seeds.size())];
        for (unsigned change = 0; change <= random() % 4; ++change) {
            const qsizetype at = below(yaml.size());
            const char c = alphabet[below(alphabet.size())];
            switch (random() % 4) {
            case 0:
                yaml[at] = c;
                break;
            case 1:
                yaml.insert(at, c);
                break;
            case 2:
                yaml.remove(at, below(8));
                break;
            default:
                yaml.insert(at, yaml.mid(at / 2, below(40)));
            }
        }
        const Result<ImportResult> result = m_world.kubernetes(yaml);
        if (!result)
            continue;
        ++imported;
        const QList<ModelProblem> problems = validate(result->model, m_world.schema);
        QVERIFY2(problems.isEmpty(),
                 problems.isEmpty()
                     ? ""
                     : (qPrintable(problems.first().message + u'\n' + QString::fromUtf8(yaml))));
    }
    // The test means nothing when every file is refused.
    QVERIFY(imported > 150);
}

void tst_kuberneteshostile::truncatedFilesAreToldOrRead()
{
    const QByteArray whole = manifestFile(QStringLiteral("shop.yaml"));
    for (qsizetype size = 0; size < whole.size(); size += 37) {
        const Result<ImportResult> result = m_world.kubernetes(whole.first(size));
        if (result)
            QVERIFY(validate(result->model, m_world.schema).isEmpty());
        else
            QVERIFY(!result.error().toString().contains(u'\n'));
    }
}

void tst_kuberneteshostile::manyWorkloadsAreQuick()
{
    QByteArray yaml;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray number = QByteArray::number(i);
        const QByteArray space = QByteArray::number(i % 10);
        const QByteArray before = QByteArray::number(std::max(i - 10, 0));
        yaml += "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: w" + number
            + ", namespace: n" + space + "}\nspec: {template: {metadata: {labels: {app: w" + number
            + "}}, spec: {containers: [{name: c, image: 'shop/w" + number
            + ":1', ports: [{containerPort: 80}], env: [{name: NEXT_URL, value: 'http://w" + before
            + "'}]}]}}}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: w" + number
            + ", namespace: n" + space + "}\nspec: {selector: {app: w" + number
            + "}, ports: [{port: 80}]}\n---\n";
    }
    const test::CpuTime time;
    const Result<ImportResult> result = m_world.kubernetes(yaml);
    const double seconds = time.seconds();
    QVERIFY(result);
    QVERIFY(result->model.flows.size() > 990);
    QVERIFY2(seconds < 15, "1000 workloads take more than fifteen seconds even here");
}

// One ConfigMap as the environment of very many containers.
void tst_kuberneteshostile::sharedEnvironmentStaysBounded()
{
    QByteArray yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata:\n";
    for (int i = 0; i < 2000; ++i)
        yaml += "  K" + QByteArray::number(i) + ": v\n";
    yaml += "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n";
    for (int i = 0; i < 200; ++i)
        yaml += "    - {name: c" + QByteArray::number(i)
            + ", image: x, envFrom: [{configMapRef: {name: m}}]}\n";
    const test::CpuTime time;
    QVERIFY(m_world.kubernetes(yaml));
    QVERIFY(time.seconds() < 20);
}

void tst_kuberneteshostile::samplesImportOrSayWhy_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(sharedSamples() + QStringLiteral("/kubernetes"));
    if (sharedSamples().isEmpty() || !folder.exists())
        QSKIP("the shared samples are not on this machine");
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

// Every sample gives a valid model, twice the same, or one line that says why not.
void tst_kuberneteshostile::samplesImportOrSayWhy()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const Result<ImportResult> result = m_world.kubernetes(bytes);
    if (!result) {
        const QString line = result.error().toString();
        QVERIFY2(!line.contains(u'\n') && line.startsWith(QStringLiteral("app.yaml:")),
                 qPrintable(line));
        QVERIFY(path.contains(QStringLiteral("not-yaml")));
        return;
    }
    const QList<ModelProblem> problems = validate(result->model, m_world.schema);
    QVERIFY2(problems.isEmpty(), problems.isEmpty() ? "" : qPrintable(problems.first().message));
    const Result<ImportResult> again = m_world.kubernetes(bytes);
    QVERIFY(again && again->model == result->model);
    QVERIFY(again->diagnostics == result->diagnostics);
    qInfo("%lld elements, %lld flows, %lld messages",
          static_cast<long long>(result->model.elements.size()),
          static_cast<long long>(result->model.flows.size()),
          static_cast<long long>(result->diagnostics.size()));
    if (qEnvironmentVariableIsSet("DRAWBRIDGE_SHOW_IMPORT"))
        qInfo("%s", qPrintable(everythingIn(*result)));
}

DRAWBRIDGE_TEST(tst_kuberneteshostile)
#include "tst_kuberneteshostile.moc"
