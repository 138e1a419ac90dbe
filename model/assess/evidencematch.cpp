#include "model/assess/evidencematch.h"

#include "model/core/names.h"

#include <QRegularExpression>

namespace drawbridge {

namespace {

EvidenceMatch unmatched(const QString &reason)
{
    EvidenceMatch match;
    match.reason = reason;
    return match;
}

QStringList stepsOf(const QString &path)
{
    return path.split(u'/', Qt::SkipEmptyParts);
}

struct CommonSteps
{
    qsizetype length = 0;
    // Behind the last of them.
    qsizetype end = 0;
};

// The last steps of `wanted` that stand next to each other in `steps`, from anywhere.
CommonSteps commonSteps(const QStringList &wanted, const QStringList &steps)
{
    CommonSteps longest;
    for (qsizetype end = 1; end <= steps.size(); ++end) {
        qsizetype length = 0;
        while (length < wanted.size() && length < end
               && wanted[wanted.size() - 1 - length] == steps[end - 1 - length])
            ++length;
        if (length > longest.length)
            longest = {length, end};
    }
    return longest;
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

EvidenceMatcher::EvidenceMatcher(const ThreatModel &model)
    : m_model(model)
    , m_places(model)
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
                m_contexts.append(
                    {stepsOf(source->path.section(u'/', 0, -2)), element.id, image->id});
            }
        }
    }
}

template <typename Find>
static EvidenceMatch remembered(QHash<QString, EvidenceMatch> &known, const QString &name,
                                Find &&find)
{
    auto found = known.find(name);
    if (found == known.end())
        found = known.insert(name, find());
    return *found;
}

EvidenceMatch EvidenceMatcher::match(const QString &tool, const EvidenceResult &result) const
{
    EvidenceMatch match;
    switch (result.subject.kind) {
    case SubjectKind::Image:
        match = remembered(m_images, result.subject.name + u'@' + result.subject.digest,
                           [&] { return matchImage(result.subject); });
        match.topic = EvidenceTopic::Image;
        match.file = result.path;
        return match;
    case SubjectKind::Container:
        match = remembered(m_containers, result.subject.name,
                           [&] { return matchContainer(result.subject.name); });
        match.topic = EvidenceTopic::Container;
        match.file = result.path;
        return match;
    case SubjectKind::Host:
        match = tool == u"kube-bench" ? matchOnly(BoundaryKind::Cluster, "cluster")
                                      : matchOnly(BoundaryKind::Host, "host");
        match.topic = EvidenceTopic::Host;
        return match;
    case SubjectKind::File:
        return matchFile(result.path.isEmpty() ? result.subject.name : result.path, result.line);
    case SubjectKind::Package:
    case SubjectKind::Url:
        break;
    }
    return unmatched(QStringLiteral("the scan does not say where the package is used"));
}

// The ports of a service are part of it; an endpoint stands for itself.
static std::pair<RecordKind, IdText> describedBy(const ThreatModel &model,
                                                 const SourcePlaces::Place &place)
{
    const Interface *interface = place.kind == RecordKind::Interface
        ? model.interfaces.find(InterfaceId(place.record))
        : nullptr;
    if (interface && interface->kind != InterfaceKind::HttpRoute)
        return {RecordKind::Element, interface->owner};
    return {place.kind, place.record};
}

EvidenceMatch EvidenceMatcher::matchSource(const Source &source, const QString &path,
                                           int line) const
{
    const SourcePlaces::Place *place = m_places.at(source.id, line);
    if (!place)
        return {};
    const auto [kind, record] = describedBy(m_model, *place);
    EvidenceMatch match;
    match.kind = kind;
    match.record = record;
    match.reason = QStringLiteral("line %1 of %2 describes %3")
                       .arg(line)
                       .arg(path, recordName(m_model, kind, record));
    match.topic = kind == RecordKind::Interface ? EvidenceTopic::Code : EvidenceTopic::Deployment;
    match.file = source.path;
    return match;
}

EvidenceMatcher::FileMatch EvidenceMatcher::lookUpFile(const QString &path) const
{
    FileMatch file;
    const QStringList steps = stepsOf(path);
    for (const Source &source : m_model.sources) {
        const QStringList imported = stepsOf(source.path);
        const bool isSame = source.format != u"dockerfile" && !steps.isEmpty()
            && !imported.isEmpty() && imported.last() == steps.last()
            && commonSteps(imported, steps).length >= std::min(imported.size(), steps.size());
        if (isSame)
            file.sources += &source;
    }
    file.context = matchContext(path);
    return file;
}

EvidenceMatch EvidenceMatcher::matchFile(const QString &path, int line) const
{
    if (path.isEmpty())
        return unmatched(QStringLiteral("the scan names no file"));
    auto file = m_files.find(path);
    if (file == m_files.end())
        file = m_files.insert(path, lookUpFile(path));
    for (const Source *source : std::as_const(file->sources)) {
        const EvidenceMatch match = matchSource(*source, path, line);
        if (match.isMatched())
            return match;
    }
    return file->context;
}

