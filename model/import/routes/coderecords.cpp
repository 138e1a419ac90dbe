#include "model/import/routes/coderecords.h"

#include "model/import/showntext.h"

#include <QCryptographicHash>

#include <algorithm>

namespace drawbridge::routes {

CodeRecords::CodeRecords(RecordAssembly &records, const CodeFacts &facts,
                         const QList<CodeFile> &files)
    : m_records(records)
    , m_facts(facts)
{
    // All that were read, so that an import which reads them again knows what they no longer say.
    for (const CodeFile &file : files) {
        if (m_firstFile.isEmpty())
            m_firstFile = file.path;
        m_sources.insert(
            file.path,
            records.addSource(
                QStringLiteral("routes"), file.path,
                QCryptographicHash::hash(file.bytes, QCryptographicHash::Sha256).toHex()));
    }
}

SourceId CodeRecords::firstSource() const
{
    if (!m_facts.endpoints.isEmpty())
        return m_sources.value(m_facts.endpoints.first().place.file);
    return m_sources.value(m_firstFile);
}

void CodeRecords::describe(Interface &interface, const CodeEndpoint &endpoint, const QString &key,
                           int port)
{
    const auto say = [&](const char16_t *name, const Value &value, const CodePlace &place,
                         const QString &part = {}, bool partial = false) {
        m_records.set(interface.properties, RecordKind::Interface, QString::fromUtf16(name), value,
                      ClaimSource::File, at(place, key + part), partial);
    };
    const CodePlace &here = endpoint.place;
    say(u"protocol", endpoint.method == u"WS" ? QStringLiteral("ws") : QStringLiteral("http"),
        here);
    if (endpoint.method != u"WS" && endpoint.method != u"ANY")
        say(u"method", endpoint.method, here);
    say(u"path", endpoint.path, here);
    if (port > 0)
        say(u"port", static_cast<qint64>(port), m_facts.port == port ? m_facts.listens : here,
            m_facts.port == port ? QStringLiteral(".port") : QString());
    if (port > 0 && port == m_facts.port && !m_facts.listensOn.isEmpty())
        say(u"listensOn", m_facts.listensOn, m_facts.listens, QStringLiteral(".port"));
    if (!endpoint.authentication.isEmpty())
        say(u"authentication", endpoint.authentication, here);
    if (!endpoint.authorization.isEmpty())
        say(u"authorization", endpoint.authorization, here);
    if (endpoint.stateChanging)
        say(u"stateChanging", *endpoint.stateChanging, here);
    if (endpoint.fileUpload)
        say(u"fileUpload", *endpoint.fileUpload, here);
    if (endpoint.rateLimit)
        say(u"rateLimit", true, here);
    if (endpoint.csrfToken)
        say(u"csrfProtection", QStringLiteral("token"), here);
    if (endpoint.login)
        say(u"login", true, here);
    if (endpoint.administrative)
        say(u"administrative", true, here);
    if (endpoint.largestBody)
        say(u"maxBody", *endpoint.largestBody, here);
    ValueList parameters;
    // The worst place that one of them ends at; where they are read, else.
    CodePlace place = here;
    for (const CodeParameter &parameter : endpoint.parameters) {
        ValueMap fields {{QStringLiteral("name"), parameter.name},
                         {QStringLiteral("location"), parameter.location}};
        const auto add = [&fields](const char16_t *name, const QString &text) {
            if (!text.isEmpty())
                fields.insert(QString::fromUtf16(name), text);
        };
        add(u"type", parameter.type);
        add(u"validation", parameter.validation);
        add(u"sink", parameter.sink);
        parameters += fields;
        if (parameter.ends.line > 0 && place.line == here.line)
            place = parameter.ends;
    }
    say(u"parameters", parameters, place, QStringLiteral(".parameters"), endpoint.moreParameters);
}

void CodeRecords::addEndpoint(const CodeEndpoint &endpoint, const Element &owner,
                              const QString &idPrefix, int port)
{
    const QString name = endpoint.method + u' ' + endpoint.path;
    const QString key = QStringLiteral("routes.") + name;
    Interface interface;
    interface.id = InterfaceId(m_records.id('p', idPrefix + key));
    interface.owner = owner.id;
    interface.kind = InterfaceKind::HttpRoute;
    interface.name = name;
    interface.sourceKey = {m_sources.value(endpoint.place.file), key};
    describe(interface, endpoint, key, port);
    m_records.noteLine(at(endpoint.place, key));
    if (endpoint.lastLine > 0)
        m_records.noteLine(
            at({endpoint.place.file, endpoint.lastLine}, key + QStringLiteral(".end")));
    m_records.model.interfaces.put(interface);
}

void CodeRecords::describeElement(Element &element)
{
    const auto say = [&](const char16_t *name, const Value &value, const CodePlace &place,
                         const QString &key) {
        m_records.set(element.properties, RecordKind::Element, QString::fromUtf16(name), value,
                      ClaimSource::File, at(place, key));
    };
    if (m_facts.debugMode)
        say(u"debugMode", true, *m_facts.debugMode, QStringLiteral("debug"));
    const CodeParameter *taken = nullptr;
    const CodeParameter *unchecked = nullptr;
    for (const CodeEndpoint &endpoint : m_facts.endpoints) {
        for (const CodeParameter &parameter : endpoint.parameters) {
            taken = taken ? taken : &parameter;
            const bool ends = !parameter.sink.isEmpty() && parameter.sink != u"none";
            if (!unchecked && ends && parameter.validation == u"none")
                unchecked = &parameter;
        }
    }
    if (taken)
        say(u"processesUntrustedInput", true, taken->read, QStringLiteral("input"));
    if (unchecked)
        say(u"inputValidated", false, unchecked->ends, QStringLiteral("validation"));
}

void CodeRecords::addSecrets(Element &element, const QString &idPrefix)
{
    ValueList names;
    for (const CodeSecret &secret : m_facts.secrets) {
        const QString key = QStringLiteral("code.secrets.") + secret.name;
        if (names.contains(Value(secret.name)))
            continue;
        names += secret.name;
        DataAsset asset;
        asset.id = AssetId(m_records.id('a', idPrefix + key));
        asset.kind = AssetKind::Credential;
        asset.name =
            secret.name + QStringLiteral(" (") + shown(secret.place.file.section(u'/', -1)) + u')';
        asset.description = QStringLiteral("Written in the source code.");
        asset.sourceKey = {m_sources.value(secret.place.file), key};
        m_records.noteLine(at(secret.place, key));
        m_records.model.assets.put(asset);
        element.assets += asset.id;
    }
    const CodePlace place =
        m_facts.secrets.isEmpty() ? CodePlace {m_firstFile, 1} : m_facts.secrets.first().place;
    m_records.set(element.properties, RecordKind::Element, QStringLiteral("codeSecrets"), names,
                  ClaimSource::File, at(place, QStringLiteral("code.secrets")), m_facts.incomplete);
}

void CodeRecords::addTo(Element &element, const QString &idPrefix, const QList<int> &ports)
{
    // A port that the program takes when it is started by hand need not be that of the container.
    int port = 0;
    if (m_facts.port > 0 && (ports.isEmpty() || ports.contains(m_facts.port)))
        port = m_facts.port;
    for (const CodeEndpoint &endpoint : m_facts.endpoints)
        addEndpoint(endpoint, element, idPrefix, port);
    describeElement(element);
    addSecrets(element, idPrefix);
    const bool undecided = element.technology.isEmpty() || element.technology == u"generic-process";
    if (undecided && !m_facts.endpoints.isEmpty())
        element.technology = QStringLiteral("web-service");
}

} // namespace drawbridge::routes
