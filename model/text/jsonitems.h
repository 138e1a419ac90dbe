#pragma once

#include "model/base/result.h"
#include "model/base/value.h"

#include <QSet>
#include <QStringList>

#include <functional>

class QIODevice;

namespace drawbridge {

struct JsonItemLimits
{
    qsizetype bytes = 500LL * 1024 * 1024;
    int depth = 200;
    // Values inside one item, and bytes of one text; longer texts are cut.
    qsizetype itemNodes = 2'000'000;
    qsizetype textBytes = 64 * 1024;
};

// One part of a JSON text, as it is met.
struct JsonItem
{
    // Index into the patterns.
    qsizetype pattern = 0;
    // Null where a pattern with "$" ended.
    Value value;
    int line = 0;
};

// Reads a JSON text as a stream, so that its size does not show in memory, and hands over the parts
// that `patterns` name: "/runs/*/results/*" (* is any place of a list, or any key), "/version", ""
// for the whole, and "/runs/*$" when such a part ends. A part that is handed over is not searched
// for further ones. Documents that follow each other in one file are read one after the other.
// Large numbers come as double. The consumer's error ends the reading.
Result<void> readJsonItems(QIODevice &device, const QString &fileName, const QStringList &patterns,
                           const std::function<Result<void>(const JsonItem &)> &consumer,
                           const JsonItemLimits &limits = {});

// The paths of keys at the beginning of a JSON text, four deep, with * for places in lists: by
// them formats are told apart. Of a text that is cut off, what came before.
QSet<QString> jsonPaths(const QByteArray &beginning);

} // namespace drawbridge
