#pragma once

#include "model/import/recordassembly.h"

namespace drawbridge {

// What is known of an image by its name; the facts are nullptr where the table does not know it.
struct KnownImage
{
    bool validName = false;
    // Of the registry's own library.
    bool official = false;
    // Registry that it is pulled from.
    QString registry;
    // Facts of the image itself, by its tag.
    const ImageFacts *facts = nullptr;
    // Facts by name only: kind and technology.
    const ImageFacts *family = nullptr;
};

KnownImage knownImage(const ImportContext &context, const QString &reference);

// The place that claims from the image table name.
ClaimPlace imageTablePlace(const ImageFacts &facts);

// Claims of the image table about the image itself: user, health check, ports.
void describeKnownImage(RecordAssembly &records, Image &image, const ImageFacts &facts);

// The same with who publishes it, for an image that is pulled.
void describePulledImage(RecordAssembly &records, Image &image, const KnownImage &known);

} // namespace drawbridge
