#pragma once

#include "model/base/result.h"

#include <QByteArray>
#include <QMap>
#include <QStringList>

#include <functional>

namespace drawbridge {

// Gives importers the files below one folder, and none outside it: neither by "..", nor by an
// absolute path, nor by a symbolic link.
class ImportRoot
{
public:
    // `replaced`: what files are taken to hold, whatever they do, by canonical path.
    explicit ImportRoot(const QString &folder, QMap<QString, QByteArray> replaced = {});

    // The folder's own name.
    QString name() const { return m_name; }
    QString relativePath(const QString &path) const;
    Result<QByteArray> read(const QString &path, qsizetype maximumBytes) const;
    // Files below a folder that `wanted` takes, by their relative paths, sorted; folders are asked
    // for with a slash at the end. Links are not followed.
    QStringList list(const QString &folder, const std::function<bool(const QString &)> &wanted,
                     qsizetype most) const;

private:
    QString m_folder;
    QString m_name;
    QMap<QString, QByteArray> m_replaced;
};

} // namespace drawbridge
