#include "model/import/debugsettings.h"
#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/showntext.h"

namespace drawbridge::kubernetes {

namespace {

constexpr qsizetype MaximumInContainer = 2000;
// A ConfigMap can be the environment of many containers.
constexpr qsizetype MaximumInAll = 50'000;
constexpr qsizetype MaximumValue = 16 * 1024;

// "$(NAME)" stands for a variable that was set before; "$$(" for itself.
QString expanded(const QString &value, const ContainerRecords &container)
{
    const QString text = value.first(std::min(value.size(), MaximumValue));
    QString result;
    qsizetype at = 0;
    while (at < text.size() && result.size() < MaximumValue) {
        const qsizetype open = text.indexOf(QStringLiteral("$("), at);
        const qsizetype close = open < 0 ? -1 : text.indexOf(u')', open);
        if (close < 0)
            break;
        result += text.mid(at, open - at);
        const bool escaped = open > 0 && text[open - 1] == u'$';
        const Variable *known =
            escaped ? nullptr : container.variable(text.mid(open + 2, close - open - 2));
        result += known && !known->elsewhere ? known->value : text.mid(open, close - open + 1);
        at = close + 1;
    }
    return (result + text.mid(at)).left(MaximumValue);
}

QString secretKeyOf(const QString &space, const QString &name)
{
    return QStringLiteral("Secret.") + space + u'.' + shown(name);
}

// What a Secret says of one of its keys. The value is looked at and dropped.
std::optional<SecretShape> shapeOfSecret(const QString &variable)
{
    if (const auto shape = classifySecretName(variable))
        return shape;
    return SecretShape {QStringLiteral("credential"), false};
}

} // namespace

void KubernetesModel::putVariable(ContainerRecords &container, Variable variable)
{
    // A later variable of the same name takes the place of an earlier one.
    const auto known = container.variableIndex.constFind(variable.name);
    if (known != container.variableIndex.constEnd()) {
        container.variables[*known] = std::move(variable);
        return;
    }
    if (container.variables.size() >= MaximumInContainer || m_variables >= MaximumInAll) {
        container.variablesPartial = true;
        return;
    }
    ++m_variables;
    container.variableIndex.insert(variable.name, container.variables.size());
    container.variables.append(std::move(variable));
}

// envFrom: every entry of a ConfigMap or Secret becomes a variable.
void KubernetesModel::readGroups(const Workload &workload, ContainerRecords &container)
{
    const Manifest &manifest = workload.manifest;
    for (const TreeNode &item : itemsOf(field(container.node, u"envFrom"))) {
        const TreeNode map = field(item, u"configMapRef");
        const TreeNode secret = field(item, u"secretRef");
        const bool isSecret = secret.isMapping();
        const QString name = shown(field(isSecret ? secret : map, u"name").text());
        const QString kind = isSecret ? QStringLiteral("Secret") : QStringLiteral("ConfigMap");
        const Manifest *object = findManifest(kind, manifest.space, name);
        const QString prefix = field(item, u"prefix").text();
        const ClaimPlace from {container.element.sourceKey.source,
                               container.key + QStringLiteral(".envFrom.") + name, item.line()};
        if (isSecret)
            keepAsset(container, secretAsset(secretKeyOf(manifest.space, name), from));
        if (!object) {
            container.variablesPartial = true;
            m_reading.information(manifest, item.line(),
                                  QStringLiteral("the %1 '%2' is not in these files; the variables "
                                                 "that '%3' takes from it stay unknown")
                                      .arg(kind, name, container.element.name));
            continue;
        }
        for (const char16_t *member : {u"data", u"stringData"}) {
            const QMap<QString, QString> values = textMap(field(object->node, member));
            for (auto it = values.begin(); it != values.end(); ++it) {
                Variable variable;
                variable.name = shownVariableName(prefix + it.key());
                variable.place = from;
                if (isSecret) {
                    variable.secretKey = object->key();
                    variable.elsewhere = true;
                    variable.secret = shapeOfSecret(variable.name);
                } else {
                    variable.value = it->first(std::min(it->size(), MaximumValue));
                    variable.secret = classifySecret(variable.name, variable.value);
                }
                putVariable(container, std::move(variable));
            }
        }
    }
}

void KubernetesModel::readVariable(const Workload &workload, ContainerRecords &container,
                                   const TreeNode &item)
{
    const Manifest &manifest = workload.manifest;
    Variable variable;
    variable.name = shownVariableName(field(item, u"name").text());
    if (variable.name.isEmpty())
        return;
    variable.place = {container.element.sourceKey.source,
                      container.key + QStringLiteral(".env.") + variable.name, item.line()};
    const TreeNode from = field(item, u"valueFrom");
    if (const TreeNode secret = field(from, u"secretKeyRef"); secret.isMapping()) {
        variable.secretKey = secretKeyOf(manifest.space, field(secret, u"name").text());
        variable.elsewhere = true;
        variable.secret = shapeOfSecret(variable.name);
    } else if (const TreeNode map = field(from, u"configMapKeyRef"); map.isMapping()) {
        const Manifest *object = findManifest(QStringLiteral("ConfigMap"), manifest.space,
                                              shown(field(map, u"name").text()));
        const QString key = field(map, u"key").text();
        variable.elsewhere = !object;
        if (object)
            variable.value = field(field(object->node, u"data"), key).text().left(MaximumValue);
    } else if (from.isMapping()) {
        variable.elsewhere = true;
    } else {
        variable.value = expanded(field(item, u"value").text(), container);
    }
    if (variable.secretKey.isEmpty())
        variable.secret =
            variable.elsewhere ? std::nullopt : classifySecret(variable.name, variable.value);
    putVariable(container, std::move(variable));
}

void KubernetesModel::readVariables(Workload &workload, ContainerRecords &container)
{
    readGroups(workload, container);
    const TreeNode list = field(container.node, u"env");
    if (list.isMapping() || list.isScalar())
        m_reading.warning(workload.manifest, list.line(),
                          QStringLiteral("'env' of '%1' must be a list").arg(container.name));
    for (const TreeNode &item : itemsOf(list))
        readVariable(workload, container, item);
    for (Variable &variable : container.variables) {
        if (!variable.secret)
            continue;
        variable.credential = variable.secretKey.isEmpty()
            ? variableAsset(container, variable)
            : secretAsset(variable.secretKey, variable.place);
        keepAsset(container, variable.credential);
    }
}

void KubernetesModel::describeVariables(const Workload &, ContainerRecords &container)
{
    ValueList secrets;
    ClaimPlace from;
    for (const Variable &variable : std::as_const(container.variables)) {
        if (switchesDebuggingOn(variable.name, variable.value))
            say(container, u"debugMode", true, variable.place);
        if (variable.value.contains(QStringLiteral("-agentlib:jdwp"))) {
            say(container, u"remoteAdminService", true, variable.place);
            say(container, u"debugMode", true, variable.place);
        }
        const bool addressesApi =
            variable.name == u"DOCKER_HOST" || variable.name == u"CONTAINER_HOST";
        if (addressesApi && !variable.value.isEmpty())
            say(container, u"dockerHost", shown(variable.value), variable.place);
        if (!variable.secret)
            continue;
        secrets += ValueMap {{QStringLiteral("name"), variable.name},
                             {QStringLiteral("kind"),
                              variable.secretKey.isEmpty() ? QStringLiteral("literal")
                                                           : QStringLiteral("secret-reference")}};
        m_records.noteLine(variable.place);
        if (from.line == 0)
            from = variable.place;
    }
    const TreeNode list = field(container.node, u"env");
    if (!secrets.isEmpty() || container.variablesPartial)
        say(container, u"envSecrets", secrets,
            {container.element.sourceKey.source, container.key + QStringLiteral(".env"),
             list.isSequence() ? list.line() : from.line},
            container.variablesPartial);
    if (container.interfaces.contains(QStringLiteral("22/tcp")))
        say(container, u"remoteAdminService", true,
            {container.element.sourceKey.source, container.key + QStringLiteral(".ports.22/tcp"),
             field(container.node, u"ports").line()});
}

} // namespace drawbridge::kubernetes
