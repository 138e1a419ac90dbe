#include "model/engine/compiledrule.h"
#include "model/engine/conditiontest.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

namespace {

bool isNamePart(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
        || c == u'_';
}

// Works out which names fit, from the text before the cursor alone: the condition need not be
// complete.
class CompletionSearch
{
public:
    // Deeper chains are not written; the bound ends what refers to itself.
    static constexpr int DeepestChain = 16;

    CompletionSearch(const cel::Environment &environment, const Vocabulary &vocabulary,
                     const QString &before)
        : m_environment(environment)
        , m_vocabulary(vocabulary)
        , m_before(before)
    {
    }

    ConditionCompletion run() const;

private:
    qsizetype wordStart(qsizetype end) const;
    // The type of the expression that ends before `end`; nothing where it cannot be told.
    std::optional<cel::Type> typeBefore(qsizetype end, int depth) const;
    std::optional<cel::Type> typeOfName(const QString &name, qsizetype at, int depth) const;
    qsizetype openingBracket(qsizetype closing) const;
    void addFields(const cel::Type &type, QList<ConditionName> &names) const;
    void addVariables(QList<ConditionName> &names) const;
    // The words of an enumeration, where a text is compared with one.
    bool addMembers(ConditionCompletion &completion) const;
    QString meaningOf(quint16 objectType, const QString &field) const;

