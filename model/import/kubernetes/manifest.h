#pragma once

#include "model/base/diagnostic.h"
#include "model/import/importer.h"
#include "model/text/treedocument.h"

namespace drawbridge::kubernetes {

// One object of the files: a document, or an item of a List.
struct Manifest
{
    TreeNode node;
    // Index into the files of the reading.
    qsizetype file = -1;
    QString apiVersion;
    QString kind;
    // Empty for kinds that belong to the whole cluster; "default" when the file names none.
    QString space;
    QString name;

    // "Deployment.shop.web": what ids and key paths begin with.
    QString key() const;
    TreeNode spec() const;
    int line() const { return node.line(); }
};

// Everything that the files hold, with what is worth telling. One an import.
class ManifestReading
{
public:
    explicit ManifestReading(const ImportContext &given)
        : context(given)
    {
    }

    const ImportContext &context;
    QList<ImportFile> files;
    QList<Manifest> manifests;
    Diagnostics diagnostics;

    // Reads the objects of all files; an Error when none of them can be read.
    Result<void> read(const QList<ImportFile> &imported);

    // Indices of the manifests of one kind, in the order of the files.
    QList<qsizetype> ofKind(const QString &kind) const { return m_byKind.value(kind); }

    void tell(DiagnosticSeverity severity, const Manifest &manifest, int line,
              const QString &message);
    void information(const Manifest &manifest, int line, const QString &message);
    void warning(const Manifest &manifest, int line, const QString &message);
    bool cancelled() const;

private:
    Result<void> readFile(qsizetype file);
    void addObject(const TreeNode &node, qsizetype file, int depth);
    void addNamed(Manifest manifest);
    void keep(const Manifest &manifest);
    void refuse(const Manifest &manifest, int line, const QString &message);

    // Why the first object that is left out is.
    std::optional<Error> m_refusal;
    bool m_full = false;
    // Keeps the nodes of the manifests alive.
    std::vector<TreeDocument> m_documents;
    QHash<QString, qsizetype> m_byKey;
    QHash<QString, QList<qsizetype>> m_byKind;
};

// A member of a mapping, looked for in its merge keys as well; missing when it is not there.
TreeNode field(const TreeNode &node, QStringView key);
// spec.template.spec: field after field.
TreeNode fieldAt(TreeNode node, std::initializer_list<QStringView> path);

// The items of a sequence, at most a thousand; none of anything else.
std::vector<TreeNode> itemsOf(const TreeNode &list);
// The text of every scalar member, in the order of their keys.
QMap<QString, QString> textMap(const TreeNode &node);
// The texts of a sequence's scalars.
QStringList textList(const TreeNode &node);

// Whether an object of this kind belongs to no namespace.
bool isClusterWide(const QString &kind);
// The pod of a workload: of a Pod itself, of a template, of a CronJob's template; and its labels.
TreeNode podOf(const Manifest &manifest);
TreeNode podSpecOf(const Manifest &manifest);
QMap<QString, QString> podLabelsOf(const Manifest &manifest);
bool isWorkload(const QString &kind);

// "80/tcp"; what is no known protocol counts as TCP, which is the default.
QString portName(qint64 port, const QString &protocol);

// "500Mi", "1G", "128974848": bytes. "300m", "2": cores. Nothing for anything else.
std::optional<qint64> parseMemory(const QString &text);
std::optional<double> parseCpu(const QString &text);

} // namespace drawbridge::kubernetes
