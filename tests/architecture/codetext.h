#pragma once

#include <QByteArray>
#include <QList>

// What the architecture tests read out of a C++ file: a scanner of comments, literals and braces,
// not a parser.
namespace drawbridge::test {

// The same bytes at the same places, with some of them turned into spaces; line ends always stay.
QByteArray withoutComments(const QByteArray &source);
// Also without the content of literals and without preprocessor lines.
QByteArray codeOnly(const QByteArray &source);

struct Include
{
    QByteArray path;
    int line = 0;
    bool quoted = false;
};

QList<Include> includesOf(const QByteArray &source);

struct FunctionSpan
{
    QByteArray head; // what stands before the body, on one line
    int firstLine = 0;
    int lastLine = 0;

    int lines() const { return lastLine - firstLine + 1; }
};

// Functions at namespace or class level, and lambdas that initialise a variable there.
QList<FunctionSpan> functionsOf(const QByteArray &source);

} // namespace drawbridge::test
