#include "model/harden/yamltext.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace drawbridge {

namespace {

// Column of a place in the file, from 0.
int columnOf(const QByteArray &source, qsizetype at)
{
    const qsizetype feed = at == 0 ? -1 : source.lastIndexOf('\n', at - 1);
    return static_cast<int>(at - feed - 1);
}

// Looks at the first block mapping and the first block list below a key, breadth first over the
// first levels: what is deeper follows the same habit.
void measureSteps(const QByteArray &source, const TreeNode &mapping, int depth, int *mappingStep,
                  int *listStep)
{
    for (qsizetype i = 0; i < mapping.size() && (*mappingStep < 0 || *listStep < 0); ++i) {
        const TreeNode value = mapping.at(i);
        const qsizetype begin = value.span().begin;
        if (value.isAlias() || value.size() == 0 || begin >= source.size())
            continue;
        const int step = columnOf(source, begin) - columnOf(source, mapping.keyAt(i).span().begin);
        if (value.isMapping() && source.at(begin) != '{') {
            if (*mappingStep < 0 && step > 0)
                *mappingStep = step;
            if (depth < 4)
                measureSteps(source, value, depth + 1, mappingStep, listStep);
        } else if (value.isSequence() && source.at(begin) == '-' && *listStep < 0 && step >= 0) {
            *listStep = step;
        }
    }
}

bool isPlain(const QString &text, bool inFlow)
{
    static const QRegularExpression word(QStringLiteral("^(\\./)?[A-Za-z_/][A-Za-z0-9_./-]*$"));
    static const QRegularExpression wordWithMarks(
        QStringLiteral("^[A-Za-z_/][A-Za-z0-9_./-]*([:=,][A-Za-z0-9_./-]+)*$"));
    static const QRegularExpression size(QStringLiteral("^[0-9]+([kmgs]|[KMG]i)$"));
    static const QStringList reserved {
        QStringLiteral("true"), QStringLiteral("false"), QStringLiteral("yes"),
        QStringLiteral("no"),   QStringLiteral("on"),    QStringLiteral("off"),
        QStringLiteral("null"), QStringLiteral("y"),     QStringLiteral("n"),
    };
    if (reserved.contains(text.toLower()))
        return false;
    return (inFlow ? word : wordWithMarks).match(text).hasMatch() || size.match(text).hasMatch();
}

QByteArray doubleQuoted(const QString &text)
{
    QByteArray escaped;
    const QByteArray bytes = text.toUtf8();
    for (const char c : bytes) {
        if (c == '"' || c == '\\')
            escaped += '\\';
        if (uchar(c) < 0x20)
            escaped += "\\x" + QByteArray::number(uchar(c), 16).rightJustified(2, '0');
        else
            escaped += c;
    }
    return '"' + escaped + '"';
}

QByteArray tagPrefix(const PlainValue &value)
{
    return value.tag().isEmpty() ? QByteArray() : value.tag().toUtf8() + ' ';
}

QByteArray yamlKey(const QString &key)
{
    return isPlain(key, true) ? key.toUtf8() : doubleQuoted(key);
}

QByteArray lineWithMark(const QByteArray &line, const YamlStyle &style, const QByteArray &mark)
{
    return line + (mark.isEmpty() ? QByteArray() : "  # " + mark) + style.lineEnd;
}

bool isBlock(const PlainValue &value)
{
    return (value.isMap() && !value.members().empty())
        || (value.isList() && !value.items().empty());
}

} // namespace

YamlStyle YamlStyle::of(const TreeDocument &document)
{
    YamlStyle style;
    const QByteArray &source = document.bytes();
    const qsizetype feed = source.indexOf('\n');
    if (feed > 0 && source.at(feed - 1) == '\r')
        style.lineEnd = "\r\n";
    const TreeNode root = document.root();
    const qsizetype begin = root.span().begin;
    style.isJson = root.isMapping() && begin < source.size() && source.at(begin) == '{';
    int mappingStep = -1;
    int listStep = -1;
    measureSteps(source, root, 0, &mappingStep, &listStep);
    if (style.isJson && root.size() > 0)
        mappingStep = columnOf(source, root.keyAt(0).span().begin);
    style.mappingStep = mappingStep > 0 && mappingStep <= 8 ? mappingStep : 2;
    style.listStep = listStep >= 0 ? listStep : style.mappingStep;
    return style;
}

QByteArray yamlScalar(const PlainValue &value, char quote, bool inFlow)
{
    if (value.isNull())
        return tagPrefix(value) + "null";
    if (value.scalarKind() != TreeNode::Kind::String)
        return tagPrefix(value) + value.text().toUtf8();
    QString text = value.text();
    if (quote == 0 && isPlain(text, inFlow))
        return tagPrefix(value) + text.toUtf8();
    const bool single = quote == '\''
        && std::none_of(text.cbegin(), text.cend(), [](QChar c) { return c < QChar(0x20); });
    if (single)
        return tagPrefix(value) + '\'' + text.replace(u'\'', QStringLiteral("''")).toUtf8() + '\'';
    return tagPrefix(value) + doubleQuoted(text);
}

