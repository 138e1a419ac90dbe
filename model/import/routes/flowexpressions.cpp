#include "model/import/routes/valueflow.h"

#include <QScopedValueRollback>

namespace drawbridge::routes {

using namespace code;

static constexpr qsizetype LongestKeptText = 400;

FlowValue ValueFlow::eval(CodeId expression)
{
    if (expression == NoCode || !spend())
        return {};
    const QScopedValueRollback depth(m_depth, m_depth + 1);
    if (m_depth > 400) {
        if (m_handler)
            m_handler->incomplete = true;
        return {};
    }
    switch (tree().at(expression).kind) {
    case CodeKind::Name:
        return evalName(expression);
    case CodeKind::Joined:
        return evalJoined(tree().at(expression).parts);
    case CodeKind::Member:
        return evalMember(expression);
    case CodeKind::Index:
        return evalIndex(expression);
    case CodeKind::Call:
        return evalCall(expression);
    case CodeKind::Function:
        return functionValue(expression);
    case CodeKind::Unary:
        return evalUnary(expression);
    case CodeKind::Binary:
        return evalBinary(expression);
    case CodeKind::Choice:
        return evalChoice(expression);
    case CodeKind::Comprehension:
        return evalComprehension(expression);
    case CodeKind::Assign:
        return evalAssign(expression);
    default:
        return evalLiteral(expression);
    }
}

FlowValue ValueFlow::evalAssign(CodeId expression)
{
    FlowValue value = eval(tree().part(expression, 1));
    if (tree().at(expression).text != u"=")
        value = concatenated(eval(tree().part(expression, 0)), value);
    assignPattern(tree().part(expression, 0), value);
    return value;
}

// What stands in the source as it is; of all else, what it is made of.
FlowValue ValueFlow::evalLiteral(CodeId expression)
{
    const CodeNode &node = tree().at(expression);
    FlowValue value;
    switch (node.kind) {
    case CodeKind::Text:
        value.text = node.text;
        value.truth = !node.text.isEmpty();
        value.beginning = node.text.left(LongestKeptText);
        value.pieces = value.beginning;
        return value;
    case CodeKind::Number:
        value.truth = node.text != u"0";
        break;
    case CodeKind::Regex:
        value.names = {QStringLiteral("RegExp()")};
        break;
    case CodeKind::Class:
        defineClass(expression);
        break;
    case CodeKind::List:
    case CodeKind::Map:
        value = evalParts(expression);
        value.loseWholeness();
        break;
    default:
        value = evalParts(expression);
        value.loseWholeness();
        return value;
    }
    value.literal = CodeUse {m_frame->module, expression, m_frame->scope};
    return value;
}

// Everything within, for what it does; of the values only where they come from.
FlowValue ValueFlow::evalParts(CodeId expression)
{
    FlowValue value;
    const std::vector<CodeId> parts = tree().at(expression).parts;
    for (const CodeId part : parts)
        value.addTaints(eval(part).taints);
    return value;
}

std::optional<FlowValue> ValueFlow::lookUp(const QString &name) const
{
    for (const Scope *scope = m_frame->scope.get(); scope; scope = scope->parent.get()) {
        const auto found = scope->values.constFind(name);
        if (found != scope->values.constEnd())
            return *found;
    }
    const Scope &module = *m_modules[static_cast<size_t>(m_frame->module)];
    const auto found = module.values.constFind(name);
    return found == module.values.constEnd() ? std::nullopt : std::optional(*found);
}

FlowValue ValueFlow::evalName(CodeId expression)
{
    const QString name = tree().at(expression).text;
    if (auto found = lookUp(name)) {
        touch(*found);
        return *found;
    }
    FlowValue value;
    if (name == u"True" || name == u"true")
        value.truth = true;
    else if (name == u"False" || name == u"false" || name == u"None" || name == u"null"
             || name == u"undefined")
        value.truth = false;
    else
        value.names = {name};
    return value;
}

// "exports.name" of JavaScript, a variable of Python; of what "module.exports" was set to else.
FlowValue ValueFlow::exportOf(int module, const QString &name)
{
    followModule(module);
    const QMap<QString, FlowValue> &values = m_modules[static_cast<size_t>(module)]->values;
    if (m_application.module(module).language == Language::Python)
        return values.value(name);
    const auto exported = values.constFind(QStringLiteral("exports.") + name);
    if (exported != values.constEnd())
        return *exported;
    const auto whole = values.constFind(QStringLiteral("module.exports"));
    if (whole == values.constEnd())
        return {};
    if (name == u"default")
        return *whole;
    const FlowValue object = *whole;
    return memberOf(object, name, 0);
}

FlowValue ValueFlow::entryOf(const CodeUse &map, const QString &key)
{
    const CodeTree &code = m_application.module(map.module).tree;
    for (const CodeId entry : code.at(map.node).parts) {
        if (code.is(entry, CodeKind::Entry) && code.at(entry).text == key)
            return evaluate(map.module, code.part(entry, 0), map.around);
    }
    return {};
}

FlowValue ValueFlow::itemsOf(const FlowValue &list)
{
    FlowValue value;
    value.taints = list.taints;
    value.loseWholeness();
    if (list.part != Part::None) {
        const FlowValue whole = wholePart(list, 0);
        value.addTaints(whole.taints);
        return value;
    }
    for (const QString &name : list.names)
        value.names += name + QStringLiteral("[]");
    if (!list.literal)
        return value;
    const CodeTree &code = m_application.module(list.literal->module).tree;
    const CodeKind kind = code.at(list.literal->node).kind;
    if (kind != CodeKind::List && kind != CodeKind::Map)
        return value;
    const std::vector<CodeId> parts = code.at(list.literal->node).parts;
    bool first = true;
    for (size_t i = 0; i < parts.size() && i < 40; ++i) {
        const CodeId item = kind == CodeKind::Map ? code.part(parts[i], 0) : parts[i];
        const FlowValue each = evaluate(list.literal->module, item, list.literal->around);
        value = first ? each : joined(value, each);
        first = false;
    }
    return value;
}

FlowValue ValueFlow::memberOf(const FlowValue &object, const QString &name, int where)
{
    if (m_listener && !object.objects.isEmpty()) {
        if (auto known = m_listener->member(object, name))
            return *known;
    }
    if (object.part != Part::None)
        return partMember(object, name, where);
    if (object.module >= 0) {
        FlowValue value = exportOf(object.module, name);
        if (value.names.isEmpty()
            && m_application.module(object.module).language == Language::Python)
            value.module = value.module >= 0
                ? value.module
                : m_application.find(QStringLiteral(".") + name, object.module);
        if (value.module >= 0)
            followModule(value.module);
        return value;
    }
    if (const auto &use = object.instance ? object.instance : object.literal) {
        const CodeTree &code = m_application.module(use->module).tree;
        if (code.is(use->node, CodeKind::Map))
            return entryOf(*use, name);
        if (const auto found = method(*use, name)) {
            FlowValue value;
            value.functions = {*found};
            return value;
        }
    }
    FlowValue value;
    value.taints = object.taints;
    value.loseWholeness();
    for (const QString &known : object.names)
        value.names += known + u'.' + name;
    if (!object.verdict.isEmpty()) {
        value.compared = name == u"error" || name == u"errors" || name == u"success";
        (name == u"success" ? value.whenTrue : value.whenFalse) =
            value.compared ? object.verdict : QMap<int, Grade>();
    }
    recogniseRequest(value);
    touch(value);
    return value;
}

FlowValue ValueFlow::evalMember(CodeId expression)
{
    const CodeId objectNode = tree().part(expression, 0);
    const QString name = tree().at(expression).text;
    const FlowValue object = eval(objectNode);
    if (tree().is(objectNode, CodeKind::Name)) {
        const QString path = tree().at(objectNode).text + u'.' + name;
        if (auto kept = lookUp(path); kept && object.part == Part::None)
            return *kept;
    }
    return memberOf(object, name, line(expression));
}

FlowValue ValueFlow::evalIndex(CodeId expression)
{
    const FlowValue object = eval(tree().part(expression, 0));
    const FlowValue key = eval(tree().part(expression, 1));
    if (object.part != Part::None)
        return partItem(object.part, key.text, line(expression));
    if (object.literal || object.instance) {
        const CodeUse use = object.literal ? *object.literal : *object.instance;
        const CodeTree &code = m_application.module(use.module).tree;
        if (key.text && code.is(use.node, CodeKind::Map))
            return entryOf(use, *key.text);
        // What is chosen by a value from a list that the program has is the program's own.
        FlowValue value = itemsOf(object);
        noteChecked(tells(key, Grade::AllowList));
        return value;
    }
    FlowValue value;
    value.taints = object.taints;
    value.loseWholeness();
    for (const QString &name : object.names)
        value.names += name + (key.text ? u'.' + *key.text : QStringLiteral("[]"));
    touch(value);
    return value;
}

FlowValue ValueFlow::concatenated(const FlowValue &left, const FlowValue &right)
{
    FlowValue value;
    if (left.text && right.text && left.text->size() + right.text->size() < LongestKeptText)
        value.text = *left.text + *right.text;
    value.beginning =
        left.text ? (*left.text + right.beginning).left(LongestKeptText) : left.beginning;
    value.pieces = (left.pieces + right.pieces).left(LongestKeptText);
    value.built = !value.text && (left.built || right.built || left.text || right.text);
    value.taints = left.taints;
    value.addTaints(right.taints);
    if (!value.built || !value.pieces.isEmpty())
        value.loseWholeness();
    return value;
}

FlowValue ValueFlow::evalJoined(const std::vector<CodeId> &parts)
{
    FlowValue value;
    value.text = QString();
    // An f-string of nothing but a value is that value.
    if (parts.size() == 1)
        return eval(parts.front());
    const std::vector<CodeId> list = parts;
    for (const CodeId part : list)
        value = concatenated(value, eval(part));
    value.built = !value.text;
    return value;
}

FlowValue ValueFlow::evalUnary(CodeId expression)
{
    FlowValue value = eval(tree().part(expression, 0));
    const QString name = tree().at(expression).text;
    if (name == u"not") {
        std::swap(value.whenTrue, value.whenFalse);
        if (value.truth)
            value.truth = !*value.truth;
        value.text.reset();
        value.names.clear();
        return value;
    }
    if (name == u"await")
        return value;
    if (name == u"typeof") {
        value.names = {QStringLiteral("typeof")};
        return value;
    }
    if (name == u"+" && language() == Language::Script)
        value.raise(Grade::Type);
    value.text.reset();
    value.names.clear();
    return value;
}

// What a test of a value tells of the parameters that it is as a whole.
QMap<int, Grade> ValueFlow::tells(const FlowValue &value, Grade grade) const
{
    QMap<int, Grade> told;
    for (const Taint &taint : value.taints) {
        if (taint.whole)
            told.insert(taint.parameter, grade);
    }
    if (value.part != Part::None && value.part != Part::Request && value.part != Part::Response)
        told.insert(-static_cast<int>(value.part), grade);
    return told;
}

// That a parameter was checked somewhere, whatever comes of it.
void ValueFlow::noteChecked(const QMap<int, Grade> &told)
{
    for (auto it = told.cbegin(); m_handler && it != told.cend(); ++it) {
        if (it.key() < 0)
            continue;
        Grade &best = m_handler->parameters[it.key()].best;
        best = std::max(best, it.value());
    }
}

FlowValue ValueFlow::evalLogical(CodeId expression)
{
    const QString name = tree().at(expression).text;
    const bool isAnd = name == u"and" || name == u"&&";
    const FlowValue left = eval(tree().part(expression, 0));
    const QMap<int, Grade> before = m_checked;
    m_checked = strongest(before, isAnd ? left.whenTrue : left.whenFalse);
    const FlowValue right = eval(tree().part(expression, 1));
    m_checked = before;
    FlowValue value = joined(left, right);
    value.text.reset();
    value.truth.reset();
    value.whenTrue =
        isAnd ? strongest(left.whenTrue, right.whenTrue) : weakest(left.whenTrue, right.whenTrue);
    value.whenFalse = isAnd ? weakest(left.whenFalse, right.whenFalse)
                            : strongest(left.whenFalse, right.whenFalse);
    if (left.part != Part::None && right.part == Part::None)
        value.part = left.part;
    // "a || 'x'" is a; for tests of whether it is there at all.
    if (right.text && !isAnd)
        value.taints = left.taints;
    return value;
}

FlowValue ValueFlow::evalComparison(CodeId expression)
{
    const QString name = tree().at(expression).text;
    const FlowValue left = eval(tree().part(expression, 0));
    const FlowValue right = eval(tree().part(expression, 1));
    FlowValue value;
    value.compared = true;
    value.taints = left.taints;
    value.addTaints(right.taints);
    value.names = {};
    touch(left);
    touch(right);
    touchCompared(value);
    const bool equal = name == u"==" || name == u"===" || name == u"is";
    const bool unequal = name == u"!=" || name == u"!==" || name == u"is not";
    const auto isNothing = [](const FlowValue &side) {
        return (side.truth && !*side.truth && side.names.isEmpty());
    };
    if (equal || unequal) {
        if (isNothing(left) || isNothing(right)) {
            value.compared = false;
            return value;
        }
        // "request.method == 'POST'"
        if (left.text && right.text && left.decides) {
            value.truth = (*left.text == *right.text) == equal;
            value.decides = true;
            return value;
        }
        const bool typeOf = left.names.contains(QStringLiteral("typeof"));
        const FlowValue &asked = left.isTainted() ? left : right;
        const FlowValue &other = left.isTainted() ? right : left;
        QMap<int, Grade> told;
        if (typeOf && right.text && *right.text != u"string" && *right.text != u"undefined")
            told = tells(left, Grade::Type);
        else if (typeOf)
            value.compared = false;
        else if (!other.isTainted() && other.part == Part::None)
            told = tells(asked, Grade::AllowList);
        (equal ? value.whenTrue : value.whenFalse) = told;
        return value;
    }
    if (name == u"in" || name == u"not in") {
        // Whether a parameter is there at all is no check of it.
        if (right.part != Part::None) {
            value.compared = false;
            return value;
        }
        if (!right.isTainted() && !right.text)
            (name == u"in" ? value.whenTrue : value.whenFalse) = tells(left, Grade::AllowList);
        return value;
    }
    // Larger and smaller are of lengths and numbers, which are checked as such already.
    value.compared = std::any_of(value.taints.cbegin(), value.taints.cend(),
                                 [](const Taint &taint) { return taint.grade == Grade::None; });
    return value;
}

FlowValue ValueFlow::evalBinary(CodeId expression)
{
    static const QStringList logical {QStringLiteral("and"), QStringLiteral("or"),
                                      QStringLiteral("&&"), QStringLiteral("||"),
                                      QStringLiteral("??")};
    static const QStringList comparisons {
        QStringLiteral("=="),     QStringLiteral("!="), QStringLiteral("==="),
        QStringLiteral("!=="),    QStringLiteral("<"),  QStringLiteral(">"),
        QStringLiteral("<="),     QStringLiteral(">="), QStringLiteral("in"),
        QStringLiteral("not in"), QStringLiteral("is"), QStringLiteral("is not")};
    const QString name = tree().at(expression).text;
    if (logical.contains(name))
        return evalLogical(expression);
    if (comparisons.contains(name))
        return evalComparison(expression);
    const FlowValue left = eval(tree().part(expression, 0));
    const FlowValue right = eval(tree().part(expression, 1));
    if (name == u"+")
        return concatenated(left, right);
    FlowValue value;
    // A number that can be worked out.
    const auto isNumber = [](const FlowValue &side) {
        return side.literal && side.names.isEmpty();
    };
    if ((name == u"*" || name == u"<<") && isNumber(left) && isNumber(right)) {
        value.literal = CodeUse {m_frame->module, expression, m_frame->scope};
        return value;
    }
    // "text %s" % value
    if (name == u"%" && left.text && language() == Language::Python) {
        value = concatenated(left, right);
        value.beginning = left.text->section(u'%', 0, 0);
        value.pieces = left.pieces;
        value.text.reset();
        value.built = true;
        return value;
    }
    value.taints = left.taints;
    value.addTaints(right.taints);
    value.loseWholeness();
    // "Path(a) / b" is a path.
    if (name == u"/" && !left.names.isEmpty())
        value.names = left.names;
    return value;
}

FlowValue ValueFlow::evalChoice(CodeId expression)
{
    const FlowValue tested = test(tree().part(expression, 0));
    const QMap<int, Grade> before = m_checked;
    const auto branch = [&](size_t part, const QMap<int, Grade> &told) {
        m_checked = strongest(before, told);
        FlowValue value = eval(tree().part(expression, part));
        for (Taint &taint : value.taints)
            taint.grade = std::max(taint.grade, told.value(taint.parameter, Grade::None));
        m_checked = before;
        return value;
    };
    const FlowValue then = branch(1, tested.whenTrue);
    return joined(then, branch(2, tested.whenFalse));
}

FlowValue ValueFlow::evalComprehension(CodeId expression)
{
    const std::vector<CodeId> parts = tree().at(expression).parts;
    const auto outside = m_frame->scope->values;
    assignPattern(tree().part(expression, 1), itemsOf(eval(tree().part(expression, 2))));
    const QMap<int, Grade> before = m_checked;
    for (size_t i = 3; i < parts.size(); ++i)
        m_checked = strongest(m_checked, test(parts[i]).whenTrue);
    FlowValue value = eval(parts.front());
    m_checked = before;
    m_frame->scope->values = outside;
    value.loseWholeness();
    value.text.reset();
    return value;
}

} // namespace drawbridge::routes
