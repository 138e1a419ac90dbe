#include "app/jobs/jobrunner.h"

#include <QThreadPool>

namespace drawbridge {

JobRunner::JobRunner(QObject *parent)
    : QObject(parent)
{
}

JobRunner::~JobRunner()
{
    cancel();
    // The work may still hold what its caller lent it.
    QThreadPool::globalInstance()->waitForDone();
}

void JobRunner::Sink::report(double fraction, const QString &what)
{
    if (m_cancelled)
        return;
    QMetaObject::invokeMethod(
        m_runner,
        [runner = m_runner, fraction, what] { Q_EMIT runner->progressed(fraction, what); },
        Qt::QueuedConnection);
}

void JobRunner::begin(const QString &title, std::shared_ptr<Sink> sink)
{
    m_sink = std::move(sink);
    Q_EMIT started(title);
}

// True when the job that ends is the one that is waited for.
bool JobRunner::end(const std::shared_ptr<Sink> &sink)
{
    if (m_sink != sink)
        return false;
    m_sink.reset();
    Q_EMIT finished();
    return true;
}

void JobRunner::cancel()
{
    if (!m_sink)
        return;
    m_sink->cancel();
    m_sink.reset();
    Q_EMIT finished();
}

} // namespace drawbridge
