#pragma once

#include "model/base/result.h"
#include "model/schema/imagereference.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QStringList>

#include <optional>

namespace drawbridge {

// A port that a well-known image listens on unless it is told otherwise.
struct ImagePort
{
    int port = 0;
    // "tcp" or "udp".
    QString transport;
    // What is spoken there: "postgresql", "http"; empty when it is not certain.
    QString protocol;

    bool operator==(const ImagePort &) const = default;
};

// Whether a data service asks its clients who they are.
enum class ImageAuthentication : quint8 { Unknown, Always, Never, OnlyIfConfigured };

// What is known of a well-known image, for tags in a range and as of a date.
struct ImageFacts
{
    QString name;
    QString displayName;
    // "process" or "data-store".
    QString kind;
    QString technology;
    // "docker.io/library/postgres".
    QStringList repositories;
    QList<ImagePort> ports;
    // User that the image's configuration names; empty when it is not certain.
    QString defaultUser;
    // Starts as root and changes to this user by itself; empty when it does not or nobody knows.
    QString dropsTo;
    // "none" or "defined": whether the image itself has a health check; empty when not certain.
    QString healthCheck;
    QStringList writablePaths;
    // Those of them that the image itself declares as volumes.
    QStringList declaredVolumes;
    // What needs a tmpfs when the root file system is read-only and nothing is mounted there;
    // nothing when that is not certain.
    std::optional<QStringList> scratchPaths;
    // What it needs of Linux when started as its default user and all capabilities are dropped;
    // nothing when that is not certain.
    std::optional<QStringList> capabilities;
    // A user that it can be started as directly, when its files are on volumes of its own.
    QString runAs;
    // A health check for it, as Compose spells it.
    QStringList healthTest;
    // Variables that hold a secret, and those that name a file to read it from instead.
    QMap<QString, QString> secretFiles;
    // A memory limit to start from, as Compose spells it; empty for the usual one of its kind.
    QString memory;
    ImageAuthentication authentication = ImageAuthentication::Unknown;
    // Variables of which one must be set for authentication to be asked for.
    QStringList authenticationVariables;
    // Variables with these values switch authentication off.
    QMap<QString, QString> authenticationOff;
    // The same while none of `authenticationVariables` is set.
    QMap<QString, QString> emptyPasswordAllowed;
    // "official" or "verified"; empty when not certain.
    QString publisher;
    // First and last version (numbers only) that the facts are certain of; empty means open.
    QString tagFrom;
    QString tagTo;
    // ISO date at which the facts were true.
    QString asOf;

    // Whether the facts hold for this tag. A tag without a number ("latest", "alpine") counts as
    // the newest.
    bool coversTag(const QString &tag) const;
    bool operator==(const ImageFacts &) const = default;
};

// The table of well-known images. Immutable after parsing.
class ImageTable
{
public:
    static Result<ImageTable> parse(const QByteArray &yaml, const QString &fileName);

    const QList<ImageFacts> &images() const { return m_images; }
    // The first entry for the repository whose range covers the tag; nullptr when there is none.
    const ImageFacts *find(const ImageReference &reference) const;
    // For kind and technology only, which do not change with versions: the entry for the repository
    // whatever its tag, else the one called like the last part of the repository.
    const ImageFacts *findAnyTag(const ImageReference &reference) const;
    // What usually listens on a port; nullptr when nothing in the table does.
    const ImageFacts *byPort(int port) const;

private:
    QList<ImageFacts> m_images;
    QHash<QString, QList<qsizetype>> m_byRepository;
    QHash<QString, qsizetype> m_byName;
};

} // namespace drawbridge
