#include "model/harden/kubernetes/manifestview.h"

#include "model/core/defaults.h"
#include "model/import/kubernetes/manifest.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

namespace {

constexpr int DeepestList = 4;

QStringList podSpecPath(const QString &kind)
{
    const QString spec = QStringLiteral("spec");
    if (kind == u"Pod")
        return {spec};
    const QStringList ofTemplate {spec, QStringLiteral("template"), spec};
    return kind == u"CronJob" ? QStringList {spec, QStringLiteral("jobTemplate")} + ofTemplate
                              : ofTemplate;
}

TreeNode nodeAt(TreeNode node, const QStringList &path)
{
    for (const QString &key : path)
        node = kubernetes::field(node, key);
    return node;
}

bool isSame(const QString &text, const char *word)
{
    return text.compare(QLatin1String(word), Qt::CaseInsensitive) == 0;
}

} // namespace

QString ContainerView::target() const
{
    return pod->object->target() + u'/' + name;
}

QString ContainerView::basis() const
{
    return facts ? QStringLiteral("image table: %1, as of %2").arg(facts->name, facts->asOf)
                 : QStringLiteral("the file");
}

const PlainValue &ContainerView::security(const QString &key) const
{
    return own[QStringLiteral("securityContext")][key];
}

const PlainValue &ContainerView::securityOfBoth(const QString &key) const
{
    const PlainValue &said = security(key);
    return said.isSilent() ? pod->spec[QStringLiteral("securityContext")][key] : said;
}

bool ContainerView::isPrivileged() const
{
    return isSame(security(QStringLiteral("privileged")).text(), "true");
}

bool ContainerView::mountsPath(const QString &wanted) const
{
    const auto normal = [](QString folder) {
        if (folder.startsWith(QStringLiteral("/var/run/")) || folder == u"/var/run")
            folder.remove(0, 4);
        return folder;
    };
    const PlainValue &mounts = own[QStringLiteral("volumeMounts")];
    return std::any_of(mounts.items().begin(), mounts.items().end(), [&](const PlainValue &mount) {
        const QString mounted = normal(mount[QStringLiteral("mountPath")].text());
        return !mounted.isEmpty()
            && (normal(wanted) == mounted || normal(wanted).startsWith(mounted + u'/'));
    });
}

QStringList ContainerView::addedCapabilities() const
{
    QStringList names;
    for (QString added : security(QStringLiteral("capabilities"))[QStringLiteral("add")].texts()) {
        added = added.toUpper();
        names += added.startsWith(QStringLiteral("CAP_")) ? added.mid(4) : added;
    }
    return names;
}

bool PodView::isWindows() const
{
    return isSame(spec[QStringLiteral("os")][QStringLiteral("name")].text(), "windows")
        || isSame(spec[QStringLiteral("nodeSelector")][QStringLiteral("kubernetes.io/os")].text(),
                  "windows");
}

bool PodView::hasStorage() const
{
    const auto isStored = [](const PlainValue &volume) {
        return volume.contains(QStringLiteral("persistentVolumeClaim"))
            || volume.contains(QStringLiteral("hostPath"))
            || volume.contains(QStringLiteral("nfs"));
    };
    const PlainValue &volumes = spec[QStringLiteral("volumes")];
    return std::any_of(volumes.items().begin(), volumes.items().end(), isStored)
        || object->own[QStringLiteral("spec")].contains(QStringLiteral("volumeClaimTemplates"));
}

Value ManifestView::property(const Element *element, const char16_t *name) const
{
    if (!element)
        return {};
    const auto found = effectiveValue(
        *input.schema, *element, input.schema->find(RecordKind::Element, QString::fromUtf16(name)));
    return found ? found->claim.value : Value();
}

const TrustBoundary *ManifestView::spaceNamed(const QString &name) const
{
    for (qsizetype i = 0; i < input.model->boundaries.size(); ++i) {
        const TrustBoundary &boundary = input.model->boundaries.at(i);
        if (boundary.kind == BoundaryKind::Namespace && boundary.name == name)
            return &boundary;
    }
    return nullptr;
}

void ManifestView::addObject(const TreeNode &node, const PlainValue &value, size_t document,
                             const QStringList &path, int depth)
{
    ObjectView object;
    object.kind = value[QStringLiteral("kind")].text();
    const PlainValue &items = value[QStringLiteral("items")];
    if (object.kind.endsWith(QStringLiteral("List")) && items.isList()) {
        const TreeNode nodes = kubernetes::field(node, u"items");
        for (size_t i = 0; depth < DeepestList && i < items.items().size(); ++i)
            addObject(nodes.at(qsizetype(i)), items.items()[i], document,
                      path + QStringList {QStringLiteral("items"), QString::number(i)}, depth + 1);
        return;
    }
    const PlainValue &metadata = value[QStringLiteral("metadata")];
    object.document = document;
    object.path = path;
    object.name = metadata[QStringLiteral("name")].text();
    if (object.name.isEmpty())
        object.name = metadata[QStringLiteral("generateName")].text();
    object.space = metadata[QStringLiteral("namespace")].text();
    if (object.space.isEmpty() && !kubernetes::isClusterWide(object.kind))
        object.space = QStringLiteral("default");
    object.own = value;
    object.node = node;
    object.where = node.location();
    if (!object.kind.isEmpty() && !object.name.isEmpty())
        objects.push_back(std::move(object));
}

