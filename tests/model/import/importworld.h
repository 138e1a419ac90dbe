#pragma once

#include "model/core/validator.h"
#include "model/import/importer.h"

namespace drawbridge::test {

// What an import needs, from the shipped schema and image table, with files given by the test.
struct ImportWorld
{
    ImportWorld();

    PropertySchema schema;
    std::shared_ptr<const ImageTable> images;
    // Files beside the imported ones, by path; listed as well where `listsFiles` says so.
    QMap<QString, QByteArray> siblings;
    bool listsFiles = false;
    QMap<QString, QString> environment;
    QStringList profiles;

    ImportContext context() const;
    Result<ImportResult> compose(const QByteArray &yaml) const;
    Result<ImportResult> compose(const QList<ImportFile> &files) const;
    Result<ImportResult> kubernetes(const QByteArray &yaml) const;
    Result<ImportResult> kubernetes(const QList<ImportFile> &files) const;
    // The model of a file that must import; fails the test and gives an empty one otherwise.
    ImportResult imported(const QByteArray &yaml) const;
    ImportResult importedManifest(const QByteArray &yaml) const;

private:
    QStringList listed(const QString &folder, const std::function<bool(const QString &)> &wanted,
                       qsizetype most) const;
};

// The files of a folder in tests/model/import/sources, by their paths in it.
QMap<QString, QByteArray> sourceFiles(const QString &folder);
// The bytes of a file in tests/model/import/manifests.
QByteArray manifestFile(const QString &name);

const Element *elementNamed(const ThreatModel &model, const QString &name);
const TrustBoundary *boundaryNamed(const ThreatModel &model, const QString &name);
// The flow between two elements, by their names; nullptr when there is none.
const DataFlow *flowBetween(const ThreatModel &model, const QString &from, const QString &to,
                            FlowKind kind = FlowKind::Network);
QStringList interfaceNames(const ThreatModel &model, const QString &element);

// The effective value of a stored property; null when it is not stored.
Value valueOf(const PropertySchema &schema, const Element &element, const QString &property);
const Claim *claimOf(const PropertySchema &schema, RecordKind kind, const PropertySet &properties,
                     const QString &property);

// Every text of every record, property, key path and message, to search for what must not be there.
QString everythingIn(const ImportResult &result);
// All messages, one a line.
QString messagesOf(const Diagnostics &diagnostics);

} // namespace drawbridge::test
