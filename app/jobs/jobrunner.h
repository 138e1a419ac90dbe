#pragma once

#include "model/base/progress.h"

#include <QFutureWatcher>
#include <QObject>
#include <QtConcurrent>

#include <atomic>
#include <functional>
#include <memory>

namespace drawbridge {

// Runs long work, one job at a time, on another thread. Work is a plain function from values to a
// value; its result arrives in the thread of the runner, unless the job was cancelled or another
// one took its place.
class JobRunner final : public QObject
{
    Q_OBJECT

public:
    explicit JobRunner(QObject *parent = nullptr);
    ~JobRunner() override;

    bool isRunning() const { return m_sink != nullptr; }
    // `title` is shown while it runs: "Importing shop".
    template <typename T>
    void run(const QString &title, std::function<T(ProgressSink &)> work,
             std::function<void(T)> done);
    // The job's result is dropped; its thread ends when the work notices.
    void cancel();

Q_SIGNALS:
    void started(const QString &title);
    // fraction is negative while it is unknown.
    void progressed(double fraction, const QString &what);
    void finished();

private:
    class Sink final : public ProgressSink
    {
    public:
        explicit Sink(JobRunner *runner)
            : m_runner(runner)
        {
        }
        void report(double fraction, const QString &what) override;
        bool cancelled() const override { return m_cancelled; }
        void cancel() { m_cancelled = true; }

    private:
        JobRunner *m_runner;
        std::atomic<bool> m_cancelled = false;
    };

    void begin(const QString &title, std::shared_ptr<Sink> sink);
    bool end(const std::shared_ptr<Sink> &sink);

    std::shared_ptr<Sink> m_sink;
};

template <typename T>
void JobRunner::run(const QString &title, std::function<T(ProgressSink &)> work,
                    std::function<void(T)> done)
{
    cancel();
    const auto sink = std::make_shared<Sink>(this);
    begin(title, sink);
    auto *watcher = new QFutureWatcher<std::shared_ptr<T>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, sink, done] {
        watcher->deleteLater();
        if (end(sink))
            done(std::move(*watcher->result()));
    });
    watcher->setFuture(
        QtConcurrent::run([work, sink] { return std::make_shared<T>(work(*sink)); }));
}

} // namespace drawbridge
