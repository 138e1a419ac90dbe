#include "model/import/routes/application.h"

#include <QDir>

#include <optional>

namespace drawbridge::routes {

std::optional<code::Language> languageOf(const QString &path)
{
    static const QStringList script {QStringLiteral("js"),  QStringLiteral("mjs"),
                                     QStringLiteral("cjs"), QStringLiteral("ts"),
                                     QStringLiteral("mts"), QStringLiteral("cts")};
    const QString suffix = path.section(u'/', -1).section(u'.', -1).toLower();
    if (suffix == u"py")
        return code::Language::Python;
    if (script.contains(suffix))
        return code::Language::Script;
    return std::nullopt;
}

Application::Application(const QList<CodeFile> &files)
{
    for (const CodeFile &file : files) {
        const auto language = languageOf(file.path);
        if (!language || m_byPath.contains(file.path))
            continue;
        const int index = static_cast<int>(m_modules.size());
        m_modules.push_back({file.path, *language, code::parseCode(file.bytes, *language)});
        m_byPath.insert(file.path, index);
        const QStringList steps = file.path.split(u'/');
        for (qsizetype length = 1; length <= std::min<qsizetype>(steps.size(), 6); ++length) {
            const QString tail = steps.last(length).join(u'/');
            m_byTail.insert(tail, m_byTail.contains(tail) ? -1 : index);
        }
    }
}

static QStringList pythonCandidates(const QString &imported, const QString &folder)
{
    qsizetype dots = 0;
    while (dots < imported.size() && imported[dots] == u'.')
        ++dots;
    QString base;
    for (qsizetype i = 1; i < dots; ++i)
        base += QStringLiteral("../");
    const QString path = imported.sliced(dots).replace(u'.', u'/');
    const QString wanted = QDir::cleanPath(folder + u'/' + base + path);
    const QString clean = wanted.startsWith(u'/') ? wanted.sliced(1) : wanted;
    return {clean + QStringLiteral(".py"), clean + QStringLiteral("/__init__.py")};
}

static QStringList scriptCandidates(const QString &imported, const QString &folder)
{
    if (!imported.startsWith(u"./") && !imported.startsWith(u"../") && imported != u"."
        && imported != u"..")
        return {};
    QString wanted = QDir::cleanPath(folder + u'/' + imported);
    if (wanted.startsWith(u'/'))
        wanted.remove(0, 1);
    QStringList paths {wanted};
    // ECMAScript modules of TypeScript name what the compiler will make of them.
    QString plain = wanted;
    if (plain.endsWith(u".js") || plain.endsWith(u".mjs") || plain.endsWith(u".cjs"))
        plain.truncate(plain.lastIndexOf(u'.'));
    for (const char *suffix :
         {".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", "/index.js", "/index.ts", "/index.mjs"})
        paths += plain + QLatin1String(suffix);
    return paths;
}

QStringList Application::candidates(const QString &imported, const QString &fromPath,
                                    code::Language language)
{
    const QString folder = fromPath.section(u'/', 0, -2);
    return language == code::Language::Python ? pythonCandidates(imported, folder)
                                              : scriptCandidates(imported, folder);
}

int Application::find(const QString &imported, int from) const
{
    if (imported.isEmpty() || imported.size() > 256)
        return -1;
    const CodeModule &module = this->module(from);
    for (const QString &path : candidates(imported, module.path, module.language)) {
        if (const int found = findPath(path); found >= 0)
            return found;
    }
    const bool relative = imported.startsWith(u'.');
    if (relative)
        return -1;
    // Absolute names start from a folder that the program is run in: any that fits, if one does.
    QString tail = imported;
    if (module.language == code::Language::Script) {
        if (!tail.startsWith(u"@/") && !tail.startsWith(u"~/") && !tail.startsWith(u"src/"))
            return -1;
        tail = tail.section(u'/', 1);
        for (const char *suffix : {"", ".js", ".ts", "/index.js", "/index.ts"}) {
            if (const int found = m_byTail.value(tail + QLatin1String(suffix), -1); found >= 0)
                return found;
        }
        return -1;
    }
    tail.replace(u'.', u'/');
    for (const char *suffix : {".py", "/__init__.py"}) {
        if (const int found = m_byTail.value(tail + QLatin1String(suffix), -1); found >= 0)
            return found;
    }
    return -1;
}

} // namespace drawbridge::routes
