#include "model/import/knownimages.h"

namespace drawbridge {

KnownImage knownImage(const ImportContext &context, const QString &reference)
{
    KnownImage known;
    const auto parsed = ImageReference::parse(reference);
    known.validName = parsed.has_value();
    if (!parsed)
        return known;
    known.registry = parsed->registry;
    known.official = parsed->registry == u"docker.io"
        && parsed->repository.startsWith(QStringLiteral("library/"));
    if (context.images) {
        known.facts = context.images->find(*parsed);
        known.family = context.images->findAnyTag(*parsed);
    }
    return known;
}

ClaimPlace imageTablePlace(const ImageFacts &facts)
{
    return {{}, QStringLiteral("images.") + facts.name, 0};
}

void describeKnownImage(RecordAssembly &records, Image &image, const ImageFacts &facts)
{
    const ClaimPlace from = imageTablePlace(facts);
    const auto say = [&](const char16_t *name, const Value &value) {
        records.set(image.properties, RecordKind::Image, QString::fromUtf16(name), value,
                    ClaimSource::ImageTable, from);
    };
    if (!facts.defaultUser.isEmpty())
        say(u"defaultUser", facts.defaultUser);
    if (!facts.dropsTo.isEmpty())
        say(u"dropsRoot", true);
    if (!facts.healthCheck.isEmpty())
        say(u"healthCheck", facts.healthCheck);
    ValueList ports;
    for (const ImagePort &port : facts.ports)
        ports += QString::number(port.port) + u'/' + port.transport;
    if (!ports.isEmpty())
        say(u"exposedPorts", ports);
}

void describePulledImage(RecordAssembly &records, Image &image, const KnownImage &known)
{
    if (known.official)
        records.set(image.properties, RecordKind::Image, QStringLiteral("publisher"),
                    QStringLiteral("official"), ClaimSource::ImageTable,
                    {{}, QStringLiteral("images.docker.io/library"), 0});
    else if (known.facts && !known.facts->publisher.isEmpty())
        records.set(image.properties, RecordKind::Image, QStringLiteral("publisher"),
                    known.facts->publisher, ClaimSource::ImageTable, imageTablePlace(*known.facts));
    if (known.facts)
        describeKnownImage(records, image, *known.facts);
}

} // namespace drawbridge
