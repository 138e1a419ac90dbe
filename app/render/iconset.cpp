#include "app/render/iconset.h"

#include "app/render/resources.h"

#include <QDir>
#include <QHash>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

namespace drawbridge {
namespace iconset {

QStringList names()
{
    // Registers the resources first.
    compiledResource(QStringLiteral("icons/lock.svg"));
    static const QStringList all = [] {
        QStringList found;
        const QStringList files =
            QDir(QStringLiteral(":/drawbridge/icons")).entryList(QDir::Files, QDir::Name);
        for (const QString &file : files)
            found.append(file.chopped(4));
        found.sort();
        return found;
    }();
    return all;
}

bool contains(const QString &name)
{
    const QStringList all = names();
    return std::binary_search(all.begin(), all.end(), name);
}

QByteArray svgBody(const QString &name)
{
    const QByteArray file = compiledResource(QStringLiteral("icons/%1.svg").arg(name));
    const qsizetype begin = file.indexOf('>') + 1;
    const qsizetype end = file.lastIndexOf("</svg>");
    return begin > 0 && end > begin ? file.sliced(begin, end - begin) : QByteArray();
}

QByteArray svgFile(const QString &name, const QColor &color, double lineWidth)
{
    // Qt Svg knows no opacity in a colour and paints currentColor black: name the colour.
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\""
        + color.name().toLatin1() + "\" stroke-opacity=\""
        + QByteArray::number(color.alphaF(), 'g', 4) + "\" stroke-width=\""
        + QByteArray::number(lineWidth, 'g', 4)
        + "\" stroke-linecap=\"round\" stroke-linejoin=\"round\">" + svgBody(name) + "</svg>";
}

double lineWidthAt(double size)
{
    return size >= 20 ? 1.75 : size >= 14 ? 2.0 : 2.4;
}

QPixmap pixmap(const QString &name, const QColor &color, double size, double devicePixelRatio,
               double lineWidth)
{
    if (lineWidth <= 0)
        lineWidth = lineWidthAt(size);
    const int pixels = std::max(1, static_cast<int>(std::lround(size * devicePixelRatio)));
    const QString key = QStringLiteral("drawbridge-icon/%1/%2/%3/%4/%5")
                            .arg(name)
                            .arg(color.rgba(), 8, 16)
                            .arg(pixels)
                            .arg(devicePixelRatio)
                            .arg(lineWidth);
    QPixmap found;
    if (QPixmapCache::find(key, &found))
        return found;
    QPixmap drawn(pixels, pixels);
    drawn.fill(Qt::transparent);
    QSvgRenderer renderer(svgFile(name, color, lineWidth));
    QPainter painter(&drawn);
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    drawn.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, drawn);
    return drawn;
}

} // namespace iconset

namespace {

struct TechnologyIcon
{
    const char *technology;
    const char *icon;
};

// Technologies have icons of their own names; these are other words for the same.
constexpr TechnologyIcon TechnologyIcons[] {
    {"batch", "batch-job"},
    {"ci", "ci-server"},
    {"cli", "command"},
    {"cloud-service", "cloud"},
    {"cron", "batch-job"},
    {"daemon", "container-runtime"},
    {"desktop", "device"},
    {"docker", "container-runtime"},
    {"email", "mail"},
    {"external-system", "third-party-service"},
    {"file", "file"},
    {"file-server", "file-storage"},
    {"gateway", "reverse-proxy"},
    {"internet", "globe"},
    {"key-vault", "secrets-store"},
    {"ldap", "identity-provider"},
    {"load-balancer", "api-gateway"},
    {"log-store", "logging"},
    {"message-broker", "queue"},
    {"message-queue", "queue"},
    {"object-store", "object-storage"},
    {"process", "generic-process"},
    {"proxy", "reverse-proxy"},
    {"scheduler", "batch-job"},
    {"secrets-manager", "secrets-store"},
    {"server", "host"},
    {"storage", "volume"},
    {"stream", "topic"},
    {"third-party", "third-party-service"},
    {"user", "person"},
    {"vault", "secrets-store"},
    {"web-application", "browser"},
};

} // namespace

QString iconForTechnology(const QString &technology, ElementKind kind)
{
    static const QHash<QString, QString> icons = [] {
        QHash<QString, QString> table;
        for (const TechnologyIcon &entry : TechnologyIcons)
            table.insert(QString::fromLatin1(entry.technology), QString::fromLatin1(entry.icon));
        return table;
    }();
    const QString word = icons.value(technology, technology);
    if (!word.isEmpty() && iconset::contains(word))
        return word;
    switch (kind) {
    case ElementKind::ExternalEntity:
        return QStringLiteral("generic-external");
    case ElementKind::Process:
        return QStringLiteral("generic-process");
    case ElementKind::DataStore:
        return QStringLiteral("generic-store");
    }
    return {};
}

QString iconForBoundary(BoundaryKind kind)
{
    switch (kind) {
    case BoundaryKind::Internet:
        return QStringLiteral("globe");
    case BoundaryKind::Account:
        return QStringLiteral("account");
    case BoundaryKind::Cluster:
        return QStringLiteral("cluster");
    case BoundaryKind::Host:
        return QStringLiteral("host");
    case BoundaryKind::Network:
        return QStringLiteral("network");
    case BoundaryKind::Namespace:
        return QStringLiteral("namespace");
    case BoundaryKind::Pod:
        return QStringLiteral("pod");
    }
    return {};
}

} // namespace drawbridge
