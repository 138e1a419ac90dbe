#pragma once

#include "model/import/compose/composeproject.h"

#include <QHash>

#include <map>

namespace drawbridge::compose {

// Follows `extends` of the services of one tree, into the same file and into others.
class ExtendsResolver
{
public:
    ExtendsResolver(ComposeReading &reading, ComposeNode services, QString folder);

    // The service with all that it extends under it. A base that cannot be read is told, and the
    // service is marked partial; a circle is an error.
    Result<ResolvedService> resolve(const QString &name);

private:
    struct Other;
    Result<ResolvedService> resolve(const QString &name, QStringList &chain);
    Result<ResolvedService> resolveBase(const ComposeNode &extends, const QString &name,
                                        QStringList &chain);
    Result<std::shared_ptr<ExtendsResolver>> resolverOf(const ComposeNode &file);

    ComposeReading &m_reading;
    ComposeNode m_services;
    QString m_folder;
    QString m_path;
    QHash<QString, ComposeNode> m_byName;
    // Other files, by resolved path; shared down the chain so that each is read once.
    std::shared_ptr<std::map<QString, std::shared_ptr<ExtendsResolver>>> m_others;
};

} // namespace drawbridge::compose
