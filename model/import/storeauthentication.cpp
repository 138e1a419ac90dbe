#include "model/import/storeauthentication.h"

#include <algorithm>

namespace drawbridge {

namespace {

qsizetype settingNamed(const QList<StoreSetting> &settings, const QString &name)
{
    for (qsizetype i = 0; i < settings.size(); ++i) {
        if (settings[i].name == name)
            return i;
    }
    return -1;
}

qsizetype settingAmong(const QMap<QString, QString> &values, const QList<StoreSetting> &settings)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        const qsizetype found = settingNamed(settings, it.key());
        if (found < 0)
            continue;
        const QString value = settings[found].value;
        if ((it.value() == u"*" && !value.isEmpty()) || value.toLower() == it.value())
            return found;
    }
    return -1;
}

qsizetype settingThatAsks(const ImageFacts &facts, const QList<StoreSetting> &settings)
{
    for (const QString &name : facts.authenticationVariables) {
        for (const QString &spelling : {name, name + QStringLiteral("_FILE")}) {
            const qsizetype found = settingNamed(settings, spelling);
            if (found >= 0 && (settings[found].elsewhere || !settings[found].value.isEmpty()))
                return found;
        }
    }
    return -1;
}

// A file whose content nobody sees.
bool namesConfiguration(const QString &command)
{
    static const QStringList signs {QStringLiteral(".conf"),         QStringLiteral(".cfg"),
                                    QStringLiteral(".cnf"),          QStringLiteral(".ini"),
                                    QStringLiteral(".toml"),         QStringLiteral(".yml"),
                                    QStringLiteral(".yaml"),         QStringLiteral(".json"),
                                    QStringLiteral("/run/secrets/"), QStringLiteral("/secrets/")};
    return std::any_of(signs.begin(), signs.end(),
                       [&](const QString &sign) { return command.contains(sign); });
}

bool asksByOption(const QString &command)
{
    for (const char16_t *option :
         {u"requirepass", u"aclfile", u"--auth", u"--user", u"--keyFile"}) {
        if (command.contains(QString::fromUtf16(option)))
            return true;
    }
    return false;
}

} // namespace

bool mayHoldConfiguration(const QString &mountTarget)
{
    return mountTarget.contains(QStringLiteral("conf"))
        || mountTarget.contains(QStringLiteral("/etc"));
}

StoreAuthentication storeAuthentication(const ImageFacts &facts,
                                        const QList<StoreSetting> &settings,
                                        const QStringList &words, bool open)
{
    using Because = StoreAuthentication::Because;
    if (const qsizetype off = settingAmong(facts.authenticationOff, settings); off >= 0)
        return {Because::Setting, false, off};
    const QString command = words.join(u' ');
    if (asksByOption(command))
        return {Because::Command, true, -1};
    if (const qsizetype on = settingThatAsks(facts, settings); on >= 0)
        return {Because::Setting, true, on};
    if (const qsizetype empty = settingAmong(facts.emptyPasswordAllowed, settings); empty >= 0)
        return {Because::Setting, false, empty};
    const bool elsewhere = open || namesConfiguration(command);
    if (facts.authentication == ImageAuthentication::Always)
        return {Because::Image, true, -1};
    if (facts.authentication == ImageAuthentication::Never
        || (facts.authentication == ImageAuthentication::OnlyIfConfigured && !elsewhere))
        return {Because::Image, false, -1};
    return {};
}

} // namespace drawbridge
