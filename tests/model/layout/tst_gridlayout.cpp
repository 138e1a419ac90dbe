#include "model/layout/gridlayout.h"
#include "tests/model/layout/layoutgraphs.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

class tst_gridlayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomGraphsKeepEveryPromise();
    void deepNestingIsRefusedNotRecursed();
    void cancelStops();
};

void tst_gridlayout::randomGraphsKeepEveryPromise()
{
    SilentProgress progress;
    for (unsigned seed = 0; seed < 60; ++seed) {
        const LayoutGraph graph = randomLayoutGraph(seed, static_cast<int>(seed) * 4);
        const auto result = GridLayout().layout(graph, progress);
        QVERIFY(result.hasValue());
        QCOMPARE(layoutFaults(graph, *result), QStringList());
    }
}

void tst_gridlayout::deepNestingIsRefusedNotRecursed()
{
    LayoutGraph graph;
    IdText parent;
    for (int i = 0; i < 50'000; ++i) {
        const IdText id("b" + QByteArray::number(i));
        graph.clusters.append({id, parent, 10});
        parent = id;
    }
    SilentProgress progress;
    const auto result = GridLayout().layout(graph, progress);
    QVERIFY(!result.hasValue());
    QCOMPARE(result.error().code, ErrorCode::LimitExceeded);
}

void tst_gridlayout::cancelStops()
{
    class Cancelled final : public ProgressSink
    {
    public:
        void report(double, const QString &) override { }
        bool cancelled() const override { return true; }
    } progress;
    const auto result = GridLayout().layout(randomLayoutGraph(1, 30), progress);
    QVERIFY(!result.hasValue());
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
}

DRAWBRIDGE_TEST(tst_gridlayout)
#include "tst_gridlayout.moc"
