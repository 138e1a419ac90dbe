#pragma once

#include "model/core/records.h"

#include <QColor>
#include <QPixmap>
#include <QStringList>

class QSvgRenderer;

namespace drawbridge {

// The icons of resources/icons: strokes on a 24 px grid, in any colour.
namespace iconset {

// All names, sorted.
QStringList names();
bool contains(const QString &name);

// What is inside the icon's <svg> element: strokes without colour or width.
QByteArray svgBody(const QString &name);
// A whole SVG file in one colour. The width counts in units of the 24 px grid.
QByteArray svgFile(const QString &name, const QColor &color, double lineWidth);

// The stroke that keeps an icon equally dark: 1.75 at 20 px and above, 2 at 16, 2.4 at 12.
double lineWidthAt(double size);

// A pixmap of `size` logical pixels, cached. Only in the GUI thread, as all pixmaps.
QPixmap pixmap(const QString &name, const QColor &color, double size, double devicePixelRatio,
               double lineWidth = 0);

} // namespace iconset

// The icon of a technology word; the kind's own icon for words that have none.
QString iconForTechnology(const QString &technology, ElementKind kind);
QString iconForBoundary(BoundaryKind kind);

} // namespace drawbridge
