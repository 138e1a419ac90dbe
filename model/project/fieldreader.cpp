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
    const size_t place = m_state.tokens.position();
    const QString key = m_state.passKey();
    const QString path = ProjectFormat::path(m_path, key);
    if (m_state.failed())
        return;
    if (m_unknown.contains(path))
        return m_state.failAt(place, ReadState::twice(key));
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
    const size_t start = m_state.tokens.position();
    const PropertyIndex index = m_state.names.find(kind, m_state.tokens.text());
    if (index == NoProperty)
        return keepProperty(m_state.passKey(), start);
    const PropertyDefinition &definition = m_state.names.schema.definition(index);
    const bool keptBefore = !m_unknown.isEmpty() && m_unknown.contains(pathOf(definition.name));
    if (keptBefore || set.find(index))
        return m_state.fail(ReadState::twice(definition.name));
    m_state.tokens.advance();
    const size_t content = m_state.tokens.position();
    if (definition.computed)
        m_state.warn(start,
                     QStringLiteral("the property '%1' is worked out and cannot be stored; what is "
                                    "stored here has no effect")
                         .arg(definition.name));
    else if (readClaims(definition, set))
        return;
    if (m_state.failed())
        return;
    set.remove(index);
    m_state.tokens.rewind(content);
    keepProperty(definition.name, start);
}

QString FieldReader::pathOf(const QString &property)
{
    return ProjectFormat::path(QStringLiteral("properties"), property);
}

void FieldReader::keepProperty(const QString &name, size_t place)
{
    const QString path = pathOf(name);
    if (m_state.failed())
        return;
    if (m_unknown.contains(path))
        return m_state.failAt(place, ReadState::twice(name));
    m_unknown.insert(path, m_state.tokens.skipValue().toByteArray());
}

// False when a value does not fit the schema.
bool FieldReader::readClaims(const PropertyDefinition &definition, PropertySet &set)
{
    if (!m_state.at(Kind::BeginArray))
        return readClaim(definition, set);
    m_state.tokens.advance();
    if (m_state.at(Kind::EndArray))
        m_state.fail(QStringLiteral("the property '%1' has no claim").arg(definition.name));
    while (!m_state.failed() && !m_state.at(Kind::EndArray)) {
        if (!readClaim(definition, set))
            return false;
    }
    m_state.tokens.advance();
    return !m_state.failed();
}

bool FieldReader::readClaim(const PropertyDefinition &definition, PropertySet &set)
{
    const size_t place = m_state.tokens.position();
    Claim claim;
    UnknownMembers unknown;
    FieldReader reader(m_state, unknown);
    reader.readObject("a claim", [&claim](FieldReader &fields) { projectFields(fields, claim); });
    if (m_state.failed())
        return false;
    constexpr int FromField = 3;
    if (!reader.has(FromField)) {
        m_state.failAt(place,
                       QStringLiteral("the claim on '%1' lacks 'from'").arg(definition.name));
        return false;
    }
    if (definition.type.kind == PropertyKind::Double && claim.value.asInt())
        claim.value = Value(static_cast<double>(*claim.value.asInt()));
    if (claim.notApplicable)
        claim.value = Value();
    const QString complaint = claim.notApplicable ? QString() : definition.type.check(claim.value);
    if (!complaint.isEmpty()) {
        m_state.warn(
            place,
            QStringLiteral("the property '%1' is ignored: %2").arg(definition.name, complaint));
        return false;
    }
    for (auto it = unknown.begin(); it != unknown.end(); ++it)
        m_unknown.insert(ProjectFormat::path(claimPath(definition.name, claim), it.key()),
                         it.value());
    const PropertyEntry *entry = set.find(definition.index);
    const qsizetype before = entry ? entry->claims.size() : 0;
    set.set(definition.index, std::move(claim));
    if (before > 0 && set.find(definition.index)->claims.size() == before)
        m_state.failAt(
            place,
            QStringLiteral("a second claim of the same origin on '%1'").arg(definition.name));
    return !m_state.failed();
}

} // namespace drawbridge
