#include "model/assess/evidencematch.h"

#include "model/core/names.h"

#include <QRegularExpression>

namespace drawbridge {

namespace {

EvidenceMatch unmatched(const QString &reason)
{
    return {RecordKind::Element, {}, reason};
}

QStringList stepsOf(const QString &path)
{
    return path.split(u'/', Qt::SkipEmptyParts);
}

// How many of the last steps of `wanted` stand next to each other in `steps`, from anywhere.
qsizetype commonTail(const QStringList &wanted, const QStringList &steps)
{
    qsizetype longest = 0;
    for (qsizetype end = 1; end <= steps.size(); ++end) {
        qsizetype length = 0;
        while (length < wanted.size() && length < end
               && wanted[wanted.size() - 1 - length] == steps[end - 1 - length])
            ++length;
        longest = std::max(longest, length);
    }
    return longest;
}

// "docker.io/library/nginx:1.25@sha256:..." -> "nginx:1.25"
QString plainReference(const QString &reference)
{
    QString plain = reference.section(u'@', 0, 0);
    for (const char *prefix : {"docker.io/", "index.docker.io/", "library/"}) {
        const QString start = QString::fromLatin1(prefix);
        if (plain.startsWith(start))
            plain = plain.mid(start.size());
    }
    return plain.section(u'/', -1).contains(u':') || plain.isEmpty()
        ? plain
        : plain + QStringLiteral(":latest");
}

// "shop-web-1", "shop_web_1" and "web" are called after the service web.
bool isNameOf(const QString &container, const QString &service)
{
    static const QRegularExpression replica(QStringLiteral("[-_]\\d+$"));
    QString name = container;
    if (name.startsWith(u'/'))
        name = name.mid(1);
    if (name == service)
        return true;
    const QString plain = name.remove(replica);
    return plain == service || plain.endsWith(u'-' + service) || plain.endsWith(u'_' + service);
}

} // namespace

EvidenceMatcher::EvidenceMatcher(const ThreatModel &model)
    : m_model(model)
{
    for (const Element &element : model.elements) {
        const Image *image = model.images.find(element.image);
        if (!image || element.vanished)
            continue;
        QStringList known;
        for (const PropertyEntry &entry : image->properties.entries()) {
            for (const Claim &claim : entry.claims) {
                const Source *source = model.sources.find(claim.provenance.source);
                if (!source || source->format != u"dockerfile" || known.contains(source->path))
                    continue;
                known += source->path;
                m_contexts.append({stepsOf(source->path.section(u'/', 0, -2)), element.id});
            }
        }
    }
}

EvidenceMatch EvidenceMatcher::match(const EvidenceResult &result) const
{
    switch (result.subject.kind) {
    case SubjectKind::Image:
        return matchImage(result.subject);
    case SubjectKind::Container:
        return matchContainer(result.subject.name);
    case SubjectKind::Host:
        return matchHost();
    case SubjectKind::File:
        return matchFile(result.path.isEmpty() ? result.subject.name : result.path, result.line);
    case SubjectKind::Package:
    case SubjectKind::Url:
        break;
    }
    return unmatched(QStringLiteral("the scan does not say where the package is used"));
}

// A result in the file that was imported belongs to the record whose key begins last before it.
EvidenceMatch EvidenceMatcher::matchImportedFile(const QString &path, int line) const
{
    const QStringList steps = stepsOf(path);
    for (const Source &source : m_model.sources) {
        const QStringList imported = stepsOf(source.path);
        if (source.format == u"dockerfile" || steps.isEmpty()
            || commonTail(imported, steps) < std::min(imported.size(), steps.size())
            || imported.last() != steps.last())
            continue;
        const Element *best = nullptr;
        int bestLine = 0;
        for (const Element &element : m_model.elements) {
            if (element.sourceKey.source != source.id || element.vanished)
                continue;
            const int begins = source.lines.value(element.sourceKey.key);
            if (begins > 0 && begins <= line && begins > bestLine) {
                best = &element;
                bestLine = begins;
            }
        }
        if (best)
            return {RecordKind::Element, best->id,
                    QStringLiteral("line %1 of %2 describes %3").arg(line).arg(path, best->name)};
    }
    return {};
}

EvidenceMatch EvidenceMatcher::matchFile(const QString &path, int line) const
{
    if (path.isEmpty())
        return unmatched(QStringLiteral("the scan names no file"));
    const EvidenceMatch imported = matchImportedFile(path, line);
    if (imported.isMatched())
        return imported;
    const QStringList folders = stepsOf(path.section(u'/', 0, -2));
    const BuildContext *best = nullptr;
    qsizetype most = 0;
    bool several = false;
    for (const BuildContext &context : m_contexts) {
        const qsizetype common = commonTail(context.folders, folders);
        if (common == 0 || common < most)
            continue;
        several = common == most && best && best->element != context.element;
        most = common;
        best = &context;
    }
    if (several)
        return unmatched(
            QStringLiteral("%1 fits the build contexts of several services").arg(path));
    if (!best)
        return unmatched(QStringLiteral("%1 lies in no known build context").arg(path));
    return {RecordKind::Element, best->element,
            QStringLiteral("%1 lies in the build context of %2")
                .arg(path, recordName(m_model, RecordKind::Element, best->element))};
}

EvidenceMatch EvidenceMatcher::matchImage(const EvidenceSubject &subject) const
{
    const QString wanted = plainReference(subject.name);
    for (const Image &image : m_model.images) {
        if (image.vanished)
            continue;
        if (!subject.digest.isEmpty() && image.reference.contains(subject.digest))
            return {RecordKind::Image, image.id,
                    QStringLiteral("the digest of %1 is that of the scan").arg(image.reference)};
        if (!wanted.isEmpty() && plainReference(image.reference) == wanted)
            return {RecordKind::Image, image.id,
                    QStringLiteral("the scan is of %1").arg(image.reference)};
    }
    return unmatched(QStringLiteral("no service runs the image %1").arg(subject.name));
}

EvidenceMatch EvidenceMatcher::matchContainer(const QString &name) const
{
    const Element *found = nullptr;
    for (const Element &element : m_model.elements) {
        if (!element.hasRuntime || element.vanished || !isNameOf(name, element.name))
            continue;
        // "shop-web" is called after the service of its whole name, not after web.
        if (found && found->name.size() == element.name.size())
            return unmatched(QStringLiteral("%1 fits several services").arg(name));
        if (!found || element.name.size() > found->name.size())
            found = &element;
    }
    if (!found)
        return unmatched(QStringLiteral("no service is called %1").arg(name));
    return {RecordKind::Element, found->id,
            QStringLiteral("the container %1 is called after %2").arg(name, found->name)};
}

EvidenceMatch EvidenceMatcher::matchHost() const
{
    const TrustBoundary *host = nullptr;
    for (const TrustBoundary &boundary : m_model.boundaries) {
        if (boundary.kind != BoundaryKind::Host || boundary.vanished)
            continue;
        if (host)
            return unmatched(QStringLiteral("the model has several hosts"));
        host = &boundary;
    }
    if (!host)
        return unmatched(QStringLiteral("the model has no host"));
    return {RecordKind::Boundary, host->id,
            QStringLiteral("the scan is of the host, and the model has one")};
}

} // namespace drawbridge
