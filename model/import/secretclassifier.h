#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace drawbridge {

// What is told about a secret; its value is in no field.
struct SecretShape
{
    // "password", "token", "key", "connection-string", "certificate", "credential".
    QString kind;
    // One of the values that everybody tries first, or a copy of its own name.
    bool guessable = false;

    bool operator==(const SecretShape &) const = default;
};

// Decides by name and by the shape of the value whether a variable holds a secret. An empty value,
// a path to a file, a switch or a limit ("TOKEN_EXPIRY") is none. `value` may be a "${NAME}" that
// stands for something kept elsewhere.
std::optional<SecretShape> classifySecret(const QString &name, const QString &value);

// The name alone speaks of a secret (its value is not known).
std::optional<SecretShape> classifySecretName(const QString &name);

// Whether some text is a secret by its looks: a key block, a vendor's token, a URL with a password.
std::optional<SecretShape> classifySecretText(const QString &text);

// The text with passwords in URLs, secrets after options and assignments, and tokens replaced by
// "***"; at most 4,096 characters of it.
QString redactedText(const QString &text);

// The same over the words of a command line, where an option's value may be the next word.
QStringList redactedWords(const QStringList &words);

// A name that is fit to be shown: what a variable can be called, nothing that follows it.
QString shownVariableName(const QString &text);

} // namespace drawbridge
