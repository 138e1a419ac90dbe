#include "model/import/dockerfile/dockerfileimporter.h"

#include "model/import/dockerfile/dockerfilefacts.h"
#include "model/import/recordassembly.h"
#include "model/import/secretclassifier.h"

#include <QCryptographicHash>

namespace drawbridge {

namespace {

class DockerfileImporter final : public Importer
{
public:
    QString format() const override { return QStringLiteral("dockerfile"); }
    QString fileFilter() const override
    {
        return QStringLiteral("Dockerfile (Dockerfile Dockerfile.* *.Dockerfile Containerfile)");
    }
    int recognises(const ImportFile &file) const override;
    Result<ImportResult> import(const QList<ImportFile> &files,
                                const ImportContext &context) const override;
};

int DockerfileImporter::recognises(const ImportFile &file) const
{
    const QString name = file.path.section(u'/', -1).toLower();
    const bool named = name.startsWith(QStringLiteral("dockerfile"))
        || name.endsWith(QStringLiteral(".dockerfile"))
        || name.startsWith(QStringLiteral("containerfile"));
    const bool parses = file.bytes.size() < 256 * 1024
        && dockerfile::parseDockerfile(file.bytes, file.path).hasValue();
    if (parses)
        return named ? 95 : 60;
    return named ? 40 : 0;
}

// Puts one Dockerfile into the model: its image and an element that runs it.
class DockerfileRecords
{
public:
    DockerfileRecords(RecordAssembly &records, const ImportContext &context, const ImportFile &file,
                      const dockerfile::DockerfileFacts &facts)
        : m_records(records)
        , m_context(context)
        , m_file(file)
        , m_facts(facts)
        , m_key(QStringLiteral("dockerfile.") + file.path)
    {
    }

    void add();

private:
    void describeImage();
    void describeElement();
    void addInterfaces();
    ClaimPlace place(const QString &instruction, int line) const
    {
        return {m_source, instruction, line};
    }