    const cel::Environment &m_environment;
    const Vocabulary &m_vocabulary;
    QString m_before;
};

qsizetype CompletionSearch::wordStart(qsizetype end) const
{
    while (end > 0 && isNamePart(m_before[end - 1]))
        --end;
    return end;
}

qsizetype CompletionSearch::openingBracket(qsizetype closing) const
{
    int open = 0;
    for (qsizetype i = closing; i >= 0; --i) {
        if (m_before[i] == u']')
            ++open;
        else if (m_before[i] == u'[' && --open == 0)
            return i;
    }
    return -1;
}

std::optional<cel::Type> CompletionSearch::typeBefore(qsizetype end, int depth) const
{
    if (depth > DeepestChain || end <= 0)
        return std::nullopt;
    if (m_before[end - 1] == u']') {
        const auto list = typeBefore(openingBracket(end - 1), depth + 1);
        return list ? std::optional(list->element()) : std::nullopt;
    }
    const qsizetype start = wordStart(end);
    const QString name = m_before.mid(start, end - start);
    if (name.isEmpty())
        return std::nullopt;
    if (start == 0 || m_before[start - 1] != u'.')
        return typeOfName(name, start, depth + 1);
    const auto owner = typeBefore(start - 1, depth + 1);
    if (!owner || owner->kind() != cel::Type::Kind::Object)
        return std::nullopt;
    const cel::FieldDeclaration *field = m_environment.field(owner->objectIndex(), name);
    return field ? std::optional(field->type) : std::nullopt;
}

// A variable of the environment, or the one that a macro around the place declares.
std::optional<cel::Type> CompletionSearch::typeOfName(const QString &name, qsizetype at,
                                                      int depth) const
{
    static const QRegularExpression macro(
        QStringLiteral("\\.(?:exists|all|exists_one|filter|map)\\(\\s*(\\w+)\\s*,"));
    qsizetype list = -1;
    for (auto found = macro.globalMatch(m_before); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        if (match.captured(1) == name && match.capturedEnd() <= at)
            list = match.capturedStart();
    }
    if (list >= 0) {
        const auto type = typeBefore(list, depth + 1);
        return type ? std::optional(type->element()) : std::nullopt;
    }
    const cel::VariableDeclaration *variable = m_environment.variable(name);
    return variable ? std::optional(variable->type) : std::nullopt;
}

QString CompletionSearch::meaningOf(quint16 objectType, const QString &field) const
{
    if (m_vocabulary.isItemType(objectType))
        return {};
    const PropertyIndex property =
        m_vocabulary.schema().find(m_vocabulary.recordKind(objectType), field);
    return property == NoProperty ? QString() : m_vocabulary.schema().definition(property).label;
}

void CompletionSearch::addFields(const cel::Type &type, QList<ConditionName> &names) const
{
    const auto call = [&names](const char *name, const char *result) {
        names.append({QLatin1String(name), QLatin1String(result), {}});
    };
    switch (type.kind()) {
    case cel::Type::Kind::Object:
        for (const QString &name : m_environment.fieldNames(type.objectIndex()))
            names.append(
                {name, m_environment.describe(m_environment.field(type.objectIndex(), name)->type),
                 meaningOf(type.objectIndex(), name)});
        break;
    case cel::Type::Kind::List:
    case cel::Type::Kind::Map:
        call("all(", "bool");
        call("exists(", "bool");
        call("exists_one(", "bool");
        call("filter(", "list");
        call("map(", "list");
        call("size()", "int");
        break;
    case cel::Type::Kind::String:
        call("contains(", "bool");
        call("endsWith(", "bool");
        call("matches(", "bool");
        call("size()", "int");
        call("startsWith(", "bool");
        break;
    default:
        break;
    }
}

void CompletionSearch::addVariables(QList<ConditionName> &names) const
{
    for (const QString &name : m_environment.variableNames())
        names.append({name, m_environment.describe(m_environment.variable(name)->type), {}});
    for (const QString &name : m_environment.functionNames())
        names.append({name + u'(', QStringLiteral("function"), {}});
    for (const char *name : {"has(", "known(", "size(", "int(", "double(", "string(", "bool("})
        names.append({QLatin1String(name), QStringLiteral("function"), {}});
    for (const char *name : {"true", "false", "null"})
        names.append({QLatin1String(name), {}, {}});
}

bool CompletionSearch::addMembers(ConditionCompletion &completion) const
{
    static const QRegularExpression comparison(
        QStringLiteral("([\\w.\\]]+)\\s*(?:==|!=|in\\s*\\[(?:[^\\]]*,)?)\\s*(['\"])([\\w-]*)$"));
    const QRegularExpressionMatch match = comparison.match(m_before);
    if (!match.hasMatch())
        return false;
    completion.from = match.capturedStart(3);
    const auto type = typeBefore(match.capturedEnd(1), 0);
    const QStringList members = type ? type->members() : QStringList();
    for (const QString &member : members) {
        if (member.startsWith(match.captured(3), Qt::CaseInsensitive))
            completion.names.append({member, {}, {}});
    }
    return true;
}

ConditionCompletion CompletionSearch::run() const
{
    ConditionCompletion completion;
    if (addMembers(completion))
        return completion;
    completion.from = wordStart(m_before.size());
    const QString word = m_before.mid(completion.from);
    if (completion.from > 0 && m_before[completion.from - 1] == u'.') {
        if (const auto type = typeBefore(completion.from - 1, 0))
            addFields(*type, completion.names);
    } else {
        addVariables(completion.names);
    }
    completion.names.removeIf([&word](const ConditionName &each) {
        return !each.name.startsWith(word, Qt::CaseInsensitive);
    });
    std::sort(completion.names.begin(), completion.names.end(),
              [](const ConditionName &a, const ConditionName &b) { return a.name < b.name; });
    completion.names.erase(std::unique(completion.names.begin(), completion.names.end(),
                                       [](const ConditionName &a, const ConditionName &b) {
                                           return a.name == b.name;
                                       }),
                           completion.names.end());
    return completion;
}

} // namespace

ConditionCompletion completeCondition(const RuleSet &rules, RecordKind kind, const QString &per,
                                      const QString &text, qsizetype cursor)
{
    const Vocabulary &vocabulary = rules.compiled().vocabulary;
    const Result<cel::Environment> environment = vocabulary.environment(kind, per);
    if (!environment)
        return {};
    return CompletionSearch(*environment, vocabulary, text.left(cursor)).run();
}

} // namespace drawbridge
