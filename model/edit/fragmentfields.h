#pragma once

#include "model/edit/modelfragment.h"

#include <type_traits>

namespace drawbridge {

// The fields of each copied record in the order of the clipboard bytes: one list serves writing (T
// is const) and reading.
template <typename Stream, typename T>
requires std::is_base_of_v<IdText, std::remove_const_t<T>>
void fields(Stream &stream, T &id)
{
    stream.field(id);
}

template <typename Stream, typename T>
requires std::is_same_v<std::remove_const_t<T>, Element>
void fields(Stream &stream, T &element)
{
    stream.field(element.id);
    stream.field(element.kind);
    stream.field(element.name);
    stream.field(element.description);
    stream.field(element.technology);
    stream.field(element.boundary);
    stream.list(element.networks);
    stream.field(element.hasRuntime);
    stream.field(element.platform);
    stream.field(element.image);
    stream.field(element.identity);
    stream.list(element.assets);
    stream.field(element.scope.inScope);
    stream.field(element.scope.reason);
    stream.field(element.properties);
}

template <typename Stream, typename T>
requires std::is_same_v<std::remove_const_t<T>, Interface>
void fields(Stream &stream, T &interface)
{
    stream.field(interface.id);
    stream.field(interface.owner);
    stream.field(interface.kind);
    stream.field(interface.name);
    stream.field(interface.description);
    stream.field(interface.properties);
}

template <typename Stream, typename T>
requires std::is_same_v<std::remove_const_t<T>, DataFlow>
void fields(Stream &stream, T &flow)
{
    stream.field(flow.id);
    stream.field(flow.source);
    stream.field(flow.target);
    stream.field(flow.interface);
    stream.field(flow.name);
    stream.field(flow.description);
    stream.field(flow.kind);
    stream.field(flow.confirmed);
    stream.list(flow.assetsOut);
    stream.list(flow.assetsBack);
    stream.field(flow.scope.inScope);
    stream.field(flow.scope.reason);
    stream.field(flow.properties);
}

template <typename Stream, typename T>
requires std::is_same_v<std::remove_const_t<T>, TrustBoundary>
void fields(Stream &stream, T &boundary)
{
    stream.field(boundary.id);
    stream.field(boundary.kind);
    stream.field(boundary.name);
    stream.field(boundary.description);
    stream.field(boundary.parent);
    stream.field(boundary.platform);
    stream.field(boundary.scope.inScope);
    stream.field(boundary.scope.reason);
    stream.field(boundary.properties);
}

template <typename Stream, typename T>
requires std::is_same_v<std::remove_const_t<T>, Image>
void fields(Stream &stream, T &image)
{
    stream.field(image.id);
    stream.field(image.reference);
    stream.field(image.platform);
    stream.field(image.builtHere);
    stream.field(image.properties);
}

template <typename Stream, typename T>
requires std::is_same_v<std::remove_const_t<T>, Identity>
void fields(Stream &stream, T &identity)
{
    stream.field(identity.id);
    stream.field(identity.kind);
    stream.field(identity.name);
    stream.field(identity.platform);
    stream.field(identity.properties);
}

template <typename Stream, typename T>
requires std::is_same_v<std::remove_const_t<T>, DataAsset>
void fields(Stream &stream, T &asset)
{
    stream.field(asset.id);
    stream.field(asset.kind);
    stream.field(asset.name);
    stream.field(asset.description);
    stream.field(asset.properties);
}

template <typename Stream, typename T>
requires std::is_same_v<std::remove_const_t<T>, Placement>
void fields(Stream &stream, T &placement)
{
    stream.field(placement.record);
    stream.field(placement.rect);
}

template <typename Stream, typename T>
requires std::is_same_v<std::remove_const_t<T>, ModelFragment>
void fields(Stream &stream, T &fragment)
{
    stream.list(fragment.elements);
    stream.list(fragment.interfaces);
    stream.list(fragment.flows);
    stream.list(fragment.boundaries);
    stream.list(fragment.images);
    stream.list(fragment.identities);
    stream.list(fragment.assets);
    stream.list(fragment.placements);
}

} // namespace drawbridge
