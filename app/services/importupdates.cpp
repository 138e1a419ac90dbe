#include "app/services/importupdates.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace drawbridge {

QList<SourceId> missingSources(const ThreatModel &model, const QString &projectFolder)
{
    QList<SourceId> missing;
    for (const Source &source : model.sources) {
        if (!QFileInfo::exists(QDir(projectFolder).filePath(source.path)))
            missing += source.id;
    }
    return missing;
}

QList<SameAs> pairsOf(const QList<RenameCandidate> &renames)
{
    QList<SameAs> pairs;
    QSet<IdText> used;
    for (const RenameCandidate &rename : renames) {
        if (used.contains(rename.before) || used.contains(rename.after))
            continue;
        used << rename.before << rename.after;
        pairs.append({rename.record, rename.before, rename.after});
    }
    return pairs;
}

static Result<ElementId> elementCalled(const ThreatModel &model, const QString &name)
{
    QList<ElementId> found;
    for (const Element &element : model.elements) {
        if (element.id.toString() == name)
            return element.id;
        if (element.name == name)
            found += element.id;
    }
    if (found.size() == 1)
        return found.first();
    return Error {ErrorCode::NotFound,
                  (found.isEmpty()
                       ? QStringLiteral("the model has no element '%1'")
                       : QStringLiteral("several elements are called '%1'; give the id"))
                      .arg(name),
                  {}};
}

// The one record of a kind of change that goes by a name or id.
static IdText differenceCalled(const ModelDiff &diff, DifferenceKind change, RecordKind kind,
                               const QString &name)
{
    IdText found;
    for (const RecordDifference &record : diff.records) {
        if (record.kind != change || record.record != kind)
            continue;
        if (record.after.toString() == name)
            return record.after;
        if (record.name == name)
            found = found.isEmpty() ? record.after : IdText();
    }
    return found;
}

static Result<SameAs> pairFor(const QString &answer, const ModelDiff &plain)
{
    const qsizetype split = answer.indexOf(u'=');
    if (split <= 0 || split == answer.size() - 1)
        return Error {
            ErrorCode::Usage, QStringLiteral("--same needs OLD=NEW, not '%1'").arg(answer), {}};
    const QString before = answer.left(split);
    const QString after = answer.mid(split + 1);
    for (const RecordKind kind : {RecordKind::Element, RecordKind::Boundary}) {
        const IdText existing = differenceCalled(plain, DifferenceKind::Vanished, kind, before);
        const IdText imported = differenceCalled(plain, DifferenceKind::Added, kind, after);
        if (!existing.isEmpty() && !imported.isEmpty())
            return SameAs {kind, existing, imported};
    }
    return Error {ErrorCode::NotFound,
                  QStringLiteral("--same %1: there is no '%2' that vanishes and '%3' that is added")
                      .arg(answer, before, after),
                  {}};
}

static QList<BoundaryId> hostsCalled(const ThreatModel &model, const QString &name)
{
    QList<BoundaryId> found;
    for (const TrustBoundary &boundary : model.boundaries) {
        if (boundary.kind == BoundaryKind::Host
            && (boundary.name == name || boundary.id.toString() == name))
            found += boundary.id;
    }
    return found;
}

// A name of --attach-to: a host, for what is told of one, or an element, for endpoints.
static Result<void> attachAsAnswered(const ThreatModel &existing, const QString &name,
                                     BoundaryId *host, UpdateOptions &options)
{
    if (name.isEmpty())
        return {};
    const QList<BoundaryId> hosts = hostsCalled(existing, name);
    if (hosts.size() == 1) {
        *host = hosts.first();
        return {};
    }
    const Result<ElementId> element = elementCalled(existing, name);
    if (!element)
        return element.error();
    options.attachTo = *element;
    return {};
}

// The host of a configuration file, when the model has hosts and nothing says which one it is.
static BoundaryId unplacedHost(const ThreatModel &existing, const ImportUpdate &plain)
{
    qsizetype hosts = 0;
    for (const TrustBoundary &boundary : existing.boundaries)
        hosts += boundary.kind == BoundaryKind::Host && !boundary.vanished;
    for (const RecordDifference &record : plain.diff.records) {
        if (record.kind != DifferenceKind::Added || record.record != RecordKind::Boundary)
            continue;
        const TrustBoundary *added = plain.model.boundaries.find(BoundaryId(record.after));
        const Source *source = added ? plain.model.sources.find(added->sourceKey.source) : nullptr;
        if (hosts > 0 && source && source->format == u"daemon-json"
            && added->kind == BoundaryKind::Host)
            return added->id;
    }
    return {};
}

Result<ImportUpdate> updateProject(const ThreatModel &existing, const ThreatModel &imported,
                                   const QString &projectFolder, const PropertySchema &schema,
                                   const UpdateAnswers &answers)
{
    UpdateOptions options;
    options.missing = missingSources(existing, projectFolder);
    BoundaryId host;
    if (const auto attached = attachAsAnswered(existing, answers.attachTo, &host, options);
        !attached)
        return attached.error();
    ImportUpdate plain = updateByImport(existing, imported, schema, options);
    if (const BoundaryId unplaced = unplacedHost(existing, plain); !unplaced.isEmpty()) {
        if (host.isEmpty())
            return Error {ErrorCode::Usage,
                          QStringLiteral("the model has several hosts: say with --attach-to which "
                                         "one the file is of"),
                          {}};
        options.sameAs.append({RecordKind::Boundary, host, unplaced});
        plain = updateByImport(existing, imported, schema, options);
    }
    if (answers.same.isEmpty() && !(answers.acceptRenames && !plain.diff.renames.isEmpty()))
        return plain;
    for (const QString &answer : answers.same) {
        const Result<SameAs> pair = pairFor(answer, plain.diff);
        if (!pair)
            return pair.error();
        options.sameAs += *pair;
    }
    if (answers.acceptRenames) {
        QSet<IdText> answered;
        for (const SameAs &pair : std::as_const(options.sameAs))
            answered << pair.existing << pair.imported;
        for (const SameAs &pair : pairsOf(plain.diff.renames)) {
            if (!answered.contains(pair.existing) && !answered.contains(pair.imported))
                options.sameAs += pair;
        }
    }
    return updateByImport(existing, imported, schema, options);
}

} // namespace drawbridge
