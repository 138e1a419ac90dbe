#pragma once

#include "model/core/records.h"
#include "model/core/table.h"

namespace drawbridge {

// The whole document as a comparable value. Copies cost nothing; threats are not in it, they are
// derived by the engine.
struct ThreatModel
{
    ProjectInfo project;
    Table<Element> elements;
    Table<Interface> interfaces;
    Table<DataFlow> flows;
    Table<TrustBoundary> boundaries;
    Table<Image> images;
    Table<Identity> identities;
    Table<DataAsset> assets;
    Table<Assumption> assumptions;
    Table<Source> sources;
    Table<Diagram> diagrams;
    Table<Decision> decisions;
    Table<ManualThreat> manualThreats;
    Table<ControlStatement> controlStatements;
    Table<Review> reviews;
    Table<FindingDecision> findingDecisions;
    // Name and SHA-256 (hex) of the evidence file that belongs to this project; empty without one.
    QByteArray evidenceDigest;
    UnknownMembers unknown;

    // The table of one kind of record: tableOf<Element>().
    template <typename T>
    const Table<T> &tableOf() const;
    template <typename T>
    Table<T> &tableOf();

    bool operator==(const ThreatModel &) const = default;
};

// Calls visitor(table) for every table, in the order of RecordKind.
template <typename Model, typename Visitor>
void forEachTable(Model &model, Visitor &&visitor)
{
    visitor(model.elements);
    visitor(model.interfaces);
    visitor(model.flows);
    visitor(model.boundaries);
    visitor(model.images);
    visitor(model.identities);
    visitor(model.assets);
    visitor(model.assumptions);
    visitor(model.sources);
    visitor(model.diagrams);
    visitor(model.decisions);
    visitor(model.manualThreats);
    visitor(model.controlStatements);
    visitor(model.reviews);
    visitor(model.findingDecisions);
}

template <typename T>
inline constexpr RecordKind recordKind = RecordKind::Project;
template <>
inline constexpr RecordKind recordKind<Element> = RecordKind::Element;
template <>
inline constexpr RecordKind recordKind<Interface> = RecordKind::Interface;
template <>
inline constexpr RecordKind recordKind<DataFlow> = RecordKind::Flow;
template <>
inline constexpr RecordKind recordKind<TrustBoundary> = RecordKind::Boundary;
template <>
inline constexpr RecordKind recordKind<Image> = RecordKind::Image;
template <>
inline constexpr RecordKind recordKind<Identity> = RecordKind::Identity;
template <>
inline constexpr RecordKind recordKind<DataAsset> = RecordKind::Asset;
template <>
inline constexpr RecordKind recordKind<Assumption> = RecordKind::Assumption;
template <>
inline constexpr RecordKind recordKind<Source> = RecordKind::Source;
template <>
inline constexpr RecordKind recordKind<Diagram> = RecordKind::Diagram;
template <>
inline constexpr RecordKind recordKind<Decision> = RecordKind::Decision;
template <>
inline constexpr RecordKind recordKind<ManualThreat> = RecordKind::ManualThreat;
template <>
inline constexpr RecordKind recordKind<ControlStatement> = RecordKind::ControlStatement;
template <>
inline constexpr RecordKind recordKind<Review> = RecordKind::Review;
template <>
inline constexpr RecordKind recordKind<FindingDecision> = RecordKind::FindingDecision;

template <typename T>
const Table<T> &ThreatModel::tableOf() const
{
    return const_cast<ThreatModel *>(this)->tableOf<T>();
}

template <typename T>
Table<T> &ThreatModel::tableOf()
{
    Table<T> *found = nullptr;
    forEachTable(*this, [&found](auto &table) {
        if constexpr (std::is_same_v<std::decay_t<decltype(table)>, Table<T>>)
            found = &table;
    });
    return *found;
}

} // namespace drawbridge
