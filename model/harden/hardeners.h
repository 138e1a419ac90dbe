#pragma once

#include "model/harden/hardening.h"

namespace drawbridge {

// How files of one format are hardened.
struct Hardener
{
    // Of the importer that reads such files: "compose".
    QString format;
    // For messages: "Docker Compose".
    QString title;
    Result<HardenedFile> (*harden)(const HardeningInput &input) = nullptr;
};

// What is built comes before what runs it, so that the one can rest on the other.
const std::vector<Hardener> &hardeners();
// The one for a format; nullptr when files of it are not hardened.
const Hardener *hardenerFor(const QString &format);

} // namespace drawbridge
