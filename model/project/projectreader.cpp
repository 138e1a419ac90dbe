#include "model/project/projectreader.h"

#include "model/project/fieldreader.h"
#include "model/project/migrations.h"
#include "model/text/scalarresolution.h"

namespace drawbridge {

struct ProjectReader::Names : PropertyNames
{
    using PropertyNames::PropertyNames;
};

ProjectReader::ProjectReader(const PropertySchema &schema)
    : m_schema(schema)
    , m_names(std::make_unique<Names>(schema))
{
}

ProjectReader::~ProjectReader() = default;

template <typename T>
static void readRecord(ReadState &state, const char *section, T &record)
{
    const size_t place = state.tokens.position();
    if (++state.records > ProjectFormat::MaximumRecords)
        return state.failAt(place,
                            QStringLiteral("the file holds more than %1 records, the most that is "
                                           "read")
                                .arg(ProjectFormat::MaximumRecords),
                            ErrorCode::LimitExceeded);
    FieldReader reader(state, record.unknown);
    reader.readObject(section, [&record](FieldReader &fields) { projectFields(fields, record); });
    if constexpr (requires { record.id; }) {
        if (!state.failed() && record.id.isEmpty())
            state.failAt(
                place,
                QStringLiteral("this record of '%1' has no 'id'").arg(QLatin1String(section)));
    }
}

// Only a file with an id used twice comes here: the second use is looked for again, to name it.
template <typename T>
static void refuseRepeatedId(ReadState &state, size_t start, const char *section,
                             const Table<T> &table)
{
    std::vector<bool> seen(static_cast<size_t>(table.size()));
    state.tokens.rewind(start);
    while (!state.failed() && !state.at(ReadState::Kind::EndArray)) {
        const size_t place = state.tokens.position();
        T record;
        readRecord(state, section, record);
        const qsizetype row = table.rowOf(record.id);
        if (state.failed() || row < 0)
            return;
        if (seen[static_cast<size_t>(row)])
            return state.failAt(place,
                                QStringLiteral("the id '%1' is used twice in '%2'")
                                    .arg(record.id.toString(), QLatin1String(section)));
        seen[static_cast<size_t>(row)] = true;
    }
}

template <typename T>
static void readTable(ReadState &state, const char *section, Table<T> &table)
{
    if (!state.pass(ReadState::Kind::BeginArray, section))
        return;
    const size_t start = state.tokens.position();
    std::vector<typename Table<T>::Record> records;
    while (!state.failed() && !state.at(ReadState::Kind::EndArray)) {
        auto record = std::make_shared<T>();
        readRecord(state, section, *record);
        records.push_back(std::move(record));
    }
    if (state.failed())
        return;
    const auto count = static_cast<qsizetype>(records.size());
    table.assign(std::move(records));
    if (table.size() != count)
        return refuseRepeatedId(state, start, section, table);
    state.tokens.advance();
}

static void readSourceProvenance(ReadState &state, QMap<SourceId, Source> &sources)
{
    while (!state.failed() && state.at(ReadState::Kind::Key)) {
        const size_t place = state.tokens.position();
        const QString key = state.passKey();
        const SourceId id {QStringView(key)};
        if (state.failed())
            return;
        if (id.isEmpty())
            return state.failAt(place, QStringLiteral("the key must be the id of a source"));
        if (sources.contains(id))
            return state.failAt(place, ReadState::twice(key));
        Source &source = sources[id];
        FieldReader reader(state, source.unknown, QStringLiteral("provenance"));
        reader.readObject("a source",
                          [&source](FieldReader &fields) { provenanceFields(fields, source); });
    }
}

namespace {

// Reads the top level of a file; sections may come in any order.
class TopLevel
{
public:
    TopLevel(ReadState &state, ThreatModel &model)
        : m_state(state)
        , m_model(model)
    {
    }

    void read()
    {
        if (!m_state.pass(ReadState::Kind::BeginObject, "a project file"))
            return;
        while (!m_state.failed() && m_state.at(ReadState::Kind::Key))
            readMember();
        m_state.pass(ReadState::Kind::EndObject, "a project file");
        addSourceProvenance();
    }

private:
    void readMember()
    {
        const size_t place = m_state.tokens.position();
        const QString key = m_state.passKey();
        if (m_state.failed())
            return;
        if (m_seen.contains(key))
            return m_state.failAt(place, ReadState::twice(key));
        m_seen.append(key);
        bool known = false;
        forEachSection(m_model, [&](const char *name, auto &table) {
            if (!known && key == QLatin1String(name)) {
                known = true;
                readTable(m_state, name, table);
            }
        });
        if (known)
            return;
        if (key == u"format" || key == u"version")
            m_state.tokens.skipValue();
        else if (key == u"project")
            readRecord(m_state, "project", m_model.project);
        else if (key == u"provenance")
            readProvenance();
        else
            m_model.unknown.insert(key, m_state.tokens.skipValue().toByteArray());
    }

