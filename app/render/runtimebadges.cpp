#include "app/render/modellooks.h"
#include "model/core/defaults.h"

namespace drawbridge {
namespace {

// Reads the properties of one element and its image as badges see them.
class BadgeReader
{
public:
    BadgeReader(const LookContext &context, const Element &element)
        : m_context(context)
        , m_element(element)
        , m_image(context.model.images.find(element.image))
    {
    }

    RuntimeBadges all() const
    {
        RuntimeBadges badges;
        badges.fill(BadgeState::Unknown);
        const auto set = [&](RuntimeBadge badge, BadgeState state) {
            badges[static_cast<size_t>(badge)] = state;
        };
        set(RuntimeBadge::NonRoot, nonRoot());
        set(RuntimeBadge::ReadOnlyRoot, flag(u"readOnlyRoot"));
        set(RuntimeBadge::NoNewPrivileges, flag(u"noNewPrivileges"));
        set(RuntimeBadge::Capabilities, capabilities());
        set(RuntimeBadge::Limits, limits());
        set(RuntimeBadge::HealthCheck, healthCheck());
        set(RuntimeBadge::Secrets, secrets());
        set(RuntimeBadge::Pinned, pinned());
        return badges;
    }

private:
    static BadgeState known(bool good) { return good ? BadgeState::Present : BadgeState::Missing; }

    template <typename Record>
    std::optional<Claim> claimOf(RecordKind kind, const Record &record, QStringView name) const
    {
        if (m_context.computed)
            if (const auto value = m_context.computed(kind, record.id, name)) {
                Claim claim;
                claim.value = *value;
                return claim;
            }
        const PropertyIndex property = m_context.schema.find(kind, name);
        if (property == NoProperty)
            return std::nullopt;
        const auto effective = effectiveValue(m_context.schema, record, property);
        return effective ? std::optional(effective->claim) : std::nullopt;
    }
    std::optional<Claim> element(QStringView name) const
    {
        return claimOf(RecordKind::Element, m_element, name);
    }
    std::optional<Claim> image(QStringView name) const
    {
        return m_image ? claimOf(RecordKind::Image, *m_image, name) : std::nullopt;
    }

    BadgeState flag(QStringView name) const
    {
        const auto claim = element(name);
        if (!claim)
            return BadgeState::Unknown;
        if (claim->notApplicable)
            return BadgeState::NotApplicable;
        const bool *value = claim->value.asBool();
        return value ? known(*value) : BadgeState::Unknown;
    }

    static std::optional<bool> isRootUser(const std::optional<Claim> &claim)
    {
        const QString *user = claim ? claim->value.asString() : nullptr;
        if (!user)
            return std::nullopt;
        const QString name = user->section(u':', 0, 0).trimmed();
        return name.isEmpty() || name == u"0" || name == u"root";
    }

    BadgeState nonRoot() const
    {
        if (const auto computed = element(u"runsAsRoot"))
            if (const bool *root = computed->value.asBool())
                return known(!*root);
        if (flag(u"runAsNonRoot") == BadgeState::Present)
            return BadgeState::Present;
        for (const auto &claim : {element(u"user"), image(u"defaultUser")})
            if (const auto root = isRootUser(claim))
                return known(!*root);
        return BadgeState::Unknown;
    }

    BadgeState capabilities() const
    {
        if (flag(u"privileged") == BadgeState::Present)
            return BadgeState::Missing;
        const auto dropped = element(u"capDrop");
        const ValueList *list = dropped ? dropped->value.asList() : nullptr;
        if (!list)
            return dropped && dropped->notApplicable ? BadgeState::NotApplicable
                                                     : BadgeState::Unknown;
        for (const Value &item : *list)
            if (const QString *name = item.asString();
                name && name->compare(u"all", Qt::CaseInsensitive) == 0)
                return BadgeState::Present;
        return dropped->partial ? BadgeState::Unknown : BadgeState::Missing;
    }

    // 1 limited, 0 without a limit, nothing when unknown.
    std::optional<bool> limited(QStringView name) const
    {
        const auto claim = element(name);
        if (!claim || claim->value.isNull())
            return std::nullopt;
        if (const qint64 *count = claim->value.asInt())
            return *count > 0;
        const double *amount = claim->value.asDouble();
        return amount ? std::optional(*amount > 0) : std::nullopt;
    }

    BadgeState limits() const
    {
        const auto memory = limited(u"memoryLimit");
        const auto processes = limited(u"pidsLimit");
        if ((memory && !*memory) || (processes && !*processes))
            return BadgeState::Missing;
        return memory && processes ? BadgeState::Present : BadgeState::Unknown;
    }

    BadgeState healthCheck() const
    {
        if (const auto computed = element(u"hasHealthCheck"))
            if (const bool *has = computed->value.asBool())
                return known(*has);
        for (const auto &claim : {element(u"healthCheck"), image(u"healthCheck")})
            if (const QString *word = claim ? claim->value.asString() : nullptr)
                return known(*word == u"defined");
        return BadgeState::Unknown;
    }

    BadgeState secrets() const
    {
        const auto claim = element(u"envSecrets");
        const ValueList *list = claim ? claim->value.asList() : nullptr;
        if (!list)
            return claim && claim->notApplicable ? BadgeState::NotApplicable : BadgeState::Unknown;
        if (!list->isEmpty())
            return BadgeState::Missing;
        return claim->partial ? BadgeState::Unknown : BadgeState::Present;
    }

    BadgeState pinned() const
    {
        if (!m_image)
            return BadgeState::Unknown;
        if (m_image->reference.contains(QStringLiteral("@sha256:")))
            return BadgeState::Present;
        if (m_image->builtHere)
            return BadgeState::NotApplicable;
        return m_image->reference.isEmpty() ? BadgeState::Unknown : BadgeState::Missing;
    }

    const LookContext &m_context;
    const Element &m_element;
    const Image *m_image;
};

} // namespace

RuntimeBadges runtimeBadges(const LookContext &context, const Element &element)
{
    return BadgeReader(context, element).all();
}

} // namespace drawbridge
