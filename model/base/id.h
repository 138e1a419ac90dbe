#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHashFunctions>
#include <QString>

#include <array>
#include <compare>
#include <cstring>

namespace drawbridge {

// A record's identity: up to 23 ASCII letters, digits, '-' and '_', held in place. Never recomputed
// on load. Ids order as their bytes do, which is the order of records in a project file.
class IdText
{
public:
    static constexpr qsizetype MaximumLength = 23;

    constexpr IdText() = default;
    // Text that is no valid id gives an empty id.
    explicit IdText(QByteArrayView text);
    explicit IdText(QStringView text);

    static bool isValid(QByteArrayView text);

    bool isEmpty() const { return m_bytes[0] == 0; }
    QByteArrayView view() const
    {
        return {m_bytes.data(), static_cast<qsizetype>(std::strlen(m_bytes.data()))};
    }
    QString toString() const { return QString::fromLatin1(view()); }

    friend bool operator==(const IdText &a, const IdText &b) { return a.m_bytes == b.m_bytes; }
    friend std::strong_ordering operator<=>(const IdText &a, const IdText &b)
    {
        return std::memcmp(a.m_bytes.data(), b.m_bytes.data(), a.m_bytes.size()) <=> 0;
    }
    friend size_t qHash(const IdText &id, size_t seed = 0)
    {
        return qHashBits(id.m_bytes.data(), id.m_bytes.size(), seed);
    }

private:
    std::array<char, MaximumLength + 1> m_bytes {};
};

// An id of one kind of record, so that a flow's id cannot be taken for an element's.
template <typename Tag>
class Id : public IdText
{
public:
    constexpr Id() = default;
    explicit Id(QByteArrayView text)
        : IdText(text)
    {
    }
    explicit Id(QStringView text)
        : IdText(text)
    {
    }
    explicit Id(const IdText &text)
        : IdText(text)
    {
    }

    friend bool operator==(const Id &a, const Id &b)
    {
        return static_cast<const IdText &>(a) == static_cast<const IdText &>(b);
    }
    friend std::strong_ordering operator<=>(const Id &a, const Id &b)
    {
        return static_cast<const IdText &>(a) <=> static_cast<const IdText &>(b);
    }
};

// The id of something imported: a kind letter and 60 bits of SHA-256 over the import root's stored
// name and the source key, so that a second import of the same file finds its records again.
IdText importedId(char kindLetter, const QString &importRoot, const QString &sourceKey);

// Where ids for drawn records come from; tests inject a counting one.
class IdSource
{
public:
    virtual ~IdSource() = default;
    virtual IdText next(char kindLetter) = 0;
};

// 60 random bits from the system's generator.
class RandomIdSource final : public IdSource
{
public:
    IdText next(char kindLetter) override;
};

} // namespace drawbridge
