#include "model/import/compose/composemodel.h"

#include "model/import/compose/quantities.h"

namespace drawbridge::compose {

void ComposeModel::describeNetwork(TrustBoundary &boundary, const ComposeNode &settings)
{
    const auto say = [&](const char16_t *name, const Value &value, const Origin &origin) {
        m_records.set(boundary.properties, RecordKind::Boundary, QString::fromUtf16(name), value,
                      ClaimSource::File, place(origin));
    };
    const ComposeNode internal = settings[u"internal"];
    if (const auto value = parseSwitch(internal.text()); value && internal.isKnownScalar()) {
        say(u"internal", *value, internal.origin());
        if (*value)
            say(u"egress", QStringLiteral("none"), internal.origin());
    }
    const ComposeNode options = settings[u"driver_opts"];
    const ComposeNode encrypted = options[u"encrypted"];
    // Overlay networks take the bare word: an empty value switches it on.
    if (!encrypted.isMissing())
        say(u"encrypted", encrypted.text() != u"false", encrypted.origin());
    const ComposeNode icc = options[u"com.docker.network.bridge.enable_icc"];
    if (const auto value = parseSwitch(icc.text()))
        say(u"icc", *value, icc.origin());
}

void ComposeModel::addNetworks()
{
    const auto add = [this](const QString &name, const ComposeNode &settings, const Origin &origin,
                            bool implied) {
        if (m_networks.contains(name))
            return;
        const QString key = QStringLiteral("networks.") + name;
        TrustBoundary boundary;
        boundary.id = BoundaryId(m_records.id('b', key));
        boundary.kind = BoundaryKind::Network;
        boundary.name = name;
        boundary.parent = m_host.id;
        boundary.implied = implied;
        const ComposeNode external = settings[u"external"];
        // An external network was made elsewhere: what Compose does by default says nothing of it.
        const bool foreign = external.isMap() || parseSwitch(external.text()).value_or(false);
        if (!foreign)
            boundary.platform = QStringLiteral("compose");
        const ComposeNode driver = settings[u"driver"];
        QStringList notes;
        if (driver.isKnownScalar())
            notes += QStringLiteral("Driver: %1.").arg(shown(driver.text()));
        if (foreign)
            notes += QStringLiteral("Made outside this file.");
        boundary.description = notes.join(u' ');
        boundary.sourceKey = sourceKey(origin, key);
        m_records.noteLine(placeAt(origin, key));
        describeNetwork(boundary, settings);
        m_networks.insert(name, boundary);
    };
    for (const ComposeNode::Member &member : m_project.networks.members())
        add(member.first, member.second, member.second.origin(), false);
    for (const ServiceRecords &records : m_services) {
        for (const NetworkAttachment &attachment : records.service.networks) {
            const bool isDefault = attachment.network == u"default";
            if (!isDefault && !m_networks.contains(attachment.network))
                m_reading.warning(attachment.origin,
                                  QStringLiteral("the network '%1' of the service '%2' is not "
                                                 "declared under 'networks'")
                                      .arg(shown(attachment.network), shown(records.service.name)));
            add(attachment.network, {}, isDefault ? m_project.origin : attachment.origin,
                isDefault);
        }
        if (records.service.networkMode == u"bridge")
            add(QStringLiteral("bridge"), {}, records.service.networkModeOrigin, true);
    }
}

void ComposeModel::attachNetworks()
{
    for (ServiceRecords &records : m_services) {
        const ComposeService *owner = &records.service;
        // Services that share the network of another are attached where that one is.
        for (int hop = 0; hop < 10 && !owner->sharesNetworkOf.isEmpty(); ++hop) {
            const ServiceRecords *next = find(owner->sharesNetworkOf);
            if (!next) {
                if (!m_project.inactiveServices.contains(owner->sharesNetworkOf))
                    m_reading.warning(owner->networkModeOrigin,
                                      QStringLiteral("the service '%1' uses the network of '%2', "
                                                     "which does not exist")
                                          .arg(shown(owner->name), shown(owner->sharesNetworkOf)));
                break;
            }
            owner = &next->service;
        }
        QList<BoundaryId> &networks = records.element.networks;
        for (const NetworkAttachment &attachment : owner->networks) {
            const BoundaryId id = m_networks.value(attachment.network).id;
            if (!id.isEmpty() && !networks.contains(id))
                networks += id;
        }
        if (owner->networkMode == u"bridge")
            networks += m_networks.value(QStringLiteral("bridge")).id;
    }
}

} // namespace drawbridge::compose
