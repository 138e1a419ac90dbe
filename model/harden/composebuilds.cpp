#include "model/harden/composebuilds.h"

#include "model/harden/plainvalue.h"

#include <QDir>

namespace drawbridge {

static QMap<QString, QString> argumentsOf(const PlainValue &arguments)
{
    QMap<QString, QString> values;
    for (const auto &[name, value] : arguments.members()) {
        if (value.isScalar() && !value.isNull())
            values.insert(name, value.text());
    }
    for (const QString &text : arguments.texts()) {
        if (text.contains(u'='))
            values.insert(text.section(u'=', 0, 0), text.section(u'=', 1));
    }
    return values;
}

static ImageBuild buildOf(const PlainValue &build)
{
    const QString context = build.isMap() ? build[QStringLiteral("context")].text() : build.text();
    const QString file = build[QStringLiteral("dockerfile")].text();
    ImageBuild result;
    result.dockerfile = QDir::cleanPath((context.isEmpty() ? QStringLiteral(".") : context) + u'/'
                                        + (file.isEmpty() ? QStringLiteral("Dockerfile") : file));
    result.target = build[QStringLiteral("target")].text();
    result.arguments = argumentsOf(build[QStringLiteral("args")]);
    return result;
}

QList<ImageBuild> composeBuilds(const QByteArray &bytes, const QString &fileName)
{
    QList<ImageBuild> builds;
    const auto document = TreeDocument::parseYaml(bytes, fileName);
    if (!document)
        return builds;
    const PlainValue root = PlainValue::of(document->root());
    for (const auto &[name, service] : root[QStringLiteral("services")].members()) {
        const PlainValue &build = service[QStringLiteral("build")];
        if (build.isSilent())
            continue;
        const ImageBuild found = buildOf(build);
        // A variable may stand for anything.
        const bool isPlain = !found.dockerfile.contains(u'$') && !found.target.contains(u'$');
        if (isPlain && !builds.contains(found))
            builds += found;
    }
    return builds;
}

} // namespace drawbridge
