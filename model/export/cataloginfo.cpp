#include "model/export/cataloginfo.h"

#include "model/export/tablewriters.h"

namespace drawbridge {

void writeVersions(JsonWriter &writer, QStringView name, const CatalogVersions &versions)
{
    writer.key(name);
    writer.beginObject();
    writer.member(u"attack", versions.attack);
    writer.member(u"nist", versions.nist);
    writer.member(u"mapping", versions.mapping);
    writer.member(u"capec", versions.capec);
    writer.endObject();
}

static void writePartJson(JsonWriter &writer, const CatalogPart &part)
{
    writer.beginObject();
    writer.member(u"part", part.name);
    writer.member(u"version", part.version);
    writer.member(u"title", part.title);
    writer.member(u"objects", static_cast<qint64>(part.objects));
    writer.member(u"file", part.file);
    writer.member(u"sha256", part.digest);
    writer.endObject();
}

QByteArray writeCatalogJson(const CatalogSnapshot &catalog, const CatalogVersions &bundled)
{
    JsonWriter writer;
    writer.beginObject();
    writer.member(u"schema", QStringLiteral("drawbridge/catalog/1"));
    writer.key(u"attack");
    writer.beginObject();
    writer.member(u"version", catalog.versions().attack);
    writer.member(u"techniques", static_cast<qint64>(catalog.techniques().size()));
    writer.member(u"containerTechniques", static_cast<qint64>(catalog.containerTechniqueCount()));
    writer.endObject();
    writer.key(u"nist");
    writer.beginObject();
    writer.member(u"version", catalog.versions().nist);
    writer.member(u"controls", static_cast<qint64>(catalog.controls().size()));
    writer.endObject();
    writer.member(u"mappings", static_cast<qint64>(catalog.mappings().size()));
    writer.member(u"capec", static_cast<qint64>(catalog.capecs().size()));
    writeVersions(writer, u"bundled", bundled);
    writer.key(u"imported");
    writer.beginArray();
    for (const CatalogPart &part : catalog.content().parts)
        writePartJson(writer, part);
    writer.endArray();
    writer.endObject();
    return writer.take();
}

QString partInWords(const CatalogPart &part)
{
    if (part.name == u"attack")
        return QStringLiteral("techniques of ATT&CK Enterprise");
    if (part.name == u"nist")
        return QStringLiteral("controls of NIST SP 800-53");
    if (part.name == u"mapping")
        return QStringLiteral("pairs of technique and control");
    if (part.name == u"capec")
        return QStringLiteral("attack patterns of CAPEC");
    return QStringLiteral("controls of the baseline ") + part.name.section(u'-', 1).toUpper();
}

static TableDocument importedTable(const CatalogSnapshot &catalog)
{
    TableDocument table {
        QStringLiteral("imported"), QStringLiteral("Imported catalogs"), {}, {}, {}, {}};
    table.columns = {{QStringLiteral("part"), QStringLiteral("Imported")},
                     {QStringLiteral("version"), QStringLiteral("Version")},
                     {QStringLiteral("objects"), QStringLiteral("Holds")},
                     {QStringLiteral("file"), QStringLiteral("From")},
                     {QStringLiteral("title"), QStringLiteral("Which calls itself")}};
    for (const CatalogPart &part : catalog.content().parts)
        table.rows.append({part.name, part.version,
                           QString::number(part.objects) + u' ' + partInWords(part), part.file,
                           part.title});
    return table;
}

QByteArray writeCatalogText(const CatalogSnapshot &catalog, const CatalogVersions &bundled)
{
    const CatalogVersions &versions = catalog.versions();
    QString lines =
        QStringLiteral("MITRE ATT&CK Enterprise %1: %2 techniques, %3 of them for containers\n")
            .arg(versions.attack)
            .arg(catalog.techniques().size())
            .arg(catalog.containerTechniqueCount());
    lines += QStringLiteral("NIST SP 800-53 Rev 5 (%1): %2 controls\n")
                 .arg(versions.nist)
                 .arg(catalog.controls().size());
    lines += QStringLiteral("Technique-to-control mappings: %1\n").arg(catalog.mappings().size());
    lines += QStringLiteral("CAPEC %1: %2 attack patterns\n")
                 .arg(versions.capec)
                 .arg(catalog.capecs().size());
    if (catalog.content().parts.empty())
        return lines.toUtf8();
    lines +=
        QStringLiteral("Bundled are ATT&CK %1, NIST SP 800-53 %2, the mapping of ATT&CK %3 and "
                       "CAPEC %4\n\n")
            .arg(bundled.attack, bundled.nist, bundled.mapping, bundled.capec);
    return lines.toUtf8() + writePlainText(importedTable(catalog));
}

} // namespace drawbridge
