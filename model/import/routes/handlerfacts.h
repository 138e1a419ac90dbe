#pragma once

#include "model/import/routes/flowvalue.h"

#include <QSet>

namespace drawbridge::routes {

// A parameter that ends in a dangerous call.
struct SinkUse
{
    Sink sink = Sink::None;
    Grade grade = Grade::None;
    // Something nobody knows had looked at it before: it may have been checked there.
    bool maybeChecked = false;
    // File and line of the call.
    int module = 0;
    int line = 0;
};

struct ParameterFacts
{
    QString name;
    // A word of the property schema: path, query, header, cookie, body, form, file.
    QString location;
    // "integer", "string"; empty when nobody says.
    QString type;
    int line = 0;
    QList<SinkUse> sinks;
    // What the route or signature checks before the code sees it.
    Grade initial = Grade::None;
    // The best check that was seen anywhere.
    Grade best = Grade::None;
    // Handed to something that is not known, which may do anything with it.
    bool escaped = false;
    bool maybeChecked = false;

    // The worst sink; nothing where it cannot be told.
    std::optional<Sink> sink(bool complete) const;
    // What is certain of its check before that sink, or at all.
    std::optional<Grade> validation(bool complete) const;
    // The call in which it ends, or nullptr.
    const SinkUse *worstUse() const;
};

// What code looks at to know who calls.
enum class Credential : quint8 { Session, Token, Basic, Key };

// What is seen of one function that serves requests while it is followed.
struct HandlerFacts
{
    QList<ParameterFacts> parameters;
    // The names of parameters may be more than these.
    bool moreParameters = false;
    // Something before the handler may check them.
    bool mayBeChecked = false;
    // Of whole parts of the request, by their negative number: what is checked before the handler,
    // and after it.
    QMap<int, Grade> checked;
    // Not all of it was followed: too long, too deep.
    bool incomplete = false;
    // It changes something: the line, 0 when nothing was seen.
    int writes = 0;
    // It calls something that is not known, which may change something.
    bool unknownCalls = false;
    // Looked at anywhere, and looked at to refuse.
    QSet<Credential> touched;
    QSet<Credential> guards;
    bool takesFiles = false;
    // The method that it is followed for; empty for any.
    QString method;
    // It decides by the path of the request.
    bool looksAtPath = false;

    int parameter(const QString &name, const QString &location, int line);
};

QString wordOf(Sink sink);
QString wordOf(Grade grade);

} // namespace drawbridge::routes
