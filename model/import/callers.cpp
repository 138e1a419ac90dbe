#include "model/import/callers.h"

namespace drawbridge {

DataFlow impliedCalls(RecordAssembly &records, const ElementId &service, const SourceId &source,
                      const QString &flowKey)
{
    // The key that other importers give to whoever comes from outside, so that both are one.
    const QString key = QStringLiteral("implied.internet-client");
    Element clients;
    clients.id = ElementId(records.id('e', key));
    clients.kind = ElementKind::ExternalEntity;
    clients.name = QStringLiteral("API clients");
    clients.technology = QStringLiteral("generic-external");
    clients.implied = true;
    clients.sourceKey = {source, key};
    DataFlow flow;
    flow.id = FlowId(records.id('f', flowKey));
    flow.source = clients.id;
    flow.target = service;
    flow.implied = true;
    flow.sourceKey = {source, flowKey};
    records.model.elements.put(clients);
    return flow;
}

} // namespace drawbridge
