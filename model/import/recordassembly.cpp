#include "model/import/recordassembly.h"

#include <QStringList>

namespace drawbridge {

RecordAssembly::RecordAssembly(const ImportContext &context, QString keyPrefix)
    : m_context(context)
    , m_keyPrefix(std::move(keyPrefix))
{
    model.project.importRoot = context.importRoot;
}

IdText RecordAssembly::id(char kindLetter, const QString &key)
{
    QString wanted = m_keyPrefix + key;
    for (int copy = 2;; ++copy) {
        const IdText found = importedId(kindLetter, m_context.importRoot, wanted);
        const QString text = found.toString();
        if (!m_usedIds.contains(text)) {
            m_usedIds.insert(text);
            return found;
        }
        wanted = m_keyPrefix + key + u'#' + QString::number(copy);
    }
}

SourceId RecordAssembly::addSource(const QString &format, const QString &path,
                                   const QByteArray &digest)
{
    Source source;
    source.id = SourceId(importedId('s', m_context.importRoot, QStringLiteral("source:") + path));
    source.format = format;
    source.path = path;
    source.digest = digest;
    if (!m_sources.contains(source.id))
        m_sources.insert(source.id, source);
    return source.id;
}

void RecordAssembly::noteLine(const ClaimPlace &place)
{
    const auto source = m_sources.find(place.source);
    if (source == m_sources.end() || place.keyPath.isEmpty() || place.line <= 0)
        return;
    if (!source->lines.contains(place.keyPath))
        source->lines.insert(place.keyPath, place.line);
}

PropertyIndex RecordAssembly::propertyOf(RecordKind kind, const QString &name)
{
    const auto key = std::make_pair(static_cast<int>(kind), name);
    const auto known = m_properties.constFind(key);
    if (known != m_properties.constEnd())
        return *known;
    const PropertyIndex index = m_context.schema ? m_context.schema->find(kind, name) : NoProperty;
    m_properties.insert(key, index);
    return index;
}

void RecordAssembly::set(PropertySet &properties, RecordKind kind, const QString &name,
                         const Value &value, ClaimSource source, const ClaimPlace &place,
                         bool partial)
{
    const PropertyIndex index = propertyOf(kind, name);
    if (index == NoProperty)
        return;
    const QString wrong = m_context.schema->definition(index).type.check(value);
    if (!wrong.isEmpty()) {
        const Source from = m_sources.value(place.source);
        diagnostics.append({DiagnosticSeverity::Warning,
                            QStringLiteral("the value for '%1' is not used: %2").arg(name, wrong),
                            {from.path, place.line, 0}});
        return;
    }
    noteLine(place);
    Claim claim;
    claim.value = value;
    claim.partial = partial;
    claim.provenance = {source, place.source, place.keyPath, {}};
    properties.set(index, std::move(claim));
}

void RecordAssembly::finish()
{
    for (const Source &source : std::as_const(m_sources))
        model.sources.put(source);
}

QString keyPrefixOf(const QString &path)
{
    QStringList folders = path.split(u'/');
    folders.removeLast();
    const auto isVersion = [](const QString &folder) {
        return folder == u"before" || folder == u"after";
    };
    if (!folders.isEmpty() && isVersion(folders.first()))
        folders.removeFirst();
    if (!folders.isEmpty() && isVersion(folders.last()))
        folders.removeLast();
    return folders.isEmpty() ? QString() : folders.join(u'/') + u'/';
}

} // namespace drawbridge
