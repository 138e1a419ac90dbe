#include "model/import/kubernetes/manifest.h"

#include <QSet>

#include <cmath>

namespace drawbridge::kubernetes {

static TreeNode mergedField(const TreeNode &node, QStringView key, int depth)
{
    const TreeNode own = node[key];
    if (!own.isMissing() || depth > 3)
        return own;
    const TreeNode merged = node[u"<<"];
    if (merged.isMapping())
        return mergedField(merged, key, depth + 1);
    for (qsizetype i = 0; merged.isSequence() && i < std::min<qsizetype>(merged.size(), 8); ++i) {
        const TreeNode found = mergedField(merged.at(i), key, depth + 1);
        if (!found.isMissing())
            return found;
    }
    return {};
}

TreeNode field(const TreeNode &node, QStringView key)
{
    return node.isMapping() ? mergedField(node, key, 0) : TreeNode();
}

TreeNode fieldAt(TreeNode node, std::initializer_list<QStringView> path)
{
    for (QStringView key : path)
        node = field(node, key);
    return node;
}

std::vector<TreeNode> itemsOf(const TreeNode &list)
{
    static constexpr qsizetype MaximumItems = 1000;
    std::vector<TreeNode> items;
    for (qsizetype i = 0; list.isSequence() && i < std::min(list.size(), MaximumItems); ++i)
        items.push_back(list.at(i));
    return items;
}

QMap<QString, QString> textMap(const TreeNode &node)
{
    QMap<QString, QString> texts;
    for (qsizetype i = 0; node.isMapping() && i < node.size(); ++i) {
        if (node.at(i).isScalar())
            texts.insert(node.keyAt(i).text(), node.at(i).text());
    }
    return texts;
}

QStringList textList(const TreeNode &node)
{
    QStringList texts;
    for (const TreeNode &item : itemsOf(node)) {
        if (item.isScalar())
            texts += item.text();
    }
    return texts;
}

bool isClusterWide(const QString &kind)
{
    static const QSet<QString> kinds {QStringLiteral("Namespace"),
                                      QStringLiteral("ClusterRole"),
                                      QStringLiteral("ClusterRoleBinding"),
                                      QStringLiteral("PersistentVolume"),
                                      QStringLiteral("StorageClass"),
                                      QStringLiteral("IngressClass"),
                                      QStringLiteral("GatewayClass"),
                                      QStringLiteral("PriorityClass"),
                                      QStringLiteral("RuntimeClass"),
                                      QStringLiteral("Node"),
                                      QStringLiteral("CustomResourceDefinition"),
                                      QStringLiteral("APIService"),
                                      QStringLiteral("PodSecurityPolicy"),
                                      QStringLiteral("MutatingWebhookConfiguration"),
                                      QStringLiteral("ValidatingWebhookConfiguration"),
                                      QStringLiteral("ValidatingAdmissionPolicy"),
                                      QStringLiteral("ValidatingAdmissionPolicyBinding"),
                                      QStringLiteral("CSIDriver"),
                                      QStringLiteral("ClusterIssuer"),
                                      QStringLiteral("ClusterPolicy")};
    return kinds.contains(kind);
}

bool isWorkload(const QString &kind)
{
    static const QSet<QString> kinds {
        QStringLiteral("Pod"),         QStringLiteral("Deployment"),
        QStringLiteral("StatefulSet"), QStringLiteral("DaemonSet"),
        QStringLiteral("ReplicaSet"),  QStringLiteral("ReplicationController"),
        QStringLiteral("Job"),         QStringLiteral("CronJob")};
    return kinds.contains(kind);
}

TreeNode podOf(const Manifest &manifest)
{
    if (manifest.kind == u"Pod")
        return manifest.node;
    if (manifest.kind == u"CronJob")
        return fieldAt(manifest.spec(), {u"jobTemplate", u"spec", u"template"});
    return field(manifest.spec(), u"template");
}

TreeNode podSpecOf(const Manifest &manifest)
{
    return field(podOf(manifest), u"spec");
}

QMap<QString, QString> podLabelsOf(const Manifest &manifest)
{
    return textMap(fieldAt(podOf(manifest), {u"metadata", u"labels"}));
}

QString portName(qint64 port, const QString &protocol)
{
    const QString word = protocol.toLower();
    const bool known = word == u"udp" || word == u"sctp";
    return QString::number(port) + (known ? u'/' + word : QStringLiteral("/tcp"));
}

// The number before the unit; nothing when there is none.
static std::optional<double> splitQuantity(const QString &text, QString *unit)
{
    qsizetype end = 0;
    while (end < text.size() && ((text[end] >= u'0' && text[end] <= u'9') || text[end] == u'.'))
        ++end;
    bool valid = false;
    const double number = text.first(end).toDouble(&valid);
    *unit = text.sliced(end);
    return valid ? std::optional(number) : std::nullopt;
}

std::optional<qint64> parseMemory(const QString &text)
{
    struct Unit
    {
        const char16_t *name;
        double factor;
    };
    static constexpr double Kibi = 1024.0;
    static constexpr Unit units[] = {{u"", 1},
                                     {u"m", 0.001},
                                     {u"k", 1e3},
                                     {u"K", 1e3},
                                     {u"M", 1e6},
                                     {u"G", 1e9},
                                     {u"T", 1e12},
                                     {u"P", 1e15},
                                     {u"Ki", Kibi},
                                     {u"Mi", Kibi * Kibi},
                                     {u"Gi", Kibi * Kibi * Kibi},
                                     {u"Ti", Kibi * Kibi * Kibi * Kibi},
                                     {u"Pi", Kibi * Kibi * Kibi * Kibi * Kibi}};
    QString unit;
    const auto number = splitQuantity(text.trimmed(), &unit);
    for (const Unit &known : units) {
        if (number && unit == known.name && *number * known.factor < 9e18)
            return static_cast<qint64>(*number * known.factor);
    }
    return std::nullopt;
}

std::optional<double> parseCpu(const QString &text)
{
    QString unit;
    const auto number = splitQuantity(text.trimmed(), &unit);
    if (!number || *number > 1e9)
        return std::nullopt;
    if (unit == u"m")
        return *number / 1000.0;
    return unit.isEmpty() ? number : std::nullopt;
}

} // namespace drawbridge::kubernetes
