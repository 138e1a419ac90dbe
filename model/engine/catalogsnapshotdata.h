#pragma once

#include "model/engine/catalogsnapshot.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace drawbridge {

// Sorted indexes over tables and the binary searches in them.
namespace catalogrows {

using Index = std::vector<quint32>;

// Row numbers of a table in the order of a key.
template <typename Row, typename Key>
Index sorted(const std::vector<Row> &rows, Key key)
{
    Index index(rows.size());
    std::iota(index.begin(), index.end(), 0U);
    std::stable_sort(index.begin(), index.end(), [&](quint32 a, quint32 b) {
        return QStringView(key(rows[a])) < QStringView(key(rows[b]));
    });
    return index;
}

// The rows of a sorted index whose key equals the wanted one, in table order.
template <typename Row, typename Key>
std::vector<const Row *> allWithKey(const std::vector<Row> &rows, const Index &index, Key key,
                                    QStringView wanted)
{
    const auto first =
        std::lower_bound(index.begin(), index.end(), wanted, [&](quint32 row, QStringView text) {
            return QStringView(key(rows[row])) < text;
        });
    std::vector<const Row *> found;
    for (auto at = first; at != index.end() && QStringView(key(rows[*at])) == wanted; ++at)
        found.push_back(&rows[*at]);
    return found;
}

template <typename Row, typename Key>
const Row *withKey(const std::vector<Row> &rows, const Index &index, Key key, QStringView wanted)
{
    const auto at =
        std::lower_bound(index.begin(), index.end(), wanted, [&](quint32 row, QStringView text) {
            return QStringView(key(rows[row])) < text;
        });
    return at != index.end() && QStringView(key(rows[*at])) == wanted ? &rows[*at] : nullptr;
}

inline constexpr auto id = [](const auto &row) -> const QString & { return row.id; };
inline constexpr auto technique = [](const auto &row) -> const QString & { return row.technique; };
inline constexpr auto control = [](const auto &row) -> const QString & { return row.control; };
inline constexpr auto parent = [](const auto &row) -> const QString & { return row.parent; };

} // namespace catalogrows

// What the copies of a snapshot share: the rows and their indexes. For the snapshot's own files.
struct CatalogSnapshot::Data
{
    CatalogContent content;
    catalogrows::Index techniques, retired, mitigations, controls, capecs, cwes;
    catalogrows::Index techniqueParents, controlParents, mitigationLinks;
    // Edges by their live technique, which for a retired id is not the one that the row names.
    std::vector<std::pair<const Technique *, const MappingEdge *>> edgesByTechnique;
    catalogrows::Index edgesByControl;
    std::array<qsizetype, 3> pairs {};

    explicit Data(CatalogContent rows);
    const Technique *resolve(const QString &id) const;
    void indexEdges();
};

} // namespace drawbridge
