#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace drawbridge::code {

// What a piece of source is. Parts are given in their order; [x] may be missing. One set for Python
// and JavaScript, so that one reading of a program serves both.
enum class CodeKind : quint8 {
    // Expressions
    Name, // text
    Text, // text: value of a string
    Number, // text
    Regex, // text
    Joined, // texts and expressions that make a string
    Member, // text: its name; object
    Index, // object, key
    Call, // text: "new" or empty; callee, arguments
    Argument, // text: keyword; value
    Spread, // value
    List, // items; also tuples and sets
    Map, // entries
    Entry, // text: constant key; value, [computed key]
    Function, // text: name; parameters, body, [decorators], [return type]
    Unary, // text: operator; operand
    Binary, // text: operator; left, right
    Choice, // test, then, otherwise
    Comprehension, // element, target, source, conditions
    Assign, // text: operator; target, [value], [type]
    Opaque, // parts that are no more understood than that they are there
    // Statements
    Block,
    Return, // [value]
    Throw, // [value]
    Jump, // text: break or continue
    If, // test, then, [otherwise]
    Switch, // subject, blocks
    Loop, // [target], source or test, body, [otherwise]
    Try, // body, then blocks with the text except, else or finally
    With, // assignments or expressions, body last
    Check, // test: assert
    Import, // text: module; imported names
    ImportedName, // text: name, "*" for all, empty for the module; [alias as a Name]
    Export, // text: name, "default" or "*"; [value]
    Class, // text: name; bases, body, [decorators]
    Parameters,
    Parameter, // text: name, with "*" or "**" before a rest; [pattern], [type], [default]
};

using CodeId = qint32;
constexpr CodeId NoCode = -1;

struct CodeNode
{
    CodeKind kind = CodeKind::Opaque;
    int line = 0;
    QString text;
    std::vector<CodeId> parts;
};

// A source file taken apart. Nodes stand in one list, so that deep nesting costs no stack.
class CodeTree
{
public:
    CodeId root = NoCode;
    // Not all of the file was understood: nesting or size beyond a limit, or something unclosed.
    bool incomplete = false;
    int incompleteLine = 0;

    CodeId add(CodeKind kind, int line, const QString &text = {}, std::vector<CodeId> parts = {})
    {
        m_nodes.push_back({kind, line, text, std::move(parts)});
        return static_cast<CodeId>(m_nodes.size() - 1);
    }
    const CodeNode &at(CodeId id) const { return m_nodes[static_cast<size_t>(id)]; }
    CodeNode &at(CodeId id) { return m_nodes[static_cast<size_t>(id)]; }
    // NoCode where there is no such part.
    CodeId part(CodeId id, size_t index) const
    {
        return id != NoCode && index < at(id).parts.size() ? at(id).parts[index] : NoCode;
    }
    bool is(CodeId id, CodeKind kind) const { return id != NoCode && at(id).kind == kind; }
    size_t size() const { return m_nodes.size(); }
    // The line of the last node below this one.
    int lastLine(CodeId id) const;

private:
    std::vector<CodeNode> m_nodes;
};

enum class Language { Python, Script };

// Takes a source file apart. Gives something for every input; see `incomplete`.
CodeTree parseCode(const QByteArray &bytes, Language language);

} // namespace drawbridge::code
