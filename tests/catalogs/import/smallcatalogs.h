#pragma once

#include "catalogs/import/importcatalog.h"
#include "model/engine/catalogsnapshot.h"

#include <QBuffer>

namespace drawbridge::test {

inline Technique smallTechnique(const char *id, const char *name, const QStringList &tactics,
                                bool isContainer)
{
    Technique technique;
    technique.id = QString::fromLatin1(id);
    technique.name = QString::fromLatin1(name);
    technique.parent = technique.id.contains(u'.') ? technique.id.section(u'.', 0, 0) : QString();
    technique.tactics = tactics;
    technique.platforms = {isContainer ? QStringLiteral("Containers") : QStringLiteral("Linux")};
    technique.isContainer = isContainer;
    return technique;
}

inline Control smallControl(const char *id, const char *title)
{
    Control control;
    control.id = QString::fromLatin1(id);
    control.title = QString::fromLatin1(title);
    control.family = control.id.left(2);
    control.familyTitle = QStringLiteral("Access Control");
    control.parent = control.id.contains(u'(') ? control.id.section(u'(', 0, 0) : QString();
    control.release = QStringLiteral("5.0");
    return control;
}

// A few rows of each table, as the bundled catalogs have them.
inline CatalogContent smallCatalogs()
{
    const QString execution = QStringLiteral("execution");
    const QString escalation = QStringLiteral("privilege-escalation");
    CatalogContent content;
    content.versions = {QStringLiteral("18.1"), QStringLiteral("5.2.0"), QStringLiteral("16.1"),
                        QStringLiteral("3.9")};
    content.tactics = {
        {QStringLiteral("TA0002"), execution, QStringLiteral("Execution"), 1},
        {QStringLiteral("TA0004"), escalation, QStringLiteral("Privilege Escalation"), 2}};
    content.techniques = {smallTechnique("T1059", "Interpreter", {execution}, false),
                          smallTechnique("T1610", "Deploy Container", {execution}, true),
                          smallTechnique("T1611", "Escape to Host", {escalation}, true)};
    content.techniques[2].summary = QStringLiteral("our words");
    content.techniques[2].designClass = DesignClass::Direct;
    content.retiredTechniques = {
        {QStringLiteral("T1002"), QStringLiteral("Old"), true, QStringLiteral("T1059")}};
    content.mitigations = {{QStringLiteral("M1026"), QStringLiteral("Privileged Accounts")},
                           {QStringLiteral("M1048"), QStringLiteral("Isolation")}};
    content.techniqueMitigations = {{QStringLiteral("T1059"), QStringLiteral("M1026")},
                                    {QStringLiteral("T1611"), QStringLiteral("M1048")}};
    content.controls = {smallControl("AC-2", "Accounts"), smallControl("AC-2(1)", "Automation"),
                        smallControl("AC-6", "Least Privilege")};
    content.controls[0].low = content.controls[0].moderate = true;
    content.controls[2].moderate = true;
    content.controls[2].summary = QStringLiteral("our words");
    content.mappings = {
        {QStringLiteral("T1611"),
         QStringLiteral("AC-6"),
         MappingOrigin::Ours,
         QStringLiteral("drop capabilities"),
         {}},
        {QStringLiteral("T1611"), QStringLiteral("AC-2"), MappingOrigin::Ctid, {}, {}}};
    Capec capec;
    capec.id = QStringLiteral("CAPEC-69");
    capec.name = QStringLiteral("Target Programs with Elevated Privileges");
    capec.attack = {QStringLiteral("T1611")};
    capec.parents = {QStringLiteral("CAPEC-233")};
    content.capecs = {capec};
    content.cwes = {{QStringLiteral("CWE-250"), QStringLiteral("Unnecessary Privileges")}};
    return content;
}

// The catalogs after the import of one file with this content.
inline Result<CatalogContent> imported(const QByteArray &bytes,
                                       CatalogContent into = smallCatalogs(),
                                       Diagnostics *notes = nullptr)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    CatalogImport import;
    if (const Result<void> read = import.read(buffer, QStringLiteral("in/file.json")); !read)
        return read.error();
    Diagnostics told;
    Result<CatalogContent> content = import.applyTo(std::move(into), told);
    if (notes)
        *notes = told;
    return content;
}

inline QString refusalOf(const QByteArray &bytes)
{
    const Result<CatalogContent> content = imported(bytes);
    return content ? QString() : content.error().toString();
}

} // namespace drawbridge::test
