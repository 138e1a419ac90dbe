#pragma once

#include "model/import/code/codetree.h"
#include "model/import/routes/flowvalue.h"

namespace drawbridge::routes {

// What a library function does with what it is given.
enum class CallEffect : quint8 {
    // Nothing of interest; the result is made from the arguments.
    Harmless,
    // Nothing of interest, and the result tells nothing of the arguments.
    Drops,
    // A dangerous place for one argument.
    Sink,
    // The same where a condition holds; see CallCondition.
    SinkIf,
    // The result is checked; one that refuses wrong values by an exception checks the argument too.
    Converts,
    ConvertsOrThrows,
    // It refuses much, but what is let through cannot be told.
    Parses,
    // True only for values that are well-formed.
    Checks,
    // Takes the danger out for one sink.
    Cleans,
    // Changes something outside of the program.
    Writes,
    // Ends the request.
    Leaves,
    // Looks at who calls: at a session, a token, a password.
    ReadsSession,
    ReadsToken,
};

enum class CallCondition : quint8 {
    None,
    // Of processes: a shell, or a program that the caller chooses.
    Process,
    // A query that is built of texts.
    Query,
    // A loader that makes any object.
    UnsafeLoader,
    // A text with markup around the value.
    Markup,
    // A file that is not kept within a folder.
    OutsideRoot,
    // Text, and not a function.
    TextArgument,
};

struct KnownCall
{
    CallEffect effect = CallEffect::Harmless;
    Sink sink = Sink::None;
    // The argument that counts; -1 for the object that the method is called of.
    int argument = 0;
    // Its keyword, where it has one.
    const char16_t *keyword = nullptr;
    CallCondition condition = CallCondition::None;
    Grade grade = Grade::None;
};

// What is known of a function by its full name; nullptr for what nobody knows. "*.execute" in the
// table fits a method of anything.
const KnownCall *knownCall(const QString &name, code::Language language);

} // namespace drawbridge::routes
