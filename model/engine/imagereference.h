#pragma once

#include <QString>

namespace drawbridge {

// "registry.example:5000/team/app:1.2@sha256:..." in its parts.
struct ImageReference
{
    QString registry; // "docker.io" when none is written
    QString repository; // "library/postgres"
    QString tag; // empty when none is written
    QString digest;
    // It holds a variable that is not resolved.
    bool isOpen = false;
};

ImageReference parseImageReference(const QString &text);

// "digest", "version" or "floating": a tag without a version number names what it moves to.
QString pinningOf(const ImageReference &reference);

// Whether a user as written ("1000:1000", "root", "0:0") is root; a name other than root is not.
bool isRootUser(const QString &user);

} // namespace drawbridge
