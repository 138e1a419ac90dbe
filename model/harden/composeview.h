#pragma once

#include "model/harden/hardeningplan.h"

namespace drawbridge {

// A service of a Compose file, as the file spells it and as the import understands it.
class ComposeServiceView
{
public:
    QString name;
    // What the file says of it, merge keys resolved; `all` has what it extends in the same file
    // under it.
    PlainValue own;
    PlainValue all;
    // It extends a service of another file, which is not seen here.
    bool extendsElsewhere = false;
    // Variables that the service itself sets, neither by an alias nor by a merge key.
    QStringList ownVariables;
    SourceLocation where;
    const Element *element = nullptr;
    const Image *image = nullptr;
    // Known of exactly this image and tag; of the image that it is built from.
    const ImageFacts *facts = nullptr;
    const ImageFacts *base = nullptr;

    QString target() const { return QStringLiteral("services.") + name; }
    QStringList path(const QString &key) const { return {QStringLiteral("services"), name, key}; }
    bool isBuilt() const { return all.contains(QStringLiteral("build")); }
    bool isStore() const { return element && element->kind == ElementKind::DataStore; }
    // "image table, postgres, as of 2024-06".
    QString basis() const;
    bool mountsPath(const QString &target) const;
    // It keeps something on a volume or a folder of the host.
    bool hasStorage() const;
    bool bindsHostFolder() const;
    // Starts as root for all that is known; nothing when nobody knows.
    std::optional<bool> startsAsRoot() const;
    Value property(const QString &propertyName) const;
    // The list at a key, with one more item; the item alone where the list comes from elsewhere.
    PlainValue withItem(const QString &key, const QString &item) const;
    // The text at a key path; empty for anything else.
    QString textAt(const QStringList &path) const { return all.at(path).text(); }

    const PropertySchema *schema = nullptr;
};

// A Compose file for the measures to look at.
class ComposeView
{
public:
    ComposeView(const HardeningInput &input, const TreeDocument &document);

    const HardeningInput &input;
    PlainValue root;
    std::vector<ComposeServiceView> services;

    const ComposeServiceView *service(const ElementId &element) const;
    // Another service waits for this one to end: it is a job.
    bool isJob(const QString &service) const;
};

// One kind of measure: looks at the whole file and adds to the plan.
using ComposeMeasure = void (*)(const ComposeView &file, HardeningPlan &plan);

// Each in a file of its own; in the order in which they are shown.
const std::vector<ComposeMeasure> &composeMeasures();

void planPrivileges(const ComposeView &file, HardeningPlan &plan);
void planUser(const ComposeView &file, HardeningPlan &plan);
void planCapabilities(const ComposeView &file, HardeningPlan &plan);
void planFileSystem(const ComposeView &file, HardeningPlan &plan);
void planLimits(const ComposeView &file, HardeningPlan &plan);
void planHealth(const ComposeView &file, HardeningPlan &plan);
void planOperation(const ComposeView &file, HardeningPlan &plan);
void planPorts(const ComposeView &file, HardeningPlan &plan);
void planNamespaces(const ComposeView &file, HardeningPlan &plan);
void planRuntimeSocket(const ComposeView &file, HardeningPlan &plan);
void planNetworks(const ComposeView &file, HardeningPlan &plan);
void planSecrets(const ComposeView &file, HardeningPlan &plan);
void planImages(const ComposeView &file, HardeningPlan &plan);

// A user that the plan for `service` starts it as instead of root; empty when it does not.
QString plannedUser(const HardeningPlan &plan, const ComposeServiceView &service);

} // namespace drawbridge
