#pragma once

#include "model/base/diagnostic.h"
#include "model/core/threatmodel.h"

namespace drawbridge {

// "web.verifiesCallers=true", "model.backup=isolated", "db.backup=n/a": writes down what the
// architect says of one property of one record. A name with an '=' in it needs the record's id.
Result<void> answerQuestion(ThreatModel &model, const PropertySchema &schema,
                            const QString &assignment);

// Writes what a result of Docker Bench says of the daemon into the properties of a host: the one of
// that name, else the only one. Gives a line for each value taken.
Result<QStringList> takeHostFacts(ThreatModel &model, const PropertySchema &schema,
                                  const QString &scanPath, const QString &hostName = {});

// What somebody types for a value of a type: true, no, 3, 0.5, a word, or JSON for lists.
Result<Value> valueFromText(const PropertyType &type, const QString &text);

} // namespace drawbridge