QByteArray yamlFlow(const PlainValue &value, bool quotedKeys)
{
    if (value.isScalar())
        return yamlScalar(value, quotedKeys ? '"' : char(0), true);
    QByteArrayList parts;
    for (const PlainValue &item : value.items())
        parts += yamlFlow(item, quotedKeys);
    for (const auto &[key, member] : value.members())
        parts +=
            (quotedKeys ? doubleQuoted(key) : yamlKey(key)) + ": " + yamlFlow(member, quotedKeys);
    const bool isList = value.isList();
    return tagPrefix(value) + (isList ? '[' : '{') + parts.join(", ") + (isList ? ']' : '}');
}

QByteArray yamlFlowMember(const QString &key, const PlainValue &value, bool quotedKeys)
{
    return (quotedKeys ? doubleQuoted(key) : yamlKey(key)) + ": " + yamlFlow(value, quotedKeys);
}

QByteArray yamlFlowMember(const QString &key, const PlainValue &value, bool quotedKeys,
                          const QByteArray &indent, const YamlStyle &style)
{
    if (!value.isMap() || value.members().empty())
        return yamlFlowMember(key, value, quotedKeys);
    const QByteArray unit =
        indent.startsWith('\t') ? QByteArray("\t") : QByteArray(style.mappingStep, ' ');
    const QByteArray inner = indent + unit;
    QByteArrayList lines;
    for (const auto &[name, member] : value.members())
        lines += inner + yamlFlowMember(name, member, quotedKeys, inner, style);
    return (quotedKeys ? doubleQuoted(key) : yamlKey(key)) + ": {" + style.lineEnd
        + lines.join(',' + style.lineEnd) + style.lineEnd + indent + '}';
}

// What follows "key:" or "-": the rest of the line and the lines below it.
static QByteArray afterIndicator(const QByteArray &start, const PlainValue &value, int indent,
                                 const YamlStyle &style, const QByteArray &mark)
{
    if (!isBlock(value)) {
        const bool silent = value.isNull() && value.tag().isEmpty();
        const QByteArray text = value.isScalar() ? yamlScalar(value, 0) : yamlFlow(value, false);
        return lineWithMark(silent ? start : start + ' ' + text, style, mark);
    }
    QByteArray lines = lineWithMark(
        value.tag().isEmpty() ? start : start + ' ' + value.tag().toUtf8(), style, mark);
    for (const PlainValue &item : value.items())
        lines += yamlItem(item, indent + style.listStep, style, mark);
    for (const auto &[key, member] : value.members())
        lines += yamlMember(key, member, indent + style.mappingStep, style, mark);
    return lines;
}

QByteArray yamlMember(const QString &key, const PlainValue &value, int indent,
                      const YamlStyle &style, const QByteArray &mark)
{
    return afterIndicator(QByteArray(indent, ' ') + yamlKey(key) + ':', value, indent, style, mark);
}

// What the lines of a map are marked with, if all of them alike.
static std::optional<QByteArray> commonMark(const QStringList &path, const PlainValue &value,
                                            const LineMark &markOf)
{
    if (!value.isMap() || value.members().empty())
        return markOf(path);
    std::optional<QByteArray> common;
    for (const auto &[key, member] : value.members()) {
        const auto mark = commonMark(path + QStringList {key}, member, markOf);
        if (!mark || (common && *common != *mark))
            return {};
        common = mark;
    }
    return common;
}

QByteArray yamlMarkedMember(const QStringList &path, const PlainValue &value, int indent,
                            const YamlStyle &style, const LineMark &markOf)
{
    const auto common = commonMark(path, value, markOf);
    if (common || !value.tag().isEmpty())
        return yamlMember(path.last(), value, indent, style, common.value_or(markOf(path)));
    QByteArray lines = yamlMember(path.last(), PlainValue::null(), indent, style, {});
    for (const auto &[key, member] : value.members())
        lines += yamlMarkedMember(path + QStringList {key}, member, indent + style.mappingStep,
                                  style, markOf);
    return lines;
}

QByteArray yamlItem(const PlainValue &value, int indent, const YamlStyle &style,
                    const QByteArray &mark)
{
    const QByteArray start = QByteArray(indent, ' ') + '-';
    if (value.isMap() && !value.members().empty() && value.tag().isEmpty()) {
        QByteArray lines;
        for (const auto &[key, member] : value.members())
            lines += yamlMember(key, member, indent + 2, style, mark);
        lines[indent] = '-';
        return lines;
    }
    // Lists in lists are not needed often enough for a layout of their own.
    if (isBlock(value))
        return lineWithMark(start + ' ' + yamlFlow(value, false), style, mark);
    return afterIndicator(start, value, indent, style, mark);
}

} // namespace drawbridge
