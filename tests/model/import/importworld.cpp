#include "tests/model/import/importworld.h"

#include "model/import/compose/composeimporter.h"
#include "model/import/kubernetes/kubernetesimporter.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

namespace drawbridge::test {

static QByteArray shippedFile(const QString &path)
{
    QFile file(sourceDir() + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

ImportWorld::ImportWorld()
{
    Result<PropertySchema> parsed =
        PropertySchema::parse(shippedFile(QStringLiteral("catalogs/properties/schema.yaml")),
                              QStringLiteral("schema.yaml"));
    if (parsed)
        schema = *parsed;
    Result<ImageTable> table = ImageTable::parse(
        shippedFile(QStringLiteral("catalogs/images/images.yaml")), QStringLiteral("images.yaml"));
    if (table)
        images = std::make_shared<const ImageTable>(*std::move(table));
}

ImportContext ImportWorld::context() const
{
    ImportContext context;
    context.schema = &schema;
    context.images = images;
    context.importRoot = QStringLiteral("shop");
    context.environment = environment;
    context.profiles = profiles;
    context.readSibling = [this](const QString &path, qsizetype) -> Result<QByteArray> {
        if (siblings.contains(path))
            return siblings.value(path);
        return Error {ErrorCode::NotFound, QStringLiteral("no such file"), {path, 0, 0}};
    };
    if (listsFiles)
        context.listSiblings = [this](const QString &folder, const auto &wanted, qsizetype most) {
            return listed(folder, wanted, most);
        };
    return context;
}

QStringList ImportWorld::listed(const QString &folder,
                                const std::function<bool(const QString &)> &wanted,
                                qsizetype most) const
{
    QStringList files;
    for (auto file = siblings.cbegin(); file != siblings.cend() && files.size() < most; ++file) {
        const QString path = file.key();
        bool enters = folder.isEmpty() || folder == u"." || path.startsWith(folder + u'/');
        qsizetype slash = path.indexOf(u'/', folder == u"." ? 0 : folder.size() + 1);
        for (; enters && slash >= 0; slash = path.indexOf(u'/', slash + 1))
            enters = wanted(path.first(slash + 1));
        if (enters && wanted(path))
            files += path;
    }
    return files;
}

Result<ImportResult> ImportWorld::compose(const QByteArray &yaml) const
{
    return compose(QList<ImportFile> {{QStringLiteral("compose.yml"), yaml}});
}

Result<ImportResult> ImportWorld::compose(const QList<ImportFile> &files) const
{
    return makeComposeImporter()->import(files, context());
}

Result<ImportResult> ImportWorld::kubernetes(const QByteArray &yaml) const
{
    return kubernetes(QList<ImportFile> {{QStringLiteral("app.yaml"), yaml}});
}

Result<ImportResult> ImportWorld::kubernetes(const QList<ImportFile> &files) const
{
    return makeKubernetesImporter()->import(files, context());
}

static ImportResult checkedResult(Result<ImportResult> result, const PropertySchema &schema)
{
    if (!result) {
        QTest::qFail(qPrintable(result.error().toString()), __FILE__, __LINE__);
        return {};
    }
    for (const ModelProblem &problem : validate(result->model, schema))
        QTest::qFail(qPrintable(problem.record.toString() + u' ' + problem.message), __FILE__,
                     __LINE__);
    return *std::move(result);
}

ImportResult ImportWorld::imported(const QByteArray &yaml) const
{
    return checkedResult(compose(yaml), schema);
}

ImportResult ImportWorld::importedManifest(const QByteArray &yaml) const
{
    return checkedResult(kubernetes(yaml), schema);
}

QMap<QString, QByteArray> sourceFiles(const QString &folder)
{
    const QDir root(sourceDir() + QStringLiteral("/tests/model/import/sources/") + folder);
    QMap<QString, QByteArray> files;
    QDirIterator entries(root.path(), QDir::Files, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        QFile file(entries.next());
        if (file.open(QIODevice::ReadOnly))
            files.insert(root.relativeFilePath(file.fileName()), file.readAll());
    }
    return files;
}

QByteArray manifestFile(const QString &name)
{
    return shippedFile(QStringLiteral("tests/model/import/manifests/") + name);
}

const Element *elementNamed(const ThreatModel &model, const QString &name)
{
    for (const Element &element : model.elements) {
        if (element.name == name)
            return &element;
    }
    return nullptr;
}

const TrustBoundary *boundaryNamed(const ThreatModel &model, const QString &name)
{
    for (const TrustBoundary &boundary : model.boundaries) {
        if (boundary.name == name)
            return &boundary;
    }
    return nullptr;
}

const DataFlow *flowBetween(const ThreatModel &model, const QString &from, const QString &to,
                            FlowKind kind)
{
    const Element *source = elementNamed(model, from);
    const Element *target = elementNamed(model, to);
    for (const DataFlow &flow : model.flows) {
        if (source && target && flow.source == source->id && flow.target == target->id
            && flow.kind == kind)
            return &flow;
    }
    return nullptr;
}

QStringList interfaceNames(const ThreatModel &model, const QString &element)
{
    QStringList names;
    const Element *owner = elementNamed(model, element);
    for (const Interface &interface : model.interfaces) {
        if (owner && interface.owner == owner->id)
            names += interface.name;
    }
    names.sort();
    return names;
}

const Claim *claimOf(const PropertySchema &schema, RecordKind kind, const PropertySet &properties,
                     const QString &property)
{
    const PropertyIndex index = schema.find(kind, property);
    return index == NoProperty ? nullptr : properties.effective(index);
}

Value valueOf(const PropertySchema &schema, const Element &element, const QString &property)
{
    const Claim *claim = claimOf(schema, RecordKind::Element, element.properties, property);
    return claim ? claim->value : Value();
}

static void appendProperties(QString &text, const PropertySet &properties)
{
    for (const PropertyEntry &entry : properties.entries()) {
        for (const Claim &claim : entry.claims)
            text += claim.value.toDisplayString() + u'\n' + claim.provenance.keyPath + u'\n';
    }
}

QString messagesOf(const Diagnostics &diagnostics)
{
    QString text;
    for (const Diagnostic &diagnostic : diagnostics)
        text += diagnostic.where.toString() + QStringLiteral(": ") + diagnostic.message + u'\n';
    return text;
}

QString everythingIn(const ImportResult &result)
{
    QString text = messagesOf(result.diagnostics) + result.model.project.name;
    forEachTable(result.model, [&text](const auto &table) {
        for (const auto &record : table) {
            if constexpr (requires { record.properties; })
                appendProperties(text, record.properties);
            if constexpr (requires { record.name; })
                text += record.name + u'\n';
            if constexpr (requires { record.description; })
                text += record.description + u'\n';
            if constexpr (requires { record.sourceKey; })
                text += record.sourceKey.key + u'\n';
            if constexpr (requires { record.reference; })
                text += record.reference + u'\n';
            if constexpr (requires { record.technology; })
                text += record.technology + u'\n';
            if constexpr (requires { record.lines; })
                text += record.lines.keys().join(u'\n') + u'\n';
        }
    });
    return text;
}

} // namespace drawbridge::test
