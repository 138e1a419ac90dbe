#pragma once

#include <QString>

namespace drawbridge {

// How long work reports itself and learns that it is no longer wanted. Long functions poll
// cancelled() at least every 10 ms and then return ErrorCode::Cancelled.
class ProgressSink
{
public:
    virtual ~ProgressSink() = default;
    // fraction runs from 0 to 1; negative means unknown.
    virtual void report(double fraction, const QString &what) = 0;
    virtual bool cancelled() const = 0;
};

// For callers that neither watch nor cancel.
class SilentProgress final : public ProgressSink
{
public:
    void report(double, const QString &) override { }
    bool cancelled() const override { return false; }
};

} // namespace drawbridge
