#include "catalogs/import/oscalcatalog.h"

#include "catalogs/import/catalognames.h"
#include "catalogs/import/catalogoverlay.h"
#include "model/text/jsonmembers.h"

#include <QHash>

namespace drawbridge {

bool OscalCatalog::recognises(const QSet<QString> &paths) const
{
    return paths.contains(QStringLiteral("/catalog/metadata"))
        || (paths.contains(QStringLiteral("/catalog"))
            && paths.contains(QStringLiteral("/catalog/groups")));
}

QStringList OscalCatalog::patterns() const
{
    return {QStringLiteral("/catalog/metadata"), QStringLiteral("/catalog/groups/*"),
            QStringLiteral("/catalog/controls/*")};
}

Result<void> OscalCatalog::take(const JsonItem &item)
{
    if (item.pattern == 0) {
        m_metadata = OscalMetadata::of(item.value);
        return m_metadata.check();
    }
    if (item.pattern == 1)
        takeGroup(item.value);
    else
        takeControl(item.value);
    return {};
}

template <typename Take>
static void forEachIn(const Value &parent, QStringView member, Take take)
{
    const Value members = memberOf(parent, member);
    if (const ValueList *list = members.asList()) {
        for (const Value &each : *list)
            take(each);
    }
}

// Groups may hold groups; the reader bounds the depth.
void OscalCatalog::takeGroup(const Value &group)
{
    const QString family = textOf(group, u"id").trimmed().toUpper();
    if (family.size() == 2)
        m_families.insert(family, catalogName(textOf(group, u"title")));
    forEachIn(group, u"groups", [this](const Value &each) { takeGroup(each); });
    forEachIn(group, u"controls", [this](const Value &each) { takeControl(each); });
}

// A label is written in up to three ways ("AC-2", "AC-02" twice); the id says the same as each.
static QString idOf(const Value &control)
{
    QString id = oscalControlId(textOf(control, u"id"));
    forEachIn(control, u"props", [&](const Value &property) {
        if (id.isEmpty() && textOf(property, u"name") == u"label")
            id = oscalControlId(textOf(property, u"value"));
    });
    return id;
}

static bool isWithdrawn(const Value &control)
{
    bool withdrawn = false;
    forEachIn(control, u"props", [&](const Value &property) {
        if (textOf(property, u"name") == u"status")
            withdrawn = textOf(property, u"value").compare(u"withdrawn", Qt::CaseInsensitive) == 0;
    });
    return withdrawn;
}

static QStringList withdrawnInto(const Value &control, const QString &id)
{
    QStringList targets;
    forEachIn(control, u"links", [&](const Value &link) {
        const QString relation = textOf(link, u"rel");
        if (relation != u"incorporated-into" && relation != u"moved-to")
            return;
        const QString target = oscalControlId(textOf(link, u"href"));
        if (!target.isEmpty() && target != id && !targets.contains(target))
            targets += target;
    });
    return targets;
}

// Enhancements stand inside of their control.
void OscalCatalog::takeControl(const Value &value)
{
    Control control;
    control.id = idOf(value);
    control.title = catalogName(textOf(value, u"title"));
    if (control.id.isEmpty() || control.title.isEmpty()) {
        ++m_unknown;
    } else {
        control.family = control.id.left(2);
        control.parent = control.id.contains(u'(') ? control.id.section(u'(', 0, 0) : QString();
        control.withdrawn = isWithdrawn(value);
        if (control.withdrawn)
            control.withdrawnInto = withdrawnInto(value, control.id);
        m_controls.insert(control.id, std::move(control));
    }
    forEachIn(value, u"controls", [this](const Value &each) { takeControl(each); });
}

static QHash<QString, QString> familyTitles(const CatalogContent &content)
{
    QHash<QString, QString> titles;
    for (const Control &control : content.controls)
        titles.insert(control.family, control.familyTitle);
    return titles;
}

// Controls that the catalogs do not know are of a newer release.
int OscalCatalog::addMissing(CatalogContent &content) const
{
    const QHash<QString, QString> titles = familyTitles(content);
    QSet<QString> known;
    for (const Control &control : content.controls)
        known.insert(control.id);
    int added = 0;
    for (const Control &read : m_controls) {
        if (known.contains(read.id))
            continue;
        Control control = read;
        control.familyTitle = titles.value(control.family, m_families.value(control.family));
        control.release = m_metadata.version;
        control.source = QStringLiteral("oscal-") + m_metadata.version;
        content.controls.push_back(std::move(control));
        ++added;
    }
    return added;
}

void OscalCatalog::putControls(CatalogContent &content) const
{
    for (Control &control : content.controls) {
        if (const auto title = m_families.constFind(control.family);
            title != m_families.constEnd() && !title->isEmpty())
            control.familyTitle = *title;
        const auto read = m_controls.constFind(control.id);
        if (read == m_controls.constEnd())
            continue;
        if (control.title != read->title || control.withdrawn != read->withdrawn)
            control.source = QStringLiteral("oscal-") + m_metadata.version;
        control.title = read->title;
        control.withdrawn = read->withdrawn;
        control.withdrawnInto = read->withdrawnInto;
        if (control.withdrawn)
            control.low = control.moderate = control.high = control.privacy = false;
    }
    addMissing(content);
    content.versions.nist = m_metadata.version;
}

Result<ImportedParts> OscalCatalog::apply(CatalogContent &content) const
{
    // A file without metadata was not looked at yet.
    if (const Result<void> known = m_metadata.check(); !known)
        return known.error();
    if (m_controls.isEmpty())
        return Error {ErrorCode::Unsupported,
                      QStringLiteral("this OSCAL catalog holds no controls of SP 800-53"),
                      {}};
    ImportedParts imported;
    CatalogPart part;
    part.version = m_metadata.version;
    part.title = m_metadata.title;
    part.objects = static_cast<int>(m_controls.size());
    if (m_unknown > 0)
        imported.notes +=
            QStringLiteral("%1 controls without an id of SP 800-53 are left out").arg(m_unknown);
    if (m_metadata.baseline.isEmpty()) {
        part.name = catalogpart::Nist.toString();
        putControls(content);
    } else {
        part.name = m_metadata.baseline;
        if (const int added = addMissing(content); added > 0)
            imported.notes +=
                QStringLiteral("the baseline brings %1 controls that the catalogs did not hold")
                    .arg(added);
        const QList<QString> ids = m_controls.keys();
        putBaseline(content, part.name, QSet<QString>(ids.begin(), ids.end()));
    }
    imported.parts.push_back(std::move(part));
    return imported;
}

} // namespace drawbridge
