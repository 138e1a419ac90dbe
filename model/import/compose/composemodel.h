#pragma once

#include "model/import/compose/composeservice.h"
#include "model/import/dockerfile/dockerfilefacts.h"
#include "model/import/knownimages.h"
#include "model/import/routes/codefacts.h"

#include <map>

namespace drawbridge::compose {

// What is known of the image that a service runs.
struct ServiceImage
{
    ImageId id;
    // Facts of the image itself, by its tag; nullptr when the table does not know it.
    const ImageFacts *facts = nullptr;
    // Facts by name only, of the image or of the one it is built from: kind and technology.
    const ImageFacts *family = nullptr;
    std::optional<dockerfile::DockerfileFacts> dockerfile;
    SourceId dockerfileSource;
    // Registry that it is pulled from; empty for what is built here.
    QString registry;
};

// A service on its way to becoming records.
struct ServiceRecords
{
    ComposeService service;
    ServiceImage image;
    Element element;
    // By "80/tcp"; sorted so that ids and flows come in a fixed order.
    std::map<QString, Interface> interfaces;

    QString key() const { return QStringLiteral("services.") + service.name; }
};

// The sources of a folder that images are built from, and what they say.
struct BuiltCode
{
    QList<routes::CodeFile> files;
    routes::CodeFacts facts;
};

// Turns the services of a project into a threat model. The parts share this state; each part is a
// file of its own.
class ComposeModel
{
public:
    ComposeModel(ComposeReading &reading, const ComposeProject &project, QString keyPrefix);

    Result<ImportResult> build();

private:
    friend class FlowFinder;
    friend class SecretAssets;

    // images.cpp
    void addImages();
    ServiceImage pulledImage(const ComposeService &service);
    ServiceImage builtImage(const ComposeService &service);
    void readDockerfile(const ComposeService &service, ServiceImage &image);
    void describeBuiltImage(Image &image, const ServiceImage &found, const ComposeService &service);
    const ImageFacts *baseFacts(const ServiceImage &image) const;

    // elements.cpp
    void addElements();
    void describeKind(ServiceRecords &records) const;
    void addInterfaces(ServiceRecords &records);
    Interface &interfaceOf(ServiceRecords &records, const QString &name, const ClaimPlace &place,
                           ClaimSource source);

    // code.cpp
    void addCode();
    const BuiltCode &codeIn(const QString &folder);
    QStringList foldersWithin(const QString &folder) const;
    bool servesRoutes(const ServiceRecords &records, const QString &folder) const;

    // runtimeproperties.cpp, storage and limits in runtimelimits.cpp
    void describeRuntime(ServiceRecords &records);
    void describePrivileges(ServiceRecords &records);
    void describeNamespaces(ServiceRecords &records);
    void describeMounts(ServiceRecords &records);
    void describePorts(ServiceRecords &records);
    void describeLimits(ServiceRecords &records);
    void describeLogging(ServiceRecords &records);
    void describeHealth(ServiceRecords &records);
    void describeEnvironment(ServiceRecords &records);
    void describeStore(ServiceRecords &records);

    // networks.cpp
    void addNetworks();
    void attachNetworks();
    void describeNetwork(TrustBoundary &boundary, const ComposeNode &settings);

    // implied.cpp
    void addHost();
    void addOperator();
    void addInternet();
    void addRegistries();
    void addSocketFlows();

    // checks.cpp
    void tellIsolatedDependencies();
    void tellUnusedNetworks();
    void tellRepeatedPorts();
    void tellDependencyCycles();
    void tellMissingImages();

    ClaimPlace place(const Origin &origin) const;
    ClaimPlace placeAt(const Origin &origin, const QString &keyPath) const;
    void set(ServiceRecords &records, const QString &property, const Value &value,
             const Origin &origin, bool partial = false);
    SourceKey sourceKey(const Origin &origin, const QString &key);
    DataFlow &addFlow(const QString &key, const ElementId &from, const ElementId &to, FlowKind kind,
                      const Origin &origin);
    ServiceRecords *find(const QString &serviceName);
    bool isContainerSocket(const Mount &mount, bool *folderAbove) const;

    ComposeReading &m_reading;
    const ComposeProject &m_project;
    RecordAssembly m_records;
    QList<SourceId> m_sources;
    std::vector<ServiceRecords> m_services;
    QHash<QString, size_t> m_byName;
    QMap<QString, Image> m_images;
    QMap<QString, ServiceImage> m_builtImages;
    std::map<QString, BuiltCode> m_code;
    QMap<QString, TrustBoundary> m_networks;
    TrustBoundary m_host;
    Element m_daemon;
    std::map<QString, DataFlow> m_flows;
};

} // namespace drawbridge::compose
