#pragma once

#include "model/base/result.h"

#include <QList>

namespace drawbridge {

// A word for what an element is built as.
struct Technology
{
    // "web-service"; what elements store.
    QString name;
    // "Web service".
    QString label;
    // What a new element of it starts as: "process", "data-store" or "external-entity".
    QString kind;
    // Name of its icon.
    QString icon;

    bool operator==(const Technology &) const = default;
};

// The technology list, read from its data file.
class Technologies
{
public:
    static Result<Technologies> parse(const QByteArray &yaml, const QString &fileName);

    const QList<Technology> &all() const { return m_all; }
    // nullptr for a word that is not in the list; such words are allowed in models.
    const Technology *find(QStringView name) const;

private:
    QList<Technology> m_all;
};

} // namespace drawbridge
