#pragma once

#include "model/base/value.h"
#include "model/import/kubernetes/manifest.h"

namespace drawbridge::kubernetes {

// What a role allows, as the schema of permissions has it.
struct Permissions
{
    // Each with verb, resource and scope; words separated by commas.
    ValueList list;
    // There is more that the files do not show.
    bool partial = false;
};

// The permissions that a binding gives: those of its role in the files, or of one that every
// cluster has, in the namespace of the binding or in the whole cluster.
Permissions permissionsOfBinding(const ManifestReading &reading, const Manifest &binding);

// The resources of a rule as conditions name them: plain for the groups of Kubernetes itself, with
// "*" written out where it stands for one group only, "secrets/db" where only one is meant, and
// "things.example.com" for those of others. Exposed for tests.
QStringList resourcesOfRule(const TreeNode &rule);

} // namespace drawbridge::kubernetes
