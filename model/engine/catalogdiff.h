#pragma once

#include "model/engine/catalogsnapshot.h"

#include <QSet>

namespace drawbridge {

// One thing that other catalogs say differently.
struct CatalogChange
{
    enum class Kind : quint8 {
        TechniqueAdded,
        TechniqueRenamed,
        TechniqueRetired, // after: the id that took its place, or empty
        TechniqueGone, // not even known as retired
        TacticsChanged,
        PlatformChanged, // became a container technique, or is none any more
        MitigationAdded, // after: the mitigation
        MitigationRemoved,
        ControlAdded,
        ControlRenamed,
        ControlWithdrawn, // after: where its content went, or empty
        ControlGone,
        BaselineChanged, // before, after: the baselines it is in
        MappingAdded, // id is the technique, after the control
        MappingRemoved
    };

    Kind kind = Kind::TechniqueAdded;
    QString id;
    QString name;
    QString before;
    QString after;
    // Of mappings, who says so.
    MappingOrigin origin = MappingOrigin::Ctid;

    bool isOfTechnique() const;
    bool operator==(const CatalogChange &) const = default;
};

// "technique-renamed", "mapping-added", ...
QString nameOf(CatalogChange::Kind kind);

// Everything that differs, by kind, then by id.
std::vector<CatalogChange> compareCatalogs(const CatalogSnapshot &before,
                                           const CatalogSnapshot &after);

// What the threats of a model rest on.
struct CatalogUse
{
    QSet<QString> techniques;
    QSet<QString> controls;

    // A sub-technique concerns whoever uses its parent, an enhancement whoever uses its control.
    bool concerns(const CatalogChange &change) const;
};

} // namespace drawbridge
