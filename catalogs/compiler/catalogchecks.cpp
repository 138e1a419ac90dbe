#include "catalogs/compiler/catalogchecks.h"

#include <QRegularExpression>
#include <QSet>

namespace drawbridge {

namespace {

void report(Diagnostics &problems, const TsvTable &table, const TsvRow &row, const QString &message)
{
    problems.append({DiagnosticSeverity::Error, message, table.where(row)});
}

QSet<QString> columnValues(const TsvTable &table, const char *column)
{
    QSet<QString> values;
    for (const TsvRow &row : table.rows())
        values.insert(table.field(row, column));
    return values;
}

// Every name in a column (a list, or one that may be empty) must be among the known ones.
void checkReferences(const TsvTable &table, const char *column, const QSet<QString> &known,
                     const char *kind, Diagnostics &problems)
{
    for (const TsvRow &row : table.rows()) {
        for (const QString &name : table.list(row, column)) {
            if (!known.contains(name))
                report(problems, table, row,
                       QStringLiteral("there is no %1 '%2'").arg(QLatin1String(kind), name));
        }
    }
}

void checkOneOf(const TsvTable &table, const char *column, const QStringList &allowed,
                Diagnostics &problems)
{
    for (const TsvRow &row : table.rows()) {
        const QString &value = table.field(row, column);
        if (!allowed.contains(value))
            report(problems, table, row,
                   QStringLiteral("the %1 '%2' is none of: %3")
                       .arg(QLatin1String(column), value, allowed.join(QStringLiteral(", "))));
    }
}

// Ids have their form, are there once, and come with a name.
void checkIds(const CatalogSources &sources, const char *name, const char *idColumn,
              const char *nameColumn, const char *pattern, Diagnostics &problems)
{
    const TsvTable &table = sources.table(name);
    const QRegularExpression form(QRegularExpression::anchoredPattern(QLatin1String(pattern)));
    QSet<QString> seen;
    for (const TsvRow &row : table.rows()) {
        const QString &id = table.field(row, idColumn);
        if (!form.match(id).hasMatch())
            report(problems, table, row, QStringLiteral("'%1' is not a valid id").arg(id));
        if (seen.contains(id))
            report(problems, table, row, QStringLiteral("'%1' is there twice").arg(id));
        seen.insert(id);
        if (nameColumn && table.field(row, nameColumn).trimmed().isEmpty())
            report(problems, table, row,
                   QStringLiteral("'%1' has no %2").arg(id, QLatin1String(nameColumn)));
    }
}

constexpr const char *TechniqueForm = R"(T\d{4}(\.\d{3})?)";
constexpr const char *ControlForm = R"([A-Z]{2}-[1-9]\d*(\([1-9]\d*\))?)";

void checkAllIds(const CatalogSources &sources, Diagnostics &problems)
{
    checkIds(sources, "tactics", "id", "name", R"(TA\d{4})", problems);
    checkIds(sources, "techniques", "id", "name", TechniqueForm, problems);
    checkIds(sources, "technique-texts", "id", "summary", TechniqueForm, problems);
    checkIds(sources, "retired-techniques", "id", "name", TechniqueForm, problems);
    checkIds(sources, "mitigations", "id", "name", R"(M\d{4})", problems);
    checkIds(sources, "control-families", "id", "title", "[A-Z]{2}", problems);
    checkIds(sources, "controls", "id", "title", ControlForm, problems);
    checkIds(sources, "control-texts", "id", "summary", ControlForm, problems);
    checkIds(sources, "capec", "id", "name", R"(CAPEC-[1-9]\d*)", problems);
    checkIds(sources, "cwe", "id", nullptr, R"(CWE-[1-9]\d*)", problems);
    checkIds(sources, "versions", "name", "version", "[a-z]+", problems);
}

void checkVersions(const CatalogSources &sources, Diagnostics &problems)
{
    const TsvTable &table = sources.table("versions");
    const QSet<QString> names = columnValues(table, "name");
    for (const char *wanted : {"attack", "nist", "mapping", "capec"}) {
        if (!names.contains(QLatin1String(wanted)))
            problems.append(
                {DiagnosticSeverity::Error,
                 QStringLiteral("the version of '%1' is missing").arg(QLatin1String(wanted)),
                 {table.path(), 1, 0}});
    }
}

void checkTechniques(const CatalogSources &sources, Diagnostics &problems)
{
    const TsvTable &techniques = sources.table("techniques");
    const QSet<QString> known = columnValues(techniques, "id");
    const QSet<QString> tactics = columnValues(sources.table("tactics"), "short_name");
    checkReferences(techniques, "parent", known, "technique", problems);
    checkReferences(techniques, "tactics", tactics, "tactic", problems);
    checkOneOf(techniques, "container", {QStringLiteral("0"), QStringLiteral("1")}, problems);
    for (const TsvRow &row : techniques.rows()) {
        const QString &id = techniques.field(row, "id");
        if (techniques.field(row, "parent")
            != (id.contains(u'.') ? id.section(u'.', 0, 0) : QString()))
            report(problems, techniques, row,
                   QStringLiteral("the parent of '%1' does not fit its id").arg(id));
        const bool listed = techniques.list(row, "platforms").contains(u"Containers");
        if (listed != (techniques.field(row, "container") == u"1"))
            report(problems, techniques, row,
                   QStringLiteral("'%1' says two things about the platform Containers").arg(id));
    }
    checkReferences(sources.table("technique-texts"), "id", known, "technique", problems);
    const TsvTable &links = sources.table("technique-mitigations");
    checkReferences(links, "technique", known, "technique", problems);
    checkReferences(links, "mitigation", columnValues(sources.table("mitigations"), "id"),
                    "mitigation", problems);
    const TsvTable &retired = sources.table("retired-techniques");
    checkReferences(retired, "replaced_by", known, "technique", problems);
    checkOneOf(retired, "status", {QStringLiteral("revoked"), QStringLiteral("deprecated")},
               problems);
    for (const TsvRow &row : retired.rows()) {
        if (known.contains(retired.field(row, "id")))
            report(problems, retired, row, QStringLiteral("a live technique cannot be retired"));
    }
}

// The matrix is what the techniques say about themselves: each container technique under each of
// its tactics.
void checkMatrix(const CatalogSources &sources, Diagnostics &problems)
{
    const TsvTable &techniques = sources.table("techniques");
    QSet<QString> expected;
    for (const TsvRow &row : techniques.rows()) {
        if (techniques.field(row, "container") != u"1")
            continue;
        for (const QString &tactic : techniques.list(row, "tactics"))
            expected.insert(tactic + u' ' + techniques.field(row, "id"));
    }
    const TsvTable &matrix = sources.table("containers-matrix");
    QSet<QString> cells;
    for (const TsvRow &row : matrix.rows()) {
        const QString cell = matrix.field(row, "tactic") + u' ' + matrix.field(row, "technique");
        if (!expected.contains(cell))
            report(problems, matrix, row,
                   QStringLiteral("'%1' is no container technique of this tactic")
                       .arg(matrix.field(row, "technique")));
        if (cells.contains(cell))
            report(problems, matrix, row, QStringLiteral("this cell is there twice"));
        cells.insert(cell);
    }
    for (const TsvRow &row : techniques.rows()) {
        if (techniques.field(row, "container") != u"1")
            continue;
        for (const QString &tactic : techniques.list(row, "tactics")) {
            if (!cells.contains(tactic + u' ' + techniques.field(row, "id")))
                report(problems, techniques, row,
                       QStringLiteral("the matrix has no cell for '%1' in %2")
                           .arg(techniques.field(row, "id"), tactic));
        }
    }
}

void checkControls(const CatalogSources &sources, Diagnostics &problems)
{
    const TsvTable &controls = sources.table("controls");
    const QSet<QString> known = columnValues(controls, "id");
    const QSet<QString> families = columnValues(sources.table("control-families"), "id");
    checkReferences(controls, "parent", known, "control", problems);
    checkReferences(controls, "withdrawn_into", known, "control", problems);
    checkReferences(controls, "baselines",
                    {QStringLiteral("low"), QStringLiteral("moderate"), QStringLiteral("high"),
                     QStringLiteral("privacy")},
                    "baseline", problems);
    checkOneOf(controls, "status", {QStringLiteral("active"), QStringLiteral("withdrawn")},
               problems);
    for (const TsvRow &row : controls.rows()) {
        const QString &id = controls.field(row, "id");
        if (!families.contains(id.section(u'-', 0, 0)))
            report(problems, controls, row, QStringLiteral("'%1' has no family").arg(id));
        if (controls.field(row, "parent")
            != (id.contains(u'(') ? id.section(u'(', 0, 0) : QString()))
            report(problems, controls, row,
                   QStringLiteral("the parent of '%1' does not fit its id").arg(id));
        if (controls.field(row, "status") == u"withdrawn"
            && !controls.field(row, "baselines").isEmpty())
            report(problems, controls, row,
                   QStringLiteral("the withdrawn '%1' is in a baseline").arg(id));
    }
    checkReferences(sources.table("control-texts"), "id", known, "control", problems);
}

QSet<QString> activeControls(const CatalogSources &sources)
{
    const TsvTable &controls = sources.table("controls");
    QSet<QString> active;
    for (const TsvRow &row : controls.rows()) {
        if (controls.field(row, "status") == u"active")
            active.insert(controls.field(row, "id"));
    }
    return active;
}

void checkDuplicatePairs(const TsvTable &table, const QStringList &columns, Diagnostics &problems)
{
    QSet<QString> seen;
    for (const TsvRow &row : table.rows()) {
        QStringList key;
        for (const QString &column : columns)
            key.append(table.field(row, column.toLatin1().constData()));
        const QString text = key.join(u' ');
        if (seen.contains(text))
            report(problems, table, row, QStringLiteral("'%1' is there twice").arg(text));
        seen.insert(text);
    }
}

void checkMappings(const CatalogSources &sources, Diagnostics &problems)
{
    const QSet<QString> live = columnValues(sources.table("techniques"), "id");
    const QSet<QString> retired = columnValues(sources.table("retired-techniques"), "id");
    const QSet<QString> controls = activeControls(sources);
    for (const char *name : {"mappings-ours", "mappings-ctid", "mappings-derived"})
        checkReferences(sources.table(name), "control", controls, "active control", problems);
    for (const char *name : {"mappings-ours", "mappings-derived"})
        checkReferences(sources.table(name), "technique", live, "technique", problems);
    const QString technique = QStringLiteral("technique");
    const QString control = QStringLiteral("control");
    checkDuplicatePairs(sources.table("mappings-ours"), {technique, control}, problems);
    checkDuplicatePairs(sources.table("mappings-ctid"), {technique, control}, problems);
    checkDuplicatePairs(sources.table("mappings-derived"),
                        {technique, control, QStringLiteral("basis")}, problems);
    const TsvTable &published = sources.table("mappings-ctid");
    checkOneOf(published, "status", {QStringLiteral("mapped"), QStringLiteral("non-mappable")},
               problems);
    for (const TsvRow &row : published.rows()) {
        const QString &id = published.field(row, "technique");
        // One row of the published file names a technique of another ATT&CK domain; it is marked.
        const bool elsewhere = published.field(row, "note") == u"not-enterprise";
        if (elsewhere == (live.contains(id) || retired.contains(id)))
            report(problems, published, row, QStringLiteral("there is no technique '%1'").arg(id));
        if ((published.field(row, "status") == u"mapped")
            == published.field(row, "control").isEmpty())
            report(problems, published, row,
                   QStringLiteral("a mapped row needs a control, another must have none"));
    }
}

void checkPatterns(const CatalogSources &sources, Diagnostics &problems)
{
    const TsvTable &patterns = sources.table("capec");
    checkReferences(patterns, "parents", columnValues(patterns, "id"), "attack pattern", problems);
    checkReferences(patterns, "attack", columnValues(sources.table("techniques"), "id"),
                    "technique", problems);
    checkReferences(patterns, "cwe", columnValues(sources.table("cwe"), "id"), "weakness",
                    problems);
}

// Whatever a container threat can show must be explained.
void checkTexts(const CatalogSources &sources, Diagnostics &problems)
{
    const TsvTable &techniques = sources.table("techniques");
    const QSet<QString> techniqueTexts = columnValues(sources.table("technique-texts"), "id");
    for (const TsvRow &row : techniques.rows()) {
        const QString &id = techniques.field(row, "id");
        if (techniques.field(row, "container") == u"1" && !techniqueTexts.contains(id))
            report(problems, techniques, row,
                   QStringLiteral("the container technique '%1' has no text").arg(id));
    }
    checkReferences(sources.table("mappings-ours"), "control",
                    columnValues(sources.table("control-texts"), "id"), "text for the control",
                    problems);
}

// Every container technique says how much of it a design can show, and no other does. A roll-up has
// sub-techniques to be shown by.
void checkDesignClasses(const CatalogSources &sources, Diagnostics &problems)
{
    const TsvTable &classes = sources.table("design-classes");
    checkOneOf(classes, "class",
               {nameOf(DesignClass::Direct), nameOf(DesignClass::Precondition),
                nameOf(DesignClass::RollUp), nameOf(DesignClass::NotVisible)},
               problems);
    const QSet<QString> classified = columnValues(classes, "technique");
    const TsvTable &techniques = sources.table("techniques");
    QSet<QString> containers;
    QSet<QString> parents;
    for (const TsvRow &row : techniques.rows()) {
        const QString &id = techniques.field(row, "id");
        if (techniques.field(row, "container") != u"1")
            continue;
        containers.insert(id);
        parents.insert(techniques.field(row, "parent"));
        if (!classified.contains(id))
            report(problems, techniques, row,
                   QStringLiteral("the container technique '%1' has no class").arg(id));
    }
    checkReferences(classes, "technique", containers, "container technique", problems);
    checkDuplicatePairs(classes, {QStringLiteral("technique")}, problems);
    for (const TsvRow &row : classes.rows()) {
        const QString &id = classes.field(row, "technique");
        if (classes.field(row, "class") == nameOf(DesignClass::RollUp) && !parents.contains(id))
            report(problems, classes, row,
                   QStringLiteral("'%1' has no sub-technique to be shown by").arg(id));
    }
}

} // namespace

const std::vector<CatalogCheck> &catalogChecks()
{
    static const std::vector<CatalogCheck> checks {
        checkAllIds,   checkVersions, checkTechniques, checkMatrix,        checkControls,
        checkMappings, checkPatterns, checkTexts,      checkDesignClasses,
    };
    return checks;
}

} // namespace drawbridge