void ManifestView::addContainers(PodView &pod, const TreeNode &spec, const QString &list,
                                 bool initial)
{
    const PlainValue &containers = pod.spec[list];
    const TreeNode nodes = kubernetes::field(spec, list);
    for (size_t i = 0; i < containers.items().size(); ++i) {
        ContainerView view;
        view.own = containers.items()[i];
        view.name = view.own[QStringLiteral("name")].text();
        if (!view.own.isMap() || view.name.isEmpty())
            continue;
        view.path = pod.path + QStringList {list, QString::number(i)};
        const TreeNode node = nodes.at(qsizetype(i));
        view.where = node.location();
        view.isInitial = initial && view.own[QStringLiteral("restartPolicy")].text() != u"Always";
        view.image = view.own[QStringLiteral("image")].text().trimmed();
        view.element = m_byLine.value(node.line());
        if (const auto reference = ImageReference::parse(view.image); reference && input.images)
            view.facts = input.images->find(*reference);
        pod.containers.push_back(std::move(view));
    }
}

void ManifestView::addPod(const ObjectView &object)
{
    PodView pod;
    pod.object = &object;
    pod.path = podSpecPath(object.kind);
    pod.spec = object.own.at(pod.path);
    pod.endsByItself = object.kind == u"Job" || object.kind == u"CronJob";
    if (!pod.spec.isMap() || pod.isWindows())
        return;
    const TreeNode spec = nodeAt(object.node, pod.path);
    addContainers(pod, spec, QStringLiteral("containers"), false);
    addContainers(pod, spec, QStringLiteral("initContainers"), true);
    pods.push_back(std::move(pod));
}

ManifestView::ManifestView(const HardeningInput &hardeningInput, const HardenedSource &source)
    : input(hardeningInput)
{
    const Source *known = input.model->sources.find(input.source);
    for (qsizetype i = 0; known && i < input.model->elements.size(); ++i) {
        const Element &element = input.model->elements.at(i);
        // What is implied by an image stands in the same line.
        if (element.sourceKey.source != known->id || !element.hasRuntime)
            continue;
        const int line = known->lines.value(element.sourceKey.key);
        // Several containers in one line are told apart by nothing: none of them is known then.
        m_byLine[line] = m_byLine.contains(line) ? nullptr : &element;
    }
    for (size_t i = 0; i < source.documents.size(); ++i)
        addObject(source.documents[i].root(), source.values[i], i, {}, 0);
    pods.reserve(objects.size());
    for (const ObjectView &object : objects) {
        if (kubernetes::isWorkload(object.kind))
            addPod(object);
    }
    for (PodView &pod : pods) {
        for (ContainerView &container : pod.containers)
            container.pod = &pod;
    }
}

PlannedMeasure plannedFor(const ContainerView &container, const QString &id, HardeningLevel level,
                          const QString &summary)
{
    PlannedMeasure planned;
    planned.measure.id = id;
    planned.measure.target = container.target();
    if (container.element)
        planned.measure.records = {container.element->id};
    planned.measure.level = level;
    planned.measure.summary = summary;
    planned.measure.basis = container.basis();
    planned.measure.toTest = level != HardeningLevel::Safe;
    planned.where = container.where;
    return planned;
}

PlannedMeasure plannedFor(const PodView &pod, const QString &id, HardeningLevel level,
                          const QString &summary)
{
    PlannedMeasure planned;
    planned.measure.id = id;
    planned.measure.target = pod.object->target();
    for (const ContainerView &container : pod.containers) {
        if (container.element)
            planned.measure.records += container.element->id;
    }
    planned.measure.level = level;
    planned.measure.summary = summary;
    planned.measure.basis = QStringLiteral("the file");
    planned.measure.toTest = level != HardeningLevel::Safe;
    planned.where = pod.object->where;
    return planned;
}

void leaveManual(HardeningPlan &plan, const ContainerView &container, const QString &id,
                 const QString &reason, const QString &proposal)
{
    plan.manual.append({id, container.target(), container.where, reason, proposal});
}

void leaveManual(HardeningPlan &plan, const PodView &pod, const QString &id, const QString &reason,
                 const QString &proposal)
{
    plan.manual.append({id, pod.object->target(), pod.object->where, reason, proposal});
}

} // namespace drawbridge
