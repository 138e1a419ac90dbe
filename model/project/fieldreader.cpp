#include "model/project/fieldreader.h"

namespace drawbridge {

// Defaults and computed values are worked out afresh and have no business in a file.
void FieldReader::read(const char *name, ClaimSource &source)
{
    const auto word = m_state.at(Kind::String) ? enumOfWord<ClaimSource>(m_state.tokens.text())
                                               : std::optional<ClaimSource>();
    if (!word || *word >= ClaimSource::PlatformDefault)
        return m_state.fail(QStringLiteral("'%1' must be one of architect, scanner, file, image, "
                                           "assumption, image-table")
                                .arg(QLatin1String(name)));
    source = *word;
    m_state.tokens.advance();
}

void FieldReader::readUnknown()
{
    const qsizetype offset = m_state.tokens.offset();
    const QString key = m_state.passKey();
    const QString path = ProjectFormat::path(m_path, key);
    if (m_state.failed())
        return;
    if (m_unknown.contains(path))
        return m_state.failAt(offset, ReadState::twice(key));
    m_unknown.insert(path, m_state.tokens.skipValue().toByteArray());
}

void FieldReader::properties(PropertySet &set, RecordKind kind)
{
    if (!takes("properties", 10) || !m_state.pass(Kind::BeginObject, "properties"))
        return;
    while (!m_state.failed() && m_state.at(Kind::Key))
        readProperty(set, kind);
    m_state.pass(Kind::EndObject, "properties");
}

// A property that this schema does not know, or whose value does not fit, is kept as it stands.
void FieldReader::readProperty(PropertySet &set, RecordKind kind)
{
    const qsizetype offset = m_state.tokens.offset();
    const PropertyIndex index = m_state.names.find(kind, m_state.tokens.text());
    const QString name = m_state.passKey();
    const QString path = ProjectFormat::path(QStringLiteral("properties"), name);
    if (m_state.failed())
        return;
    if (m_unknown.contains(path) || (index != NoProperty && set.find(index)))
        return m_state.failAt(offset, ReadState::twice(name));
    const size_t start = m_state.tokens.position();
    if (index != NoProperty) {
        const PropertyDefinition &definition = m_state.names.schema.definition(index);
        if (!definition.computed && readClaims(name, definition, set))
            return;
        if (m_state.failed())
            return;
        if (definition.computed)
            m_state.warn(offset,
                         QStringLiteral("the property '%1' is worked out and cannot be stored; "
                                        "what is stored here has no effect")
                             .arg(name));
        set.remove(index);
        m_state.tokens.rewind(start);
    }
    m_unknown.insert(path, m_state.tokens.skipValue().toByteArray());
}

// False when a value does not fit the schema.
bool FieldReader::readClaims(const QString &name, const PropertyDefinition &definition,
                             PropertySet &set)
{
    if (!m_state.at(Kind::BeginArray))
        return readClaim(name, definition, set);
    m_state.tokens.advance();
    if (m_state.at(Kind::EndArray))
        m_state.fail(QStringLiteral("the property '%1' has no claim").arg(name));
    while (!m_state.failed() && !m_state.at(Kind::EndArray)) {
        if (!readClaim(name, definition, set))
            return false;
    }
    m_state.tokens.advance();
    return !m_state.failed();
}

bool FieldReader::readClaim(const QString &name, const PropertyDefinition &definition,
                            PropertySet &set)
{
    const qsizetype offset = m_state.tokens.offset();
    Claim claim;
    UnknownMembers unknown;
    FieldReader reader(m_state, unknown);
    reader.readObject("a claim", [&claim](FieldReader &fields) { projectFields(fields, claim); });
    if (m_state.failed())
        return false;
    constexpr int FromField = 3;
    if (!reader.has(FromField)) {
        m_state.failAt(offset, QStringLiteral("the claim on '%1' lacks 'from'").arg(name));
        return false;
    }
    if (definition.type.kind == PropertyKind::Double && claim.value.asInt())
        claim.value = Value(static_cast<double>(*claim.value.asInt()));
    if (claim.notApplicable)
        claim.value = Value();
    const QString complaint = claim.notApplicable ? QString() : definition.type.check(claim.value);
    if (!complaint.isEmpty()) {
        m_state.warn(offset,
                     QStringLiteral("the property '%1' is ignored: %2").arg(name, complaint));
        return false;
    }
    for (auto it = unknown.begin(); it != unknown.end(); ++it)
        m_unknown.insert(ProjectFormat::path(claimPath(name, claim), it.key()), it.value());
    const PropertyEntry *entry = set.find(definition.index);
    const qsizetype before = entry ? entry->claims.size() : 0;
    set.set(definition.index, std::move(claim));
    if (set.find(definition.index)->claims.size() == before)
        m_state.failAt(offset,
                       QStringLiteral("a second claim of the same origin on '%1'").arg(name));
    return !m_state.failed();
}

} // namespace drawbridge
