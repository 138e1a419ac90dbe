#pragma once

#include "model/core/records.h"

#include <QMimeData>

#include <memory>
#include <optional>

namespace drawbridge {

// What the palette offers: a new element of a technology, or a new boundary.
struct ElementTemplate
{
    static constexpr const char *MimeType = "application/x-drawbridge-palette";

    bool isBoundary = false;
    ElementKind kind = ElementKind::Process;
    BoundaryKind boundaryKind = BoundaryKind::Host;
    // "Database"; the new record's name until it is renamed.
    QString name;
    QString technology;
    bool hasRuntime = false;

    bool operator==(const ElementTemplate &) const = default;

    // For a drag from the palette.
    std::unique_ptr<QMimeData> toMimeData() const;
    static std::optional<ElementTemplate> fromMimeData(const QMimeData &data);
};

} // namespace drawbridge
