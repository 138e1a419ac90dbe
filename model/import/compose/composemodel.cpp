#include "model/import/compose/composemodel.h"

#include "model/import/compose/flows.h"
#include "model/import/compose/secretassets.h"

#include <algorithm>

namespace drawbridge::compose {

ComposeModel::ComposeModel(ComposeReading &reading, const ComposeProject &project,
                           QString keyPrefix)
    : m_reading(reading)
    , m_project(project)
    , m_records(reading.context, std::move(keyPrefix))
{
}

ClaimPlace ComposeModel::placeAt(const Origin &origin, const QString &keyPath) const
{
    ClaimPlace found;
    if (origin.file >= 0 && origin.file < m_sources.size())
        found.source = m_sources[origin.file];
    found.keyPath = keyPath;
    found.line = origin.line;
    return found;
}

ClaimPlace ComposeModel::place(const Origin &origin) const
{
    return placeAt(origin, origin.keyPath());
}

void ComposeModel::set(ServiceRecords &records, const QString &property, const Value &value,
                       const Origin &origin, bool partial)
{
    m_records.set(records.element.properties, RecordKind::Element, property, value,
                  ClaimSource::File, place(origin), partial);
}

SourceKey ComposeModel::sourceKey(const Origin &origin, const QString &key)
{
    const ClaimPlace found = placeAt(origin, key);
    return {found.source, key};
}

ServiceRecords *ComposeModel::find(const QString &serviceName)
{
    const auto found = m_byName.constFind(serviceName);
    return found == m_byName.constEnd() ? nullptr : &m_services[*found];
}

DataFlow &ComposeModel::addFlow(const QString &key, const ElementId &from, const ElementId &to,
                                FlowKind kind, const Origin &origin)
{
    const auto known = m_flows.find(key);
    if (known != m_flows.end())
        return known->second;
    DataFlow flow;
    flow.id = FlowId(m_records.id('f', key));
    flow.source = from;
    flow.target = to;
    flow.kind = kind;
    flow.sourceKey = sourceKey(origin, key);
    return m_flows.emplace(key, std::move(flow)).first->second;
}

Result<ImportResult> ComposeModel::build()
{
    for (const ResolvedService &resolved : m_project.services) {
        if (m_reading.cancelled())
            return Error {ErrorCode::Cancelled, QStringLiteral("cancelled"), {}};
        m_byName.insert(resolved.name, m_services.size());
        m_services.push_back({readService(m_reading, m_project, resolved), {}, {}, {}});
    }
    // Reading services may have added files of variables.
    const auto addSources = [this] {
        for (qsizetype i = m_sources.size(); i < m_reading.files.size(); ++i) {
            const LoadedFile &file = m_reading.files[i];
            m_sources += m_records.addSource(file.format, file.path, file.digest);
        }
    };
    addSources();
    addHost();
    addNetworks();
    addImages();
    addSources();
    addElements();
    addCode();
    attachNetworks();
    for (ServiceRecords &records : m_services)
        describeRuntime(records);
    SecretAssets assets(*this);
    assets.add();
    FlowFinder(*this, assets).add();
    addOperator();
    addSocketFlows();
    addInternet();
    addRegistries();
    tellMissingImages();
    tellIsolatedDependencies();
    tellUnusedNetworks();
    tellRepeatedPorts();
    tellDependencyCycles();

    ThreatModel &model = m_records.model;
    model.boundaries.put(m_host);
    for (const TrustBoundary &network : std::as_const(m_networks))
        model.boundaries.put(network);
    for (const Image &image : std::as_const(m_images))
        model.images.put(image);
    model.elements.put(m_daemon);
    for (ServiceRecords &records : m_services) {
        std::sort(records.element.networks.begin(), records.element.networks.end());
        std::sort(records.element.assets.begin(), records.element.assets.end());
        model.elements.put(records.element);
        for (const auto &[name, interface] : records.interfaces)
            model.interfaces.put(interface);
    }
    for (const auto &[key, flow] : m_flows)
        model.flows.put(flow);
    m_records.finish();
    model.project.name = m_project.name;
    return ImportResult {std::move(model), m_reading.diagnostics + m_records.diagnostics};
}

} // namespace drawbridge::compose
