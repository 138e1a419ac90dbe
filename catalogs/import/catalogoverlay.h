#pragma once

#include "model/engine/catalogcontent.h"

namespace drawbridge {

// Names of the parts of the catalogs that can be imported.
namespace catalogpart {

inline constexpr QStringView Attack = u"attack";
inline constexpr QStringView Nist = u"nist";
inline constexpr QStringView Mapping = u"mapping";
inline constexpr QStringView Capec = u"capec";
inline constexpr QStringView LowBaseline = u"baseline-low";
inline constexpr QStringView ModerateBaseline = u"baseline-moderate";
inline constexpr QStringView HighBaseline = u"baseline-high";
inline constexpr QStringView PrivacyBaseline = u"baseline-privacy";

} // namespace catalogpart

// The version of a part; empty for baselines, which have none of their own.
QString versionOf(const CatalogVersions &versions, QStringView part);
// Whether a control is in the baseline of a part; null for other parts.
bool Control::*baselineOf(QStringView part);

// Brings rows into their order and makes what follows from them true again: the cells of the
// matrix, the live techniques of attack patterns, our mappings' controls where some were withdrawn.
void settleCatalog(CatalogContent &content);

// The bundled catalogs with the parts that the user imported instead of their own; `imported` is
// what was once made of them and an earlier bundled catalog.
CatalogContent overlayCatalog(CatalogContent bundled, const CatalogContent &imported);

} // namespace drawbridge
