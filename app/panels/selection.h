#pragma once

#include "model/edit/recordreference.h"

#include <QObject>

#include <optional>

namespace drawbridge {

// What is selected in the whole window: canvas, outline, tables and properties all follow it and
// set it. Setting what is already set does nothing, so that they cannot chase each other.
class Selection final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const RecordReferences &records() const { return m_records; }
    // The only selected record; nothing when none or several are.
    std::optional<RecordReference> single() const;
    // Key of the threat that is looked at; empty when none is.
    const QString &threat() const { return m_threat; }

    void select(RecordReferences records);
    void selectThreat(const QString &key);
    void clear() { select({}); }

Q_SIGNALS:
    void recordsChanged();
    void threatChanged();

private:
    RecordReferences m_records;
    QString m_threat;
};

} // namespace drawbridge
