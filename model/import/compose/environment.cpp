#include "model/import/compose/composeservice.h"
#include "model/import/compose/environmentfile.h"
#include "model/import/compose/interpolation.h"

#include <QHash>

namespace drawbridge::compose {

namespace {

constexpr qsizetype MaximumVariables = 5000;

// The variables of one service, later ones in place of earlier ones.
class EnvironmentCollector
{
public:
    EnvironmentCollector(ComposeReading &reading, ComposeService &service)
        : m_reading(reading)
        , m_service(service)
    {
    }

    void addFiles();
    void addOwn();

private:
    void addFile(const ComposeNode &path, bool required);
    void addMember(const QString &key, const ComposeNode &value, const Origin &place);
    void put(EnvironmentEntry entry);

    ComposeReading &m_reading;
    ComposeService &m_service;
    QHash<QString, qsizetype> m_positions;
};

void EnvironmentCollector::put(EnvironmentEntry entry)
{
    entry.secret =
        entry.inherited ? classifySecretName(entry.name) : classifySecret(entry.name, entry.value);
    if (!entry.secret && entry.interpolated.unresolved && !entry.inherited) {
        // "${NAME}" alone stands for a value that is not known here.
        entry.secret = classifySecretName(entry.name);
    }
    const auto known = m_positions.constFind(entry.name);
    if (known != m_positions.constEnd()) {
        m_service.environment[*known] = std::move(entry);
    } else if (m_service.environment.size() < MaximumVariables) {
        m_positions.insert(entry.name, m_service.environment.size());
        m_service.environment.append(std::move(entry));
    } else {
        m_service.environmentPartial = true;
    }
}

void EnvironmentCollector::addFile(const ComposeNode &path, bool required)
{
    QString resolved;
    Result<QByteArray> bytes =
        m_reading.readReferenced(m_service.folder, path.text(), MaximumEnvironmentBytes, &resolved);
    if (!bytes) {
        if (!required)
            return;
        m_service.environmentPartial = true;
        m_reading.information(
            path.origin(),
            QStringLiteral("the file of variables '%1' of the service '%2' cannot "
                           "be read; there may be more variables")
                .arg(shown(path.text()), shown(m_service.name)));
        return;
    }
    const int file = m_reading.addFile(resolved, *bytes, QStringLiteral("env-file"));
    for (const EnvironmentLine &line : parseEnvironmentFile(*bytes)) {
        EnvironmentEntry entry;
        entry.name = line.name;
        entry.inherited = !line.value.has_value();
        entry.fromFile = true;
        if (line.value) {
            const InterpolationResult result = interpolate(*line.value, m_reading.environment);
            entry.value = result.text;
            entry.interpolated = result.facts;
        }
        entry.origin = {file, line.line,
                        std::make_shared<const PathStep>(PathStep {nullptr, line.name})};
        put(std::move(entry));
    }
}

void EnvironmentCollector::addFiles()
{
    const ComposeNode files = m_service.node[u"env_file"];
    if (files.isScalar())
        return addFile(files, true);
    for (const ComposeNode &item : files.items()) {
        if (item.isMap())
            addFile(item[u"path"], item[u"required"].text() != u"false");
        else
            addFile(item, true);
    }
}

void EnvironmentCollector::addMember(const QString &key, const ComposeNode &value,
                                     const Origin &place)
{
    EnvironmentEntry entry;
    entry.name = shownVariableName(key);
    if (entry.name.isEmpty() || entry.name.size() != key.size()) {
        // The text is not repeated: it may well be a secret in the wrong place.
        m_reading.warning(
            value.origin(),
            QStringLiteral("a variable of the service '%1' has a name that no program "
                           "could read")
                .arg(shown(m_service.name)));
        if (entry.name.isEmpty())
            return;
    }
    entry.inherited = value.isSilent();
    entry.value = value.text();
    entry.interpolated = value.interpolated();
    entry.origin = value.origin();
    entry.origin.path = std::make_shared<const PathStep>(PathStep {place.path, entry.name});
    if (entry.inherited && m_reading.environment.contains(entry.name)) {
        // Compose passes on what its own environment or .env file holds.
        entry.inherited = false;
        entry.value = m_reading.environment.value(entry.name);
        entry.interpolated.usesVariable = true;
    }
    put(std::move(entry));
}

void EnvironmentCollector::addOwn()
{
    const ComposeNode own = m_service.node[u"environment"];
    for (const ComposeNode::Member &member : own.members())
        addMember(member.first, member.second, own.origin());
    for (const ComposeNode &item : own.items()) {
        const QString text = item.text();
        const qsizetype split = text.indexOf(u'=');
        if (split < 0) {
            addMember(text, ComposeNode::null(item.origin()), own.origin());
            continue;
        }
        addMember(text.first(split),
                  ComposeNode::scalar(item.origin(), text.sliced(split + 1), item.interpolated()),
                  own.origin());
    }
    if (own.isScalar())
        m_reading.warning(own.origin(), QStringLiteral("'environment' must be a map or a list"));
}

} // namespace

QString EnvironmentEntry::storage() const
{
    const bool onlyVariable = (interpolated.usesVariable && !interpolated.literalDefault);
    if (inherited || onlyVariable)
        return QStringLiteral("interpolated");
    return fromFile ? QStringLiteral("env-file") : QStringLiteral("literal");
}

void readEnvironment(ComposeReading &reading, ComposeService &service)
{
    service.environmentPartial = service.partial;
    EnvironmentCollector collector(reading, service);
    collector.addFiles();
    collector.addOwn();
}

} // namespace drawbridge::compose
