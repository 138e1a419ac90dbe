#include "model/import/compose/composeservice.h"

namespace drawbridge::compose {

namespace {

constexpr qsizetype MaximumWords = 1000;

bool isKnownServiceKey(const QString &key)
{
    static const QStringList keyList =
        QStringLiteral(
            "annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent "
            "cgroupns_mode "
            "command configs container_name cpu_count cpu_percent cpu_period cpu_quota "
            "cpu_rt_period "
            "cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy develop "
            "device_cgroup_rules devices dns dns_opt dns_search domainname driver_opts entrypoint "
            "env_file environment expose extends external_links extra_hosts gpus group_add "
            "healthcheck "
            "hostname image init ipc isolation label_file labels links log_driver log_opt logging "
            "mac_address mem_limit mem_reservation mem_swappiness memswap_limit models net "
            "network_mode "
            "networks oom_kill_disable oom_score_adj pid pids_limit platform ports post_start "
            "pre_stop "
            "privileged profiles provider pull_policy pull_refresh_after read_only restart runtime "
            "scale "
            "secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt "
            "sysctls "
            "tmpfs tty ulimits use_api_socket user userns_mode uts volume_driver volumes "
            "volumes_from "
            "working_dir")
            .split(u' ');
    static const QSet<QString> keys(keyList.begin(), keyList.end());
    return keys.contains(key) || key.startsWith(QStringLiteral("x-"));
}

void readBuild(ComposeService &service)
{
    const ComposeNode build = service.node[u"build"];
    if (build.isSilent())
        return;
    BuildSettings settings;
    settings.origin = build.origin();
    settings.context = build.isScalar() ? build.text() : build[u"context"].text();
    if (settings.context.isEmpty())
        settings.context = QStringLiteral(".");
    settings.dockerfile = build[u"dockerfile"].text();
    if (!build.isMap() && service.node[u"dockerfile"].isKnownScalar())
        settings.dockerfile = service.node[u"dockerfile"].text();
    settings.inlineDockerfile = build[u"dockerfile_inline"].text();
    settings.target = build[u"target"].text();
    const ComposeNode arguments = build[u"args"];
    const auto add = [&settings](const QString &key, const QString &value) {
        const QString name = shownVariableName(key);
        if (classifySecret(name, value))
            settings.secretArguments += name;
        else if (!name.isEmpty())
            settings.arguments.insert(name, value);
    };
    for (const ComposeNode::Member &member : arguments.members())
        add(member.first, member.second.text());
    for (const ComposeNode &item : arguments.items())
        add(item.text().section(u'=', 0, 0), item.text().section(u'=', 1));
    service.build = std::move(settings);
}

void readNetworks(ComposeService &service)
{
    ComposeNode mode = service.node[u"network_mode"];
    if (mode.isSilent())
        mode = service.node[u"net"];
    service.networkMode = mode.isScalar() ? mode.text() : QString();
    service.networkModeOrigin = mode.origin();
    if (service.networkMode.startsWith(QStringLiteral("service:")))
        service.sharesNetworkOf = service.networkMode.sliced(8);
    if (!service.networkMode.isEmpty())
        return;
    const ComposeNode networks = service.node[u"networks"];
    const auto attach = [&service](const QString &name, const ComposeNode &settings,
                                   const Origin &origin) {
        NetworkAttachment attachment {name, {}, {}, origin};
        for (const ComposeNode &alias : settings[u"aliases"].items())
            attachment.aliases += alias.text();
        for (const char16_t *key : {u"ipv4_address", u"ipv6_address"}) {
            if (settings[key].isKnownScalar())
                attachment.addresses += settings[key].text();
        }
        service.networks += attachment;
    };
    for (const ComposeNode::Member &member : networks.members())
        attach(member.first, member.second, member.second.origin());
    for (const ComposeNode &item : networks.items())
        attach(item.text(), {}, item.origin());
    if (service.networks.isEmpty())
        service.networks += {QStringLiteral("default"), {}, {}, service.node.origin()};
}

void readDependencies(ComposeService &service)
{
    const ComposeNode dependsOn = service.node[u"depends_on"];
    for (const ComposeNode::Member &member : dependsOn.members())
        service.dependencies += {member.first, member.second.origin()};
    for (const ComposeNode &item : dependsOn.items())
        service.dependencies += {item.text(), item.origin()};
    for (const char16_t *key : {u"links", u"external_links"}) {
        for (const ComposeNode &item : service.node[key].items()) {
            const QString target = item.text().section(u':', 0, 0);
            const QString alias = item.text().section(u':', 1, 1);
            service.links += {target, item.origin()};
            if (!alias.isEmpty())
                service.linkAliases.insert(alias, target);
        }
    }
}

void tellUnknownKeys(ComposeReading &reading, const ComposeService &service)
{
    for (const ComposeNode::Member &member : service.node.members()) {
        const bool old = member.first == u"dockerfile" || member.first == u"cpu_set";
        if (!isKnownServiceKey(member.first) && !old)
            reading.information(member.second.origin(),
                                QStringLiteral("the key '%1' of the service '%2' is not known and "
                                               "not read")
                                    .arg(shown(member.first), shown(service.name)));
    }
}

void checkName(ComposeReading &reading, const ComposeService &service)
{
    bool plain = !service.name.isEmpty() && service.name.size() <= 128;
    for (const QChar c : service.name)
        plain &= c.unicode() < 128 && (c.isLetterOrNumber() || QStringView(u"._-").contains(c));
    if (!plain)
        reading.warning(service.node.origin(),
                        QStringLiteral("'%1' is a name that Compose refuses for a service")
                            .arg(shown(service.name)));
}

// Placement and such have a meaning in Swarm only; a service that has nothing else for Compose (no
// restart, no depends_on) but them was written for it.
bool isForSwarm(const ComposeNode &service)
{
    const ComposeNode deploy = service[u"deploy"];
    const bool swarmKeys = deploy.contains(u"placement") || deploy.contains(u"update_config")
        || deploy.contains(u"rollback_config") || deploy.contains(u"endpoint_mode")
        || deploy[u"mode"].text() == u"global";
    const bool composeKeys = service.contains(u"build") || service.contains(u"restart")
        || service.contains(u"container_name") || service.contains(u"mem_limit");
    return swarmKeys && !composeKeys;
}

} // namespace

QStringList wordsOfCommand(const ComposeNode &command)
{
    QStringList words;
    if (command.isList()) {
        for (const ComposeNode &item : command.items()) {
            if (words.size() < MaximumWords)
                words += item.text();
        }
        return words;
    }
    QString word;
    QChar quote;
    bool open = false;
    for (const QChar c : command.text()) {
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
            else
                word += c;
        } else if (c == u'"' || c == u'\'') {
            quote = c;
            open = true;
        } else if (c.isSpace()) {
            if (!word.isEmpty() || open)
                words += std::exchange(word, QString());
            open = false;
        } else {
            word += c;
        }
        if (words.size() >= MaximumWords)
            return words;
    }
    if (!word.isEmpty())
        words += word;
    return words;
}

ComposeService readService(ComposeReading &reading, const ComposeProject &project,
                           const ResolvedService &resolved)
{
    ComposeService service;
    service.name = resolved.name;
    service.folder = resolved.folder;
    service.node = resolved.node;
    service.partial = resolved.partial;
    service.image = resolved.node[u"image"];
    service.forSwarm = isForSwarm(resolved.node);
    checkName(reading, service);
    tellUnknownKeys(reading, service);
    readBuild(service);
    readPorts(reading, service);
    readMounts(reading, project, service);
    readEnvironment(reading, service);
    readNetworks(service);
    readDependencies(service);
    const ComposeNode command = resolved.node[u"command"];
    service.command = wordsOfCommand(command);
    service.entrypoint = wordsOfCommand(resolved.node[u"entrypoint"]);
    service.commandOrigin =
        command.isSilent() ? resolved.node[u"entrypoint"].origin() : command.origin();
    return service;
}

} // namespace drawbridge::compose
