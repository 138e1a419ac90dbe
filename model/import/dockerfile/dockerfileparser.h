#pragma once

#include "model/base/result.h"

#include <QList>
#include <QMap>
#include <QStringList>

#include <optional>

namespace drawbridge::dockerfile {

// One instruction after line continuations are joined and comments between them dropped.
struct Instruction
{
    // Upper case: "FROM".
    QString keyword;
    // "--from=build" becomes {"from": "build"}.
    QMap<QString, QString> flags;
    // What follows the flags.
    QString arguments;
    // The words of the JSON form; empty optional for the shell form.
    std::optional<QStringList> words;
    // Bodies of here-documents.
    QStringList heredocs;
    // Where it begins, and the last line that belongs to it: of its continuations or documents.
    int line = 0;
    int lastLine = 0;
    // Of ONBUILD: it runs in builds on top of this image, not in this one.
    bool onBuild = false;
};

struct ParsedDockerfile
{
    QChar escape = u'\\';
    // Of the syntax directive: "docker/dockerfile:1".
    QString syntax;
    QList<Instruction> instructions;
};

// Takes a Dockerfile apart. Fails when it holds no FROM, an instruction nobody knows before the
// first FROM, or too much.
Result<ParsedDockerfile> parseDockerfile(const QByteArray &bytes, const QString &fileName);

// Puts the values of ARG and ENV into a text: $NAME, ${NAME}, ${NAME:-word}, ${NAME:+word}, and the
// escape character before a dollar. A variable without a value stays as it is written.
QString substitute(const QString &text, const QMap<QString, QString> &variables, QChar escape);

// "A=b C='d e'" or the old "A b": pairs of names and values without quotes.
QList<std::pair<QString, QString>> parseAssignments(const QString &text, QChar escape);

} // namespace drawbridge::dockerfile
