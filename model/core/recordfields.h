#pragma once

#include "model/core/threatmodel.h"

#include <type_traits>

namespace drawbridge {

// The members of each record in the order of the project file: one list serves whoever writes (T is
// const), reads or compares records. A visitor has
//   always(name, value)    written in any case
//   field(name, value)     left out when empty or false
//   trueField(name, flag)  left out when true
//   properties(set, kind)
template <typename T, typename Record>
concept FieldsOf = std::is_same_v<std::remove_const_t<T>, Record>;

template <typename Visitor, FieldsOf<ProjectInfo> T>
void projectFields(Visitor &visitor, T &project)
{
    visitor.always("name", project.name);
    visitor.field("description", project.description);
    visitor.field("owner", project.owner);
    visitor.field("importRoot", project.importRoot);
    visitor.always("baseline", project.baseline);
    visitor.field("attackers", project.attackers);
    visitor.field("catalogs", project.catalogs);
    visitor.properties(project.properties, RecordKind::Project);
}

template <typename Visitor, typename T>
void importFields(Visitor &visitor, T &record)
{
    visitor.field("importedFrom", record.sourceKey.source);
    visitor.field("importedKey", record.sourceKey.key);
}

template <typename Visitor, FieldsOf<Element> T>
void projectFields(Visitor &visitor, T &element)
{
    visitor.always("id", element.id);
    visitor.always("kind", element.kind);
    visitor.always("name", element.name);
    visitor.field("description", element.description);
    visitor.field("technology", element.technology);
    visitor.field("boundary", element.boundary);
    visitor.field("networks", element.networks);
    visitor.field("runtime", element.hasRuntime);
    visitor.field("platform", element.platform);
    visitor.field("image", element.image);
    visitor.field("identity", element.identity);
    visitor.field("assets", element.assets);
    visitor.field("implied", element.implied);
    visitor.field("vanished", element.vanished);
    visitor.trueField("inScope", element.scope.inScope);
    visitor.field("scopeReason", element.scope.reason);
    importFields(visitor, element);
    visitor.field("importedAliases", element.aliases);
    visitor.properties(element.properties, RecordKind::Element);
}

template <typename Visitor, FieldsOf<Interface> T>
void projectFields(Visitor &visitor, T &interface)
{
    visitor.always("id", interface.id);
    visitor.field("owner", interface.owner);
    visitor.always("kind", interface.kind);
    visitor.always("name", interface.name);
    visitor.field("description", interface.description);
    visitor.field("vanished", interface.vanished);
    importFields(visitor, interface);
    visitor.properties(interface.properties, RecordKind::Interface);
}

template <typename Visitor, FieldsOf<DataFlow> T>
void projectFields(Visitor &visitor, T &flow)
{
    visitor.always("id", flow.id);
    visitor.always("kind", flow.kind);
    visitor.field("source", flow.source);
    visitor.field("target", flow.target);
    visitor.field("interface", flow.interface);
    visitor.field("name", flow.name);
    visitor.field("description", flow.description);
    visitor.trueField("confirmed", flow.confirmed);
    visitor.field("assetsOut", flow.assetsOut);
    visitor.field("assetsBack", flow.assetsBack);
    visitor.field("implied", flow.implied);
    visitor.field("vanished", flow.vanished);
    visitor.trueField("inScope", flow.scope.inScope);
    visitor.field("scopeReason", flow.scope.reason);
    importFields(visitor, flow);
    visitor.properties(flow.properties, RecordKind::Flow);
}

template <typename Visitor, FieldsOf<TrustBoundary> T>
void projectFields(Visitor &visitor, T &boundary)
{
    visitor.always("id", boundary.id);
    visitor.always("kind", boundary.kind);
    visitor.always("name", boundary.name);
    visitor.field("description", boundary.description);
    visitor.field("parent", boundary.parent);
    visitor.field("platform", boundary.platform);
    visitor.field("implied", boundary.implied);
    visitor.field("vanished", boundary.vanished);
    visitor.trueField("inScope", boundary.scope.inScope);
    visitor.field("scopeReason", boundary.scope.reason);
    importFields(visitor, boundary);
    visitor.properties(boundary.properties, RecordKind::Boundary);
}

template <typename Visitor, FieldsOf<Image> T>
void projectFields(Visitor &visitor, T &image)
{
    visitor.always("id", image.id);
    visitor.always("reference", image.reference);
    visitor.field("platform", image.platform);
    visitor.field("builtHere", image.builtHere);
    visitor.field("vanished", image.vanished);
    importFields(visitor, image);
    visitor.properties(image.properties, RecordKind::Image);
}

template <typename Visitor, FieldsOf<Identity> T>
void projectFields(Visitor &visitor, T &identity)
{
    visitor.always("id", identity.id);
    visitor.always("kind", identity.kind);
    visitor.always("name", identity.name);
    visitor.field("platform", identity.platform);
    visitor.field("vanished", identity.vanished);
    importFields(visitor, identity);
    visitor.properties(identity.properties, RecordKind::Identity);
}

template <typename Visitor, FieldsOf<DataAsset> T>
void projectFields(Visitor &visitor, T &asset)
{
    visitor.always("id", asset.id);
    visitor.always("kind", asset.kind);
    visitor.always("name", asset.name);
    visitor.field("description", asset.description);
    visitor.field("vanished", asset.vanished);
    importFields(visitor, asset);
    visitor.properties(asset.properties, RecordKind::Asset);
}

template <typename Visitor, FieldsOf<Assumption> T>
void projectFields(Visitor &visitor, T &assumption)
{
    visitor.always("id", assumption.id);
    visitor.always("statement", assumption.statement);
    visitor.field("owner", assumption.owner);
    visitor.field("reviewBy", assumption.reviewBy);
}

template <typename Visitor, FieldsOf<Source> T>
void projectFields(Visitor &visitor, T &source)
{
    visitor.always("id", source.id);
    visitor.always("format", source.format);
    visitor.always("path", source.path);
}

// What stands of a source in the file's last section.
template <typename Visitor, FieldsOf<Source> T>
void provenanceFields(Visitor &visitor, T &source)
{
    visitor.field("digest", source.digest);
    visitor.field("lines", source.lines);
}

template <typename Visitor, FieldsOf<Decision> T>
void projectFields(Visitor &visitor, T &decision)
{
    visitor.always("id", decision.id);
    visitor.always("threat", decision.threatKey);
    visitor.always("treatment", decision.treatment);
    visitor.field("reason", decision.reason);
    visitor.field("owner", decision.owner);
    visitor.field("date", decision.date);
    visitor.field("expires", decision.expires);
    visitor.field("ticket", decision.ticket);
    visitor.field("facts", decision.factsDigest);
    visitor.field("title", decision.title);
    visitor.field("targetName", decision.targetName);
}

template <typename Visitor, FieldsOf<ManualThreat> T>
void projectFields(Visitor &visitor, T &threat)
{
    visitor.always("id", threat.id);
    visitor.always("targetKind", threat.targetKind);
    visitor.field("target", threat.target);
    visitor.always("stride", threat.stride);
    visitor.always("severity", threat.severity);
    visitor.always("title", threat.title);
    visitor.field("description", threat.description);
    visitor.field("attack", threat.attack);
    visitor.field("capec", threat.capec);
    visitor.field("cwe", threat.cwe);
    visitor.field("nist", threat.nist);
}

template <typename Visitor, FieldsOf<ControlStatement> T>
void projectFields(Visitor &visitor, T &statement)
{
    visitor.always("id", statement.id);
    visitor.always("control", statement.control);
    visitor.always("status", statement.status);
    visitor.always("origin", statement.origin);
    visitor.field("statement", statement.statement);
}

template <typename Visitor, FieldsOf<Review> T>
void projectFields(Visitor &visitor, T &review)
{
    visitor.always("id", review.id);
    visitor.always("reviewer", review.reviewer);
    visitor.field("date", review.date);
    visitor.always("revision", review.revision);
    visitor.field("note", review.note);
}

template <typename Visitor, FieldsOf<FindingDecision> T>
void projectFields(Visitor &visitor, T &decision)
{
    visitor.always("id", decision.id);
    visitor.always("check", decision.check);
    visitor.field("package", decision.package);
    visitor.field("place", decision.place);
    visitor.field("line", decision.line);
    visitor.always("recordKind", decision.recordKind);
    visitor.field("record", decision.record);
    visitor.field("suppressed", decision.suppressed);
    visitor.field("author", decision.author);
    visitor.field("date", decision.date);
    visitor.field("expires", decision.expires);
}

template <typename Visitor, FieldsOf<Diagram> T>
void projectFields(Visitor &visitor, T &diagram)
{
    visitor.always("id", diagram.id);
    visitor.always("name", diagram.name);
    visitor.field("parent", diagram.parent);
    visitor.field("placements", diagram.placements);
    visitor.field("routes", diagram.routes);
}

template <typename Visitor, FieldsOf<Claim> T>
void projectFields(Visitor &visitor, T &claim)
{
    visitor.value("value", claim.value);
    visitor.field("notApplicable", claim.notApplicable);
    visitor.field("partial", claim.partial);
    visitor.always("from", claim.provenance.claim);
    visitor.field("source", claim.provenance.source);
    visitor.field("key", claim.provenance.keyPath);
    visitor.field("assumption", claim.provenance.assumption);
}

// Calls visitor(name, table) for the sections of records in the order of the file: meaning first,
// looks (diagrams) after it.
template <typename Model, typename Visitor>
void forEachSection(Model &model, Visitor &&visitor)
{
    visitor("elements", model.elements);
    visitor("interfaces", model.interfaces);
    visitor("flows", model.flows);
    visitor("boundaries", model.boundaries);
    visitor("images", model.images);
    visitor("identities", model.identities);
    visitor("assets", model.assets);
    visitor("assumptions", model.assumptions);
    visitor("sources", model.sources);
    visitor("decisions", model.decisions);
    visitor("manualThreats", model.manualThreats);
    visitor("controlStatements", model.controlStatements);
    visitor("reviews", model.reviews);
    visitor("findingDecisions", model.findingDecisions);
    visitor("diagrams", model.diagrams);
}

} // namespace drawbridge
