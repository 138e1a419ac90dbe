#pragma once

#include "model/base/progress.h"
#include "model/import/routes/application.h"
#include "model/import/routes/handlerfacts.h"
#include "model/import/routes/knowncalls.h"

namespace drawbridge::routes {

struct FlowArgument
{
    // Empty for one by position; "*" and "**" for what is spread.
    QString keyword;
    FlowValue value;
    code::CodeId node = code::NoCode;
};

struct FlowCall
{
    FlowValue callee;
    // The object that a method is called of, and the method's name.
    FlowValue receiver;
    QString method;
    QList<FlowArgument> arguments;
    int module = 0;
    code::CodeId node = code::NoCode;
    int line = 0;

    // By position or keyword; nullptr when it is not given.
    const FlowArgument *argument(int position, const QString &keyword = {}) const;
    QString constant(int position, const QString &keyword = {}) const;
};

// A framework that wants to see calls while a program is followed.
class FlowListener
{
public:
    virtual ~FlowListener() = default;
    // The value of a call that the framework knows; nothing for all others.
    virtual std::optional<FlowValue> called(const FlowCall &call) = 0;
    // A function or class was defined under decorators.
    virtual void decorated(const FlowValue &decorator, const FlowValue &target, int line) = 0;
    // A member of an object that is the framework's own; nothing for all others.
    virtual std::optional<FlowValue> member(const FlowValue &object, const QString &name) = 0;
    // An argument of a function that nothing in the program calls.
    virtual FlowValue unknownArgument(const QString &name, const FlowValue &type,
                                      code::Language language) = 0;
    virtual void assigned(const FlowValue &object, const QString &member, const FlowValue &value,
                          int module, int line) = 0;
};

// Follows values through a program without running it: every statement once, in order, into
// functions of the program that are called, down to a limit. What it cannot follow is unknown.
class ValueFlow
{
public:
    ValueFlow(const Application &application, ProgressSink &progress);
    ~ValueFlow();
    Q_DISABLE_COPY_MOVE(ValueFlow)

    void setListener(FlowListener *listener) { m_listener = listener; }
    // Follows all modules and then the functions that nothing called, so that what factories build
    // is seen.
    void followModules();
    // Follows a function as one that serves requests: its parameters have these values.
    HandlerFacts followHandler(const FunctionUse &function,
                               const QMap<QString, FlowValue> &arguments,
                               const HandlerFacts &known = {}, FlowValue *returned = nullptr);

    const Application &application() const { return m_application; }
    const code::CodeNode &node(const FunctionUse &use) const
    {
        return m_application.module(use.module).tree.at(use.node);
    }
    // The names of a function's parameters, in order.
    QStringList parameterNames(const FunctionUse &use) const;
    FlowValue evaluate(int module, code::CodeId expression, const std::shared_ptr<Scope> &scope);
    // A method of a class of the program, also one that it inherits.
    std::optional<FunctionUse> method(const CodeUse &owner, const QString &name, int depth = 0);
    // What a module of the program gives to whoever imports it as a whole.
    FlowValue resolved(const FlowValue &value);
    FlowValue parameterValue(const QString &name, const QString &location, int line);
    // Results of express-validator are looked at somewhere.
    bool readsValidation() const { return m_readsValidation; }
    HandlerFacts *handler() { return m_handler; }
    // Not all of the program was followed.
    bool isCut() const { return m_modulesCut; }

private:
    // How a statement ends: the next one follows, the function returns, or an error is raised.
    enum class Exit { Next, Returned, Thrown };

    struct Frame
    {
        int module = 0;
        std::shared_ptr<Scope> scope;
        std::optional<FlowValue> result;
        // What was checked at every way out.
        std::optional<QMap<int, Grade>> checkedAtExit;
        int depth = 0;
    };

    // What holds at a place in a function.
    struct Path
    {
        QMap<int, Grade> checked;
        QMap<QString, FlowValue> values;
    };

    // valueflow.cpp
    std::shared_ptr<Scope> newScope(int module, const std::shared_ptr<Scope> &parent);
    bool spend();
    void followModule(int module);
    void followUncalled();
    void callUncalled(const FunctionUse &function);
    FlowValue callFunction(const FunctionUse &function, const QList<FlowArgument> &arguments,
                           const FlowValue &receiver);
    FlowValue evalStandard(code::CodeId expression);
    FlowValue runBody(const FunctionUse &function, const std::shared_ptr<Scope> &scope);
    void bindParameters(const FunctionUse &function, const QList<FlowArgument> &arguments,
                        const FlowValue &receiver, const std::shared_ptr<Scope> &scope);
    int line(code::CodeId node) const { return tree().at(node).line; }
    const code::CodeTree &tree() const { return m_application.module(m_frame->module).tree; }
    code::Language language() const { return m_application.module(m_frame->module).language; }

