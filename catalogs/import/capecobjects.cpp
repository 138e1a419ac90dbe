#include "catalogs/import/capecobjects.h"

#include "catalogs/import/catalognames.h"
#include "catalogs/import/catalogoverlay.h"
#include "catalogs/import/stixwords.h"
#include "model/engine/catalogids.h"

#include <QHash>

#include <algorithm>

namespace drawbridge {

static bool isNumbered(const QString &id, const QString &prefix)
{
    return id.size() > prefix.size() && id.size() <= prefix.size() + 6 && id.startsWith(prefix)
        && std::all_of(id.begin() + prefix.size(), id.end(),
                       [](QChar c) { return c >= u'0' && c <= u'9'; });
}

static QStringList numberedIds(const Value &object, QStringView source,
                               QString (*normal)(QStringView), const QString &prefix)
{
    QStringList ids;
    for (const QString &written : stixExternalIds(object, source)) {
        const QString id = normal(written);
        if (isNumbered(id, prefix) && !ids.contains(id))
            ids += id;
    }
    std::sort(ids.begin(), ids.end(),
              [](const QString &a, const QString &b) { return catalogIdLess(a, b); });
    return ids;
}

void CapecObjects::take(const Value &object)
{
    // Techniques of ATT&CK refer to CAPEC, too; only its own objects carry its members.
    const bool isOwn = !textOf(object, u"x_capec_version").isEmpty()
        || !textOf(object, u"x_capec_abstraction").isEmpty();
    if (!isOwn || textOf(object, u"type") != u"attack-pattern")
        return;
    PatternObject pattern;
    pattern.id = numberedIds(object, u"capec", normalCapecId, QStringLiteral("CAPEC-")).value(0);
    pattern.name = catalogName(textOf(object, u"name"));
    if (pattern.id.isEmpty() || pattern.name.isEmpty())
        return;
    pattern.modified = textOf(object, u"modified");
    pattern.likelihood = catalogName(textOf(object, u"x_capec_likelihood_of_attack"));
    pattern.severity = catalogName(textOf(object, u"x_capec_typical_severity"));
    pattern.abstraction = catalogName(textOf(object, u"x_capec_abstraction"));
    pattern.status = catalogName(textOf(object, u"x_capec_status"));
    if (stixFlag(object, u"revoked"))
        pattern.status = QStringLiteral("Deprecated");
    pattern.cwe = numberedIds(object, u"cwe", normalCweId, QStringLiteral("CWE-"));
    for (const QString &written : stixExternalIds(object, u"ATTACK")) {
        const QString id = normalTechniqueId(written);
        if (isTechniqueId(id) && !pattern.attack.contains(id))
            pattern.attack += id;
    }
    pattern.parentRefs = textsOf(object, u"x_capec_child_of_refs");
    m_version = std::max(m_version, catalogName(textOf(object, u"x_capec_version")), catalogIdLess);
    const QString stixId = textOf(object, u"id");
    const auto other = m_patterns.constFind(stixId);
    if (other == m_patterns.constEnd() || other->modified < pattern.modified)
        m_patterns.insert(stixId, std::move(pattern));
}

// Parents that the bundle does not hold stay as they were known.
Capec CapecObjects::patternOf(const PatternObject &object, const Capec *before) const
{
    Capec pattern = object;
    bool isWhole = true;
    for (const QString &reference : object.parentRefs) {
        const auto parent = m_patterns.constFind(reference);
        isWhole = isWhole && parent != m_patterns.constEnd();
        if (parent != m_patterns.constEnd() && !pattern.parents.contains(parent->id))
            pattern.parents += parent->id;
    }
    if (!isWhole && before)
        pattern.parents = before->parents;
    std::sort(pattern.parents.begin(), pattern.parents.end(),
              [](const QString &a, const QString &b) { return catalogIdLess(a, b); });
    return pattern;
}

ImportedParts CapecObjects::apply(CatalogContent &content) const
{
    QHash<QString, Capec> rows;
    for (Capec &row : content.capecs)
        rows.insert(row.id, std::move(row));
    QSet<QString> weaknesses;
    for (const Cwe &cwe : content.cwes)
        weaknesses.insert(cwe.id);
    int taken = 0;
    for (const PatternObject &object : m_patterns) {
        const auto before = rows.constFind(object.id);
        const bool isGone = object.status == u"Deprecated" || object.status == u"Obsolete";
        if (isGone && before == rows.constEnd())
            continue;
        ++taken;
        const Capec pattern = patternOf(object, before == rows.constEnd() ? nullptr : &*before);
        for (const QString &cwe : pattern.cwe) {
            if (!weaknesses.contains(cwe))
                content.cwes.push_back({cwe, {}});
            weaknesses.insert(cwe);
        }
        rows.insert(pattern.id, pattern);
    }
    content.capecs.assign(rows.begin(), rows.end());
    content.versions.capec = m_version.isEmpty() ? QStringLiteral("unknown") : m_version;
    ImportedParts imported;
    imported.parts.push_back({catalogpart::Capec.toString(),
                              content.versions.capec,
                              QStringLiteral("CAPEC"),
                              {},
                              {},
                              taken});
    return imported;
}

} // namespace drawbridge
