#pragma once

#include "model/import/recordassembly.h"
#include "model/import/routes/codefacts.h"

namespace drawbridge::routes {

// Puts what the sources of an application say into a model: endpoints of the element that runs it,
// and properties of the element itself.
class CodeRecords
{
public:
    CodeRecords(RecordAssembly &records, const CodeFacts &facts, const QList<CodeFile> &files);

    // `idPrefix` stands before the keys in ids: "services.web."; `ports` are those that the
    // container is known to listen on.
    void addTo(Element &element, const QString &idPrefix, const QList<int> &ports);
    SourceId sourceOf(const QString &path) const { return m_sources.value(path); }
    // The first file that says anything.
    SourceId firstSource() const;

private:
    void addEndpoint(const CodeEndpoint &endpoint, const Element &owner, const QString &idPrefix,
                     int port);
    void describe(Interface &interface, const CodeEndpoint &endpoint, const QString &key, int port);
    void describeElement(Element &element);
    void addSecrets(Element &element, const QString &idPrefix);
    ClaimPlace at(const CodePlace &place, const QString &key) const
    {
        return {m_sources.value(place.file), key, place.line};
    }

    RecordAssembly &m_records;
    const CodeFacts &m_facts;
    QMap<QString, SourceId> m_sources;
    QString m_firstFile;
};

} // namespace drawbridge::routes
