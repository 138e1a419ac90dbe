#pragma once

#include "model/import/recordassembly.h"

namespace drawbridge {

// Clients of a service that only a description or its code tells of: who calls is not said there,
// that somebody does is. Puts the clients into the model and gives the flow from them, which is put
// there by the caller.
DataFlow impliedCalls(RecordAssembly &records, const ElementId &service, const SourceId &source,
                      const QString &flowKey);

} // namespace drawbridge
