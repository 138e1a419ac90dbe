#include "model/engine/catalogversions.h"

#include <QStringList>

namespace drawbridge {

QMap<QString, QString> recordedVersions(const CatalogVersions &versions)
{
    QMap<QString, QString> recorded;
    const auto add = [&recorded](const QString &name, const QString &version) {
        if (!version.isEmpty())
            recorded.insert(name, version);
    };
    add(QStringLiteral("attack"), versions.attack);
    add(QStringLiteral("nist"), versions.nist);
    add(QStringLiteral("mapping"), versions.mapping);
    return recorded;
}

static QString nameOfCatalog(const QString &key)
{
    return key == u"attack" ? QStringLiteral("ATT&CK")
        : key == u"nist"    ? QStringLiteral("NIST SP 800-53")
                            : QStringLiteral("the mapping of ATT&CK");
}

QString changedVersions(const QMap<QString, QString> &recorded, const QMap<QString, QString> &inUse)
{
    QStringList changed;
    for (auto it = inUse.begin(); it != inUse.end(); ++it) {
        const QString before = recorded.value(it.key());
        if (!before.isEmpty() && before != *it)
            changed += QStringLiteral("%1 %2 (%3 is in use now)")
                           .arg(nameOfCatalog(it.key()), before, *it);
    }
    return changed.join(QStringLiteral(", "));
}

} // namespace drawbridge
