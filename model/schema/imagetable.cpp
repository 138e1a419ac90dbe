#include "model/schema/imagetable.h"

#include "model/text/treedocument.h"

#include <QVersionNumber>

namespace drawbridge {

namespace {

// The leading version of a tag: "3.12-slim" gives 3.12, "v2.8.1" gives 2.8.1.
QVersionNumber versionOfTag(QStringView tag)
{
    qsizetype start = 0;
    while (start < tag.size() && !tag[start].isDigit())
        ++start;
    return QVersionNumber::fromString(tag.sliced(start).toString());
}

QStringList textsOf(const TreeNode &list)
{
    QStringList texts;
    for (qsizetype i = 0; i < list.size(); ++i)
        texts += list.at(i).text();
    return texts;
}

QList<ImagePort> portsOf(const TreeNode &list)
{
    QList<ImagePort> ports;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const TreeNode item = list.at(i);
        const auto number = item[u"port"].toInt();
        const QString transport = item[u"transport"].text();
        if (number && *number > 0 && *number < 65536)
            ports.append({static_cast<int>(*number),
                          transport.isEmpty() ? QStringLiteral("tcp") : transport,
                          item[u"protocol"].text()});
    }
    return ports;
}

QMap<QString, QString> textMapOf(const TreeNode &node)
{
    QMap<QString, QString> texts;
    for (qsizetype i = 0; i < node.size(); ++i)
        texts.insert(node.keyAt(i).text(), node.at(i).text());
    return texts;
}

ImageAuthentication authenticationOf(const QString &word)
{
    if (word == u"always")
        return ImageAuthentication::Always;
    if (word == u"never")
        return ImageAuthentication::Never;
    if (word == u"if-configured")
        return ImageAuthentication::OnlyIfConfigured;
    return ImageAuthentication::Unknown;
}

Result<ImageFacts> readFacts(const TreeNode &node)
{
    ImageFacts facts;
    facts.name = node[u"name"].text();
    facts.kind = node[u"kind"].text();
    facts.technology = node[u"technology"].text();
    facts.asOf = node[u"asOf"].text();
    facts.repositories = textsOf(node[u"repositories"]);
    if (facts.name.isEmpty() || facts.technology.isEmpty() || facts.asOf.isEmpty()
        || facts.repositories.isEmpty())
        return node.error(QStringLiteral("an image needs 'name', 'technology', 'asOf' and at least "
                                         "one entry in 'repositories'"));
    if (facts.kind != u"process" && facts.kind != u"data-store")
        return node[u"kind"].error(QStringLiteral("'kind' must be process or data-store"));
    facts.displayName = node[u"displayName"].text();
    facts.ports = portsOf(node[u"ports"]);
    facts.defaultUser = node[u"defaultUser"].text();
    facts.dropsTo = node[u"dropsTo"].text();
    facts.healthCheck = node[u"healthCheck"].text();
    facts.writablePaths = textsOf(node[u"writablePaths"]);
    facts.declaredVolumes = textsOf(node[u"declaredVolumes"]);
    if (node.contains(u"scratchPaths"))
        facts.scratchPaths = textsOf(node[u"scratchPaths"]);
    if (node.contains(u"capabilities"))
        facts.capabilities = textsOf(node[u"capabilities"]);
    facts.runAs = node[u"runAs"].text();
    facts.healthTest = textsOf(node[u"healthTest"]);
    facts.secretFiles = textMapOf(node[u"secretFiles"]);
    facts.memory = node[u"memory"].text();
    facts.publisher = node[u"publisher"].text();
    const TreeNode authentication = node[u"authentication"];
    facts.authentication = authenticationOf(authentication[u"required"].text());
    facts.authenticationVariables = textsOf(authentication[u"variables"]);
    facts.authenticationOff = textMapOf(authentication[u"off"]);
    facts.emptyPasswordAllowed = textMapOf(authentication[u"allowEmpty"]);
    facts.tagFrom = node[u"tags"][u"from"].text();
    facts.tagTo = node[u"tags"][u"to"].text();
    return facts;
}

} // namespace

bool ImageFacts::coversTag(const QString &tag) const
{
    if (tagFrom.isEmpty() && tagTo.isEmpty())
        return true;
    const QVersionNumber version = versionOfTag(tag);
    if (version.isNull())
        return tagTo.isEmpty();
    const QVersionNumber first = QVersionNumber::fromString(tagFrom);
    const QVersionNumber last = QVersionNumber::fromString(tagTo);
    const auto withinLast = [&] { return version <= last || last.isPrefixOf(version); };
    // "16" names the newest 16.x, so a tag that a bound begins with is taken as inside.
    return (tagFrom.isEmpty() || version >= first || version.isPrefixOf(first))
        && (tagTo.isEmpty() || withinLast());
}

Result<ImageTable> ImageTable::parse(const QByteArray &yaml, const QString &fileName)
{
    auto document = TreeDocument::parseYaml(yaml, fileName);
    if (!document)
        return document.error();
    const TreeNode list = document->root()[u"images"];
    if (!list.isSequence())
        return document->root().error(QStringLiteral("the image table needs a list 'images'"));
    ImageTable table;
    for (qsizetype i = 0; i < list.size(); ++i) {
        Result<ImageFacts> facts = readFacts(list.at(i));
        if (!facts)
            return facts.error();
        for (const QString &repository : facts->repositories)
            table.m_byRepository[repository].append(table.m_images.size());
        if (table.m_byName.contains(facts->name))
            return list.at(i).error(QStringLiteral("there is already an image of this name"));
        table.m_byName.insert(facts->name, table.m_images.size());
        table.m_images.append(*std::move(facts));
    }
    return table;
}

const ImageFacts *ImageTable::find(const ImageReference &reference) const
{
    const QString name = reference.registry + u'/' + reference.repository;
    for (const qsizetype row : m_byRepository.value(name)) {
        if (m_images[row].coversTag(reference.tag))
            return &m_images[row];
    }
    return nullptr;
}

const ImageFacts *ImageTable::findAnyTag(const ImageReference &reference) const
{
    if (const ImageFacts *exact = find(reference))
        return exact;
    const auto rows = m_byRepository.constFind(reference.registry + u'/' + reference.repository);
    if (rows != m_byRepository.constEnd())
        return &m_images[rows->first()];
    const auto named = m_byName.constFind(reference.baseName());
    return named == m_byName.constEnd() ? nullptr : &m_images[*named];
}

const ImageFacts *ImageTable::byPort(int port) const
{
    for (const ImageFacts &facts : m_images) {
        // Ports of the web say nothing about who answers.
        for (const ImagePort &candidate : facts.ports) {
            if (candidate.port == port && candidate.protocol != u"http"
                && candidate.protocol != u"https" && !candidate.protocol.isEmpty())
                return &facts;
        }
    }
    return nullptr;
}

} // namespace drawbridge
