#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/storeauthentication.h"

namespace drawbridge::kubernetes {

// A file or folder from outside may hold the settings.
static bool mountsSettings(const ContainerRecords &container)
{
    for (const TreeNode &item : itemsOf(field(container.node, u"volumeMounts"))) {
        if (mayHoldConfiguration(field(item, u"mountPath").text()))
            return true;
    }
    return false;
}

void KubernetesModel::describeStore(ContainerRecords &container)
{
    if (container.element.kind != ElementKind::DataStore)
        return;
    for (const Variable &variable : std::as_const(container.variables)) {
        if (variable.secret && variable.secret->guessable) {
            say(container, u"defaultCredentials", true, variable.place);
            break;
        }
    }
    const ImageFacts *facts = container.image.facts;
    if (!facts)
        return;
    QList<StoreSetting> settings;
    for (const Variable &variable : std::as_const(container.variables))
        settings.append({variable.name, variable.value, variable.elsewhere});
    const TreeNode command = field(container.node, u"command");
    const TreeNode arguments = field(container.node, u"args");
    const StoreAuthentication found =
        storeAuthentication(*facts, settings, textList(command) + textList(arguments),
                            container.variablesPartial || mountsSettings(container));
    using Because = StoreAuthentication::Because;
    if (found.because == Because::Setting)
        say(container, u"requiresAuthentication", found.asks,
            container.variables[found.setting].place);
    else if (found.because == Because::Command)
        say(container, u"requiresAuthentication", found.asks,
            {container.element.sourceKey.source, container.key + QStringLiteral(".command"),
             command.isSequence() ? command.line() : arguments.line()});
    else if (found.because == Because::Image)
        m_records.set(container.element.properties, RecordKind::Element,
                      QStringLiteral("requiresAuthentication"), found.asks, ClaimSource::ImageTable,
                      imageTablePlace(*facts));
}

} // namespace drawbridge::kubernetes
