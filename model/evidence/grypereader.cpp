#include "model/evidence/grypereader.h"

#include "model/evidence/scanwords.h"

namespace drawbridge {

QString GrypeReader::tool() const
{
    return QStringLiteral("grype");
}

bool GrypeReader::recognises(const QSet<QString> &paths) const
{
    return paths.contains(QStringLiteral("/matches"))
        && (paths.contains(QStringLiteral("/matches/*/vulnerability"))
            || paths.contains(QStringLiteral("/descriptor")));
}

QStringList GrypeReader::patterns() const
{
    return {QStringLiteral("/matches/*"), QStringLiteral("/source"),
            QStringLiteral("/descriptor/version"), QStringLiteral("/descriptor/timestamp")};
}

static EvidenceSubject subjectOfSource(const Value &source)
{
    if (textOf(source, u"type") != u"image")
        return {SubjectKind::File, scannedPath(textOf(source, u"target")), {}};
    QString digest = textOf(source, u"target/manifestDigest");
    if (digest.isEmpty())
        digest = textOf(source, u"target/imageID");
    return {SubjectKind::Image, textOf(source, u"target/userInput"), digest};
}

Result<void> GrypeReader::take(const JsonItem &item, ScanRuns &runs)
{
    const QString *text = item.value.asString();
    if (item.pattern == 1) {
        m_source = subjectOfSource(item.value);
        return {};
    }
    if (item.pattern == 2) {
        runs.run().version = text ? *text : QString();
        return {};
    }
    if (item.pattern == 3) {
        runs.run().time = text ? *text : QString();
        return {};
    }
    EvidenceResult result;
    result.check = textOf(item.value, u"vulnerability/id");
    result.severity =
        severityFromWord(textOf(item.value, u"vulnerability/severity"), Severity::Low);
    QStringList ids {result.check};
    const Value related = memberOf(item.value, u"relatedVulnerabilities");
    const ValueList *others = related.asList();
    for (qsizetype i = 0; others && i < others->size(); ++i)
        ids += textOf(others->at(i), u"id");
    result.cve = cvesIn(ids);
    result.package = {
        textOf(item.value, u"artifact/name"), textOf(item.value, u"artifact/version"),
        textsOf(item.value, u"vulnerability/fix/versions").join(QStringLiteral(", "))};
    result.title = result.check + QStringLiteral(" in ") + result.package.package;
    const Value exploited = memberOf(item.value, u"vulnerability/knownExploited");
    const ValueList *known = exploited.asList();
    result.knownExploited = known && !known->isEmpty();
    const Value locations = memberOf(item.value, u"artifact/locations");
    if (const ValueList *places = locations.asList(); places && !places->isEmpty())
        result.path = scannedPath(textOf(places->first(), u"path"));
    return runs.add(std::move(result));
}

void GrypeReader::finish(ScanRuns &runs)
{
    runs.addScanned(m_source);
    for (EvidenceResult &result : runs.run().results) {
        result.subject = m_source.kind == SubjectKind::Image
            ? m_source
            : EvidenceSubject {SubjectKind::File, result.path, {}};
    }
}

} // namespace drawbridge
