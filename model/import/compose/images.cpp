#include "model/import/compose/composemodel.h"

#include "model/import/compose/includes.h"

#include <QDir>

namespace drawbridge::compose {

void ComposeModel::addImages()
{
    for (ServiceRecords &records : m_services) {
        const ComposeService &service = records.service;
        if (service.build)
            records.image = builtImage(service);
        else if (!service.image.isSilent() && !service.image.text().isEmpty())
            records.image = pulledImage(service);
    }
}

ServiceImage ComposeModel::pulledImage(const ComposeService &service)
{
    ServiceImage found;
    const QString reference = service.image.text().trimmed();
    const QString name = shown(reference);
    const KnownImage knownFacts = knownImage(m_reading.context, reference);
    found.facts = knownFacts.facts;
    found.family = knownFacts.family;
    found.registry = knownFacts.registry;
    if (!knownFacts.validName && !service.image.interpolated().unresolved)
        m_reading.warning(service.image.origin(),
                          QStringLiteral("'%1' is no valid name of an image").arg(name));
    const QString key = QStringLiteral("images.") + name;
    const auto known = m_images.constFind(key);
    if (known != m_images.constEnd()) {
        found.id = known->id;
        return found;
    }
    Image image;
    image.id = ImageId(m_records.id('i', key));
    image.reference = name;
    image.platform = QStringLiteral("compose");
    image.sourceKey = sourceKey(service.image.origin(), key);
    m_records.noteLine(placeAt(service.image.origin(), key));
    describePulledImage(m_records, image, knownFacts);
    found.id = image.id;
    m_images.insert(key, image);
    return found;
}

void ComposeModel::readDockerfile(const ComposeService &service, ServiceImage &image)
{
    const BuildSettings &build = *service.build;
    const bool remote = build.context.contains(QStringLiteral("://"))
        || build.context.startsWith(QStringLiteral("git@"));
    const bool unknownPath = build.context.contains(QStringLiteral("${"))
        || build.dockerfile.contains(QStringLiteral("${"));
    QByteArray bytes = build.inlineDockerfile.toUtf8();
    QString path = service.folder;
    const QString wanted = QDir::cleanPath(
        build.context + u'/'
        + (build.dockerfile.isEmpty() ? QStringLiteral("Dockerfile") : build.dockerfile));
    if (build.inlineDockerfile.isEmpty()) {
        if (remote || unknownPath)
            return;
        Result<QByteArray> read =
            m_reading.readReferenced(service.folder, wanted, 1024 * 1024, &path);
        if (!read) {
            m_reading.information(
                build.origin,
                QStringLiteral("the Dockerfile '%1' of the service '%2' cannot be "
                               "read; what its image does stays unknown")
                    .arg(shown(wanted), shown(service.name)));
            return;
        }
        bytes = *read;
    } else {
        path = m_reading.locationOf(build.origin).file;
    }
    auto facts = dockerfile::readDockerfileFacts(bytes, path, build.target, build.arguments);
    if (!facts) {
        m_reading.warning(build.origin,
                          QStringLiteral("the Dockerfile of the service '%1' is not "
                                         "understood (%2)")
                              .arg(shown(service.name), facts.error().toString()));
        return;
    }
    const int file = build.inlineDockerfile.isEmpty()
        ? m_reading.addFile(path, bytes, QStringLiteral("dockerfile"))
        : build.origin.file;
    while (m_sources.size() <= file) {
        const LoadedFile &loaded = m_reading.files[m_sources.size()];
        m_sources += m_records.addSource(loaded.format, loaded.path, loaded.digest);
    }
    image.dockerfileSource = m_sources[file];
    m_reading.diagnostics += facts->diagnostics;
    image.dockerfile = *std::move(facts);
}

void ComposeModel::describeBuiltImage(Image &image, const ServiceImage &found,
                                      const ComposeService &service)
{
    const auto say = [&](const char16_t *name, const Value &value, const QString &instruction,
                         int line) {
        m_records.set(image.properties, RecordKind::Image, QString::fromUtf16(name), value,
                      ClaimSource::Image, {found.dockerfileSource, instruction, line});
    };
    const ClaimPlace built = place(service.build->origin);
    m_records.set(image.properties, RecordKind::Image, QStringLiteral("publisher"),
                  QStringLiteral("own"), ClaimSource::File, built);
    if (service.image.isSilent())
        m_records.set(image.properties, RecordKind::Image, QStringLiteral("buildOnHost"), true,
                      ClaimSource::File, built);
    if (!service.build->secretArguments.isEmpty())
        m_records.set(image.properties, RecordKind::Image, QStringLiteral("secretsInLayers"), true,
                      ClaimSource::File, built);
    if (!found.dockerfile)
        return;
    const dockerfile::DockerfileFacts &facts = *found.dockerfile;
    say(u"baseImage", shown(facts.baseImage.value), QStringLiteral("FROM"), facts.baseImage.line);
    const ImageFacts *base = baseFacts(found);
    if (facts.user)
        say(u"defaultUser", shown(facts.user->value), QStringLiteral("USER"), facts.user->line);
    else if (facts.baseImage.value == u"scratch")
        say(u"defaultUser", QString(), QStringLiteral("FROM"), facts.baseImage.line);
    else if (base && !base->defaultUser.isEmpty())
        m_records.set(image.properties, RecordKind::Image, QStringLiteral("defaultUser"),
                      base->defaultUser, ClaimSource::ImageTable, imageTablePlace(*base));
    if (facts.healthCheck)
        say(u"healthCheck",
            facts.healthCheck->value ? QStringLiteral("defined") : QStringLiteral("none"),
            QStringLiteral("HEALTHCHECK"), facts.healthCheck->line);
    else if (facts.baseImage.value == u"scratch")
        say(u"healthCheck", QStringLiteral("none"), QStringLiteral("FROM"), facts.baseImage.line);
    else if (base && !base->healthCheck.isEmpty())
        m_records.set(image.properties, RecordKind::Image, QStringLiteral("healthCheck"),
                      base->healthCheck, ClaimSource::ImageTable, imageTablePlace(*base));
    ValueList ports;
    for (const auto &port : facts.exposedPorts)
        ports += port.value;
    if (!ports.isEmpty())
        say(u"exposedPorts", ports, QStringLiteral("EXPOSE"), facts.exposedPorts.first().line);
    if (!facts.secrets.isEmpty())
        say(u"secretsInLayers", true,
            facts.secrets.first().instruction + u' ' + facts.secrets.first().name,
            facts.secrets.first().line);
    if (facts.remoteAdd)
        say(u"remoteAdd", facts.remoteAdd->value, QStringLiteral("ADD"), facts.remoteAdd->line);
}

const ImageFacts *ComposeModel::baseFacts(const ServiceImage &image) const
{
    return image.dockerfile ? knownImage(m_reading.context, image.dockerfile->baseImage.value).facts
                            : nullptr;
}

ServiceImage ComposeModel::builtImage(const ComposeService &service)
{
    const BuildSettings &build = *service.build;
    const QString context = pathBelow(service.folder, build.context);
    QString name = service.image.isKnownScalar() ? shown(service.image.text()) : QString();
    if (name.isEmpty()) {
        const QString folder = context.section(u'/', -1);
        const bool plain = !folder.isEmpty() && folder != u"." && folder != u".."
            && !folder.contains(u'$') && !build.context.contains(QStringLiteral("://"));
        name = shown(plain ? folder : service.name);
    }
    // Without a context of its own, an inline Dockerfile belongs to its service alone.
    const bool shared = build.inlineDockerfile.isEmpty() && !build.context.contains(u'$')
        && !build.dockerfile.contains(u'$');
    QString key = QStringLiteral("build.") + shown(context) + u'|' + shown(build.dockerfile) + u'|'
        + shown(build.target);
    if (!shared)
        key = QStringLiteral("services.") + service.name + QStringLiteral(".build");
    const auto known = m_builtImages.constFind(key);
    if (known != m_builtImages.constEnd())
        return *known;
    ServiceImage found;
    readDockerfile(service, found);
    const QString base = found.dockerfile ? found.dockerfile->baseImage.value : QString();
    found.family = knownImage(m_reading.context, base).family;
    // A service that is called like a well-known image is a build of it.
    if (!found.dockerfile)
        found.family = knownImage(m_reading.context, service.name).family;
    Image image;
    image.id = ImageId(m_records.id('i', key));
    image.reference = name;
    image.platform = QStringLiteral("compose");
    image.builtHere = true;
    image.sourceKey = sourceKey(build.origin, key);
    m_records.noteLine(placeAt(build.origin, key));
    describeBuiltImage(image, found, service);
    if (const auto parsed = ImageReference::parse(base); parsed && base != u"scratch")
        found.registry = parsed->registry;
    found.id = image.id;
    m_images.insert(key, image);
    m_builtImages.insert(key, found);
    return found;
}

} // namespace drawbridge::compose
