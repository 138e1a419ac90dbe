#include "tests/support/models/compactmodel.h"

#include "model/core/names.h"
#include "model/schema/yamlvalue.h"
#include "tests/support/testrunner.h"

#include <QDir>

namespace drawbridge::test {

static QByteArray shippedFile(const QString &path)
{
    QFile file(sourceDir() + u'/' + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    return file.readAll();
}

std::shared_ptr<const PropertySchema> shippedSchema()
{
    static const auto schema = [] {
        Result<PropertySchema> parsed =
            PropertySchema::parse(shippedFile(QStringLiteral("catalogs/properties/schema.yaml")),
                                  QStringLiteral("schema.yaml"));
        if (!parsed)
            qFatal("%s", qPrintable(parsed.error().toString()));
        return std::make_shared<const PropertySchema>(std::move(*parsed));
    }();
    return schema;
}

QList<RulePackFile> shippedPacks()
{
    QList<RulePackFile> packs;
    const QDir folder(sourceDir() + QStringLiteral("/catalogs/rules"));
    for (const QString &name :
         folder.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name))
        packs += RulePackFile {name, shippedFile(QStringLiteral("catalogs/rules/") + name)};
    return packs;
}

std::shared_ptr<const RuleSet> shippedRules()
{
    static const auto rules = [] {
        Diagnostics diagnostics;
        Result<std::shared_ptr<const RuleSet>> loaded =
            RuleSet::load(shippedPacks(), shippedSchema(), &diagnostics);
        for (const Diagnostic &diagnostic : diagnostics)
            qWarning("%s: %s", qPrintable(diagnostic.where.toString()),
                     qPrintable(diagnostic.message));
        if (!loaded)
            qFatal("%s", qPrintable(loaded.error().toString()));
        return *loaded;
    }();
    return rules;
}

// Reads one model; the first mistake ends it.
class CompactReader
{
public:
    explicit CompactReader(const PropertySchema &schema)
        : m_schema(schema)
    {
    }

    Result<ThreatModel> read(const TreeNode &records);

private:
    bool readElement(const QString &word, const TreeNode &node);
    bool readBoundary(const QString &word, const TreeNode &node);
    bool readInterface(const QString &word, const TreeNode &node);
    bool readOther(const QString &word, const TreeNode &node);
    QString nameOf(const TreeNode &node) const;
    PropertySet properties(RecordKind kind, const TreeNode &node);
    void claim(PropertySet &set, RecordKind kind, const TreeNode &members, ClaimSource source);

