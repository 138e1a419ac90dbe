#include "model/evidence/sarifreader.h"

#include "model/evidence/sarifpackages.h"
#include "model/evidence/scanwords.h"

namespace drawbridge {

static const QString HardCodedSecret = QStringLiteral("CWE-798");

QString SarifReader::tool() const
{
    return QStringLiteral("sarif");
}

bool SarifReader::recognises(const QSet<QString> &paths) const
{
    return paths.contains(QStringLiteral("/runs"))
        && (paths.contains(QStringLiteral("/version")) || paths.contains(QStringLiteral("/$schema"))
            || paths.contains(QStringLiteral("/runs/*/tool")));
}

QStringList SarifReader::patterns() const
{
    return {QStringLiteral("/runs/*/results/*"),         QStringLiteral("/runs/*/tool/driver"),
            QStringLiteral("/runs/*/properties"),        QStringLiteral("/runs/*/invocations/*"),
            QStringLiteral("/runs/*/tool/extensions/*"), QStringLiteral("/runs/*$"),
            QStringLiteral("/runs/*/artifacts/*")};
}

// "Docker Scout" and "docker scout" are one tool, and so are "Semgrep OSS" and "Semgrep PRO".
static QString toolName(const QString &written)
{
    const QString name = written.trimmed().toLower().replace(u' ', u'-');
    for (const char *known : {"semgrep", "docker-scout", "trivy", "grype", "checkov", "bandit",
                              "codeql", "hadolint", "dockle", "njsscan", "gosec", "gitleaks"}) {
        if (name.startsWith(QLatin1String(known)))
            return QString::fromLatin1(known);
    }
    return name;
}

void SarifReader::takeRules(const Value &driver)
{
    const Value listed = memberOf(driver, u"rules");
    const ValueList *list = listed.asList();
    for (qsizetype i = 0; list && i < list->size(); ++i) {
        const Value &each = list->at(i);
        SarifRule rule;
        rule.id = textOf(each, u"id");
        rule.title = textOf(each, u"shortDescription/text");
        if (rule.title.isEmpty())
            rule.title = textOf(each, u"name");
        const QString level = textOf(each, u"defaultConfiguration/level");
        rule.severity = severityFromWord(level);
        bool isNumber = false;
        const double score = textOf(each, u"properties/security-severity").toDouble(&isNumber);
        if (isNumber) {
            rule.severity = severityFromScore(score);
            rule.isScored = true;
        }
        for (const QString &tag :
             textsOf(each, u"properties/tags") + textsOf(each, u"properties/cwe")) {
            const QString cwe =
                tag.contains(QStringLiteral("cwe"), Qt::CaseInsensitive) ? cweFrom(tag) : QString();
            if (!cwe.isEmpty() && !rule.cwe.contains(cwe))
                rule.cwe += cwe;
            // Trivy marks its secrets so.
            if (tag == u"secret" && !rule.cwe.contains(HardCodedSecret))
                rule.cwe += HardCodedSecret;
        }
        rule.packageUrl = textsOf(each, u"properties/purls").value(0);
        if (rule.packageUrl.isEmpty())
            rule.packageUrl = textOf(each, u"properties/purl");
        rule.fixedVersion = textOf(each, u"properties/fixed_version");
        m_ruleById.insert(rule.id, m_rules.size());
        m_rules.append(std::move(rule));
    }
}

static EvidenceOutcome outcomeOfKind(const QString &kind)
{
    if (kind == u"pass")
        return EvidenceOutcome::Pass;
    if (kind == u"notApplicable" || kind == u"informational")
        return EvidenceOutcome::NotApplicable;
    return kind == u"open" || kind == u"review" ? EvidenceOutcome::Error : EvidenceOutcome::Fail;
}

// Rejected suppressions, and those under review, do not count.
static QString suppressionOf(const Value &result)
{
    const Value listed = memberOf(result, u"suppressions");
    const ValueList *list = listed.asList();
    for (qsizetype i = 0; list && i < list->size(); ++i) {
        const QString status = textOf(list->at(i), u"status");
        if (status == u"rejected" || status == u"underReview")
            continue;
        const QString reason = textOf(list->at(i), u"justification");
        return !reason.isEmpty() ? reason
            : textOf(list->at(i), u"kind") == u"inSource"
            ? QStringLiteral("suppressed in the source")
            : QStringLiteral("suppressed in the scan");
    }
    return {};
}

Result<void> SarifReader::takeResult(const Value &value, ScanRuns &runs)
{
    if (textOf(value, u"baselineState") == u"absent")
        return {};
    FromRule asked;
    asked.id = textOf(value, u"ruleId");
    if (asked.id.isEmpty())
        asked.id = textOf(value, u"rule/id");
    const Value index = memberOf(value, u"ruleIndex");
    if (const qint64 *number = index.asInt(); number && *number >= 0 && *number < 1'000'000)
        asked.index = static_cast<int>(*number);
    const QString level = textOf(value, u"level");
    asked.hasLevel = !level.isEmpty();
    EvidenceResult result;
    result.check = asked.id;
    result.message = textOf(value, u"message/text");
    result.outcome = outcomeOfKind(textOf(value, u"kind"));
    result.severity = severityFromWord(level);
    result.suppressed = suppressionOf(value);
    const Value locations = memberOf(value, u"locations");
    if (const ValueList *list = locations.asList(); list && !list->isEmpty()) {
        const Value &first = list->first();
        result.path = scannedPath(textOf(first, u"physicalLocation/artifactLocation/uri"));
        result.line = numberOf(first, u"physicalLocation/region/startLine");
    }
    result.subject = {SubjectKind::File, result.path, {}};
    m_asked.append(asked);
    return runs.add(std::move(result));
}

Result<void> SarifReader::take(const JsonItem &item, ScanRuns &runs)
{
    if (std::exchange(m_mustBegin, false))
        runs.beginRun();
    switch (item.pattern) {
    case 0:
        return takeResult(item.value, runs);
    case 1:
        runs.run().tool = toolName(textOf(item.value, u"name"));
        runs.run().version = textOf(item.value, u"semanticVersion");
        if (runs.run().version.isEmpty())
            runs.run().version = textOf(item.value, u"version");
        takeRules(item.value);
        return {};
    case 2:
        m_imageName = textOf(item.value, u"imageName");
        m_imageDigest = textsOf(item.value, u"repoDigests").value(0).section(u'@', -1);
        if (m_imageDigest.isEmpty())
            m_imageDigest = textOf(item.value, u"imageID");
        return {};
    case 3:
        runs.run().time = textOf(item.value, u"endTimeUtc");
        if (runs.run().time.isEmpty())
            runs.run().time = textOf(item.value, u"startTimeUtc");
        return {};
    case 4:
        takeRules(item.value);
        return {};
    case 6:
        runs.addScanned({SubjectKind::File, scannedPath(textOf(item.value, u"location/uri")), {}});
        return {};
    default:
        endRun(runs);
        return {};
    }
}

const SarifReader::SarifRule *SarifReader::ruleFor(const FromRule &asked) const
{
    if (asked.index >= 0 && asked.index < m_rules.size()
        && (asked.id.isEmpty() || asked.id == m_rules[asked.index].id
            || asked.id.startsWith(m_rules[asked.index].id + u'/')))
        return &m_rules[asked.index];
    const auto found = m_ruleById.constFind(asked.id);
    return found == m_ruleById.cend() ? nullptr : &m_rules[*found];
}

void SarifReader::nameSarifPackage(const SarifRule *rule, EvidenceResult &result)
{
    result.package = packageInSarif(result.message, rule ? rule->packageUrl : QString(),
                                    rule ? rule->fixedVersion : QString());
    const QString image = imageInSarif(result.message);
    if (!image.isEmpty())
        result.subject = {SubjectKind::Image, image, {}};
    // Its rules carry the package behind the number.
    result.check = result.cve.first();
}

void SarifReader::endRun(ScanRuns &runs)
{
    EvidenceRun &run = runs.run();
    for (qsizetype i = 0; i < run.results.size() && i < m_asked.size(); ++i) {
        EvidenceResult &result = run.results[i];
        if (const SarifRule *rule = ruleFor(m_asked[i])) {
            if (result.check.isEmpty())
                result.check = rule->id;
            result.title = rule->title;
            result.cwe = rule->cwe;
            if (rule->isScored || !m_asked[i].hasLevel)
                result.severity = rule->severity;
        }
        if (result.title.isEmpty())
            result.title = result.message.section(u'\n', 0, 0);
        result.cve = cvesIn({result.check, result.check.left(result.check.indexOf(u'-', 9))});
        if (!result.cve.isEmpty())
            nameSarifPackage(ruleFor(m_asked[i]), result);
        if (!m_imageName.isEmpty())
            result.subject = {SubjectKind::Image, m_imageName, m_imageDigest};
    }
    m_rules.clear();
    m_ruleById.clear();
    m_asked.clear();
    m_imageName.clear();
    m_imageDigest.clear();
    m_mustBegin = true;
}

} // namespace drawbridge
