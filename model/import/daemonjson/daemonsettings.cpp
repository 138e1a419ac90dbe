#include "model/import/daemonjson/daemonsettings.h"

#include "model/import/showntext.h"

#include <QHash>
#include <QSet>

namespace drawbridge::daemonjson {

namespace {

enum class SettingForm : quint8 { Flag, Number, Text, Texts, Map, Maps };

constexpr int MostComplaints = 50;

using SettingForms = QHash<QString, SettingForm>;

// Docker Engine's settings up to version 28, those that were dropped among them.
const struct
{
    SettingForm form;
    const char *names;
} knownSettings[] = {
    {SettingForm::Flag,
     "allow-direct-routing bridge-accept-fwmark debug disable-legacy-registry experimental icc "
     "init "
     "ip-forward ip-forward-no-drop ip-masq ip6tables iptables ipv6 live-restore no-new-privileges "
     "raw-logs rootless selinux-enabled tls tlsverify userland-proxy validate"},
    {SettingForm::Number,
     "cpu-rt-period cpu-rt-runtime max-concurrent-downloads max-concurrent-uploads "
     "max-download-attempts mtu network-control-plane-mtu network-diagnostic-port oom-score-adjust "
     "shutdown-timeout"},
    {SettingForm::Text,
     "api-cors-header bip bip6 bridge cgroup-parent cluster-advertise cluster-store containerd "
     "containerd-namespace containerd-plugins-namespace data-root default-cgroupns-mode "
     "default-gateway default-gateway-v6 default-ipc-mode default-runtime default-shm-size "
     "deprecated-key-path exec-root firewall-backend fixed-cidr fixed-cidr-v6 graph group "
     "host-gateway-ip http-proxy https-proxy init-path ip log-driver log-format log-level "
     "metrics-addr min-api-version no-proxy pidfile seccomp-profile storage-driver "
     "swarm-default-advertise-addr tlscacert tlscert tlskey userland-proxy-path userns-remap"},
    {SettingForm::Texts,
     "allow-nondistributable-artifacts authorization-plugins cdi-spec-dirs dns dns-opts dns-search "
     "exec-opts host-gateway-ips hosts insecure-registries labels node-generic-resources "
     "registry-mirrors storage-opts"},
    {SettingForm::Map,
     "builder cluster-store-opts default-network-opts default-ulimits features log-opts proxies "
     "runtimes"},
    {SettingForm::Maps, "default-address-pools"},
};

SettingForms makeForms()
{
    SettingForms forms;
    for (const auto &settings : knownSettings) {
        for (const QString &name : QString::fromLatin1(settings.names).split(u' '))
            forms.insert(name, settings.form);
    }
    return forms;
}

const SettingForms &settingForms()
{
    static const SettingForms forms = makeForms();
    return forms;
}

bool holdsOnly(const TreeNode &list, bool (*fits)(const TreeNode &))
{
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (!fits(list.at(i)))
            return false;
    }
    return list.isSequence();
}

// What is wrong with the form of a value; empty for nothing.
QString complaintAbout(SettingForm form, const TreeNode &value)
{
    const auto isText = [](const TreeNode &node) { return node.kind() == TreeNode::Kind::String; };
    switch (form) {
    case SettingForm::Flag:
        return value.toBool() ? QString() : QStringLiteral("is neither true nor false");
    case SettingForm::Number:
        return value.toDouble() ? QString() : QStringLiteral("is no number");
    case SettingForm::Text:
        return isText(value) ? QString() : QStringLiteral("is no text");
    case SettingForm::Texts:
        return holdsOnly(value, isText) ? QString() : QStringLiteral("is no list of texts");
    case SettingForm::Map:
        return value.isMapping() ? QString() : QStringLiteral("is no object");
    case SettingForm::Maps:
        return holdsOnly(value, [](const TreeNode &node) { return node.isMapping(); })
            ? QString()
            : QStringLiteral("is no list of objects");
    }
    return {};
}

} // namespace

void visitSettings(const TreeNode &root, Diagnostics &diagnostics, const SettingVisitor &visit)
{
    int complaints = 0;
    const auto complain = [&](const TreeNode &place, const QString &message) {
        if (++complaints <= MostComplaints)
            diagnostics.append({DiagnosticSeverity::Warning, message, place.location()});
    };
    for (qsizetype i = 0; i < root.size(); ++i) {
        const QString name = root.keyAt(i).text();
        const TreeNode value = root.at(i);
        const auto form = settingForms().constFind(name);
        if (form == settingForms().constEnd()) {
            complain(root.keyAt(i),
                     QStringLiteral("'%1' is no setting of the daemon that is known here")
                         .arg(shown(name)));
            continue;
        }
        // A null leaves a setting as it is without the file.
        if (value.isNull())
            continue;
        if (const QString wrong = complaintAbout(*form, value); !wrong.isEmpty())
            complain(value, QStringLiteral("'%1' %2 and is not used").arg(name, wrong));
        else
            visit(name, value);
    }
    if (complaints > MostComplaints)
        diagnostics.append(
            {DiagnosticSeverity::Warning,
             QStringLiteral("and %1 more such settings").arg(complaints - MostComplaints),
             root.location()});
}

bool isTellingSetting(const QString &name)
{
    static const QSet<QString> general {
        QStringLiteral("debug"),    QStringLiteral("experimental"), QStringLiteral("builder"),
        QStringLiteral("features"), QStringLiteral("graph"),        QStringLiteral("group"),
        QStringLiteral("hosts"),    QStringLiteral("init"),         QStringLiteral("ip"),
        QStringLiteral("ipv6"),     QStringLiteral("labels"),       QStringLiteral("mtu"),
        QStringLiteral("dns"),      QStringLiteral("proxies"),      QStringLiteral("tls"),
        QStringLiteral("validate"), QStringLiteral("containerd")};
    return settingForms().contains(name) && !general.contains(name);
}

Result<TreeDocument> parseSettings(const QByteArray &bytes, const QString &fileName)
{
    constexpr TreeLimits limits {1024 * 1024, 32, 100'000, 100'000};
    const bool isEmpty = bytes.size() < 4096 && bytes.trimmed().isEmpty();
    auto document = TreeDocument::parseJson(isEmpty ? QByteArray("{}") : bytes, fileName, limits);
    if (document && !document->root().isMapping())
        return document->root().error(
            QStringLiteral("the configuration of the daemon is a JSON object"));
    return document;
}

} // namespace drawbridge::daemonjson