    void readProvenance()
    {
        const QString path = QStringLiteral("provenance");
        FieldReader reader(m_state, m_model.unknown, path);
        reader.readObject("provenance", [this](FieldReader &fields) {
            fields.field("evidence", m_model.evidenceDigest);
            fields.object("sources", [this] { readSourceProvenance(m_state, m_provenance); });
        });
    }

    void addSourceProvenance()
    {
        for (auto it = m_provenance.begin(); it != m_provenance.end() && !m_state.failed(); ++it) {
            const Source *found = m_model.sources.find(it.key());
            if (!found) {
                m_state.warn(0,
                             QStringLiteral("the last section tells of a source '%1' that does "
                                            "not exist; it is left out")
                                 .arg(it.key().toString()));
                continue;
            }
            Source source = *found;
            source.digest = it->digest;
            source.lines = it->lines;
            for (auto member = it->unknown.begin(); member != it->unknown.end(); ++member)
                source.unknown.insert(member.key(), member.value());
            m_model.sources.put(std::move(source));
        }
    }

    ReadState &m_state;
    ThreatModel &m_model;
    QStringList m_seen;
    QMap<SourceId, Source> m_provenance;
};

// Format and version, wherever they stand at the top level.
struct Header
{
    bool ours = false;
    std::optional<qint64> version;
    size_t versionPlace = 0;
};

Header headerOf(JsonTokens &tokens)
{
    using Kind = JsonTokens::Kind;
    Header header;
    const size_t start = tokens.position();
    if (tokens.kind() == Kind::BeginObject)
        tokens.advance();
    while (tokens.kind() == Kind::Key && !(header.ours && header.version)) {
        const std::string_view key = tokens.text();
        tokens.advance();
        if (key == "format")
            header.ours = tokens.kind() == Kind::String && tokens.text() == ProjectFormat::Name;
        if (key == "version") {
            header.versionPlace = tokens.position();
            if (tokens.kind() == Kind::Number)
                header.version = integerFromText(tokens.text());
        }
        tokens.skipValue();
    }
    tokens.rewind(start);
    return header;
}

} // namespace

// git leaves its marks in the file when two sides changed the same lines.
static std::optional<Error> unresolvedConflict(const QByteArray &bytes, const QString &fileName)
{
    const qsizetype at = bytes.startsWith("<<<<<<< ") ? 0 : bytes.indexOf("\n<<<<<<< ") + 1;
    if (!bytes.startsWith("<<<<<<< ") && at == 0)
        return std::nullopt;
    const auto line = static_cast<int>(QByteArrayView(bytes).first(at).count('\n')) + 1;
    return Error {ErrorCode::InvalidInput,
                  QStringLiteral("the file holds an unresolved merge conflict of git"),
                  {fileName, line, 1}};
}

static Result<JsonTokens> projectTokens(const QByteArray &bytes, const QString &fileName)
{
    const TreeLimits limits {ProjectFormat::MaximumBytes, ProjectFormat::MaximumDepth,
                             ProjectFormat::MaximumTokens, ProjectFormat::MaximumTokens};
    auto tokens = JsonTokens::parse(bytes, fileName, limits);
    if (!tokens) {
        if (auto conflict = unresolvedConflict(bytes, fileName))
            return *conflict;
    }
    return tokens;
}

// The tokens of the current version, whatever version the file has.
static Result<JsonTokens> currentTokens(const QByteArray &bytes, const QString &fileName)
{
    auto tokens = projectTokens(bytes, fileName);
    if (!tokens)
        return tokens;
    const Header header = headerOf(*tokens);
    if (!header.ours)
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("this is not a Drawbridge project (no \"format\": \"%1\")")
                          .arg(QLatin1String(ProjectFormat::Name)),
                      {fileName, 1, 0}};
    const auto where = [&] { return tokens->locationOf(header.versionPlace); };
    if (!header.version || *header.version < 1)
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("the file does not say its format version"), where()};
    if (*header.version > ProjectFormat::Version)
        return Error {
            ErrorCode::Unsupported,
            QStringLiteral("the file has format version %1, written by a newer Drawbridge; "
                           "this one reads up to version %2")
                .arg(*header.version)
                .arg(ProjectFormat::Version),
            where()};
    if (*header.version == ProjectFormat::Version)
        return tokens;
    auto migrated = migrateProject(bytes, fileName, *header.version, projectMigrations());
    if (!migrated)
        return migrated.error();
    return projectTokens(*migrated, fileName);
}

Result<ProjectContent> ProjectReader::read(QByteArray bytes, const QString &fileName) const
{
    auto tokens = currentTokens(bytes, fileName);
    if (!tokens)
        return tokens.error();
    ProjectContent content;
    ReadState state(std::move(*tokens), *m_names);
    TopLevel(state, content.model).read();
    if (state.failed())
        return state.error();
    content.diagnostics = state.diagnostics;
    return content;
}

} // namespace drawbridge
