#include "app/jobs/jobrunner.h"
#include "tests/support/testrunner.h"

#include <QSemaphore>

using namespace drawbridge;

class tst_jobrunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsTheResultHome();
    void dropsTheResultOfACancelledJob();
    void aLaterJobTakesThePlaceOfAnEarlierOne();
    void goesWhileAJobRuns();
};

void tst_jobrunner::bringsTheResultHome()
{
    JobRunner runner;
    QSignalSpy started(&runner, &JobRunner::started);
    QSignalSpy progressed(&runner, &JobRunner::progressed);
    QSignalSpy finished(&runner, &JobRunner::finished);
    int result = 0;
    QThread *thread = nullptr;
    runner.run<int>(
        QStringLiteral("Counting"),
        [](ProgressSink &sink) {
            sink.report(0.5, QStringLiteral("half"));
            return 42;
        },
        [&](int value) {
            result = value;
            thread = QThread::currentThread();
        });
    QVERIFY(runner.isRunning());
    QTRY_COMPARE(result, 42);
    QCOMPARE(thread, QThread::currentThread());
    QCOMPARE(started.count(), 1);
    QCOMPARE(started.first().first().toString(), QStringLiteral("Counting"));
    QTRY_COMPARE(progressed.count(), 1);
    QCOMPARE(finished.count(), 1);
    QVERIFY(!runner.isRunning());
}

void tst_jobrunner::dropsTheResultOfACancelledJob()
{
    JobRunner runner;
    QSemaphore go;
    std::atomic<bool> noticed = false;
    bool done = false;
    runner.run<int>(
        QStringLiteral("Long"),
        [&](ProgressSink &sink) {
            go.acquire();
            noticed = sink.cancelled();
            return 1;
        },
        [&](int) { done = true; });
    QSignalSpy finished(&runner, &JobRunner::finished);
    runner.cancel();
    QCOMPARE(finished.count(), 1);
    QVERIFY(!runner.isRunning());
    go.release();
    QTRY_VERIFY(noticed);
    QTest::qWait(50);
    QVERIFY(!done);
    QCOMPARE(finished.count(), 1);
}

void tst_jobrunner::aLaterJobTakesThePlaceOfAnEarlierOne()
{
    JobRunner runner;
    QSemaphore go;
    QList<int> results;
    runner.run<int>(
        QStringLiteral("First"),
        [&](ProgressSink &) {
            go.acquire();
            return 1;
        },
        [&](int value) { results += value; });
    runner.run<int>(
        QStringLiteral("Second"), [](ProgressSink &) { return 2; },
        [&](int value) { results += value; });
    QTRY_COMPARE(results, QList<int> {2});
    go.release();
    QTest::qWait(50);
    QCOMPARE(results, QList<int> {2});
}

void tst_jobrunner::goesWhileAJobRuns()
{
    auto runner = std::make_unique<JobRunner>();
    bool done = false;
    runner->run<int>(
        QStringLiteral("Until told"),
        [](ProgressSink &sink) {
            while (!sink.cancelled())
                QThread::msleep(1);
            sink.report(1, QStringLiteral("late"));
            return 1;
        },
        [&](int) { done = true; });
    runner.reset();
    QTest::qWait(20);
    QVERIFY(!done);
}

DRAWBRIDGE_TEST(tst_jobrunner)
#include "tst_jobrunner.moc"
