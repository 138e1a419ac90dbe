#include "app/panels/mappingwords.h"

#include <QCoreApplication>

namespace drawbridge {

QString originInWords(MappingOrigin origin)
{
    switch (origin) {
    case MappingOrigin::Ours:
        return QCoreApplication::translate("Mappings", "ours");
    case MappingOrigin::Ctid:
        return QCoreApplication::translate("Mappings", "CTID");
    case MappingOrigin::Derived:
        break;
    }
    return QCoreApplication::translate("Mappings", "derived");
}

QString originsInWords(const ControlLink &link)
{
    QStringList words;
    for (const MappingEdge *edge : link.edges) {
        const QString word = originInWords(edge->origin);
        if (!words.contains(word))
            words += word;
    }
    return words.join(QStringLiteral(", "));
}

QString basisInWords(const ControlLink &link)
{
    QStringList lines;
    for (const MappingEdge *edge : link.edges) {
        if (edge->basis.isEmpty())
            continue;
        QString line = originInWords(edge->origin) + QStringLiteral(": ") + edge->basis;
        if (!edge->strength.isEmpty())
            line += QStringLiteral(" (%1)").arg(edge->strength);
        if (!lines.contains(line))
            lines += line;
    }
    return lines.join(u'\n');
}

} // namespace drawbridge
