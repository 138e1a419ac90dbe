#pragma once

#include "model/import/code/codetree.h"

#include <QByteArray>
#include <QHash>
#include <QList>

namespace drawbridge::routes {

// A source file of an application, with the name that provenance shows.
struct CodeFile
{
    QString path;
    QByteArray bytes;
};

struct CodeModule
{
    QString path;
    code::Language language = code::Language::Python;
    code::CodeTree tree;
};

// The language of a source file by its name; nothing for other files.
std::optional<code::Language> languageOf(const QString &path);

// The modules of one program, which find each other by what they import.
class Application
{
public:
    explicit Application(const QList<CodeFile> &files);

    const std::vector<CodeModule> &modules() const { return m_modules; }
    const CodeModule &module(int index) const { return m_modules[static_cast<size_t>(index)]; }
    // The module of the program that "pkg.users", ".users" or "./users" means in another; -1 when
    // it is none of them.
    int find(const QString &imported, int from) const;
    // Where `imported` may stand, as paths, the likeliest first; to read files that are not here
    // yet.
    static QStringList candidates(const QString &imported, const QString &fromPath,
                                  code::Language language);

private:
    int findPath(const QString &path) const { return m_byPath.value(path, -1); }

    std::vector<CodeModule> m_modules;
    QHash<QString, int> m_byPath;
    // Of the last path that ends so: "users.py" when there is one only, else -1.
    QHash<QString, int> m_byTail;
};

} // namespace drawbridge::routes
