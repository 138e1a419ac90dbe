#pragma once

#include "model/harden/hardeningplan.h"
#include "model/harden/yamlproof.h"

namespace drawbridge {

// An object of a manifest: a document, or an item of a List.
class ObjectView
{
public:
    size_t document = 0;
    // From the root of the document.
    QStringList path;
    QString kind;
    QString name;
    QString space;
    PlainValue own;
    TreeNode node;
    SourceLocation where;

    // "Deployment/web".
    QString target() const { return kind + u'/' + name; }
    ValueChange change(const QStringList &below, PlainValue value) const
    {
        return {path + below, std::move(value), document};
    }
    // The path as it is shown: "Deployment/web:spec.replicas".
    QString shownPath(const ValueChange &change) const
    {
        return target() + u':' + change.path.mid(path.size()).join(u'.');
    }
};

class PodView;

// A container of a pod, as the file spells it and as the import understands it.
class ContainerView
{
public:
    const PodView *pod = nullptr;
    QString name;
    // From the object.
    QStringList path;
    PlainValue own;
    SourceLocation where;
    // Ends before the others start.
    bool isInitial = false;
    QString image;
    const Element *element = nullptr;
    // Known of exactly this image and tag.
    const ImageFacts *facts = nullptr;

    QString target() const;
    // "image table: nginx, as of 2024-06".
    QString basis() const;
    const PlainValue &security(const QString &key) const;
    // What the container says, else what its pod says.
    const PlainValue &securityOfBoth(const QString &key) const;
    QStringList pathTo(const QStringList &below) const { return path + below; }
    bool isPrivileged() const;
    bool mountsPath(const QString &target) const;
    QStringList addedCapabilities() const;
};

// The pod of a workload.
class PodView
{
public:
    const ObjectView *object = nullptr;
    // From the object to the pod's spec.
    QStringList path;
    PlainValue spec;
    std::vector<ContainerView> containers;
    bool endsByItself = false;

    QStringList pathTo(const QStringList &below) const { return path + below; }
    // It runs on Windows, where most of this means nothing.
    bool isWindows() const;
    bool says(const QString &key) const
    {
        return spec[key].text().compare(QStringLiteral("true"), Qt::CaseInsensitive) == 0;
    }
    // It keeps something on a claim or a folder of its node.
    bool hasStorage() const;
};

// A manifest for the measures to look at.
class ManifestView
{
public:
    ManifestView(const HardeningInput &hardeningInput, const HardenedSource &source);

    const HardeningInput &input;
    // Neither grows after the constructor: views point into them.
    std::vector<ObjectView> objects;
    std::vector<PodView> pods;

    Value property(const Element *element, const char16_t *name) const;
    const TrustBoundary *spaceNamed(const QString &name) const;

private:
    void addObject(const TreeNode &node, const PlainValue &value, size_t document,
                   const QStringList &path, int depth);
    void addPod(const ObjectView &object);
    void addContainers(PodView &pod, const TreeNode &spec, const QString &list, bool initial);

    QHash<int, const Element *> m_byLine;
};

// One kind of measure: looks at the whole file and adds to the plan.
using ManifestMeasure = void (*)(const ManifestView &file, HardeningPlan &plan);

// In the order in which they are shown.
const std::vector<ManifestMeasure> &manifestMeasures();

void planPodPrivileges(const ManifestView &file, HardeningPlan &plan);
void planPodUsers(const ManifestView &file, HardeningPlan &plan);
void planPodCapabilities(const ManifestView &file, HardeningPlan &plan);
void planPodFileSystems(const ManifestView &file, HardeningPlan &plan);
void planPodProfiles(const ManifestView &file, HardeningPlan &plan);
void planPodNamespaces(const ManifestView &file, HardeningPlan &plan);
void planPodTokens(const ManifestView &file, HardeningPlan &plan);
void planPodLimits(const ManifestView &file, HardeningPlan &plan);
void planPodProbes(const ManifestView &file, HardeningPlan &plan);
void planPodImages(const ManifestView &file, HardeningPlan &plan);
void planPodSecrets(const ManifestView &file, HardeningPlan &plan);
void planSpaces(const ManifestView &file, HardeningPlan &plan);

// A measure without its changes, for a container and for a pod.
PlannedMeasure plannedFor(const ContainerView &container, const QString &id, HardeningLevel level,
                          const QString &summary);
PlannedMeasure plannedFor(const PodView &pod, const QString &id, HardeningLevel level,
                          const QString &summary);
void leaveManual(HardeningPlan &plan, const ContainerView &container, const QString &id,
                 const QString &reason, const QString &proposal);
void leaveManual(HardeningPlan &plan, const PodView &pod, const QString &id, const QString &reason,
                 const QString &proposal);

} // namespace drawbridge
