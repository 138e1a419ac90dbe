#pragma once

#include "model/import/routes/routeobjects.h"

namespace drawbridge::routes {

// What something in front of a handler asks of the caller.
struct Protection
{
    // False: it is not known what it does.
    bool known = true;
    // How callers are authenticated, a word of the property schema; empty: not at all.
    QString word;
    // It also checks what the caller may do.
    bool byFunction = false;
    bool rateLimit = false;
    // It may refuse parameters; what it is known to check of whole parts of a request.
    bool mayCheck = false;
    QMap<int, Grade> checked;
};

// Tells decorators, hooks, dependencies and middleware that authenticate from others: libraries by
// their name, functions of the program by what they look at before they refuse.
class ProtectionReader
{
public:
    explicit ProtectionReader(ValueFlow &flow)
        : m_flow(flow)
    {
    }

    enum class Role { Decorator, Hook, Dependency, Middleware };
    // What stands before many routes is followed once.
    Protection of(Role role, const FlowValue &guard);

    static Protection ofFacts(const HandlerFacts &facts);
    // All of them stand in front: the strongest word counts, and one that is not known leaves it
    // unknown whether there is more.
    static Protection together(const Protection &a, const Protection &b);
    // The arguments of a handler of Express, by the place of each.
    QMap<QString, FlowValue> expressArguments(const FunctionUse &function) const;

private:
    Protection ofDecorator(const FlowValue &decorator);
    // Runs before each request; knows the request by itself.
    Protection ofHook(const FlowValue &hook);
    Protection ofDependency(const FlowValue &dependency, int depth = 0);
    Protection ofMiddleware(const FlowValue &middleware);
    std::optional<Protection> ofLibrary(const FlowValue &value) const;

    ValueFlow &m_flow;
    QMap<QString, Protection> m_known;
};

} // namespace drawbridge::routes
