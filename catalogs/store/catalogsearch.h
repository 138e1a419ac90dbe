#pragma once

#include "model/base/result.h"

#include <QList>

#include <memory>

namespace drawbridge {

class SqlConnection;

// What a search found.
struct CatalogHit
{
    enum class Kind : quint8 { Technique, Control, Capec, Cwe };

    Kind kind = Kind::Technique;
    QString id;
    QString name;
    QString summary; // may be empty

    bool operator==(const CatalogHit &) const = default;
};

// Search as you type over the ids, names and summaries of techniques, controls, attack patterns
// and weaknesses. An object belongs to the thread that opened it.
class CatalogSearch
{
public:
    static constexpr int DefaultLimit = 20;
    static constexpr int MaximumLimit = 200;

    static Result<CatalogSearch> open(const QString &path);
    CatalogSearch(CatalogSearch &&) noexcept;
    CatalogSearch &operator=(CatalogSearch &&) noexcept;
    ~CatalogSearch();

    // The best hits first: an id that equals the text, ids that begin with it, then words. Every
    // word must be there (the last one may be unfinished); if nothing has them all, any of them.
    // Any text is a valid query; text without letters or digits finds nothing.
    Result<QList<CatalogHit>> find(const QString &text, int limit = DefaultLimit) const;

private:
    explicit CatalogSearch(std::unique_ptr<SqlConnection> connection);

    std::unique_ptr<SqlConnection> m_connection;
};

} // namespace drawbridge
