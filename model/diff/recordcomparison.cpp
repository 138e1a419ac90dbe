#include "model/diff/recordcomparison.h"

#include "model/core/defaults.h"
#include "model/diff/fieldvalues.h"

#include <algorithm>

namespace drawbridge {

RecordComparison::RecordComparison(const ThreatModel &before, const ThreatModel &after,
                                   const PropertySchema &schema, const RecordMatch &match)
    : m_before(before)
    , m_after(after)
    , m_schema(schema)
    , m_match(match)
{
}

static bool isNothing(const Value &value)
{
    const QString *text = value.asString();
    const ValueList *list = value.asList();
    return value.isNull() || (text && text->isEmpty()) || (list && list->isEmpty());
}

QString RecordComparison::shown(const ThreatModel &model, const Value &value,
                                RecordKind refersTo) const
{
    if (isNothing(value))
        return QStringLiteral("(none)");
    // Items of lists such as mounts have several members each.
    if (value.asMap())
        return u'{' + value.toDisplayString() + u'}';
    const QString *text = value.asString();
    if (!text || refersTo == RecordKind::Project)
        return value.toDisplayString();
    const QString name = differenceName(model, refersTo, IdText(QStringView(*text)));
    return name.isEmpty() ? *text : name;
}

void RecordComparison::compareLists(FieldDifference &difference, const ValueList &before,
                                    const ValueList &after, RecordKind refersTo) const
{
    QStringList gone;
    QStringList come;
    for (const Value &item : before) {
        const Value translated = m_match.translated(item);
        if (std::find(after.begin(), after.end(), translated) == after.end())
            gone += shown(m_before, item, refersTo);
    }
    ValueList translated;
    for (const Value &item : before)
        translated += m_match.translated(item);
    for (const Value &item : after) {
        if (std::find(translated.begin(), translated.end(), item) == translated.end())
            come += shown(m_after, item, refersTo);
    }
    difference.isList = true;
    difference.before = gone.join(QStringLiteral(", "));
    difference.after = come.join(QStringLiteral(", "));
    // The same items in another order.
    if (gone.isEmpty() && come.isEmpty()) {
        difference.isList = false;
        difference.before = QStringLiteral("another order");
        difference.after = Value(after).toDisplayString();
    }
}

// Places and bends: how many, not where.
void RecordComparison::compareLooks(FieldDifference &difference, const ValueMap &before,
                                    const ValueMap &after) const
{
    qsizetype kept = 0;
    qsizetype moved = 0;
    for (auto it = before.begin(); it != before.end(); ++it) {
        const auto other =
            after.constFind(m_match.translated(IdText(QStringView(it.key()))).toString());
        kept += other != after.constEnd();
        moved += other != after.constEnd() && *other != it.value();
    }
    const auto count = [](qsizetype number) { return QString::number(number); };
    difference.before = count(before.size());
    difference.after = count(after.size())
        + QStringLiteral(" (%1 moved, %2 added, %3 removed)")
              .arg(count(moved), count(after.size() - kept), count(before.size() - kept));
}

std::optional<FieldDifference> RecordComparison::compareField(const FieldValue &before,
                                                              const FieldValue &after) const
{
    const bool isLook =
        qstrcmp(before.name, "placements") == 0 || qstrcmp(before.name, "routes") == 0;
    Value translated = isLook ? before.value : m_match.translated(before.value);
    if (qstrcmp(before.name, "threat") == 0)
        translated = translatedThreatKey(*before.value.asString(), m_match);
    if (translated == after.value)
        return std::nullopt;
    FieldDifference difference;
    difference.name = QString::fromLatin1(before.name);
    const ValueList *oldList = before.value.asList();
    const ValueList *newList = after.value.asList();
    if (isLook) {
        compareLooks(difference, *before.value.asMap(), *after.value.asMap());
    } else if (oldList && newList) {
        compareLists(difference, *oldList, *newList, after.refersTo);
    } else {
        difference.before = shown(m_before, before.value, before.refersTo);
        difference.after = shown(m_after, after.value, after.refersTo);
    }
    return difference;
}

// What a newer version of the program keeps with a record, as raw JSON.
static void compareUnknown(const UnknownMembers &before, const UnknownMembers &after,
                           QList<FieldDifference> &differences)
{
    const auto text = [](const UnknownMembers &members, const QString &key) {
        const auto found = members.constFind(key);
        return found == members.constEnd() ? QStringLiteral("(none)") : QString::fromUtf8(*found);
    };
    QStringList keys = before.keys() + after.keys();
    keys.sort();
    keys.removeDuplicates();
    for (const QString &key : std::as_const(keys)) {
        if (before.value(key) == after.value(key))
            continue;
        FieldDifference difference;
        difference.name = QString(key).replace(QChar(0x1f), u'.');
        difference.before = text(before, key);
        difference.after = text(after, key);
        differences += difference;
    }
}

template <typename Record>
QList<FieldDifference> RecordComparison::compare(const Record &before, const Record &after) const
{
    QList<FieldDifference> differences;
    if (!m_match.hasDifferentIds() && before == after)
        return differences;
    const FieldValues left(before);
    const FieldValues right(after);
    for (size_t i = 0; i < left.all().size(); ++i) {
        if (const auto difference = compareField(left.all()[i], right.all()[i]))
            differences += *difference;
    }
    if constexpr (requires { before.properties; })
        compareProperties(before, after, differences);
    compareUnknown(before.unknown, after.unknown, differences);
    return differences;
}

// Where in a file a claim stands does not count, who makes it does.
bool RecordComparison::isSame(const PropertyEntry *before, const PropertyEntry *after) const
{
    if (!before || !after)
        return before == after;
    const auto outline = [&](const PropertyEntry &entry, bool translate) {
        QList<std::tuple<ClaimSource, bool, bool>> kinds;
        QList<Value> values;
        for (const Claim &claim : entry.claims) {
            const Value value = translate ? m_match.translated(claim.value) : claim.value;
            const std::tuple kind(claim.provenance.claim, claim.notApplicable, claim.partial);
            if (!kinds.isEmpty() && kinds.last() == kind && values.last() == value)
                continue;
            kinds += kind;
            values += value;
        }
        return std::pair(kinds, values);
    };
    return outline(*before, true) == outline(*after, false);
}

QString RecordComparison::propertyText(const ThreatModel &model, const Claim &claim,
                                       const PropertyDefinition &definition) const
{
    if (claim.notApplicable)
        return QStringLiteral("not applicable");
    const bool refers = definition.type.kind == PropertyKind::Reference;
    const QString text =
        shown(model, claim.value, refers ? definition.type.target : RecordKind::Project);
    return claim.partial ? text + QStringLiteral(" (may be more)") : text;
}

template <typename Record>
void RecordComparison::compareProperty(const Record &before, const Record &after,
                                       PropertyIndex property,
                                       QList<FieldDifference> &differences) const
{
    const auto was = effectiveValue(m_schema, before, property);
    const auto is = effectiveValue(m_schema, after, property);
    const PropertyDefinition &definition = m_schema.definition(property);
    FieldDifference difference;
    difference.name = definition.name;
    difference.isProperty = true;
    if (was) {
        difference.before = propertyText(m_before, was->claim, definition);
        difference.beforeSource = provenanceText(m_before, was->claim.provenance);
    } else {
        difference.before = QStringLiteral("unknown");
    }
    if (is) {
        difference.after = propertyText(m_after, is->claim, definition);
        difference.afterSource = provenanceText(m_after, is->claim.provenance);
    } else {
        difference.after = QStringLiteral("unknown");
    }
    const ValueList *oldList = was ? was->claim.value.asList() : nullptr;
    const ValueList *newList = is ? is->claim.value.asList() : nullptr;
    if (oldList && newList && *oldList != *newList) {
        const RecordKind refersTo =
            definition.type.item && definition.type.item->kind == PropertyKind::Reference
            ? definition.type.item->target
            : RecordKind::Project;
        compareLists(difference, *oldList, *newList, refersTo);
    }
    differences += difference;
}

template <typename Record>
void RecordComparison::compareProperties(const Record &before, const Record &after,
                                         QList<FieldDifference> &differences) const
{
    const QList<PropertyEntry> &left = before.properties.entries();
    const QList<PropertyEntry> &right = after.properties.entries();
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < left.size() || j < right.size()) {
        const PropertyIndex was = i < left.size() ? left[i].property : NoProperty;
        const PropertyIndex is = j < right.size() ? right[j].property : NoProperty;
        const PropertyIndex first = std::min(was, is);
        if (!isSame(was == first ? &left[i] : nullptr, is == first ? &right[j] : nullptr))
            compareProperty(before, after, first, differences);
        i += was == first;
        j += is == first;
    }
}

#define DRAWBRIDGE_COMPARED(Record)                                                                \
    template QList<FieldDifference> RecordComparison::compare(const Record &, const Record &) const;

DRAWBRIDGE_COMPARED(Element)
DRAWBRIDGE_COMPARED(Interface)
DRAWBRIDGE_COMPARED(DataFlow)
DRAWBRIDGE_COMPARED(TrustBoundary)
DRAWBRIDGE_COMPARED(Image)
DRAWBRIDGE_COMPARED(Identity)
DRAWBRIDGE_COMPARED(DataAsset)
DRAWBRIDGE_COMPARED(Assumption)
DRAWBRIDGE_COMPARED(Source)
DRAWBRIDGE_COMPARED(Diagram)
DRAWBRIDGE_COMPARED(Decision)
DRAWBRIDGE_COMPARED(ManualThreat)
DRAWBRIDGE_COMPARED(ControlStatement)
DRAWBRIDGE_COMPARED(Review)
DRAWBRIDGE_COMPARED(FindingDecision)
DRAWBRIDGE_COMPARED(ProjectInfo)

#undef DRAWBRIDGE_COMPARED

} // namespace drawbridge
