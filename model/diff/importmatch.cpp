#include "model/diff/importmatch.h"

#include "model/core/names.h"
#include "model/diff/sourcekeys.h"

#include <QSet>

namespace drawbridge {

static constexpr QChar Bar(0x1f);

static QString fileNameOf(const Source &source)
{
    return source.path.section(u'/', -1);
}

RecordMatch matchSources(const ThreatModel &existing, const ThreatModel &imported,
                         const UpdateOptions &options)
{
    RecordMatch match;
    const auto pairOpen = [&](auto &&isSame, bool missingOnly) {
        for (const Source &candidate : imported.sources) {
            if (!match.beforeOf(RecordKind::Source, candidate.id).isEmpty())
                continue;
            QList<SourceId> found;
            for (const Source &source : existing.sources) {
                const bool open = match.afterOf(RecordKind::Source, source.id).isEmpty();
                if (open
                    && (!missingOnly || options.sameSystem || options.missing.contains(source.id))
                    && source.format == candidate.format && isSame(source, candidate))
                    found += source.id;
            }
            if (found.size() == 1)
                match.add(RecordKind::Source, found.first(), candidate.id);
        }
    };
    pairOpen([](const Source &a, const Source &b) { return a.path == b.path; }, false);
    pairOpen([](const Source &a,
                const Source &b) { return comparablePath(a.path) == comparablePath(b.path); },
             false);
    pairOpen([](const Source &a, const Source &b) { return a.digest == b.digest; }, true);
    // "web/Dockerfile" in another folder.
    pairOpen([](const Source &a,
                const Source &b) { return a.path.section(u'/', -2) == b.path.section(u'/', -2); },
             true);
    pairOpen([](const Source &a, const Source &b) { return fileNameOf(a) == fileNameOf(b); }, true);
    // The file was renamed where it is.
    pairOpen([](const Source &a,
                const Source &b) { return comparableFolder(a.path) == comparableFolder(b.path); },
             true);
    if (options.sameSystem)
        pairOpen([](const Source &, const Source &) { return true; }, true);
    return match;
}

template <typename T, typename ExistingKeys, typename ImportedKeys>
void ImportMatching::pair(ExistingKeys &&existingKeys, ImportedKeys &&importedKeys)
{
    QHash<QString, IdText> existing;
    const auto note = [](QHash<QString, IdText> &index, const QString &key, const IdText &id) {
        const auto known = index.find(key);
        if (known == index.end())
            index.insert(key, id);
        else if (*known != id)
            *known = IdText();
    };
    for (const T &record : m_existing.tableOf<T>()) {
        for (const QString &key : isOpenExisting(record) ? existingKeys(record) : QStringList())
            note(existing, key, record.id);
    }
    QHash<QString, IdText> imported;
    for (const T &record : m_imported.tableOf<T>()) {
        for (const QString &key : isOpenImported(record) ? importedKeys(record) : QStringList())
            note(imported, key, record.id);
    }
    for (const T &record : m_imported.tableOf<T>()) {
        for (const QString &key : isOpenImported(record) ? importedKeys(record) : QStringList()) {
            const IdText partner = existing.value(key);
            if (!partner.isEmpty() && imported.value(key) == record.id)
                m_match.add(recordKind<T>, partner, record.id);
        }
    }
}

template <typename T>
void ImportMatching::matchImportedKeys()
{
    const auto keysOf = [](const ThreatModel &model, const T &record, bool folder, bool aliases) {
        const Source *source = model.sources.find(record.sourceKey.source);
        if (!source)
            return QStringList();
        QStringList names {record.sourceKey.key};
        if constexpr (requires { record.aliases; }) {
            if (aliases)
                names += record.aliases;
        }
        QStringList keys;
        for (const QString &name : std::as_const(names))
            keys +=
                folder ? comparableKey(*source, name).inFolder : source->id.toString() + Bar + name;
        return keys;
    };
    for (const bool aliases : {false, true}) {
        for (const bool folder : {false, true}) {
            pair<T>([&](const T &record) { return keysOf(m_existing, record, folder, aliases); },
                    [&](const T &record) { return keysOf(m_imported, record, folder, false); });
        }
    }
    // The host, its runtime and the internet are the same for every file.
    const auto implied = [](const T &record) {
        return record.sourceKey.key.startsWith(u"implied.") ? QStringList {record.sourceKey.key}
                                                            : QStringList();
    };
    pair<T>(implied, implied);
}

// A host that a file spoke of before, when it is read again.
void ImportMatching::matchHosts()
{
    const auto sources = [](const PropertySet &properties) {
        QSet<QString> found;
        for (const PropertyEntry &entry : properties.entries()) {
            for (const Claim &claim : entry.claims) {
                if (!claim.provenance.source.isEmpty())
                    found += claim.provenance.source.toString();
            }
        }
        return QStringList(found.cbegin(), found.cend());
    };
    pair<TrustBoundary>(
        [&](const TrustBoundary &record) {
            return record.kind == BoundaryKind::Host ? sources(record.properties) : QStringList();
        },
        [&](const TrustBoundary &record) {
            return record.kind == BoundaryKind::Host
                ? QStringList {record.sourceKey.source.toString()}
                : QStringList();
        });
}

// What there is once in a deployment, whatever the file that tells of it calls it.
void ImportMatching::matchSingletons()
{
    const auto boundary = [](const TrustBoundary &record) {
        const bool once =
            record.kind == BoundaryKind::Host || record.kind == BoundaryKind::Internet;
        return once && !record.vanished ? QStringList {nameOf(record.kind)} : QStringList();
    };
    pair<TrustBoundary>(boundary, boundary);
}

// The runtime of a host is the one in it; where there is one runtime only, it is that.
void ImportMatching::matchRuntimes()
{
    const auto isRuntime = [](const Element &record) {
        return record.technology == u"container-runtime" && !record.vanished;
    };
    pair<Element>(
        [&](const Element &record) {
            return isRuntime(record) && !record.boundary.isEmpty()
                ? QStringList {record.boundary.toString()}
                : QStringList();
        },
        [&](const Element &record) {
            const IdText host = m_match.beforeOf(RecordKind::Boundary, record.boundary);
            return isRuntime(record) && !host.isEmpty() ? QStringList {host.toString()}
                                                        : QStringList();
        });
    const auto runtime = [&](const Element &record) {
        return isRuntime(record) ? QStringList {record.technology} : QStringList();
    };
    pair<Element>(runtime, runtime);
}

void ImportMatching::matchKeys()
{
    matchImportedKeys<Element>();
    matchImportedKeys<TrustBoundary>();
    matchImportedKeys<Image>();
    matchImportedKeys<Identity>();
    matchImportedKeys<DataAsset>();
    matchImportedKeys<Interface>();
    matchImportedKeys<DataFlow>();
    matchHosts();
    matchSingletons();
}

void ImportMatching::addSame(const QList<SameAs> &pairs)
{
    for (const SameAs &same : pairs)
        m_match.add(same.kind, same.existing, same.imported);
}

// An element that only a description of endpoints knows of.
static bool isLone(const ThreatModel &model, const Element &element)
{
    const bool container = element.hasRuntime || !element.image.isEmpty();
    if (container || element.implied || element.vanished || element.kind != ElementKind::Process
        || element.sourceKey.isEmpty())
        return false;
    for (const Interface &interface : model.interfaces) {
        if (interface.owner == element.id && interface.kind == InterfaceKind::HttpRoute)
            return true;
    }
    return false;
}

// The folders of the files that an element's image is built from.
static QSet<QString> buildFolders(const ThreatModel &model, const Element &element)
{
    QSet<QString> folders;
    const auto look = [&](const PropertySet &properties) {
        for (const PropertyEntry &entry : properties.entries()) {
            for (const Claim &claim : entry.claims) {
                const Source *source = model.sources.find(claim.provenance.source);
                if (source && source->format == u"dockerfile")
                    folders += comparableFolder(source->path);
            }
        }
    };
    look(element.properties);
    if (const Image *image = model.images.find(element.image))
        look(image->properties);
    return folders;
}

// The container that the endpoints of a lone element belong to: in whose build folder their file
// lies, which has the same name, or which is the only web service; none when that is not one.
ElementId ImportMatching::partnerFor(const Element &lone, const ThreatModel &loneModel,
                                     const ThreatModel &others, bool othersExist) const
{
    const Source *source = loneModel.sources.find(lone.sourceKey.source);
    const QString folder = source ? comparableFolder(source->path) : QString();
    QList<ElementId> byFolder;
    QList<ElementId> byName;
    QList<ElementId> webServices;
    for (const Element &element : others.elements) {
        const bool open = othersExist ? isOpenExisting(element) : isOpenImported(element);
        const bool container = element.hasRuntime && element.kind == ElementKind::Process;
        if (!open || !container || element.vanished)
            continue;
        if (source && buildFolders(others, element).contains(folder))
            byFolder += element.id;
        if (element.name.compare(lone.name, Qt::CaseInsensitive) == 0)
            byName += element.id;
        if (element.technology == u"web-service")
            webServices += element.id;
    }
    for (const QList<ElementId> &found : {byFolder, byName, webServices}) {
        if (found.size() == 1)
            return found.first();
    }
    return {};
}

// A file that is read again: its endpoints say where they were attached.
void ImportMatching::matchByInterfaces()
{
    for (const Interface &interface : m_imported.interfaces) {
        const Interface *known = m_existing.interfaces.find(
            InterfaceId(m_match.beforeOf(RecordKind::Interface, interface.id)));
        if (known && m_existing.elements.contains(known->owner))
            m_match.add(RecordKind::Element, known->owner, interface.owner);
    }
}

void ImportMatching::attach(const ElementId &chosen)
{
    matchByInterfaces();
    for (const Element &element : m_imported.elements) {
        if (!isOpenImported(element) || !isLone(m_imported, element))
            continue;
        const ElementId partner =
            chosen.isEmpty() ? partnerFor(element, m_imported, m_existing, true) : chosen;
        if (!partner.isEmpty())
            m_match.add(RecordKind::Element, partner, element.id);
    }
    for (const Element &element : m_existing.elements) {
        if (!isOpenExisting(element) || !isLone(m_existing, element))
            continue;
        const ElementId partner = partnerFor(element, m_existing, m_imported, false);
        if (!partner.isEmpty())
            m_match.add(RecordKind::Element, element.id, partner);
    }
}

void ImportMatching::matchFlows(bool withInterface)
{
    pair<DataFlow>(
        [&](const DataFlow &flow) {
            QString key =
                flow.source.toString() + Bar + flow.target.toString() + Bar + nameOf(flow.kind);
            if (withInterface)
                key += Bar + flow.interface.toString();
            return flow.sourceKey.isEmpty() ? QStringList() : QStringList {key};
        },
        [&](const DataFlow &flow) {
            const auto known = [&](RecordKind kind, const IdText &id) {
                return m_match.beforeOf(kind, id).toString();
            };
            QString key = known(RecordKind::Element, flow.source) + Bar
                + known(RecordKind::Element, flow.target) + Bar + nameOf(flow.kind);
            if (withInterface)
                key += Bar + known(RecordKind::Interface, flow.interface);
            return QStringList {key};
        });
}

// "services.web.environment.KEY" belongs to the element "services.web".
void ImportMatching::matchAssets()
{
    QHash<QString, QString> formerKeys;
    for (const Element &element : m_imported.elements) {
        const Element *known =
            m_existing.elements.find(ElementId(m_match.beforeOf(RecordKind::Element, element.id)));
        if (known && known->sourceKey.key != element.sourceKey.key)
            formerKeys.insert(element.sourceKey.key, known->sourceKey.key);
    }
    if (formerKeys.isEmpty())
        return;
    pair<DataAsset>([](const DataAsset &asset) { return QStringList {asset.sourceKey.key}; },
                    [&](const DataAsset &asset) {
                        const QString owner = asset.sourceKey.key.section(u'.', 0, 1);
                        const auto former = formerKeys.constFind(owner);
                        return former == formerKeys.constEnd()
                            ? QStringList()
                            : QStringList {*former + asset.sourceKey.key.sliced(owner.size())};
                    });
}

void ImportMatching::matchDependents()
{
    matchRuntimes();
    pair<Interface>(
        [](const Interface &interface) {
            return QStringList {interface.owner.toString() + Bar + interface.name};
        },
        [&](const Interface &interface) {
            return QStringList {m_match.beforeOf(RecordKind::Element, interface.owner).toString()
                                + Bar + interface.name};
        });
    matchFlows(true);
    matchFlows(false);
    matchAssets();
}

} // namespace drawbridge
