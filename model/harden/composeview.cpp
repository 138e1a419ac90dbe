#include "model/harden/composeview.h"

#include "model/core/defaults.h"

#include <QSet>

#include <algorithm>

namespace drawbridge {

namespace {

// What a service says laid over what it extends: maps merge, lists append, the rest replaces.
PlainValue laidOver(const PlainValue &base, const PlainValue &own)
{
    if (base.isMap() && own.isMap()) {
        PlainValue merged = base;
        for (const auto &[key, value] : own.members())
            merged.set(key, laidOver(base[key], value));
        return merged;
    }
    if (base.isList() && own.isList()) {
        PlainValue merged = base;
        for (const PlainValue &item : own.items())
            merged.items().push_back(item);
        return merged;
    }
    return own.isMissing() ? base : own;
}

PlainValue withBases(const PlainValue &services, const QString &name, QSet<QString> &seen,
                     bool *elsewhere)
{
    PlainValue own = services[name];
    const PlainValue &extends = own[QStringLiteral("extends")];
    if (extends.isSilent() || seen.contains(name))
        return own;
    seen.insert(name);
    if (extends.contains(QStringLiteral("file"))) {
        *elsewhere = true;
        return own;
    }
    const QString base =
        extends.isScalar() ? extends.text() : extends[QStringLiteral("service")].text();
    return laidOver(withBases(services, base, seen, elsewhere), own);
}

// What a Compose file says; nothing for one that cannot be read.
PlainValue composeRoot(const QByteArray &bytes, const QString &fileName)
{
    const auto document = TreeDocument::parseYaml(bytes, fileName);
    return document ? PlainValue::of(document->root()) : PlainValue();
}

const ImageFacts *factsOf(const HardeningInput &input, const QString &reference, bool anyTag)
{
    const auto parsed = ImageReference::parse(reference);
    if (!parsed || !input.images)
        return nullptr;
    return anyTag ? input.images->findAnyTag(*parsed) : input.images->find(*parsed);
}

QStringList variablesOf(const TreeNode &service)
{
    QStringList names;
    const TreeNode environment = service[u"environment"];
    if (service.isAlias() || environment.isAlias())
        return names;
    if (environment.isMapping())
        return environment.keys();
    for (qsizetype i = 0; i < environment.size(); ++i)
        names += environment.at(i).text().section(u'=', 0, 0);
    return names;
}

bool isBelow(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder + u'/');
}

// "/var/run" is a link to "/run" in every image that has both.
QString normalPath(QString path)
{
    if (isBelow(path, QStringLiteral("/var/run")))
        path.remove(0, 4);
    while (path.size() > 1 && path.endsWith(u'/'))
        path.chop(1);
    return path;
}

} // namespace

Value ComposeServiceView::property(const QString &propertyName) const
{
    if (!element)
        return {};
    const auto found =
        effectiveValue(*schema, *element, schema->find(RecordKind::Element, propertyName));
    return found ? found->claim.value : Value();
}

QString ComposeServiceView::basis() const
{
    if (facts)
        return QStringLiteral("image table: %1, as of %2").arg(facts->name, facts->asOf);
    if (isBuilt() && base)
        return QStringLiteral("its build on %1").arg(base->name);
    return QStringLiteral("the file");
}

bool ComposeServiceView::mountsPath(const QString &target) const
{
    const Value mounts = property(QStringLiteral("mounts"));
    if (!mounts.asList())
        return false;
    for (const Value &mount : *mounts.asList()) {
        if (!mount.asMap())
            continue;
        const Value path = mount.asMap()->value(QStringLiteral("target"));
        if (path.asString() && isBelow(normalPath(target), normalPath(*path.asString())))
            return true;
    }
    return false;
}

static bool holdsMount(const Value &mounts, const QStringList &kinds)
{
    if (!mounts.asList())
        return false;
    const ValueList &list = *mounts.asList();
    return std::any_of(list.begin(), list.end(), [&](const Value &mount) {
        const Value kind = mount.asMap() ? mount.asMap()->value(QStringLiteral("kind")) : Value();
        return kind.asString() && kinds.contains(*kind.asString());
    });
}

