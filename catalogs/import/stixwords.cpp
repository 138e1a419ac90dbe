#include "catalogs/import/stixwords.h"

namespace drawbridge {

QStringList stixExternalIds(const Value &object, QStringView source)
{
    QStringList ids;
    const Value references = memberOf(object, u"external_references");
    const ValueList *list = references.asList();
    if (!list)
        return ids;
    for (const Value &reference : *list) {
        if (textOf(reference, u"source_name") == source)
            ids += textOf(reference, u"external_id").trimmed();
    }
    return ids;
}

QString stixExternalId(const Value &object, QStringView source)
{
    return stixExternalIds(object, source).value(0);
}

bool stixFlag(const Value &object, QStringView member)
{
    const Value value = memberOf(object, member);
    const bool *flag = value.asBool();
    return flag && *flag;
}

} // namespace drawbridge
