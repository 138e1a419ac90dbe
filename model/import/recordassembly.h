#pragma once

#include "model/import/importer.h"

#include <QHash>
#include <QSet>

namespace drawbridge {

// Where a claim of an import comes from: a source record, the key path in it and its line.
struct ClaimPlace
{
    SourceId source;
    QString keyPath;
    int line = 0;
};

// What importers build their records with: ids, sources with their lines, and claims that fit the
// schema. One an import.
class RecordAssembly
{
public:
    // `keyPrefix` stands before every source key in ids, so that two folders of one import root do
    // not meet: "deploy/". It is not part of the stored keys.
    RecordAssembly(const ImportContext &context, QString keyPrefix);

    ThreatModel model;
    Diagnostics diagnostics;

    // The id of an imported thing. Two things with one key get different ids (a number follows).
    IdText id(char kindLetter, const QString &key);
    SourceId addSource(const QString &format, const QString &path, const QByteArray &digest);
    // Remembers the line of a key path; the first one stays.
    void noteLine(const ClaimPlace &place);

    // Sets a property, if the schema has it and the value fits; a value that does not is told.
    void set(PropertySet &properties, RecordKind kind, const QString &name, const Value &value,
             ClaimSource source, const ClaimPlace &place, bool partial = false);

    // Puts the sources with their lines into the model; call it last.
    void finish();

private:
    PropertyIndex propertyOf(RecordKind kind, const QString &name);

    const ImportContext &m_context;
    QString m_keyPrefix;
    QSet<QString> m_usedIds;
    QMap<SourceId, Source> m_sources;
    QHash<std::pair<int, QString>, PropertyIndex> m_properties;
};

// "deploy/before/compose.yml" -> "deploy/": the folder that tells apart files of one import root. A
// first or last folder called before or after does not count, so that both versions of a system
// have the same ids and can be compared.
QString keyPrefixOf(const QString &path);

} // namespace drawbridge
