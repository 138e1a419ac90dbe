#pragma once

#include "app/document/projectstorage.h"

#include <QFile>
#include <QHash>
#include <QSaveFile>

namespace drawbridge::test {

// Keeps models in memory; the files on disk hold a counter, so that every save changes them.
class MemoryStorage final : public ProjectStorage
{
public:
    Result<ProjectContent> load(const QString &path) const override
    {
        if (!m_models.contains(path))
            return Error {ErrorCode::NotFound, QStringLiteral("no such project"), {path, 0, 0}};
        return ProjectContent {m_models.value(path), {}};
    }
    Result<void> save(const ThreatModel &model, const QString &path) const override
    {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return Error {ErrorCode::Io, file.errorString(), {path, 0, 0}};
        file.write(QByteArray::number(++m_saves));
        file.commit();
        m_models.insert(path, model);
        return {};
    }
    int saves() const { return m_saves; }

private:
    mutable QHash<QString, ThreatModel> m_models;
    mutable int m_saves = 0;
};

} // namespace drawbridge::test
