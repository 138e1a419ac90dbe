#pragma once

#include <QString>

#include <optional>

namespace drawbridge {

// The parts of a container image's name: [registry/]repository[:tag][@digest].
struct ImageReference
{
    // "docker.io" when the name has none.
    QString registry;
    // "library/postgres" for the official images of docker.io.
    QString repository;
    // Empty without one; "latest" is then what is pulled, unless there is a digest.
    QString tag;
    // "sha256:..."; empty without one.
    QString digest;

    // Nothing for text that cannot name an image.
    static std::optional<ImageReference> parse(QStringView text);

    // Last component of the repository.
    QString baseName() const;
    // "digest", "version" or "floating": whether the name can come to mean other bytes. A tag
    // counts as a version when it has at least two numbers in it, such as 16.2 or 3.12-slim.
    QString pinning() const;

    bool operator==(const ImageReference &) const = default;
};

} // namespace drawbridge
