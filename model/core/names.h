#pragma once

#include "model/core/records.h"

#include <optional>

namespace drawbridge {

// The words under which enum values stand in files, on the command line and in JSON: one table for
// all readers and writers. parseName<Severity>(u"high").
template <typename E>
QString nameOf(E value);
template <typename E>
std::optional<E> parseName(QStringView name);
// All words of an enum, in the order of its values.
template <typename E>
QStringList allNames();

// What users read, in sentence case: "Elevation of privilege".
QString displayName(Stride stride);
QString displayName(Severity severity);
QString displayName(ElementKind kind);
QString displayName(BoundaryKind kind);
QString displayName(Treatment treatment);
QString displayName(FlowKind kind);
// "S", "T", "R", "I", "D" or "E".
QChar letterOf(Stride stride);

// Display name of any record, for messages and tables: an element's name, a flow's "web to db".
struct ThreatModel;
QString recordName(const ThreatModel &model, RecordKind kind, const IdText &id);

} // namespace drawbridge
