#include "model/diff/sourcekeys.h"

#include <QStringList>

namespace drawbridge {

static constexpr QChar Separator(0x1f);

static bool isVersion(const QString &folder)
{
    return folder == u"before" || folder == u"after";
}

QString comparableFolder(const QString &path)
{
    QStringList folders = path.split(u'/');
    folders.removeLast();
    qsizetype first = 0;
    while (first < folders.size() && (folders[first] == u".." || folders[first] == u"."))
        ++first;
    if (first < folders.size() && isVersion(folders[first]))
        folders.removeAt(first);
    if (first < folders.size() && isVersion(folders.last()))
        folders.removeLast();
    return folders.join(u'/');
}

QString comparablePath(const QString &path)
{
    const QString folder = comparableFolder(path);
    const QString name = path.section(u'/', -1);
    return folder.isEmpty() ? name : folder + u'/' + name;
}

ComparableKey comparableKey(const Source &source, const QString &key)
{
    ComparableKey result;
    result.anywhere = source.format + Separator + key;
    result.inFolder = comparableFolder(source.path) + Separator + result.anywhere;
    result.inFile = comparablePath(source.path) + Separator + result.anywhere;
    return result;
}

} // namespace drawbridge
