#include "catalogs/compiler/catalogsources.h"

#include <QDir>
#include <QHash>
#include <QSet>

namespace drawbridge {

namespace {

struct TableLayout
{
    const char *name;
    const char *columns;
};

constexpr TableLayout TableLayouts[] = {
    {"versions", "name version"},
    {"tactics", "id short_name name order"},
    {"techniques", "id name parent tactics platforms container"},
    {"technique-texts", "id summary"},
    {"design-classes", "technique class"},
    {"retired-techniques", "id name status replaced_by"},
    {"containers-matrix", "tactic technique"},
    {"mitigations", "id name"},
    {"technique-mitigations", "technique mitigation"},
    {"control-families", "id title"},
    {"controls", "id title baselines parent status withdrawn_into release source"},
    {"control-texts", "id summary"},
    {"mappings-ours", "technique control measure"},
    {"mappings-ctid", "technique control status note"},
    {"mappings-derived", "technique control basis strength"},
    {"capec", "id name likelihood severity cwe attack parents abstraction status"},
    {"cwe", "id name"},
};

QHash<QString, QString> textsById(const TsvTable &table)
{
    QHash<QString, QString> texts;
    for (const TsvRow &row : table.rows())
        texts.insert(table.field(row, "id"), table.field(row, "summary"));
    return texts;
}

CatalogVersions contentVersions(const TsvTable &table)
{
    QHash<QString, QString> versions;
    for (const TsvRow &row : table.rows())
        versions.insert(table.field(row, "name"), table.field(row, "version"));
    return {versions.value(QStringLiteral("attack")), versions.value(QStringLiteral("nist")),
            versions.value(QStringLiteral("mapping")), versions.value(QStringLiteral("capec"))};
}

void addTechniques(const CatalogSources &sources, CatalogContent &content)
{
    const TsvTable &tactics = sources.table("tactics");
    for (const TsvRow &row : tactics.rows()) {
        content.tactics.push_back({tactics.field(row, "id"), tactics.field(row, "short_name"),
                                   tactics.field(row, "name"),
                                   tactics.field(row, "order").toInt()});
    }
    QSet<QString> unmappable;
    const TsvTable &mappings = sources.table("mappings-ctid");
    for (const TsvRow &row : mappings.rows()) {
        if (mappings.field(row, "status") == u"non-mappable")
            unmappable.insert(mappings.field(row, "technique"));
    }
    const QHash<QString, QString> texts = textsById(sources.table("technique-texts"));
    QHash<QString, DesignClass> classes;
    const TsvTable &classTable = sources.table("design-classes");
    for (const TsvRow &row : classTable.rows())
        classes.insert(
            classTable.field(row, "technique"),
            designClassNamed(classTable.field(row, "class")).value_or(DesignClass::Unclassified));
    const TsvTable &techniques = sources.table("techniques");
    for (const TsvRow &row : techniques.rows()) {
        Technique technique;
        technique.id = techniques.field(row, "id");
        technique.name = techniques.field(row, "name");
        technique.parent = techniques.field(row, "parent");
        technique.tactics = techniques.list(row, "tactics");
        technique.platforms = techniques.list(row, "platforms");
        technique.isContainer = techniques.field(row, "container") == u"1";
        technique.isUnmappable = unmappable.contains(technique.id);
        technique.summary = texts.value(technique.id);
        technique.designClass = classes.value(technique.id, DesignClass::Unclassified);
        content.techniques.push_back(std::move(technique));
    }
}

void addTechniqueRelations(const CatalogSources &sources, CatalogContent &content)
{
    const TsvTable &retired = sources.table("retired-techniques");
    for (const TsvRow &row : retired.rows()) {
        content.retiredTechniques.push_back({retired.field(row, "id"), retired.field(row, "name"),
                                             retired.field(row, "status") == u"revoked",
                                             retired.field(row, "replaced_by")});
    }
    const TsvTable &matrix = sources.table("containers-matrix");
    for (const TsvRow &row : matrix.rows())
        content.matrixCells.push_back(
            {matrix.field(row, "tactic"), matrix.field(row, "technique")});
    const TsvTable &mitigations = sources.table("mitigations");
    for (const TsvRow &row : mitigations.rows())
        content.mitigations.push_back(
            {mitigations.field(row, "id"), mitigations.field(row, "name")});
    const TsvTable &relations = sources.table("technique-mitigations");
    for (const TsvRow &row : relations.rows())
        content.techniqueMitigations.push_back(
            {relations.field(row, "technique"), relations.field(row, "mitigation")});
}

void addControls(const CatalogSources &sources, CatalogContent &content)
{
    QHash<QString, QString> families;
    const TsvTable &familyTable = sources.table("control-families");
    for (const TsvRow &row : familyTable.rows())
        families.insert(familyTable.field(row, "id"), familyTable.field(row, "title"));
    const QHash<QString, QString> texts = textsById(sources.table("control-texts"));
    const TsvTable &table = sources.table("controls");
    for (const TsvRow &row : table.rows()) {
        const QStringList baselines = table.list(row, "baselines");
        Control control;
        control.id = table.field(row, "id");
        control.title = table.field(row, "title");
        control.family = control.id.section(u'-', 0, 0);
        control.familyTitle = families.value(control.family);
        control.low = baselines.contains(u"low");
        control.moderate = baselines.contains(u"moderate");
        control.high = baselines.contains(u"high");
        control.privacy = baselines.contains(u"privacy");
        control.withdrawn = table.field(row, "status") == u"withdrawn";
        control.parent = table.field(row, "parent");
        control.withdrawnInto = table.list(row, "withdrawn_into");
        control.release = table.field(row, "release");
        control.source = table.field(row, "source");
        control.summary = texts.value(control.id);
        content.controls.push_back(std::move(control));
    }
}

void addMappings(const CatalogSources &sources, CatalogContent &content)
{
    const TsvTable &ours = sources.table("mappings-ours");
    for (const TsvRow &row : ours.rows())
        content.mappings.push_back({ours.field(row, "technique"),
                                    ours.field(row, "control"),
                                    MappingOrigin::Ours,
                                    ours.field(row, "measure"),
                                    {}});
    const TsvTable &published = sources.table("mappings-ctid");
    for (const TsvRow &row : published.rows()) {
        if (published.field(row, "status") == u"mapped")
            content.mappings.push_back({published.field(row, "technique"),
                                        published.field(row, "control"),
                                        MappingOrigin::Ctid,
                                        {},
                                        {}});
    }
    const TsvTable &derived = sources.table("mappings-derived");
    for (const TsvRow &row : derived.rows())
        content.mappings.push_back({derived.field(row, "technique"), derived.field(row, "control"),
                                    MappingOrigin::Derived, derived.field(row, "basis"),
                                    derived.field(row, "strength")});
}

void addPatterns(const CatalogSources &sources, CatalogContent &content)
{
    const TsvTable &patterns = sources.table("capec");
    for (const TsvRow &row : patterns.rows()) {
        Capec capec;
        capec.id = patterns.field(row, "id");
        capec.name = patterns.field(row, "name");
        capec.likelihood = patterns.field(row, "likelihood");
        capec.severity = patterns.field(row, "severity");
        capec.abstraction = patterns.field(row, "abstraction");
        capec.status = patterns.field(row, "status");
        capec.cwe = patterns.list(row, "cwe");
        capec.attack = patterns.list(row, "attack");
        capec.parents = patterns.list(row, "parents");
        content.capecs.push_back(std::move(capec));
    }
    const TsvTable &weaknesses = sources.table("cwe");
    for (const TsvRow &row : weaknesses.rows())
        content.cwes.push_back({weaknesses.field(row, "id"), weaknesses.field(row, "name")});
}

} // namespace

Result<CatalogSources> CatalogSources::read(const QString &folder)
{
    CatalogSources sources;
    sources.m_folder = folder;
    for (const TableLayout &layout : TableLayouts) {
        const QString name = QString::fromLatin1(layout.name);
        Result<TsvTable> table =
            TsvTable::read(QDir(folder).filePath(name + QStringLiteral(".tsv")),
                           QString::fromLatin1(layout.columns).split(u' '));
        if (!table)
            return table.error();
        sources.m_tables.emplace(name, std::move(*table));
    }
    return sources;
}

const TsvTable &CatalogSources::table(const char *name) const
{
    return m_tables.at(QString::fromLatin1(name));
}

CatalogContent CatalogSources::content() const
{
    CatalogContent content;
    content.versions = contentVersions(table("versions"));
    addTechniques(*this, content);
    addTechniqueRelations(*this, content);
    addControls(*this, content);
    addMappings(*this, content);
    addPatterns(*this, content);
    return content;
}

} // namespace drawbridge