EvidenceMatch EvidenceMatcher::matchContext(const QString &path) const
{
    const QStringList steps = stepsOf(path);
    const QStringList folders = steps.mid(0, steps.size() - 1);
    const BuildContext *best = nullptr;
    CommonSteps most;
    bool several = false;
    bool sameImage = true;
    for (const BuildContext &context : m_contexts) {
        const CommonSteps common = commonSteps(context.folders, folders);
        // What is built from the root of the project holds everything that nothing else does.
        const bool isRoot = context.folders.isEmpty() && !path.startsWith(u'/');
        if ((common.length == 0 && !isRoot) || common.length < most.length)
            continue;
        const bool isTie = common.length == most.length && best;
        several = isTie && (several || best->element != context.element);
        sameImage = !isTie || (sameImage && best->image == context.image);
        most = common;
        best = &context;
    }
    if (!best)
        return unmatched(QStringLiteral("%1 lies in no known build context").arg(path));
    if (several && !sameImage)
        return unmatched(
            QStringLiteral("%1 fits the build contexts of several services").arg(path));
    EvidenceMatch match;
    match.kind = several ? RecordKind::Image : RecordKind::Element;
    match.record = several ? IdText(best->image) : IdText(best->element);
    match.reason = QStringLiteral("%1 lies in the build context of %2")
                       .arg(path, recordName(m_model, match.kind, match.record));
    match.topic = EvidenceTopic::Code;
    match.file = (best->folders + steps.mid(most.end)).join(u'/');
    return match;
}

static EvidenceMatch imageMatch(const Image &image, const QString &reason)
{
    EvidenceMatch match;
    match.kind = RecordKind::Image;
    match.record = image.id;
    match.reason = reason.arg(image.reference);
    return match;
}

EvidenceMatch EvidenceMatcher::matchImage(const EvidenceSubject &subject) const
{
    const QString wanted = plainReference(subject.name);
    for (const Image &image : m_model.images) {
        if (image.vanished)
            continue;
        if (!subject.digest.isEmpty() && image.reference.contains(subject.digest))
            return imageMatch(image, QStringLiteral("the digest of %1 is that of the scan"));
        if (!wanted.isEmpty() && plainReference(image.reference) == wanted)
            return imageMatch(image, QStringLiteral("the scan is of %1"));
    }
    return matchBuiltImage(subject.name);
}

// Compose calls what it builds after the project and the service: "shop-web".
EvidenceMatch EvidenceMatcher::matchBuiltImage(const QString &reference) const
{
    const QString name = plainReference(reference).section(u':', 0, -2);
    const Image *found = nullptr;
    QString service;
    for (const Element &element : m_model.elements) {
        const Image *image = m_model.images.find(element.image);
        if (!image || !image->builtHere || element.vanished || !isNameOf(name, element.name))
            continue;
        if (found && found != image && service.size() == element.name.size())
            return unmatched(QStringLiteral("%1 fits the images of several services").arg(name));
        if (!found || element.name.size() > service.size()) {
            found = image;
            service = element.name;
        }
    }
    if (!found)
        return unmatched(QStringLiteral("no service runs the image %1").arg(reference));
    return imageMatch(*found,
                      QStringLiteral("the image %1 is called after %2, which is built as %3")
                          .arg(reference, service, QStringLiteral("%1")));
}

EvidenceMatch EvidenceMatcher::matchContainer(const QString &name) const
{
    // Some scans put a port or an address behind the name.
    const QString plain = name.section(u':', 0, 0);
    const Element *found = nullptr;
    for (const Element &element : m_model.elements) {
        if (!element.hasRuntime || element.vanished || !isNameOf(plain, element.name))
            continue;
        // "shop-web" is called after the service of its whole name, not after web.
        if (found && found->name.size() == element.name.size())
            return unmatched(QStringLiteral("%1 fits several services").arg(plain));
        if (!found || element.name.size() > found->name.size())
            found = &element;
    }
    if (!found)
        return unmatched(QStringLiteral("no service is called %1").arg(plain));
    EvidenceMatch match;
    match.record = found->id;
    match.reason = QStringLiteral("the container %1 is called after %2").arg(plain, found->name);
    return match;
}

EvidenceMatch EvidenceMatcher::matchOnly(BoundaryKind kind, const char *word) const
{
    const QString name = QString::fromLatin1(word);
    const TrustBoundary *only = nullptr;
    for (const TrustBoundary &boundary : m_model.boundaries) {
        if (boundary.kind != kind || boundary.vanished)
            continue;
        if (only)
            return unmatched(QStringLiteral("the model has several %1s").arg(name));
        only = &boundary;
    }
    if (!only)
        return unmatched(QStringLiteral("the model has no %1").arg(name));
    EvidenceMatch match;
    match.kind = RecordKind::Boundary;
    match.record = only->id;
    match.reason = QStringLiteral("the scan is of the %1, and the model has one").arg(name);
    return match;
}

} // namespace drawbridge
