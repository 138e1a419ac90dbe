#include "model/import/kubernetes/manifest.h"

#include "model/import/showntext.h"

#include <QSet>

namespace drawbridge::kubernetes {

static constexpr qsizetype MaximumObjects = 20'000;
static constexpr qsizetype MaximumMessages = 2000;
static constexpr int MaximumListDepth = 4;
static constexpr char16_t TemplateMessage[] =
    u"is a template and no manifest yet; render it first ('helm template')";

QString Manifest::key() const
{
    return space.isEmpty() ? kind + u'.' + name : kind + u'.' + space + u'.' + name;
}

TreeNode Manifest::spec() const
{
    return field(node, u"spec");
}

void ManifestReading::tell(DiagnosticSeverity severity, const Manifest &manifest, int line,
                           const QString &message)
{
    if (diagnostics.size() >= MaximumMessages)
        return;
    const QString path = manifest.file >= 0 ? files[manifest.file].path : QString();
    diagnostics.append({severity, message, {path, line, 0}});
}

void ManifestReading::information(const Manifest &manifest, int line, const QString &message)
{
    tell(DiagnosticSeverity::Information, manifest, line, message);
}

void ManifestReading::warning(const Manifest &manifest, int line, const QString &message)
{
    tell(DiagnosticSeverity::Warning, manifest, line, message);
}

bool ManifestReading::cancelled() const
{
    return context.progress && context.progress->cancelled();
}

// Actions of a template stand where YAML would begin a flow mapping.
static bool isTemplate(const QByteArray &bytes)
{
    const qsizetype open = bytes.indexOf("{{");
    return open >= 0 && bytes.indexOf("}}", open) > open;
}

Result<void> ManifestReading::readFile(qsizetype file)
{
    const ImportFile &source = files[file];
    auto documents = TreeDocument::parseYamlStream(source.bytes, source.path);
    if (!documents) {
        if (isTemplate(source.bytes))
            return Error {ErrorCode::Unsupported,
                          QString::fromUtf16(TemplateMessage),
                          {source.path, documents.error().where.line, 0}};
        return documents.error();
    }
    for (TreeDocument &document : *documents) {
        addObject(document.root(), file, 0);
        m_documents.push_back(std::move(document));
    }
    return {};
}

void ManifestReading::keep(const Manifest &manifest)
{
    const QString key = manifest.key();
    const auto known = m_byKey.constFind(key);
    if (known == m_byKey.constEnd()) {
        m_byKey.insert(key, manifests.size());
        m_byKind[manifest.kind].append(manifests.size());
        manifests.append(manifest);
        return;
    }
    warning(manifest, manifest.line(),
            QStringLiteral("the %1 '%2' stands in the files more than once; the last one counts")
                .arg(shown(manifest.kind), shown(manifest.name)));
    manifests[*known] = manifest;
}

// Leaves an object out and says so; the first such reason is told when nothing else is there.
void ManifestReading::refuse(const Manifest &manifest, int line, const QString &message)
{
    warning(manifest, line, message);
    if (!m_refusal)
        m_refusal = Error {ErrorCode::Unsupported, message, {files[manifest.file].path, line, 0}};
}

void ManifestReading::addObject(const TreeNode &node, qsizetype file, int depth)
{
    Manifest manifest;
    manifest.node = node;
    manifest.file = file;
    if (node.isNull() || node.isMissing())
        return;
    manifest.kind = field(node, u"kind").text();
    manifest.apiVersion = field(node, u"apiVersion").text();
    if (manifest.apiVersion.startsWith(QStringLiteral("kustomize.config.k8s.io")))
        return refuse(manifest, node.line(),
                      QStringLiteral("is a kustomization and names other files; render it first "
                                     "('kubectl kustomize')"));
    if (!node.isMapping() || manifest.kind.isEmpty() || manifest.apiVersion.isEmpty())
        return refuse(manifest, node.line(),
                      QStringLiteral("a document without 'kind' and 'apiVersion' is no object of "
                                     "Kubernetes and is left out"));
    const TreeNode items = field(node, u"items");
    if (items.isSequence() && manifest.kind.endsWith(QStringLiteral("List"))) {
        if (depth >= MaximumListDepth)
            return refuse(manifest, node.line(), QStringLiteral("lists are nested too deeply"));
        for (qsizetype i = 0; i < items.size(); ++i)
            addObject(items.at(i), file, depth + 1);
        return;
    }
    addNamed(std::move(manifest));
}

void ManifestReading::addNamed(Manifest manifest)
{
    const int line = manifest.line();
    const TreeNode metadata = field(manifest.node, u"metadata");
    manifest.name = field(metadata, u"name").text();
    if (manifest.name.isEmpty())
        manifest.name = field(metadata, u"generateName").text();
    // "name: {{ .Name }}" is a mapping to YAML.
    if (field(metadata, u"name").isMapping() && isTemplate(files[manifest.file].bytes))
        return refuse(manifest, line, QString::fromUtf16(TemplateMessage));
    if (manifest.name.isEmpty())
        return refuse(manifest, line,
                      QStringLiteral("an object of the kind '%1' has no name and is left out")
                          .arg(shown(manifest.kind)));
    if (manifest.name.contains(QStringLiteral("{{")))
        return refuse(manifest, line, QString::fromUtf16(TemplateMessage));
    manifest.kind = shown(manifest.kind);
    const bool ofCluster = isClusterWide(manifest.kind);
    // A Service of another group is another thing; it is named as kubectl does.
    const QString group = manifest.apiVersion.section(u'/', 0, -2);
    if (group.contains(u'.') && !group.endsWith(QStringLiteral(".k8s.io")))
        manifest.kind += u'.' + shown(group);
    manifest.name = shown(manifest.name);
    manifest.space = shown(field(metadata, u"namespace").text());
    if (ofCluster)
        manifest.space.clear();
    else if (manifest.space.isEmpty() || manifest.space.contains(QStringLiteral("{{")))
        manifest.space = QStringLiteral("default");
    if (manifests.size() < MaximumObjects)
        return keep(manifest);
    if (!m_full)
        warning(manifest, line,
                QStringLiteral("there are more than %1 objects; the others are left out")
                    .arg(MaximumObjects));
    m_full = true;
}

Result<void> ManifestReading::read(const QList<ImportFile> &imported)
{
    files = imported;
    std::optional<Error> first;
    qsizetype readable = 0;
    for (qsizetype i = 0; i < files.size(); ++i) {
        if (const Result<void> done = readFile(i)) {
            ++readable;
        } else {
            // Of several files the others can still be used.
            diagnostics.append(
                {DiagnosticSeverity::Error, done.error().message, done.error().where});
            if (!first)
                first = done.error();
        }
    }
    if (readable == 0 && first)
        return *first;
    if (manifests.isEmpty() && m_refusal)
        return *m_refusal;
    if (manifests.isEmpty())
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("holds no object of Kubernetes"),
                      {files.first().path, 1, 0}};
    return {};
}

} // namespace drawbridge::kubernetes
