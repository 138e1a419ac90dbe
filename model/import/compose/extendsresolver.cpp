#include "model/import/compose/extendsresolver.h"

#include "model/import/compose/composemerge.h"
#include "model/import/compose/includes.h"

namespace drawbridge::compose {

static constexpr qsizetype MaximumChain = 50;

ExtendsResolver::ExtendsResolver(ComposeReading &reading, ComposeNode services, QString folder)
    : m_reading(reading)
    , m_services(std::move(services))
    , m_folder(std::move(folder))
    , m_others(std::make_shared<std::map<QString, std::shared_ptr<ExtendsResolver>>>())
{
    for (const ComposeNode::Member &member : m_services.members())
        m_byName.insert(member.first, member.second);
}

Result<ResolvedService> ExtendsResolver::resolve(const QString &name)
{
    QStringList chain;
    return resolve(name, chain);
}

Result<ResolvedService> ExtendsResolver::resolve(const QString &name, QStringList &chain)
{
    const ComposeNode own = m_byName.value(name);
    ResolvedService service {name, own, m_folder, false};
    const ComposeNode extends = own[u"extends"];
    if (extends.isSilent()) {
        service.node = withoutResets(own);
        return service;
    }
    const QString link = m_path + u'\n' + name;
    if (chain.contains(link) || chain.size() > MaximumChain)
        return m_reading.errorAt(
            extends.origin(),
            QStringLiteral("the service '%1' extends itself through others").arg(shown(name)));
    chain += link;
    Result<ResolvedService> base = resolveBase(extends, name, chain);
    chain.removeLast();
    if (!base)
        return base.error();
    service.node = withoutResets(mergedServices(base->node, own));
    service.partial = base->partial;
    return service;
}

Result<ResolvedService> ExtendsResolver::resolveBase(const ComposeNode &extends,
                                                     const QString &name, QStringList &chain)
{
    const QString wanted = extends.isMap() ? extends[u"service"].text() : extends.text();
    const ComposeNode file = extends.isMap() ? extends[u"file"] : ComposeNode();
    const ResolvedService absent {wanted, {}, m_folder, true};
    ExtendsResolver *resolver = this;
    std::shared_ptr<ExtendsResolver> other;
    if (!file.isSilent()) {
        Result<std::shared_ptr<ExtendsResolver>> found = resolverOf(file);
        if (!found)
            return found.error();
        if (!*found) {
            m_reading.warning(
                extends.origin(),
                QStringLiteral("the file '%1', which the service '%2' extends, cannot "
                               "be read; the service is incomplete")
                    .arg(shown(file.text()), shown(name)));
            return absent;
        }
        other = *found;
        resolver = other.get();
    }
    if (!resolver->m_byName.contains(wanted)) {
        m_reading.warning(extends.origin(),
                          QStringLiteral("there is no service '%1' for '%2' to extend; the service "
                                         "is incomplete")
                              .arg(shown(wanted), shown(name)));
        return absent;
    }
    return resolver->resolve(wanted, chain);
}

// An empty pointer when the file cannot be read.
Result<std::shared_ptr<ExtendsResolver>> ExtendsResolver::resolverOf(const ComposeNode &file)
{
    QString resolved;
    if (!file.isKnownScalar())
        return std::shared_ptr<ExtendsResolver>();
    Result<QByteArray> bytes =
        m_reading.readReferenced(m_folder, file.text(), MaximumReferencedBytes, &resolved);
    if (!bytes)
        return std::shared_ptr<ExtendsResolver>();
    const auto known = m_others->find(resolved);
    if (known != m_others->end())
        return known->second;
    Result<ComposeNode> root = m_reading.parse(resolved, *bytes);
    if (!root)
        return root.error();
    const ComposeNode services = (*root)[u"services"];
    auto resolver = std::make_shared<ExtendsResolver>(
        m_reading, services.isMap() ? services : *root, folderOf(resolved));
    resolver->m_path = resolved;
    // A cycle of owners would never be freed: the map belongs to the first resolver, the others
    // look into it through a pointer that does not own.
    resolver->m_others = std::shared_ptr<std::map<QString, std::shared_ptr<ExtendsResolver>>>(
        std::shared_ptr<void>(), m_others.get());
    m_others->emplace(resolved, resolver);
    return resolver;
}

} // namespace drawbridge::compose
