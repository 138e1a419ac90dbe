#pragma once

#include "model/edit/modeledit.h"

namespace drawbridge {

struct NewInterface
{
    ElementId owner;
    InterfaceKind kind = InterfaceKind::HttpRoute;
    QString name;
};

Result<ModelEdit> addInterface(const ThreatModel &model, const InterfaceId &id,
                               const NewInterface &added);
Result<ModelEdit> setInterfaceKind(const ThreatModel &model, const InterfaceId &id,
                                   InterfaceKind kind);

} // namespace drawbridge
