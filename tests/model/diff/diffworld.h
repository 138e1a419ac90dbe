#pragma once

#include "model/import/importer.h"

namespace drawbridge::test {

// Imports for tests of differences, with the shipped schema and image table.
class DiffWorld
{
public:
    DiffWorld();

    const PropertySchema &schema() const { return *m_schema; }
    // Files beside the imported one, by path.
    QMap<QString, QByteArray> siblings;
    QString root = QStringLiteral("shop");

    // Fails the test when the file does not import.
    ImportResult imported(const QByteArray &compose,
                          const QString &path = QStringLiteral("compose.yml")) const;
    ThreatModel model(const QByteArray &compose,
                      const QString &path = QStringLiteral("compose.yml")) const
    {
        return imported(compose, path).model;
    }

private:
    std::shared_ptr<const PropertySchema> m_schema;
    std::shared_ptr<const ImageTable> m_images;
};

const Element *elementNamed(const ThreatModel &model, const QString &name);
const TrustBoundary *boundaryNamed(const ThreatModel &model, const QString &name);
const DataFlow *flowBetween(const ThreatModel &model, const QString &from, const QString &to);
const Interface *interfaceNamed(const ThreatModel &model, const QString &name);

} // namespace drawbridge::test
