#include "model/export/catalogimpact.h"

#include "model/export/cataloginfo.h"
#include "model/export/threatwords.h"
#include "model/text/textencoding.h"

#include <QMap>

namespace drawbridge {

using Kind = CatalogChange::Kind;

// Rules may name an id of either catalog: a retired one counts where its successor is used.
static void addRetired(CatalogUse &use, const CatalogSnapshot &before, const CatalogSnapshot &after)
{
    for (const RetiredTechnique &retired : after.retiredTechniques()) {
        const Technique *live = after.resolveTechnique(retired.id);
        if (live && use.techniques.contains(live->id) && before.technique(retired.id))
            use.techniques.insert(retired.id);
    }
    for (const Control &control : after.controls()) {
        for (const QString &target : control.withdrawnInto) {
            if (use.controls.contains(target))
                use.controls.insert(control.id);
        }
    }
}

static CatalogUse useOf(const ExportInput &input, const CatalogSnapshot &before,
                        const CatalogSnapshot &after)
{
    CatalogUse use;
    const AnalysisSession &session = *input.session;
    for (qsizetype i = 0; i < session.size(); ++i) {
        for (const QString &id : attackOf(input, session.at(i)))
            use.techniques.insert(id);
        for (const QString &id : nistOf(input, session.at(i)))
            use.controls.insert(id);
    }
    for (const auto &statement : input.model->controlStatements)
        use.controls.insert(statement.control);
    addRetired(use, before, after);
    const QSet<QString> techniques = use.techniques;
    for (const CatalogSnapshot *catalog : {&before, &after}) {
        for (const QString &id : techniques) {
            for (const ControlLink &link : catalog->controlsFor(id))
                use.controls.insert(link.control->id);
        }
    }
    return use;
}

CatalogImpact catalogImpact(const ExportInput &input, const CatalogSnapshot &before,
                            const CatalogSnapshot &after)
{
    const CatalogUse use = useOf(input, before, after);
    CatalogImpact impact {before.versions(), after.versions(), {}, {}};
    for (CatalogChange &change : compareCatalogs(before, after))
        (use.concerns(change) ? impact.concerned : impact.others).push_back(std::move(change));
    return impact;
}

static QString originWord(MappingOrigin origin)
{
    return origin == MappingOrigin::Ours ? QStringLiteral("ours")
        : origin == MappingOrigin::Ctid  ? QStringLiteral("CTID")
                                         : QStringLiteral("derived");
}

static QString orNone(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("none") : text;
}

static QString changeInWords(const CatalogChange &change)
{
    switch (change.kind) {
    case Kind::TechniqueAdded:
        return QStringLiteral("is new");
    case Kind::TechniqueRenamed:
    case Kind::ControlRenamed:
        return QStringLiteral("was called '%1'").arg(change.before);
    case Kind::TechniqueRetired:
        return change.after.isEmpty()
            ? QStringLiteral("is retired without a successor")
            : QStringLiteral("is retired; %1 takes its place").arg(change.after);
    case Kind::TechniqueGone:
    case Kind::ControlGone:
        return QStringLiteral("is not there any more");
    case Kind::TacticsChanged:
        return QStringLiteral("tactics: %1 -> %2").arg(orNone(change.before), orNone(change.after));
    case Kind::PlatformChanged:
        return change.after.isEmpty() ? QStringLiteral("is no container technique any more")
                                      : QStringLiteral("is a container technique now");
    case Kind::MitigationAdded:
        return QStringLiteral("mitigation added: ") + change.after;
    case Kind::MitigationRemoved:
        return QStringLiteral("mitigation removed: ") + change.before;
    case Kind::ControlAdded:
        return QStringLiteral("is new, baselines: ") + orNone(change.after);
    case Kind::ControlWithdrawn:
        return change.after.isEmpty() ? QStringLiteral("is withdrawn")
                                      : QStringLiteral("is withdrawn into ") + change.after;
    case Kind::BaselineChanged:
        return QStringLiteral("baselines: %1 -> %2")
            .arg(orNone(change.before), orNone(change.after));
    case Kind::MappingAdded:
        return QStringLiteral("mapping added: %1 (%2)")
            .arg(change.after, originWord(change.origin));
    case Kind::MappingRemoved:
        return QStringLiteral("mapping removed: %1 (%2)")
            .arg(change.before, originWord(change.origin));
    }
    return {};
}

static QMap<QString, qsizetype> countsOf(const std::vector<CatalogChange> &changes)
{
    QMap<QString, qsizetype> counts;
    for (const CatalogChange &change : changes)
        ++counts[nameOf(change.kind)];
    return counts;
}

static QString versionsInWords(const CatalogVersions &versions)
{
    return QStringLiteral("ATT&CK %1, NIST SP 800-53 %2, mapping of ATT&CK %3, CAPEC %4")
        .arg(versions.attack, versions.nist, versions.mapping, versions.capec);
}

QByteArray writeImpactText(const CatalogImpact &impact)
{
    QByteArray text;
    const auto line = [&text](const QString &content) {
        text += terminalSafe(content).toUtf8() + '\n';
    };
    line(QStringLiteral("from  ") + versionsInWords(impact.before));
    line(QStringLiteral("to    ") + versionsInWords(impact.after));
    for (const CatalogChange &change : impact.concerned)
        line(change.id.leftJustified(10) + ' ' + change.name
             + (change.name.isEmpty() ? QString() : QStringLiteral(": ")) + changeInWords(change));
    if (impact.concerned.empty())
        line(QStringLiteral("nothing changes of what the threats of the model rest on"));
    QStringList rest;
    const auto counts = countsOf(impact.others);
    for (auto it = counts.begin(); it != counts.end(); ++it)
        rest += QStringLiteral("%1 %2").arg(*it).arg(it.key());
    line(QStringLiteral("%1 changes of what the model uses, %2 others")
             .arg(impact.concerned.size())
             .arg(impact.others.size())
         + (rest.isEmpty() ? QString()
                           : QStringLiteral(" (") + rest.join(QStringLiteral(", ")) + u')'));
    return text;
}

static void writeChange(JsonWriter &writer, const CatalogChange &change)
{
    writer.beginObject();
    writer.member(u"change", nameOf(change.kind));
    writer.member(u"id", change.id);
    writer.member(u"name", change.name);
    writer.member(u"before", change.before);
    writer.member(u"after", change.after);
    if (change.kind >= Kind::MappingAdded)
        writer.member(u"origin", originWord(change.origin).toLower());
    writer.endObject();
}

QByteArray writeImpactJson(const CatalogImpact &impact)
{
    JsonWriter writer;
    writer.beginObject();
    writer.member(u"schema", QStringLiteral("drawbridge/catalog-diff/1"));
    writeVersions(writer, u"from", impact.before);
    writeVersions(writer, u"to", impact.after);
    writer.key(u"changes");
    writer.beginArray();
    for (const CatalogChange &change : impact.concerned)
        writeChange(writer, change);
    writer.endArray();
    writer.key(u"others");
    writer.beginObject();
    const auto counts = countsOf(impact.others);
    for (auto it = counts.begin(); it != counts.end(); ++it)
        writer.member(it.key(), static_cast<qint64>(*it));
    writer.endObject();
    writer.endObject();
    return writer.take();
}

} // namespace drawbridge
