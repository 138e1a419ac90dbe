#include "catalogs/store/catalogsearch.h"

#include "catalogs/store/sqlconnection.h"
#include "model/engine/catalogids.h"

#include <QSet>
#include <QSqlError>
#include <QStringList>
#include <QVariant>

#include <algorithm>

namespace drawbridge {

namespace {

// Beyond these a query is no more precise, only slower.
constexpr qsizetype MaximumQueryLength = 256;
constexpr qsizetype MaximumWords = 12;
// How many of the best raw hits are ranked in full.
constexpr int Candidates = 200;

// The runs of letters and digits. Nothing else reaches the query language of the index.
QStringList searchWords(const QString &text)
{
    QStringList words;
    QString word;
    const QList<uint> codePoints = text.left(MaximumQueryLength).toUcs4();
    for (const uint codePoint : codePoints) {
        if (QChar::isLetterOrNumber(codePoint)
            || QChar::category(codePoint) == QChar::Mark_NonSpacing)
            word += QString::fromUcs4(reinterpret_cast<const char32_t *>(&codePoint), 1);
        else if (!word.isEmpty())
            words.append(std::exchange(word, QString()));
    }
    if (!word.isEmpty())
        words.append(word);
    return words.mid(0, MaximumWords);
}

// Each word quoted, the last one as the beginning of a word.
QString matchExpression(const QStringList &words, const QString &combine)
{
    QStringList quoted;
    for (const QString &word : words)
        quoted.append(u'"' + word + u'"');
    quoted.last() += u'*';
    return quoted.join(combine);
}

std::optional<CatalogHit::Kind> hitKind(const QString &name)
{
    if (name == u"technique")
        return CatalogHit::Kind::Technique;
    if (name == u"control")
        return CatalogHit::Kind::Control;
    if (name == u"capec")
        return CatalogHit::Kind::Capec;
    if (name == u"cwe")
        return CatalogHit::Kind::Cwe;
    return std::nullopt;
}

class HitCollector
{
public:
    HitCollector(const SqlConnection &connection, int limit)
        : m_connection(connection)
        , m_limit(limit)
    {
    }

    bool isFull() const { return m_hits.size() >= m_limit; }
    bool isEmpty() const { return m_hits.isEmpty(); }
    const QList<CatalogHit> &hits() const { return m_hits; }

    Result<void> add(const QString &sql, const QVariantList &values)
    {
        QSqlQuery query = m_connection.query();
        if (!query.prepare(sql))
            return m_connection.failure(query);
        for (const QVariant &value : values)
            query.addBindValue(value);
        if (!query.exec())
            return m_connection.failure(query);
        while (!isFull() && query.next()) {
            const auto kind = hitKind(query.value(0).toString());
            const QString id = query.value(1).toString();
            if (!kind || m_seen.contains(id))
                continue;
            m_seen.insert(id);
            m_hits.append({*kind, id, query.value(2).toString(), query.value(3).toString()});
        }
        if (query.lastError().isValid())
            return m_connection.failure(query);
        return {};
    }

private:
    const SqlConnection &m_connection;
    int m_limit;
    QList<CatalogHit> m_hits;
    QSet<QString> m_seen;
};

// Ids that begin with the text, the shortest first so that an exact id leads.
Result<void> addIds(HitCollector &hits, const QString &text)
{
    const QString start = text.trimmed().toUpper();
    const bool plain = std::all_of(start.begin(), start.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || c == u'-' || c == u'.'
            || c == u'(' || c == u')';
    });
    const bool hasDigit =
        std::any_of(start.begin(), start.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!plain || !hasDigit || start.size() > 24)
        return {};
    return hits.add(QStringLiteral("SELECT kind, id, name, summary FROM entry "
                                   "WHERE id COLLATE NOCASE >= ? AND id COLLATE NOCASE < ? "
                                   "ORDER BY length(id), boost DESC, rowid"),
                    {start, start + QChar(0x7f)});
}

// The index ranks alone first, on its own tables; only the best rows are then looked up.
Result<void> addMatches(HitCollector &hits, const QString &expression)
{
    return hits.add(
        QStringLiteral(
            "SELECT entry.kind, entry.id, entry.name, entry.summary "
            "FROM (SELECT rowid AS place, bm25(search, 4.0, 8.0, 1.0) AS score FROM search "
            "WHERE search MATCH ? ORDER BY score, rowid LIMIT ?) AS best "
            "JOIN entry ON entry.rowid = best.place "
            "ORDER BY best.score * entry.boost, entry.rowid"),
        {expression, Candidates});
}

} // namespace

CatalogSearch::CatalogSearch(std::unique_ptr<SqlConnection> connection)
    : m_connection(std::move(connection))
{
}

CatalogSearch::CatalogSearch(CatalogSearch &&) noexcept = default;
CatalogSearch &CatalogSearch::operator=(CatalogSearch &&) noexcept = default;
CatalogSearch::~CatalogSearch() = default;

Result<CatalogSearch> CatalogSearch::open(const QString &path)
{
    Result<std::unique_ptr<SqlConnection>> connection =
        SqlConnection::open(path, SqlConnection::Mode::ReadImmutable);
    if (!connection)
        return connection.error();
    // The file is only read when it is first asked; a damaged one must be reported here.
    const Result<void> probe =
        (*connection)
            ->forEachRow(QStringLiteral("SELECT count(*) FROM entry"), [](const QSqlQuery &) {});
    if (!probe)
        return probe.error();
    return CatalogSearch(std::move(*connection));
}

Result<QList<CatalogHit>> CatalogSearch::find(const QString &text, int limit) const
{
    if (!m_connection || !m_connection->isOwnThread()) {
        return Error {ErrorCode::Internal,
                      QStringLiteral("a catalog search belongs to the thread that opened it"),
                      {}};
    }
    HitCollector hits(*m_connection, std::clamp(limit, 0, MaximumLimit));
    // A control may be written in any of its spellings (ac-06.10); other text stays as it is.
    const QString wanted = normalControlId(text.left(MaximumQueryLength));
    const QStringList words = searchWords(wanted);
    if (words.isEmpty() || hits.isFull())
        return hits.hits();
    if (const Result<void> ids = addIds(hits, wanted); !ids)
        return ids.error();
    if (hits.isFull())
        return hits.hits();
    if (const Result<void> all = addMatches(hits, matchExpression(words, QStringLiteral(" AND ")));
        !all)
        return all.error();
    if (hits.isEmpty() && words.size() > 1) {
        const Result<void> any = addMatches(hits, matchExpression(words, QStringLiteral(" OR ")));
        if (!any)
            return any.error();
    }
    return hits.hits();
}

} // namespace drawbridge
