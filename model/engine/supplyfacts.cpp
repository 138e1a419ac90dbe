#include "model/engine/computedfacts.h"
#include "model/engine/imagereference.h"

#include <algorithm>

namespace drawbridge {

using cel::CelValue;

static ImageReference referenceAt(FactReader &reader, NodeIndex image)
{
    return parseImageReference(reader.node(image).as<Image>().reference);
}

CelValue ComputedFacts::registry(NodeIndex image, cel::Scratch &scratch)
{
    return scratch.string(referenceAt(m_reader, image).registry);
}

CelValue ComputedFacts::repository(NodeIndex image, cel::Scratch &scratch)
{
    return scratch.string(referenceAt(m_reader, image).repository);
}

CelValue ComputedFacts::tag(NodeIndex image, cel::Scratch &scratch)
{
    return scratch.string(referenceAt(m_reader, image).tag);
}

CelValue ComputedFacts::digest(NodeIndex image, cel::Scratch &scratch)
{
    return scratch.string(referenceAt(m_reader, image).digest);
}

CelValue ComputedFacts::pinning(NodeIndex image, cel::Scratch &scratch)
{
    const ImageReference reference = referenceAt(m_reader, image);
    if (reference.isOpen)
        return asksFor(image, NoProperty);
    return scratch.string(pinningOf(reference));
}

// Whether a permission's verbs or resources, separated by commas, hold one of the wanted words.
static bool namesOneOf(const Value &field, std::initializer_list<QStringView> wanted)
{
    const QString *text = field.asString();
    if (!text)
        return false;
    for (QStringView word : QStringView(*text).split(u',')) {
        word = word.trimmed();
        if (word == u"*" || std::find(wanted.begin(), wanted.end(), word) != wanted.end())
            return true;
    }
    return false;
}

CelValue ComputedFacts::mayDo(NodeIndex identity, std::initializer_list<QStringView> verbs,
                              std::initializer_list<QStringView> resources)
{
    const PropertyIndex property = m_reader.properties().permissions;
    const KnownProperty permissions = m_reader.property(identity, property);
    const ValueList *list = permissions.isKnown() ? permissions.value->asList() : nullptr;
    if (!list)
        return asksFor(identity, property);
    for (const Value &item : *list) {
        const ValueMap *permission = item.asMap();
        if (permission && namesOneOf(permission->value(QStringLiteral("verb")), verbs)
            && namesOneOf(permission->value(QStringLiteral("resource")), resources))
            return CelValue::boolean(true);
    }
    return permissions.partial ? asksFor(identity, property) : CelValue::boolean(false);
}

CelValue ComputedFacts::canExec(NodeIndex identity, cel::Scratch &)
{
    return mayDo(identity, {u"create", u"get"}, {u"pods/exec", u"pods/attach"});
}

CelValue ComputedFacts::canCreateWorkload(NodeIndex identity, cel::Scratch &)
{
    return mayDo(identity, {u"create", u"patch", u"update"},
                 {u"pods", u"deployments", u"daemonsets", u"statefulsets", u"replicasets",
                  u"replicationcontrollers", u"jobs", u"cronjobs"});
}

CelValue ComputedFacts::canReadSecrets(NodeIndex identity, cel::Scratch &)
{
    return mayDo(identity, {u"get", u"list", u"watch"}, {u"secrets"});
}

CelValue ComputedFacts::canGrantRoles(NodeIndex identity, cel::Scratch &)
{
    const CelValue binds = mayDo(identity, {u"bind", u"escalate"}, {u"roles", u"clusterroles"});
    const CelValue creates = mayDo(identity, {u"create", u"patch", u"update"},
                                   {u"rolebindings", u"clusterrolebindings"});
    return binds.isTrue() || (binds.isUnknown() && !creates.isTrue()) ? binds : creates;
}

ComputedFacts::Fact ComputedFacts::factFor(const PropertyDefinition &definition)
{
    struct Entry
    {
        RecordKind kind;
        QStringView name;
        Fact fact;
    };
    static const Entry entries[] = {
        {RecordKind::Element, u"runsAsRoot", &ComputedFacts::runsAsRoot},
        {RecordKind::Element, u"effectiveCapabilities", &ComputedFacts::effectiveCapabilities},
        {RecordKind::Element, u"writablePaths", &ComputedFacts::writablePaths},
        {RecordKind::Element, u"hostPathClass", &ComputedFacts::hostPathClass},
        {RecordKind::Element, u"runtimeSocket", &ComputedFacts::runtimeSocket},
        {RecordKind::Element, u"hasHealthCheck", &ComputedFacts::hasHealthCheck},
        {RecordKind::Element, u"exposure", &ComputedFacts::elementExposure},
        {RecordKind::Element, u"highestClassification", &ComputedFacts::highestClassification},
        {RecordKind::Element, u"classification", &ComputedFacts::storedClassification},
        {RecordKind::Interface, u"exposure", &ComputedFacts::interfaceExposure},
        {RecordKind::Flow, u"crosses", &ComputedFacts::crosses},
        {RecordKind::Image, u"registry", &ComputedFacts::registry},
        {RecordKind::Image, u"repository", &ComputedFacts::repository},
        {RecordKind::Image, u"tag", &ComputedFacts::tag},
        {RecordKind::Image, u"digest", &ComputedFacts::digest},
        {RecordKind::Image, u"pinning", &ComputedFacts::pinning},
        {RecordKind::Identity, u"canExec", &ComputedFacts::canExec},
        {RecordKind::Identity, u"canCreateWorkload", &ComputedFacts::canCreateWorkload},
        {RecordKind::Identity, u"canReadSecrets", &ComputedFacts::canReadSecrets},
        {RecordKind::Identity, u"canGrantRoles", &ComputedFacts::canGrantRoles},
    };
    for (const Entry &entry : entries) {
        if (entry.kind == recordKindOf(definition.scope) && entry.name == definition.name)
            return entry.fact;
    }
    return nullptr;
}

} // namespace drawbridge
