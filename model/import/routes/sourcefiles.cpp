#include "model/import/routes/sourcefiles.h"

#include "model/import/showntext.h"

#include <QRegularExpression>
#include <QSet>

namespace drawbridge::routes {

using namespace code;

static constexpr qsizetype MostSourceFiles = 400;
static constexpr qsizetype LargestSourceFile = 1024 * 1024;
static constexpr qsizetype MostSourceBytes = 8 * 1024 * 1024;

static bool isSourceFolder(const QString &name)
{
    static const QSet<QString> others {QStringLiteral("node_modules"),
                                       QStringLiteral("venv"),
                                       QStringLiteral("env"),
                                       QStringLiteral("site-packages"),
                                       QStringLiteral("vendor"),
                                       QStringLiteral("dist"),
                                       QStringLiteral("build"),
                                       QStringLiteral("tests"),
                                       QStringLiteral("test"),
                                       QStringLiteral("__tests__"),
                                       QStringLiteral("spec"),
                                       QStringLiteral("e2e"),
                                       QStringLiteral("migrations"),
                                       QStringLiteral("static"),
                                       QStringLiteral("public"),
                                       QStringLiteral("coverage"),
                                       QStringLiteral("__pycache__"),
                                       QStringLiteral("docs"),
                                       QStringLiteral("bower_components"),
                                       QStringLiteral("examples")};
    return !name.startsWith(u'.') && !others.contains(name.toLower());
}

static bool isSourceFile(const QString &name)
{
    static const QRegularExpression others(QStringLiteral(
        "^(test_.*|.*_test|conftest|setup)\\.py$|\\.(test|spec|min|bundle|config|d)\\."
        "[cm]?[jt]s$"));
    return languageOf(name).has_value() && !others.match(name).hasMatch();
}

// Reads one more file, if the limits allow it.
static void readSource(const QString &path, const ImportContext &context, SourceFiles &result,
                       qsizetype &bytes)
{
    const Result<QByteArray> read = context.readSibling(path, LargestSourceFile);
    if (read && bytes + read->size() <= MostSourceBytes) {
        bytes += read->size();
        result.files.append({path, *read});
        return;
    }
    result.incomplete = true;
    result.diagnostics.append(
        {DiagnosticSeverity::Warning,
         read ? QStringLiteral("is not read: the sources are larger than %1 MB together")
                    .arg(MostSourceBytes / (1024 * 1024))
              : QStringLiteral("is not read for endpoints: ") + read.error().message,
         {path, 0, 0}});
}

SourceFiles sourcesBelow(const QString &folder, const QStringList &without,
                         const ImportContext &context)
{
    SourceFiles result;
    if (!context.listSiblings || !context.readsCode)
        return result;
    const auto wanted = [&without](const QString &path) {
        const bool isFolder = path.endsWith(u'/');
        if (isFolder && without.contains(path.chopped(1)))
            return false;
        const QString name = (isFolder ? path.chopped(1) : path).section(u'/', -1);
        return isFolder ? isSourceFolder(name) : isSourceFile(name);
    };
    const QStringList paths = context.listSiblings(folder, wanted, MostSourceFiles + 1);
    qsizetype bytes = 0;
    for (const QString &path : paths.first(std::min(paths.size(), MostSourceFiles)))
        readSource(path, context, result, bytes);
    if (paths.size() > MostSourceFiles) {
        result.incomplete = true;
        result.diagnostics.append({DiagnosticSeverity::Warning,
                                   QStringLiteral("holds more than %1 source files; the others are "
                                                  "not read for endpoints")
                                       .arg(MostSourceFiles),
                                   {shown(folder), 0, 0}});
    }
    return result;
}

// What a module imports: "import", "from ... import", "require(...)".
static QStringList importsOf(const CodeTree &tree)
{
    QStringList imports;
    for (size_t i = 0; i < tree.size(); ++i) {
        const CodeNode &node = tree.at(static_cast<CodeId>(i));
        if (node.kind == CodeKind::Import) {
            imports += node.text;
            // "from package import module"
            for (const CodeId name : node.parts)
                imports += node.text + (node.text.endsWith(u'.') ? QString() : QStringLiteral("."))
                    + tree.at(name).text;
        } else if (node.kind == CodeKind::Call && node.parts.size() == 2
                   && tree.is(node.parts[0], CodeKind::Name)
                   && tree.at(node.parts[0]).text == u"require") {
            const CodeId path = tree.part(node.parts[1], 0);
            if (tree.is(path, CodeKind::Text))
                imports += QString(tree.at(path).text);
        }
    }
    return imports;
}

SourceFiles withImports(const QList<CodeFile> &files, const ImportContext &context)
{
    SourceFiles result;
    result.files = files;
    qsizetype bytes = 0;
    QSet<QString> known;
    for (const CodeFile &file : files)
        known.insert(file.path);
    for (qsizetype next = 0; next < result.files.size(); ++next) {
        const CodeFile file = result.files[next];
        const auto language = languageOf(file.path);
        if (!language || !context.readSibling)
            continue;
        const QStringList imports = importsOf(parseCode(file.bytes, *language));
        for (const QString &imported : imports) {
            const QStringList candidates = Application::candidates(imported, file.path, *language);
            for (const QString &path : candidates) {
                if (known.contains(path) || !languageOf(path) || path.startsWith(u"../"))
                    continue;
                known.insert(path);
                const auto read = context.readSibling(path, LargestSourceFile);
                if (!read)
                    continue;
                bytes += read->size();
                if (result.files.size() >= MostSourceFiles || bytes > MostSourceBytes) {
                    result.incomplete = true;
                    return result;
                }
                result.files.append({path, *read});
            }
        }
    }
    return result;
}

} // namespace drawbridge::routes
