#pragma once

#include "model/text/jsonwriter.h"

namespace drawbridge {

// A member that is a list of texts.
inline void writeTexts(JsonWriter &writer, QStringView key, const QStringList &texts)
{
    writer.key(key);
    writer.beginArray();
    for (const QString &text : texts)
        writer.value(text);
    writer.endArray();
}

} // namespace drawbridge