bool ComposeServiceView::hasStorage() const
{
    return holdsMount(property(QStringLiteral("mounts")),
                      {QStringLiteral("bind"), QStringLiteral("volume")});
}

bool ComposeServiceView::bindsHostFolder() const
{
    return holdsMount(property(QStringLiteral("mounts")), {QStringLiteral("bind")});
}

std::optional<bool> ComposeServiceView::startsAsRoot() const
{
    const auto isRoot = [](QString user) {
        user = user.section(u':', 0, 0).trimmed();
        return user.isEmpty() || user == u"root" || user == u"0";
    };
    const Value user = property(QStringLiteral("user"));
    if (user.asString() && !user.asString()->isEmpty()) {
        if (user.asString()->contains(u'$'))
            return {};
        return isRoot(*user.asString());
    }
    if (all.contains(QStringLiteral("user")))
        return {};
    if (!image)
        return {};
    const auto byImage = effectiveValue(
        *schema, *image, schema->find(RecordKind::Image, QStringLiteral("defaultUser")));
    if (!byImage || !byImage->claim.value.asString())
        return {};
    return isRoot(*byImage->claim.value.asString());
}

PlainValue ComposeServiceView::withItem(const QString &key, const QString &item) const
{
    PlainValue list = own[key];
    if (list.isScalar() && !list.isNull())
        list = PlainValue::list({list.text()});
    if (!list.isList())
        list = PlainValue::list();
    list.items().push_back(PlainValue::text(item));
    return list;
}

ComposeView::ComposeView(const HardeningInput &hardeningInput, const TreeDocument &document)
    : input(hardeningInput)
    , root(PlainValue::of(document.root()))
{
    QSet<QString> elsewhere;
    for (const QByteArray &earlier : input.earlier) {
        const PlainValue other = composeRoot(earlier, input.path);
        for (const auto &[name, service] : other[QStringLiteral("services")].members())
            elsewhere.insert(name);
    }
    std::vector<PlainValue> later;
    for (const QByteArray &bytes : input.later)
        later.push_back(composeRoot(bytes, input.path)[QStringLiteral("services")]);
    QHash<QString, const Element *> elements;
    for (const Element &element : input.model->elements)
        elements.insert(element.sourceKey.key, &element);
    const PlainValue &section = root[QStringLiteral("services")];
    const TreeNode nodes = document.root()[u"services"];
    QHash<QString, SourceLocation> places;
    for (qsizetype i = 0; i < nodes.size(); ++i)
        places.insert(nodes.keyAt(i).text(), nodes.keyAt(i).location());
    for (const auto &[name, own] : section.members()) {
        ComposeServiceView view;
        view.name = name;
        view.own = own;
        QSet<QString> seen;
        view.all = withBases(section, name, seen, &view.extendsElsewhere);
        for (const PlainValue &others : later)
            view.all = laidOver(view.all, others[name]);
        view.where = places.value(name);
        view.ownVariables = variablesOf(nodes[name]);
        view.schema = input.schema;
        view.element = elements.value(view.target());
        // Of a service that no profile activates nothing is known; one that an earlier file
        // describes is hardened there.
        if (!own.isMap() || !view.element || elsewhere.contains(name))
            continue;
        view.image = input.model->images.find(view.element->image);
        if (view.image && view.isBuilt()) {
            const auto base =
                effectiveValue(*input.schema, *view.image,
                               input.schema->find(RecordKind::Image, QStringLiteral("baseImage")));
            if (base && base->claim.value.asString())
                view.base = factsOf(input, *base->claim.value.asString(), true);
        } else if (view.image) {
            view.facts = factsOf(input, view.image->reference, false);
        }
        services.push_back(std::move(view));
    }
}

const ComposeServiceView *ComposeView::service(const ElementId &element) const
{
    for (const ComposeServiceView &view : services) {
        if (view.element && view.element->id == element)
            return &view;
    }
    return nullptr;
}

bool ComposeView::isJob(const QString &service) const
{
    return std::any_of(services.begin(), services.end(), [&](const ComposeServiceView &view) {
        return view.textAt({QStringLiteral("depends_on"), service, QStringLiteral("condition")})
            == u"service_completed_successfully";
    });
}

} // namespace drawbridge
