#pragma once

#include <QString>

#include <memory>
#include <vector>

namespace drawbridge::compose {

// One step of a key path; a chain up to the root, so that deep trees share their paths.
struct PathStep
{
    std::shared_ptr<const PathStep> parent;
    QString key;
};

// Where a value stands: the file (an index into the loaded files), the line and the key path.
struct Origin
{
    int file = -1;
    int line = 0;
    std::shared_ptr<const PathStep> path;

    // "services.web.user"; long keys are cut, line breaks and control characters replaced.
    QString keyPath() const;
};

enum class MergeTag : quint8 { None, Reset, Override };

// What interpolation did to a scalar.
struct Interpolated
{
    // It names at least one variable.
    bool usesVariable = false;
    // A variable without a value, or one that holds a secret, stays in the text as "${NAME}".
    bool unresolved = false;
    // A secret variable has a literal default in the file: "${DB_PASSWORD:-...}".
    bool literalDefault = false;
};

// A value of a Compose file after aliases, merge keys and interpolation. Cheap to copy: nodes are
// shared and never change. Asking a missing node for anything gives missing nodes.
class ComposeNode
{
public:
    enum class Kind : quint8 { Missing, Null, Scalar, List, Map };

    struct Data;

    ComposeNode() = default;

    static ComposeNode null(Origin origin, MergeTag tag = MergeTag::None);
    static ComposeNode scalar(Origin origin, QString text, Interpolated interpolated = {},
                              MergeTag tag = MergeTag::None);
    static ComposeNode list(Origin origin, std::vector<ComposeNode> items,
                            MergeTag tag = MergeTag::None);
    using Member = std::pair<QString, ComposeNode>;
    static ComposeNode map(Origin origin, std::vector<Member> members,
                           MergeTag tag = MergeTag::None);

    Kind kind() const;
    bool isMissing() const { return !m_data; }
    bool isNull() const { return kind() == Kind::Null; }
    bool isScalar() const { return kind() == Kind::Scalar; }
    bool isList() const { return kind() == Kind::List; }
    bool isMap() const { return kind() == Kind::Map; }
    // Missing or null: nothing is said.
    bool isSilent() const { return isMissing() || isNull(); }

    QString text() const;
    Interpolated interpolated() const;
    MergeTag tag() const;
    Origin origin() const;
    int line() const { return origin().line; }

    const std::vector<ComposeNode> &items() const;
    const std::vector<Member> &members() const;
    ComposeNode operator[](QStringView key) const;
    bool contains(QStringView key) const { return !(*this)[key].isMissing(); }

    // A scalar that is neither empty nor still waiting for a variable's value.
    bool isKnownScalar() const;

private:
    std::shared_ptr<const Data> m_data;
};

} // namespace drawbridge::compose
