#pragma once

#include "model/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace drawbridge {

struct TreeContent;

// A stretch of the source file in bytes, from the start of the file (a byte order mark included).
struct TextSpan
{
    qsizetype begin = 0;
    qsizetype end = 0;

    bool operator==(const TextSpan &) const = default;
};

// A cheap handle to a node of a parsed YAML or JSON file; valid as long as a TreeDocument of the
// same parse lives. Asking a missing node for anything gives missing nodes and empty values, so
// that a path can be read without checks: root["services"]["web"]["image"].text().
// Aliases are followed; location() and span() of a node reached through an alias are the alias's.
class TreeNode
{
public:
    enum class Kind : quint8 { Missing, Null, Bool, Int, Double, String, Sequence, Mapping };

    TreeNode() = default;

    Kind kind() const;
    bool isMissing() const { return kind() == Kind::Missing; }
    bool isNull() const { return kind() == Kind::Null; }
    bool isScalar() const;
    bool isSequence() const { return kind() == Kind::Sequence; }
    bool isMapping() const { return kind() == Kind::Mapping; }

    // The scalar's text, unquoted and unescaped; for a number or boolean as it was written.
    QString text() const;
    // The same in UTF-8.
    QByteArray utf8() const;
    std::optional<bool> toBool() const;
    // Empty when the scalar is no integer or does not fit into 64 bits.
    std::optional<qint64> toInt() const;
    std::optional<double> toDouble() const;
    // Quoted or block scalar; always true for JSON strings.
    bool isQuoted() const;
    bool isAlias() const;
    // The explicit YAML tag, such as "!reset"; empty without one.
    QString tag() const;
    // Name of the YAML anchor that this node defines; empty without one.
    QString anchor() const;

    // Items of a sequence, or members of a mapping in the order of the file.
    qsizetype size() const;
    // The i-th item of a sequence, or the value of the i-th member of a mapping.
    TreeNode at(qsizetype index) const;
    TreeNode keyAt(qsizetype index) const;
    TreeNode operator[](QStringView key) const;
    bool contains(QStringView key) const { return !(*this)[key].isMissing(); }
    QStringList keys() const;

    SourceLocation location() const;
    int line() const { return location().line; }
    TextSpan span() const;

    // Identity of the node behind aliases: equal for two aliases of one anchor.
    quint32 identity() const;

    // An error that names this node's place.
    Error error(const QString &message, ErrorCode code = ErrorCode::InvalidInput) const;

private:
    friend class TreeDocument;
    TreeNode(const TreeContent *content, quint32 index)
        : m_content(content)
        , m_index(index)
    {
    }
    quint32 target() const;

    const TreeContent *m_content = nullptr;
    quint32 m_index = 0;
};

// Limits against hostile input. `bytes` is checked before anything is read.
struct TreeLimits
{
    qsizetype bytes = 8 * 1024 * 1024;
    int depth = 100;
    // Nodes in the file, and nodes after all aliases are expanded (each is checked by itself).
    qsizetype nodes = 1'000'000;
    qsizetype expandedNodes = 1'000'000;

    static TreeLimits yaml() { return {}; }
    static TreeLimits json() { return {256 * 1024 * 1024, 512, 8'000'000, 8'000'000}; }
};

// One YAML document or JSON value with its source bytes. Duplicate keys are refused; merge keys
// ("<<") stay as they are written, for the importer to resolve by its format's rules.
class TreeDocument
{
public:
    TreeDocument();
    ~TreeDocument();
    TreeDocument(TreeDocument &&) noexcept;
    TreeDocument &operator=(TreeDocument &&) noexcept;
    TreeDocument(const TreeDocument &) = delete;
    TreeDocument &operator=(const TreeDocument &) = delete;

    // Every document of a YAML stream. `fileName` is what messages show.
    static Result<std::vector<TreeDocument>>
    parseYamlStream(QByteArray bytes, const QString &fileName,
                    const TreeLimits &limits = TreeLimits::yaml());
    // Exactly one YAML document; an empty file gives a null root.
    static Result<TreeDocument> parseYaml(QByteArray bytes, const QString &fileName,
                                          const TreeLimits &limits = TreeLimits::yaml());
    // Exactly one JSON value (RFC 8259; a byte order mark is tolerated, trailing text is not).
    static Result<TreeDocument> parseJson(QByteArray bytes, const QString &fileName,
                                          const TreeLimits &limits = TreeLimits::json());

    // For the readers behind the parse functions.
    static TreeDocument sharing(std::shared_ptr<const TreeContent> content, quint32 root);

    TreeNode root() const;
    const QByteArray &bytes() const;
    QString fileName() const;

private:
    TreeDocument(std::shared_ptr<const TreeContent> content, quint32 root);

    // The documents of one stream share their bytes and nodes.
    std::shared_ptr<const TreeContent> m_content;
    quint32 m_root = 0;
};

} // namespace drawbridge
