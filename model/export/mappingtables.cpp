#include "model/core/controlstatements.h"
#include "model/core/names.h"
#include "model/engine/catalogids.h"
#include "model/engine/rulereach.h"
#include "model/export/controlstanding.h"
#include "model/export/tableviews.h"
#include "model/export/techniquestanding.h"
#include "model/export/threatwords.h"

#include <QHash>

#include <algorithm>

namespace drawbridge {

namespace {

// The threats that name one technique or control.
struct Mapped
{
    int total = 0;
    int attention = 0;
    QStringList targets;
    QStringList rules;

    void add(const ExportInput &input, const Threat &threat)
    {
        ++total;
        if (needsAttention(threat))
            ++attention;
        const QString target = qualifiedName(*input.model, threat.targetKind, threat.target);
        if (!targets.contains(target))
            targets += target;
        const QString rule = ruleKeyOf(input, threat);
        if (!rules.contains(rule))
            rules += rule;
    }
};

using IdsOf = QStringList (*)(const ExportInput &, const Threat &);

QHash<QString, Mapped> mappedBy(const ExportInput &input, IdsOf idsOf)
{
    QHash<QString, Mapped> result;
    for (const Threat *threat : bySeverity(*input.session)) {
        const QStringList ids = idsOf(input, *threat);
        for (const QString &id : ids)
            result[id].add(input, *threat);
    }
    return result;
}

} // namespace

TableDocument attackTable(const ExportInput &input)
{
    const CatalogSnapshot &catalog = *input.catalog;
    const QHash<QString, Mapped> byTechnique = mappedBy(input, attackOf);
    TableDocument table {
        QStringLiteral("attack"), QStringLiteral("MITRE ATT&CK for Containers"), {}, {}, {}, {}};
    table.note =
        QStringLiteral(
            "The Containers matrix of ATT&CK %1. Where nothing was found, rules that name the "
            "technique judged the model and report no threat; where it was not seen, none of them "
            "judges anything in this model. Neither shows it to be impossible.")
            .arg(catalog.versions().attack);
    table.attributions = {
        QStringLiteral("\u00a9 2025 The MITRE Corporation. This work is reproduced and distributed "
                       "with the permission of The MITRE Corporation.")};
    table.columns = {{QStringLiteral("tactic"), QStringLiteral("Tactic")},
                     {QStringLiteral("technique"), QStringLiteral("Technique")},
                     {QStringLiteral("name"), QStringLiteral("Name")},
                     {QStringLiteral("threats"), QStringLiteral("Threats"), true},
                     {QStringLiteral("open"), QStringLiteral("To be treated"), true},
                     {QStringLiteral("seen"), QStringLiteral("Seen")},
                     {QStringLiteral("targets"), QStringLiteral("Targets")},
                     {QStringLiteral("rules"), QStringLiteral("Rules")}};
    const TechniqueStandings standings =
        techniqueStandings(input, rulesThatJudge(input.session->input()));
    for (const Tactic &tactic : catalog.tactics()) {
        for (const Technique *technique : catalog.matrixColumn(tactic.id)) {
            const Mapped mapped = byTechnique.value(technique->id);
            table.rows.append({tactic.name, technique->id, technique->name,
                               QString::number(mapped.total), QString::number(mapped.attention),
                               nameOf(standings.value(technique->id).sight),
                               mapped.targets.join(QStringLiteral(", ")),
                               mapped.rules.join(QStringLiteral(", "))});
        }
    }
    // Techniques outside the Containers platform that a rule names (what follows code execution,
    // say).
    QStringList others = byTechnique.keys();
    others.sort();
    for (const QString &id : others) {
        const Technique *technique = catalog.technique(id);
        if (technique && technique->isContainer)
            continue;
        const Mapped mapped = byTechnique.value(id);
        table.rows.append({QStringLiteral("outside the Containers matrix"), id,
                           technique ? technique->name : QString(), QString::number(mapped.total),
                           QString::number(mapped.attention), nameOf(TechniqueSight::Found),
                           mapped.targets.join(QStringLiteral(", ")),
                           mapped.rules.join(QStringLiteral(", "))});
    }
    return table;
}

static QString baselinesOf(const Control &control)
{
    QStringList baselines;
    if (control.low)
        baselines += QStringLiteral("Low");
    if (control.moderate)
        baselines += QStringLiteral("Moderate");
    if (control.high)
        baselines += QStringLiteral("High");
    if (control.privacy)
        baselines += QStringLiteral("Privacy");
    return baselines.isEmpty() ? QStringLiteral("none") : baselines.join(QStringLiteral(", "));
}

static QList<TableColumn> nistColumns()
{
    return {{QStringLiteral("control"), QStringLiteral("Control")},
            {QStringLiteral("title"), QStringLiteral("Title")},
            {QStringLiteral("family"), QStringLiteral("Family")},
            {QStringLiteral("baselines"), QStringLiteral("Baselines")},
            {QStringLiteral("threats"), QStringLiteral("Threats"), true},
            {QStringLiteral("open"), QStringLiteral("To be treated"), true},
            {QStringLiteral("statement"), QStringLiteral("Statement")},
            {QStringLiteral("origin"), QStringLiteral("Whose")},
            {QStringLiteral("how"), QStringLiteral("How it is met")},
            {QStringLiteral("supportedBy"), QStringLiteral("Supported by")},
            {QStringLiteral("evidence"), QStringLiteral("Evidence")},
            {QStringLiteral("targets"), QStringLiteral("Targets")}};
}

// Words of a statement: status, origin, text; empty where nothing is said.
static QStringList statementCells(const ControlStatement *statement)
{
    if (!statement)
        return {QString(), QString(), QString()};
    return {nameOf(statement->status), nameOf(statement->origin), statement->statement};
}

TableDocument nistTable(const ExportInput &input)
{
    const QHash<QString, Mapped> byControl = mappedBy(input, nistOf);
    const QHash<QString, ControlStanding> standings = controlStandings(input);
    TableDocument table {
        QStringLiteral("nist"), QStringLiteral("NIST SP 800-53 Rev 5"), {}, {}, {}, {}};
    table.note = QStringLiteral(
        "Controls that mitigations of the reported threats support (our mapping of measures to "
        "controls), and controls that the project makes a statement on. This is no statement of "
        "compliance.");
    table.columns = nistColumns();
    for (const Control &control : input.catalog->controls()) {
        const Mapped mapped = byControl.value(control.id);
        const ControlStatement *statement = statementOn(*input.model, control.id);
        if (mapped.total == 0 && !statement)
            continue;
        const ControlStanding standing = standings.value(control.id);
        table.rows.append(
            QStringList {control.id, control.title, control.familyTitle, baselinesOf(control),
                         QString::number(mapped.total), QString::number(mapped.attention)}
            + statementCells(statement)
            + QStringList {standing.inPlace().join(QStringLiteral("; ")), nameOf(standing.evidence),
                           mapped.targets.join(QStringLiteral(", "))});
    }
    return table;
}

TableDocument statementTable(const ExportInput &input)
{
    TableDocument table {QStringLiteral("statements"),
                         QStringLiteral("Implementation statements"),
                         QStringLiteral("What the project says of the controls."),
                         {},
                         {{QStringLiteral("control"), QStringLiteral("Control")},
                          {QStringLiteral("title"), QStringLiteral("Title")},
                          {QStringLiteral("statement"), QStringLiteral("Statement")},
                          {QStringLiteral("origin"), QStringLiteral("Whose")},
                          {QStringLiteral("how"), QStringLiteral("How it is met")}},
                         {}};
    QList<const ControlStatement *> statements;
    for (const ControlStatement &statement : input.model->controlStatements)
        statements += &statement;
    std::sort(statements.begin(), statements.end(),
              [](const ControlStatement *a, const ControlStatement *b) {
                  return catalogIdLess(a->control, b->control);
              });
    for (const ControlStatement *statement : std::as_const(statements)) {
        const Control *control = input.catalog->control(statement->control);
        table.rows.append({statement->control, control ? control->title : QString(),
                           displayName(statement->status), displayName(statement->origin),
                           statement->statement});
    }
    return table;
}

} // namespace drawbridge
