#include "model/diff/fieldvalues.h"

namespace drawbridge {

void FieldValues::add(const char *name, Value value, RecordKind refersTo)
{
    if (qstrcmp(name, "id") != 0)
        m_fields.push_back({name, std::move(value), refersTo});
}

void FieldValues::take(const char *name, const QStringList &texts)
{
    ValueList list;
    for (const QString &text : texts)
        list += text;
    add(name, list);
}

void FieldValues::take(const char *name, const QMap<QString, QString> &map)
{
    ValueMap values;
    for (auto it = map.begin(); it != map.end(); ++it)
        values.insert(it.key(), it.value());
    add(name, values);
}

void FieldValues::take(const char *name, const QList<Placement> &placements)
{
    ValueMap values;
    for (const Placement &placement : placements) {
        const QRect &rect = placement.rect;
        values.insert(placement.record.toString(),
                      ValueList {rect.x(), rect.y(), rect.width(), rect.height()});
    }
    add(name, values);
}

void FieldValues::take(const char *name, const QList<Route> &routes)
{
    ValueMap values;
    for (const Route &route : routes) {
        ValueList bends;
        for (const QPoint &bend : route.bends)
            bends += ValueList {bend.x(), bend.y()};
        values.insert(route.flow.toString(), bends);
    }
    add(name, values);
}

// The target of a manual threat, whose kind stands before it.
void FieldValues::take(const char *name, const IdText &id)
{
    add(name, id.toString(), m_targetKind);
}

} // namespace drawbridge
