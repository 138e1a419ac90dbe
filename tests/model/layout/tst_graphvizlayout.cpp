#include "model/layout/graphvizlayout.h"
#include "tests/model/layout/layoutgraphs.h"
#include "tests/support/testrunner.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace drawbridge;
using namespace drawbridge::test;

namespace {

GraphvizOptions builtProgram()
{
    GraphvizOptions options;
    options.program = binaryDir() + QStringLiteral("/bin/drawbridge-layout");
    return options;
}

class CancelAfter final : public ProgressSink
{
public:
    explicit CancelAfter(int milliseconds)
        : m_milliseconds(milliseconds)
    {
        m_timer.start();
    }
    void report(double, const QString &) override { }
    bool cancelled() const override { return m_timer.elapsed() >= m_milliseconds; }
    qint64 elapsed() const { return m_timer.elapsed(); }

private:
    int m_milliseconds;
    QElapsedTimer m_timer;
};

QString script(const QTemporaryDir &folder, const QByteArray &text)
{
    const QString path = folder.filePath(QStringLiteral("program"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("#!/bin/sh\n" + text + "\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

LayoutGraph chain()
{
    LayoutGraph graph;
    graph.clusters = {{IdText("host"), {}, 120}, {IdText("net"), IdText("host"), 100}};
    graph.nodes = {{IdText("browser"), 130, 52, {}},
                   {IdText("web"), 168, 78, IdText("net")},
                   {IdText("db"), 168, 52, IdText("host")}};
    graph.edges = {{IdText("browser"), IdText("web")}, {IdText("web"), IdText("db")}};
    return graph;
}

} // namespace

class tst_graphvizlayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flowsRunFromLeftToRight();
    void largeGraphsKeepEveryPromise();
    void randomGraphsKeepEveryPromise();
    void equalGraphsGetEqualLayouts();
    void looseBoxesFormNoEndlessColumn();
    void entangledNetworksFormNoTower();
    void looseBoundariesFormNoTower();
    void hundredsOfServicesStandInColumns();
    void cancelKillsTheProgram();
    void missingProgramIsNamed();
    void crashBecomesAnError();
    void nonsenseBecomesAnError();
    void timeOutStopsTheProgram();
    void wrongGraphsAreRefused();
};

void tst_graphvizlayout::flowsRunFromLeftToRight()
{
    SilentProgress progress;
    const auto result = GraphvizLayout(builtProgram()).layout(chain(), progress);
    QVERIFY2(result.hasValue(), result ? "" : qPrintable(result.error().message));
    QCOMPARE(layoutFaults(chain(), *result), QStringList());
    const QRect browser = result->nodes[0].rect;
    const QRect web = result->nodes[1].rect;
    const QRect db = result->nodes[2].rect;
    QVERIFY(web.left() - browser.right() >= 96);
    QVERIFY(db.left() - web.right() >= 96);
    QCOMPARE(browser.center().y(), web.center().y());
    const QRect all = result->clusters[0].rect.united(browser);
    QCOMPARE(all.topLeft(), QPoint(0, 0));
}

void tst_graphvizlayout::largeGraphsKeepEveryPromise()
{
    SilentProgress progress;
    const LayoutGraph graph = randomLayoutGraph(7, 1500);
    const auto result = GraphvizLayout(builtProgram()).layout(graph, progress);
    QVERIFY2(result.hasValue(), result ? "" : qPrintable(result.error().message));
    QCOMPARE(layoutFaults(graph, *result), QStringList());
}

void tst_graphvizlayout::randomGraphsKeepEveryPromise()
{
    SilentProgress progress;
    const GraphvizLayout engine(builtProgram());
    for (unsigned seed = 0; seed < 100; ++seed) {
        const LayoutGraph graph = randomLayoutGraph(seed, 5 + static_cast<int>(seed % 40));
        const auto result = engine.layout(graph, progress);
        QVERIFY2(result.hasValue(), result ? "" : qPrintable(result.error().message));
        const QStringList faults = layoutFaults(graph, *result);
        QVERIFY2(faults.isEmpty(),
                 qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(faults.join(u", "))));
    }
}

void tst_graphvizlayout::equalGraphsGetEqualLayouts()
{
    SilentProgress progress;
    const GraphvizLayout engine(builtProgram());
    for (int nodes : {40, 1100}) {
        const auto first = engine.layout(randomLayoutGraph(3, nodes), progress);
        const auto second = engine.layout(randomLayoutGraph(3, nodes), progress);
        QVERIFY(first.hasValue() && second.hasValue());
        QVERIFY(*first == *second);
    }
}

void tst_graphvizlayout::looseBoxesFormNoEndlessColumn()
{
    LayoutGraph graph;
    for (int i = 0; i < 24; ++i)
        graph.nodes.append({IdText("n" + QByteArray::number(i)), 168, 52, {}});
    SilentProgress progress;
    const auto result = GraphvizLayout(builtProgram()).layout(graph, progress);
    QVERIFY(result.hasValue());
    QRect all;
    for (const LayoutBox &box : result->nodes)
        all = all.united(box.rect);
    QVERIFY2(all.height() < all.width(),
             qPrintable(QStringLiteral("%1 x %2").arg(all.width()).arg(all.height())));
}

// Fifty services on four networks of one host, each calling two others anywhere.
void tst_graphvizlayout::entangledNetworksFormNoTower()
{
    LayoutGraph graph;
    graph.clusters.append({IdText("host"), {}, 120});
    for (int i = 0; i < 4; ++i)
        graph.clusters.append({IdText("net" + QByteArray::number(i)), IdText("host"), 100});
    const auto service = [](int i) { return IdText("s" + QByteArray::number(i % 50)); };
    for (int i = 0; i < 50; ++i) {
        graph.nodes.append({service(i), 168, 104, IdText("net" + QByteArray::number(i % 4))});
        graph.edges.append({service(i), service(i * 7 + 3)});
        graph.edges.append({service(i), service(i * 11 + 29)});
    }
    SilentProgress progress;
    const auto result = GraphvizLayout(builtProgram()).layout(graph, progress);
    QVERIFY2(result.hasValue(), result ? "" : qPrintable(result.error().message));
    QCOMPARE(layoutFaults(graph, *result), QStringList());
    const QRect host = result->clusters[0].rect;
    const double aspect = double(host.width()) / host.height();
    QVERIFY2(aspect > 0.7 && aspect < 3, qPrintable(QString::number(aspect)));
    // Seen as a whole on an ordinary screen, a service's name can still be read.
    QVERIFY2(host.width() < 4500 && host.height() < 3000,
             qPrintable(QStringLiteral("%1 x %2").arg(host.width()).arg(host.height())));
}

// Many boundaries without any flow between them.
void tst_graphvizlayout::looseBoundariesFormNoTower()
{
    LayoutGraph graph;
    for (int i = 0; i < 12; ++i) {
        const IdText cluster("c" + QByteArray::number(i));
        graph.clusters.append({cluster, {}, 100});
        for (int k = 0; k < 4; ++k)
            graph.nodes.append({IdText("n" + QByteArray::number(i) + "-" + QByteArray::number(k)),
                                168, 300, cluster});
    }
    SilentProgress progress;
    const auto result = GraphvizLayout(builtProgram()).layout(graph, progress);
    QVERIFY2(result.hasValue(), result ? "" : qPrintable(result.error().message));
    QCOMPARE(layoutFaults(graph, *result), QStringList());
    QRect all;
    for (const LayoutBox &box : result->clusters)
        all = all.united(box.rect);
    const double aspect = double(all.width()) / all.height();
    QVERIFY2(aspect > 0.5 && aspect < 4.5, qPrintable(QString::number(aspect)));
}

// Boxes in columns are read along the flows; a cloud of them is not.
void tst_graphvizlayout::hundredsOfServicesStandInColumns()
{
    constexpr int services = 450;
    LayoutGraph graph;
    graph.clusters = {{IdText("host"), {}, 120}};
    const auto idOf = [](int i) { return IdText("s" + QByteArray::number(i)); };
    for (int i = 0; i < services; ++i)
        graph.nodes.append({idOf(i), 168, 78, IdText("host")});
    for (int i = 0; i + 7 < services; ++i)
        graph.edges.append({idOf(i), idOf(i + 1 + (i * 37) % (services - i - 1))});
    SilentProgress progress;
    const auto result = GraphvizLayout(builtProgram()).layout(graph, progress);
    QVERIFY2(result.hasValue(), result ? "" : qPrintable(result.error().message));
    QSet<int> columns;
    for (const LayoutBox &box : result->nodes)
        columns.insert(box.rect.left());
    QVERIFY2(columns.size() < services / 10, qPrintable(QString::number(columns.size())));
}

void tst_graphvizlayout::cancelKillsTheProgram()
{
    QTemporaryDir folder;
    GraphvizOptions options;
    options.program = script(folder, "exec sleep 20");
    CancelAfter progress(60);
    const auto result = GraphvizLayout(options).layout(chain(), progress);
    QVERIFY(!result.hasValue());
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
    // The program would have taken twenty seconds.
    QVERIFY2(progress.elapsed() < 5'000, qPrintable(QString::number(progress.elapsed())));
}

void tst_graphvizlayout::missingProgramIsNamed()
{
    GraphvizOptions options;
    options.program = QStringLiteral("/nonexistent/drawbridge-layout");
    SilentProgress progress;
    const auto result = GraphvizLayout(options).layout(chain(), progress);
    QVERIFY(!result.hasValue());
    QCOMPARE(result.error().code, ErrorCode::NotFound);
    QVERIFY(result.error().message.contains(options.program));
}

void tst_graphvizlayout::crashBecomesAnError()
{
    QTemporaryDir folder;
    GraphvizOptions options;
    options.program = script(folder, "kill -SEGV $$");
    SilentProgress progress;
    const auto result = GraphvizLayout(options).layout(chain(), progress);
    QVERIFY(!result.hasValue());
    QVERIFY(result.error().message.contains(QStringLiteral("crashed")));
}

void tst_graphvizlayout::nonsenseBecomesAnError()
{
    for (const QByteArray &text :
         {QByteArray("echo hello"), QByteArray("printf 'positions 3\\n1 1\\n2 2\\n'"),
          QByteArray("printf 'positions 3\\n1 1\\n2 2\\n99999999999 3\\nend\\n'"),
          QByteArray("echo broken >&2; exit 1"), QByteArray("exec 0<&-; exit 0")}) {
        QTemporaryDir folder;
        GraphvizOptions options;
        options.program = script(folder, text);
        SilentProgress progress;
        const auto result = GraphvizLayout(options).layout(chain(), progress);
        QVERIFY(!result.hasValue());
        QCOMPARE(result.error().code, ErrorCode::Internal);
        if (text.startsWith("echo broken"))
            QVERIFY(result.error().message.contains(QStringLiteral("broken")));
    }
}

void tst_graphvizlayout::timeOutStopsTheProgram()
{
    QTemporaryDir folder;
    GraphvizOptions options;
    options.program = script(folder, "exec sleep 20");
    options.limitMilliseconds = 50;
    SilentProgress progress;
    const auto result = GraphvizLayout(options).layout(chain(), progress);
    QVERIFY(!result.hasValue());
    QCOMPARE(result.error().code, ErrorCode::LimitExceeded);
}

void tst_graphvizlayout::wrongGraphsAreRefused()
{
    SilentProgress progress;
    const GraphvizLayout engine(builtProgram());
    LayoutGraph circle = chain();
    circle.clusters[0].parent = IdText("net");
    LayoutGraph repeated = chain();
    repeated.nodes[1].id = repeated.nodes[0].id;
    LayoutGraph dangling = chain();
    dangling.edges.append({IdText("web"), IdText("nowhere")});
    LayoutGraph flat = chain();
    flat.nodes[0].height = 0;
    LayoutGraph homeless = chain();
    homeless.nodes[0].cluster = IdText("nowhere");
    for (const LayoutGraph &graph : {circle, repeated, dangling, flat, homeless}) {
        const auto result = engine.layout(graph, progress);
        QVERIFY(!result.hasValue());
        QCOMPARE(result.error().code, ErrorCode::InvalidInput);
    }
    QVERIFY(engine.layout({}, progress).hasValue());
}

DRAWBRIDGE_TEST(tst_graphvizlayout)
#include "tst_graphvizlayout.moc"
