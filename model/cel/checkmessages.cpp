#include "model/cel/checkmessages.h"

#include "model/cel/suggestion.h"

namespace drawbridge::cel {

static QStringList typeWords(const QList<Type> &types, const Environment &environment)
{
    QStringList words;
    for (const Type &type : types)
        words += environment.describe(type);
    return words;
}

QString noOverloadMessage(Builtin builtin, const QList<Type> &types, const Environment &environment)
{
    const QString symbol = builtinSymbol(builtin);
    const QStringList words = typeWords(types, environment);
    if (builtin == Builtin::Index)
        return QStringLiteral("no such overload: %1[%2]").arg(words[0], words[1]);
    if (builtin > Builtin::Index || types.size() == 1)
        return QStringLiteral("no such overload: %1(%2)")
            .arg(symbol, words.join(QStringLiteral(", ")));
    const bool mixed = types[0].isNumber() && types[1].isNumber();
    return QStringLiteral("no such overload: %1 %2 %3%4")
        .arg(words[0], symbol, words[1],
             mixed ? QStringLiteral("; convert one side with int() or double()") : QString());
}

QString unknownFunctionMessage(const QString &name, bool hasReceiver,
                               const Environment &environment)
{
    if (builtinFunction(name, !hasReceiver))
        return hasReceiver
            ? QStringLiteral("%1() is no function of a value: write %1(value)").arg(name)
            : QStringLiteral("%1() is a function of a string: write text.%1(part)").arg(name);
    if (name == u"has")
        return QStringLiteral("has() takes one field access, as in has(a.b)");
    if (isBuiltinName(name))
        return QStringLiteral("%1() is called on a list or map with a variable and an expression, "
                              "as in list.%1(x, x > 0)")
            .arg(name);
    return QStringLiteral("undeclared reference to function '%1'%2")
        .arg(name, didYouMean(name, environment.functionNames() + builtinNames()));
}

QString wrongArgumentsMessage(const FunctionDeclaration &function, const QList<Type> &types,
                              const Environment &environment)
{
    const QString comma = QStringLiteral(", ");
    return QStringLiteral("no such overload: %1(%2) is called with (%3)")
        .arg(function.name, typeWords(function.arguments, environment).join(comma),
             typeWords(types, environment).join(comma));
}

QString argumentCountMessage(const QString &name, quint32 wanted, quint32 given)
{
    return QStringLiteral("%1() takes %2 argument%3, not %4")
        .arg(name, QString::number(wanted), wanted == 1 ? QString() : QStringLiteral("s"),
             QString::number(given));
}

} // namespace drawbridge::cel