    const PropertySchema &m_schema;
    ThreatModel m_model;
    QByteArray m_id;
    QString m_mistake;
};

static const QStringList StructuralKeys {
    QStringLiteral("is"),        QStringLiteral("platform"),  QStringLiteral("tech"),
    QStringLiteral("in"),        QStringLiteral("networks"),  QStringLiteral("image"),
    QStringLiteral("identity"),  QStringLiteral("assets"),    QStringLiteral("of"),
    QStringLiteral("from"),      QStringLiteral("to"),        QStringLiteral("at"),
    QStringLiteral("kind"),      QStringLiteral("reference"), QStringLiteral("builtHere"),
    QStringLiteral("implied"),   QStringLiteral("confirmed"), QStringLiteral("inScope"),
    QStringLiteral("attackers"), QStringLiteral("file"),      QStringLiteral("scanner"),
    QStringLiteral("name")};

void CompactReader::claim(PropertySet &set, RecordKind kind, const TreeNode &members,
                          ClaimSource source)
{
    for (qsizetype i = 0; i < members.size(); ++i) {
        const QString name = members.keyAt(i).text();
        if (StructuralKeys.contains(name))
            continue;
        const PropertyIndex property = m_schema.find(kind, name);
        if (property == NoProperty) {
            m_mistake = QStringLiteral("there is no property '%1'").arg(name);
            return;
        }
        Claim claim;
        claim.value = valueOf(members.at(i));
        claim.provenance.claim = source;
        if (members.at(i).text() == u"not-applicable") {
            claim.value = Value();
            claim.notApplicable = true;
        } else if (const QString wrong = m_schema.definition(property).type.check(claim.value);
                   !wrong.isEmpty()) {
            m_mistake = name + QStringLiteral(": ") + wrong;
        }
        set.set(property, claim);
    }
}

PropertySet CompactReader::properties(RecordKind kind, const TreeNode &node)
{
    PropertySet set;
    claim(set, kind, node, ClaimSource::Architect);
    claim(set, kind, node[u"file"], ClaimSource::File);
    claim(set, kind, node[u"scanner"], ClaimSource::Scanner);
    return set;
}

template <typename IdType>
static QList<IdType> idsOf(const TreeNode &node)
{
    QList<IdType> ids;
    for (qsizetype i = 0; i < node.size(); ++i)
        ids += IdType(QStringView(node.at(i).text()));
    std::sort(ids.begin(), ids.end());
    return ids;
}

template <typename IdType>
static IdType idOf(const TreeNode &node)
{
    return IdType(QStringView(node.text()));
}

QString CompactReader::nameOf(const TreeNode &node) const
{
    return node[u"name"].isMissing() ? QString::fromUtf8(m_id) : node[u"name"].text();
}

bool CompactReader::readElement(const QString &word, const TreeNode &node)
{
    static const QMap<QString, ElementKind> kinds {
        {QStringLiteral("process"), ElementKind::Process},
        {QStringLiteral("container"), ElementKind::Process},
        {QStringLiteral("store"), ElementKind::DataStore},
        {QStringLiteral("store-container"), ElementKind::DataStore},
        {QStringLiteral("external"), ElementKind::ExternalEntity}};
    if (!kinds.contains(word))
        return false;
    Element element;
    element.id = ElementId(QByteArrayView(m_id));
    element.kind = kinds.value(word);
    element.name = nameOf(node);
    element.hasRuntime = word.endsWith(u"container");
    if (element.hasRuntime)
        element.platform = QStringLiteral("compose");
    if (!node[u"platform"].isMissing())
        element.platform = node[u"platform"].text();
    element.technology = node[u"tech"].text();
    if (element.technology.isEmpty())
        element.technology = element.kind == ElementKind::DataStore ? QStringLiteral("database")
                                                                    : QStringLiteral("web-service");
    element.boundary = idOf<BoundaryId>(node[u"in"]);
    element.networks = idsOf<BoundaryId>(node[u"networks"]);
    element.image = idOf<ImageId>(node[u"image"]);
    element.identity = idOf<IdentityId>(node[u"identity"]);
    element.assets = idsOf<AssetId>(node[u"assets"]);
    element.implied = node[u"implied"].toBool().value_or(false);
    element.scope.inScope = node[u"inScope"].toBool().value_or(true);
    element.properties = properties(RecordKind::Element, node);
    m_model.elements.put(element);
    return true;
}

bool CompactReader::readBoundary(const QString &word, const TreeNode &node)
{
    const auto kind = parseName<BoundaryKind>(word);
    if (!kind)
        return false;
    TrustBoundary boundary;
    boundary.id = BoundaryId(QByteArrayView(m_id));
    boundary.kind = *kind;
    boundary.name = nameOf(node);
    boundary.parent = idOf<BoundaryId>(node[u"in"]);
    boundary.platform = node[u"platform"].text();
    boundary.properties = properties(RecordKind::Boundary, node);
    m_model.boundaries.put(boundary);
    return true;
}

bool CompactReader::readInterface(const QString &word, const TreeNode &node)
{
    const auto kind = parseName<InterfaceKind>(word);
    if (!kind)
        return false;
    Interface interface;
    interface.id = InterfaceId(QByteArrayView(m_id));
    interface.kind = *kind;
    interface.name = nameOf(node);
    interface.owner = idOf<ElementId>(node[u"of"]);
    interface.properties = properties(RecordKind::Interface, node);
    m_model.interfaces.put(interface);
    return true;
}

bool CompactReader::readOther(const QString &word, const TreeNode &node)
{
    if (word == u"flow") {
        DataFlow flow;
        flow.id = FlowId(QByteArrayView(m_id));
        flow.source = idOf<ElementId>(node[u"from"]);
        flow.target = idOf<ElementId>(node[u"to"]);
        flow.interface = idOf<InterfaceId>(node[u"at"]);
        flow.kind = parseName<FlowKind>(node[u"kind"].text()).value_or(FlowKind::Network);
        flow.confirmed = node[u"confirmed"].toBool().value_or(true);
        flow.implied = node[u"implied"].toBool().value_or(false);
        flow.assetsOut = idsOf<AssetId>(node[u"assets"]);
        flow.scope.inScope = node[u"inScope"].toBool().value_or(true);
        flow.properties = properties(RecordKind::Flow, node);
        m_model.flows.put(flow);
    } else if (word == u"image") {
        Image image;
        image.id = ImageId(QByteArrayView(m_id));
        image.reference =
            node[u"reference"].isMissing() ? QString::fromUtf8(m_id) : node[u"reference"].text();
        image.builtHere = node[u"builtHere"].toBool().value_or(false);
        image.properties = properties(RecordKind::Image, node);
        m_model.images.put(image);
    } else if (const auto identityKind = parseName<IdentityKind>(word)) {
        Identity identity;
        identity.id = IdentityId(QByteArrayView(m_id));
        identity.kind = *identityKind;
        identity.name = nameOf(node);
        identity.platform = node[u"platform"].text();
        identity.properties = properties(RecordKind::Identity, node);
        m_model.identities.put(identity);
    } else if (word == u"asset") {
        DataAsset asset;
        asset.id = AssetId(QByteArrayView(m_id));
        asset.name = nameOf(node);
        asset.kind = parseName<AssetKind>(node[u"kind"].text()).value_or(AssetKind::Data);
        asset.properties = properties(RecordKind::Asset, node);
        m_model.assets.put(asset);
    } else if (word == u"model") {
        for (qsizetype i = 0; i < node[u"attackers"].size(); ++i)
            m_model.project.attackers += node[u"attackers"].at(i).text();
        m_model.project.properties = properties(RecordKind::Project, node);
    } else {
        return false;
    }
    return true;
}

Result<ThreatModel> CompactReader::read(const TreeNode &records)
{
    for (qsizetype i = 0; i < records.size(); ++i) {
        m_id = records.keyAt(i).text().toUtf8();
        const TreeNode node = records.at(i);
        const QString word = node[u"is"].text();
        if (!readElement(word, node) && !readBoundary(word, node) && !readInterface(word, node)
            && !readOther(word, node))
            m_mistake = QStringLiteral("'%1' is no kind of record").arg(word);
        if (!IdText::isValid(m_id))
            m_mistake = QStringLiteral("this is no id");
        if (!m_mistake.isEmpty())
            return node.error(m_mistake);
    }
    return m_model;
}

Result<ThreatModel> compactModel(const TreeNode &records, const PropertySchema &schema)
{
    return CompactReader(schema).read(records);
}

ThreatModel compactModel(const char *yaml)
{
    const Result<TreeDocument> document =
        TreeDocument::parseYaml(yaml, QStringLiteral("compact model"));
    if (!document)
        qFatal("%s", qPrintable(document.error().toString()));
    Result<ThreatModel> model = compactModel(document->root(), *shippedSchema());
    if (!model)
        qFatal("%s", qPrintable(model.error().toString()));
    return *model;
}

} // namespace drawbridge::test
