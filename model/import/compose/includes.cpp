#include "model/import/compose/includes.h"

#include "model/import/compose/composemerge.h"
#include "model/import/compose/environmentfile.h"

#include <QStringList>

namespace drawbridge::compose {

namespace {

constexpr size_t MaximumIncludes = 100;
constexpr int MaximumIncludeDepth = 16;

class IncludeReader
{
public:
    explicit IncludeReader(ComposeReading &reading)
        : m_reading(reading)
    {
    }

    Result<void> read(const ComposeNode &root, const QString &folder, int depth);
    std::vector<IncludedTree> trees;

private:
    Result<bool> readEntry(const ComposeNode &entry, const QString &folder, int depth);
    Result<ComposeNode> readPaths(const ComposeNode &paths, const QString &folder,
                                  QString *ownFolder);
    Result<ComposeNode> readOne(const ComposeNode &path, const QString &folder, QString *resolved);

    ComposeReading &m_reading;
    QStringList m_open;
};

Result<ComposeNode> IncludeReader::readOne(const ComposeNode &path, const QString &folder,
                                           QString *resolved)
{
    if (!path.isKnownScalar())
        return ComposeNode();
    Result<QByteArray> bytes =
        m_reading.readReferenced(folder, path.text(), MaximumReferencedBytes, resolved);
    if (!bytes) {
        if (bytes.error().code == ErrorCode::Cancelled)
            return bytes.error();
        m_reading.warning(path.origin(),
                          QStringLiteral("the included file '%1' cannot be read; what "
                                         "it holds is missing from the model")
                              .arg(shown(path.text())));
        return ComposeNode();
    }
    if (m_open.contains(*resolved))
        return m_reading.errorAt(
            path.origin(), QStringLiteral("the file '%1' includes itself").arg(shown(path.text())));
    return m_reading.parse(*resolved, *bytes);
}

Result<ComposeNode> IncludeReader::readPaths(const ComposeNode &paths, const QString &folder,
                                             QString *ownFolder)
{
    const std::vector<ComposeNode> list =
        paths.isList() ? paths.items() : std::vector<ComposeNode> {paths};
    ComposeNode merged;
    for (const ComposeNode &path : list) {
        QString resolved;
        Result<ComposeNode> root = readOne(path, folder, &resolved);
        if (!root)
            return root.error();
        if (root->isMissing())
            return ComposeNode();
        if (merged.isMissing())
            *ownFolder = folderOf(resolved);
        m_open += resolved;
        merged = merged.isMissing() ? withoutResetsOfFile(*root) : mergedFiles(merged, *root);
    }
    return merged;
}

// True when the entry could be read.
Result<bool> IncludeReader::readEntry(const ComposeNode &entry, const QString &folder, int depth)
{
    if (trees.size() >= MaximumIncludes)
        return m_reading.errorAt(entry.origin(), QStringLiteral("too many included files"),
                                 ErrorCode::LimitExceeded);
    const QMap<QString, QString> outer = m_reading.environment;
    if (entry.isMap() && !entry[u"env_file"].isSilent())
        addEnvironmentFiles(m_reading, entry[u"env_file"], folder, m_reading.environment);
    const QStringList open = m_open;
    QString ownFolder;
    Result<ComposeNode> root =
        readPaths(entry.isMap() ? entry[u"path"] : entry, folder, &ownFolder);
    if (!root)
        return root.error();
    Result<void> done;
    if (!root->isMissing()) {
        if (entry[u"project_directory"].isKnownScalar())
            ownFolder = entry[u"project_directory"].text();
        done = read(*root, ownFolder, depth + 1);
    }
    m_open = open;
    m_reading.environment = outer;
    if (!done)
        return done.error();
    return !root->isMissing();
}

Result<void> IncludeReader::read(const ComposeNode &root, const QString &folder, int depth)
{
    if (depth > MaximumIncludeDepth)
        return m_reading.errorAt(root.origin(), QStringLiteral("includes are nested too deeply"),
                                 ErrorCode::LimitExceeded);
    const size_t position = trees.size();
    trees.push_back({root, folder, false});
    const ComposeNode include = root[u"include"];
    const std::vector<ComposeNode> entries =
        include.isScalar() ? std::vector<ComposeNode> {include} : include.items();
    for (const ComposeNode &entry : entries) {
        Result<bool> complete = readEntry(entry, folder, depth);
        if (!complete)
            return complete.error();
        trees[position].partial |= !*complete;
    }
    return {};
}

} // namespace

Result<std::vector<IncludedTree>> readIncludes(ComposeReading &reading, const ComposeNode &root,
                                               const QString &folder)
{
    IncludeReader reader(reading);
    Result<void> done = reader.read(root, folder, 0);
    if (!done)
        return done.error();
    return std::move(reader.trees);
}

} // namespace drawbridge::compose
