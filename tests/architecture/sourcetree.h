#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace drawbridge::test {

struct SourceFile
{
    QString path; // from the root of the project, as in "model/base/result.h"
    QByteArray content;

    QString folder() const; // "model/base"
    QString name() const; // "result.h"
};

// The files below these folders whose names end so, sorted by path.
QList<SourceFile> sourceFiles(const QStringList &folders, const QStringList &endings);

// Headers and sources of the product: model/, catalogs/ and app/.
const QList<SourceFile> &productSources();

} // namespace drawbridge::test
