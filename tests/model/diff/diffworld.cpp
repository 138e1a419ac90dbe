#include "tests/model/diff/diffworld.h"

#include "model/import/compose/composeimporter.h"
#include "tests/support/models/compactmodel.h"
#include "tests/support/testrunner.h"

#include <QFile>

namespace drawbridge::test {

DiffWorld::DiffWorld()
    : m_schema(shippedSchema())
{
    QFile file(sourceDir() + QStringLiteral("/catalogs/images/images.yaml"));
    if (!file.open(QIODevice::ReadOnly))
        return;
    Result<ImageTable> table = ImageTable::parse(file.readAll(), QStringLiteral("images.yaml"));
    if (table)
        m_images = std::make_shared<const ImageTable>(*std::move(table));
}

ImportResult DiffWorld::imported(const QByteArray &compose, const QString &path) const
{
    ImportContext context;
    context.schema = m_schema.get();
    context.images = m_images;
    context.importRoot = root;
    context.readSibling = [this](const QString &wanted, qsizetype) -> Result<QByteArray> {
        if (siblings.contains(wanted))
            return siblings.value(wanted);
        return Error {ErrorCode::NotFound, QStringLiteral("no such file"), {wanted, 0, 0}};
    };
    Result<ImportResult> result = makeComposeImporter()->import({{path, compose}}, context);
    if (!result) {
        QTest::qFail(qPrintable(result.error().toString()), __FILE__, __LINE__);
        return {};
    }
    return *std::move(result);
}

template <typename T>
static const T *named(const Table<T> &table, const QString &name)
{
    for (const T &record : table) {
        if (record.name == name)
            return &record;
    }
    return nullptr;
}

const Element *elementNamed(const ThreatModel &model, const QString &name)
{
    return named(model.elements, name);
}

const TrustBoundary *boundaryNamed(const ThreatModel &model, const QString &name)
{
    return named(model.boundaries, name);
}

const Interface *interfaceNamed(const ThreatModel &model, const QString &name)
{
    return named(model.interfaces, name);
}

const DataFlow *flowBetween(const ThreatModel &model, const QString &from, const QString &to)
{
    const Element *source = elementNamed(model, from);
    const Element *target = elementNamed(model, to);
    for (const DataFlow &flow : model.flows) {
        if (source && target && flow.source == source->id && flow.target == target->id)
            return &flow;
    }
    return nullptr;
}

} // namespace drawbridge::test
