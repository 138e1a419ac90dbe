#pragma once

#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

// Which folder may include which: the table that ARCHITECTURE.md draws.
namespace drawbridge::test {

// The unit that arrows join: "model/import" for model/import/compose/reader.h, "app" for
// app/main.cpp, an empty string outside of the product.
QString unitOf(const QString &path);

// All units, each with what it may include; arrows go on downwards (what a unit may include, its
// users may include too).
const QMap<QString, QSet<QString>> &allowedArrows();

// A circle among the folders of the graph as "a -> b -> a", or an empty string.
QString circleIn(const QMap<QString, QSet<QString>> &graph);

} // namespace drawbridge::test
