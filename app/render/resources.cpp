#include "app/render/resources.h"

#include <QFile>
#include <QtGlobal>

// A static library's resources have to be asked for, and only from outside of any namespace.
static void registerRenderResources()
{
    Q_INIT_RESOURCE(render);
}

namespace drawbridge {

QByteArray compiledResource(const QString &path)
{
    registerRenderResources();
    QFile file(QStringLiteral(":/drawbridge/") + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace drawbridge
