#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

namespace drawbridge::fuzz {

// A reader of bytes that come from outside. Whatever the bytes are, it has to return.
struct FuzzedReader
{
    // Of its folder in corpus/, and the end of its program's name: "compose".
    QString name;
    // True when the reader took the bytes for what it reads.
    std::function<bool(const QByteArray &)> read;
};

// Every reader there is: the text formats, each importer, scanner results, project files, rule
// packs and conditions. Read by all from one thread.
const std::vector<FuzzedReader> &fuzzedReaders();

} // namespace drawbridge::fuzz
