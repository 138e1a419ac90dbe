#pragma once

#include "model/cel/activation.h"
#include "model/cel/environment.h"
#include "model/cel/fieldtest.h"
#include "model/cel/outcome.h"
#include "model/cel/trace.h"

#include <memory>
#include <vector>

namespace drawbridge::cel {

// What a program may read: the input of a re-evaluation index. Sorted, without repetitions.
struct ReadSet
{
    struct Field
    {
        quint16 objectType = 0;
        quint16 field = 0;

        auto operator<=>(const Field &) const = default;
    };

    std::vector<Field> fields;
    std::vector<quint16> variables;
    std::vector<quint16> functions;
};

struct CompileOptions
{
    enum class Expected { Bool, Any };
    // Strict rejects what can never work; Lenient leaves mismatched types and functions that nobody
    // declared to the evaluation, which then gives an error or, for comparisons, unequal.
    enum class Checking { Strict, Lenient };

    Expected expected = Expected::Bool;
    Checking checking = Checking::Strict;
    // Where the expression's first character stands, so that errors point into the rule pack.
    SourceLocation origin;
    // Column at which the further lines of an expression start in the file, as in a YAML block.
    int continuationColumn = 1;
};

struct ProgramData;

// A compiled condition: immutable, cheap to copy, shared between threads. Every evaluation needs a
// Scratch of its own thread.
class Program
{
public:
    static constexpr qsizetype MaximumLength = 64 * 1024;
    static constexpr int MaximumNesting = 250;

    // Holds nothing; evaluates to null.
    Program() = default;

    bool isEmpty() const { return !m_data; }
    QString source() const;
    Type resultType() const;
    const ReadSet &reads() const;
    // Parts that must all be true for the condition to be true, as far as they are tests of single
    // fields of a variable: one of them being false makes all of it false.
    std::vector<FieldTest> requiredTests(quint16 variable) const;
    // The place of a part of the expression in the file that it came from.
    SourceLocation location(const Span &span) const;

    // Resets the scratch and evaluates; the outcome borrows from both.
    Outcome evaluate(Activation &activation, Scratch &scratch) const;
    // Evaluates inside a running evaluation, as for a computed property: shares its scratch and its
    // budget. The caller bounds how deep that may go.
    Outcome evaluateWithin(Activation &activation, Scratch &scratch) const;
    // Evaluates once more part by part, to show why the outcome is what it is. Slower.
    Trace trace(Activation &activation, Scratch &scratch) const;

private:
    friend class Compilation;
    explicit Program(std::shared_ptr<const ProgramData> data)
        : m_data(std::move(data))
    {
    }

    std::shared_ptr<const ProgramData> m_data;
};

// Errors name the line and column inside the origin and, for misspelt names, what was likely meant.
Result<Program> compile(const QString &text, const Environment &environment,
                        const CompileOptions &options = {});

} // namespace drawbridge::cel