    // flowstatements.cpp
    Exit run(code::CodeId statement);
    Exit runBlock(code::CodeId block);
    Path here() const;
    void goTo(const Path &path);
    static Path joinedPaths(const Path &a, const Path &b);
    Exit runIf(code::CodeId statement);
    Exit runLoop(code::CodeId statement);
    Exit runSwitch(code::CodeId statement);
    Exit runTry(code::CodeId statement);
    Exit runWith(code::CodeId statement);
    Exit leave(code::CodeId statement, Exit how);
    Exit runExpression(code::CodeId statement);
    void runImport(code::CodeId statement);
    void bindImport(int module, const code::CodeNode &imported, const QString &from);
    FlowValue moduleValue(const QString &imported);
    void runExport(code::CodeId statement);
    void defineFunction(code::CodeId statement);
    void defineClass(code::CodeId statement);
    void remember(const QString &name, FlowValue value);
    void assignPattern(code::CodeId target, const FlowValue &value);
    void assignMember(code::CodeId target, const FlowValue &value);
    // A test with what it tells, and what looks at it without telling.
    FlowValue test(code::CodeId expression);

    // flowexpressions.cpp
    FlowValue eval(code::CodeId expression);
    FlowValue evalAssign(code::CodeId expression);
    FlowValue evalLiteral(code::CodeId expression);
    FlowValue evalName(code::CodeId expression);
    FlowValue evalMember(code::CodeId expression);
    FlowValue evalIndex(code::CodeId expression);
    FlowValue evalJoined(const std::vector<code::CodeId> &parts);
    FlowValue evalUnary(code::CodeId expression);
    FlowValue evalBinary(code::CodeId expression);
    FlowValue evalLogical(code::CodeId expression);
    FlowValue evalComparison(code::CodeId expression);
    FlowValue evalChoice(code::CodeId expression);
    FlowValue evalComprehension(code::CodeId expression);
    FlowValue evalParts(code::CodeId expression);
    FlowValue functionValue(code::CodeId expression);
    FlowValue memberOf(const FlowValue &object, const QString &name, int where);
    FlowValue entryOf(const CodeUse &map, const QString &key);
    FlowValue itemsOf(const FlowValue &list);
    FlowValue exportOf(int module, const QString &name);
    std::optional<FlowValue> lookUp(const QString &name) const;
    static FlowValue concatenated(const FlowValue &left, const FlowValue &right);
    QMap<int, Grade> tells(const FlowValue &value, Grade grade) const;
    void noteChecked(const QMap<int, Grade> &told);

    // flowrequests.cpp: parts of requests
    void recogniseRequest(FlowValue &value);
    FlowValue partMember(const FlowValue &object, const QString &name, int where);
    FlowValue partItem(Part part, const std::optional<QString> &key, int where);
    std::optional<FlowValue> partCall(const FlowCall &call);
    FlowValue wholePart(const FlowValue &value, int where);
    void touch(const FlowValue &value);
    void touchHeader(const QString &name);
    // A parameter by which callers show who they are is compared with something.
    void touchCompared(const FlowValue &value);

    // flowcalls.cpp
    FlowValue evalCall(code::CodeId expression);
    QList<FlowArgument> evalArguments(code::CodeId expression);
    FlowValue applyCall(FlowCall &call);
    std::optional<FlowValue> callProgram(const FlowCall &call);
    std::optional<FlowValue> callLibrary(const FlowCall &call);
    FlowValue applyKnown(const FlowCall &call, const KnownCall &known);
    void applySink(const FlowCall &call, const KnownCall &known);
    bool conditionHolds(const FlowCall &call, const KnownCall &known, const FlowValue &value,
                        bool *unknown);
    bool runsShell(const FlowCall &call, const FlowValue &command);
    FlowValue convert(const FlowCall &call, const KnownCall &known, const FlowValue &value);
    void reachSink(Sink sink, const FlowValue &value, int where);
    void followCallbacks(const FlowCall &call);
    std::optional<FlowValue> callSpecial(const FlowCall &call);
    std::optional<FlowValue> callWrapper(const FlowCall &call);
    FlowValue joinedItems(const FlowCall &call);
    std::optional<FlowValue> callOnLiteral(const FlowCall &call);
    void readCredential(CallEffect effect);
    static void keepText(const FlowCall &call, FlowValue &result);
    // Something that is not known gets the value.
    void escape(const FlowValue &value);
    void escapeArguments(const FlowCall &call);
    FlowValue madeFrom(const FlowCall &call) const;

    const Application &m_application;
    ProgressSink &m_progress;
    FlowListener *m_listener = nullptr;
    std::vector<std::shared_ptr<Scope>> m_modules;
    // All that were made, for their end, and how many there may be before those that are gone are
    // forgotten.
    std::vector<std::weak_ptr<Scope>> m_scopes;
    size_t m_scopesToSweep = 1024;
    std::vector<char> m_followed;
    QSet<std::pair<int, code::CodeId>> m_called;
    QList<std::pair<int, code::CodeId>> m_active;
    Frame *m_frame = nullptr;
    HandlerFacts *m_handler = nullptr;
    // What was checked on the way to here.
    QMap<int, Grade> m_checked;
    int m_depth = 0;
    qint64 m_steps = 0;
    qint64 m_limit = 0;
    qint64 m_allSteps = 0;
    bool m_spent = false;
    bool m_modulesCut = false;
    bool m_readsValidation = false;
    int m_revision = 0;
};

} // namespace drawbridge::routes
