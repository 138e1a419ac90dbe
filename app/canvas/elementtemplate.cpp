#include "app/canvas/elementtemplate.h"

#include "model/core/names.h"

namespace drawbridge {

static constexpr QChar FieldSeparator = u'\n';

std::unique_ptr<QMimeData> ElementTemplate::toMimeData() const
{
    const QStringList fields {isBoundary ? QStringLiteral("boundary") : QStringLiteral("element"),
                              nameOf(kind),
                              nameOf(boundaryKind),
                              QString(name).remove(FieldSeparator),
                              QString(technology).remove(FieldSeparator),
                              hasRuntime ? QStringLiteral("runtime") : QString()};
    auto data = std::make_unique<QMimeData>();
    data->setData(QLatin1String(MimeType), fields.join(FieldSeparator).toUtf8());
    return data;
}

std::optional<ElementTemplate> ElementTemplate::fromMimeData(const QMimeData &data)
{
    const QString text = QString::fromUtf8(data.data(QLatin1String(MimeType)).left(4096));
    const QStringList fields = text.split(FieldSeparator);
    if (fields.size() != 6)
        return std::nullopt;
    const auto kind = parseName<ElementKind>(fields[1]);
    const auto boundaryKind = parseName<BoundaryKind>(fields[2]);
    if (!kind || !boundaryKind)
        return std::nullopt;
    return ElementTemplate {fields[0] == QLatin1String("boundary"),
                            *kind,
                            *boundaryKind,
                            fields[3],
                            fields[4],
                            !fields[5].isEmpty()};
}

} // namespace drawbridge
