#pragma once

#include "model/edit/recordreference.h"

#include <QObject>
#include <QSet>

#include <optional>

namespace drawbridge {

// Something that no record stands for: an entry of the catalogs, or a rule.
struct CatalogReference
{
    enum class Kind : quint8 { Technique, Control, Capec, Cwe, Rule };

    Kind kind = Kind::Technique;
    // "T1611", "AC-6(10)", "containers/privileged".
    QString id;

    bool operator==(const CatalogReference &) const = default;
};

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

    // Records of the attack path that is looked at; empty when none is.
    const QSet<IdText> &path() const { return m_path; }

    void select(RecordReferences records);
    void selectThreat(const QString &key);
    void showPath(const QSet<IdText> &records);
    void clear() { select({}); }
    // Asks whoever shows such things to show this one, and to come to the front.
    void open(const CatalogReference &reference) { Q_EMIT opened(reference); }

Q_SIGNALS:
    void recordsChanged();
    void threatChanged();
    void pathChanged();
    void opened(const drawbridge::CatalogReference &reference);

private:
    RecordReferences m_records;
    QString m_threat;
    QSet<IdText> m_path;
};

} // namespace drawbridge
