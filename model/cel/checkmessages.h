#pragma once

#include "model/cel/builtin.h"

namespace drawbridge::cel {

// What the checker says about calls and operators that do not fit.

// "no such overload: int + double; convert one side with int() or double()"
QString noOverloadMessage(Builtin builtin, const QList<Type> &types,
                          const Environment &environment);
// Neither the language nor the environment has this function, or not in this form.
QString unknownFunctionMessage(const QString &name, bool hasReceiver,
                               const Environment &environment);
// "no such overload: reaches(container, string) is called with (container)"
QString wrongArgumentsMessage(const FunctionDeclaration &function, const QList<Type> &types,
                              const Environment &environment);
// "size() takes 1 argument, not 2"; the receiver does not count.
QString argumentCountMessage(const QString &name, quint32 wanted, quint32 given);

} // namespace drawbridge::cel
