#pragma once

#include "model/core/threatmodel.h"
#include "model/engine/ruleset.h"
#include "model/text/treedocument.h"

namespace drawbridge::test {

// The schema and rule packs that the program ships; fail loudly when they do not load.
std::shared_ptr<const PropertySchema> shippedSchema();
std::shared_ptr<const RuleSet> shippedRules();
QList<RulePackFile> shippedPacks();

// Builds a model from a compact notation for tests, one member a record:
//
//   x: {is: container, image: i, networks: [front], privileged: true}
//
// `is` says what it is: process, store, external, container (a Compose service), store-container;
// host, network, cluster, namespace, pod, account, internet; http, tcp, udp, socket, topic, rpc,
// cli; flow; image; service-account, human-role, cloud-role, os-user; asset; model. Members that
// name structure: name (its id unless said), platform, tech, in, networks, image, identity, assets, of, from, to, at, kind,
// reference, builtHere, implied, confirmed, inScope. Every other member is a property, claimed by
// the architect; a list of such members under `file` or `scanner` is claimed by these.
Result<ThreatModel> compactModel(const TreeNode &records, const PropertySchema &schema);
ThreatModel compactModel(const char *yaml);

} // namespace drawbridge::test