    RecordAssembly &m_records;
    const ImportContext &m_context;
    const ImportFile &m_file;
    const dockerfile::DockerfileFacts &m_facts;
    QString m_key;
    SourceId m_source;
    const ImageFacts *m_base = nullptr;
    Image m_image;
    Element m_element;
};

void DockerfileRecords::describeImage()
{
    const auto say = [this](const char16_t *name, const Value &value, const QString &instruction,
                            int line) {
        m_records.set(m_image.properties, RecordKind::Image, QString::fromUtf16(name), value,
                      ClaimSource::Image, place(instruction, line));
    };
    say(u"baseImage", redactedText(m_facts.baseImage.value), QStringLiteral("FROM"),
        m_facts.baseImage.line);
    say(u"publisher", QStringLiteral("own"), QStringLiteral("FROM"), m_facts.baseImage.line);
    if (m_facts.user)
        say(u"defaultUser", m_facts.user->value, QStringLiteral("USER"), m_facts.user->line);
    else if (m_base && !m_base->defaultUser.isEmpty())
        m_records.set(m_image.properties, RecordKind::Image, QStringLiteral("defaultUser"),
                      m_base->defaultUser, ClaimSource::ImageTable,
                      {{}, QStringLiteral("images.") + m_base->name, 0});
    else if (m_facts.baseImage.value == u"scratch")
        say(u"defaultUser", QString(), QStringLiteral("FROM"), m_facts.baseImage.line);
    if (m_facts.healthCheck)
        say(u"healthCheck",
            m_facts.healthCheck->value ? QStringLiteral("defined") : QStringLiteral("none"),
            QStringLiteral("HEALTHCHECK"), m_facts.healthCheck->line);
    else if (m_base && !m_base->healthCheck.isEmpty())
        m_records.set(m_image.properties, RecordKind::Image, QStringLiteral("healthCheck"),
                      m_base->healthCheck, ClaimSource::ImageTable,
                      {{}, QStringLiteral("images.") + m_base->name, 0});
    ValueList ports;
    for (const auto &port : m_facts.exposedPorts)
        ports += port.value;
    if (!ports.isEmpty())
        say(u"exposedPorts", ports, QStringLiteral("EXPOSE"), m_facts.exposedPorts.first().line);
    if (!m_facts.secrets.isEmpty())
        say(u"secretsInLayers", true,
            m_facts.secrets.first().instruction + u' ' + m_facts.secrets.first().name,
            m_facts.secrets.first().line);
    if (m_facts.remoteAdd)
        say(u"remoteAdd", m_facts.remoteAdd->value, QStringLiteral("ADD"), m_facts.remoteAdd->line);
}

void DockerfileRecords::describeElement()
{
    const auto say = [this](const char16_t *name, const Value &value, const QString &instruction,
                            int line) {
        m_records.set(m_element.properties, RecordKind::Element, QString::fromUtf16(name), value,
                      ClaimSource::Image, place(instruction, line));
    };
    ValueList words;
    for (const QString &word : m_facts.command.value)
        words += word;
    if (!words.isEmpty())
        say(u"command", words, QStringLiteral("CMD"), m_facts.command.line);
    ValueList secrets;
    for (const dockerfile::LayerSecret &secret : m_facts.secrets) {
        if (secret.instruction == u"ENV")
            secrets += ValueMap {{QStringLiteral("name"), secret.name},
                                 {QStringLiteral("kind"), QStringLiteral("literal")}};
    }
    if (!secrets.isEmpty())
        say(u"envSecrets", secrets, QStringLiteral("ENV"), m_facts.secrets.first().line);
    if (m_facts.shell)
        say(u"hasShell", true, QStringLiteral("RUN"), m_facts.shell->line);
    if (m_facts.packageManager)
        say(u"hasPackageManager", true, QStringLiteral("RUN"), m_facts.packageManager->line);
    if (m_facts.debugMode)
        say(u"debugMode", true, QStringLiteral("CMD"), m_facts.debugMode->line);
    if (m_facts.remoteAdminService)
        say(u"remoteAdminService", true, QStringLiteral("CMD"), m_facts.remoteAdminService->line);
}

void DockerfileRecords::addInterfaces()
{
    for (const auto &port : m_facts.exposedPorts) {
        const QString key = m_key + QStringLiteral(".ports.") + port.value;
        Interface interface;
        interface.id = InterfaceId(m_records.id('p', key));
        interface.owner = m_element.id;
        interface.kind = port.value.endsWith(u"/udp") ? InterfaceKind::Udp : InterfaceKind::Tcp;
        interface.name = port.value;
        interface.sourceKey = {m_source, key};
        bool isNumber = false;
        const int number = port.value.section(u'/', 0, 0).toInt(&isNumber);
        if (isNumber)
            m_records.set(interface.properties, RecordKind::Interface, QStringLiteral("port"),
                          static_cast<qint64>(number), ClaimSource::Image,
                          place(QStringLiteral("EXPOSE"), port.line));
        m_records.model.interfaces.put(interface);
    }
}

void DockerfileRecords::add()
{
    m_source = m_records.addSource(
        QStringLiteral("dockerfile"), m_file.path,
        QCryptographicHash::hash(m_file.bytes, QCryptographicHash::Sha256).toHex());
    const ImageFacts *family = nullptr;
    if (const auto reference = ImageReference::parse(m_facts.baseImage.value);
        reference && m_context.images) {
        m_base = m_context.images->find(*reference);
        family = m_context.images->findAnyTag(*reference);
    }
    const QStringList folders = m_file.path.split(u'/');
    const QString name = folders.size() > 1 ? folders[folders.size() - 2]
        : m_context.importRoot.isEmpty()    ? QStringLiteral("Container")
                                            : m_context.importRoot;
    m_image.id = ImageId(m_records.id('i', m_key));
    m_image.reference = redactedText(name).left(128);
    m_image.builtHere = true;
    m_image.sourceKey = {m_source, m_key};
    m_element.id = ElementId(m_records.id('e', m_key));
    m_element.kind =
        family && family->kind == u"data-store" ? ElementKind::DataStore : ElementKind::Process;
    const bool undecided = !family || family->technology == u"generic-process";
    m_element.technology = !undecided    ? family->technology
        : m_facts.exposedPorts.isEmpty() ? QStringLiteral("generic-process")
                                         : QStringLiteral("web-service");
    m_element.name = m_image.reference;
    m_element.hasRuntime = true;
    m_element.image = m_image.id;
    m_element.sourceKey = {m_source, m_key};
    describeImage();
    describeElement();
    addInterfaces();
    m_records.model.images.put(m_image);
    m_records.model.elements.put(m_element);
    m_records.diagnostics += m_facts.diagnostics;
}

Result<ImportResult> DockerfileImporter::import(const QList<ImportFile> &files,
                                                const ImportContext &context) const
{
    if (files.isEmpty())
        return Error {ErrorCode::Usage, QStringLiteral("there is no Dockerfile to import"), {}};
    // Each file's path is part of its keys already.
    RecordAssembly records(context, {});
    for (const ImportFile &file : files) {
        auto facts = dockerfile::readDockerfileFacts(file.bytes, file.path);
        if (!facts)
            return facts.error();
        DockerfileRecords(records, context, file, *facts).add();
    }
    records.finish();
    return ImportResult {std::move(records.model), std::move(records.diagnostics)};
}

} // namespace

std::unique_ptr<Importer> makeDockerfileImporter()
{
    return std::make_unique<DockerfileImporter>();
}

} // namespace drawbridge
