#include "model/import/storeauthentication.h"

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

qsizetype settingThatSwitchesOff(const ImageFacts &facts, const QList<StoreSetting> &settings)
{
    for (auto it = facts.authenticationOff.begin(); it != facts.authenticationOff.end(); ++it) {
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
    if (const qsizetype off = settingThatSwitchesOff(facts, settings); off >= 0)
        return {Because::Setting, false, off};
    const QString command = words.join(u' ');
    if (asksByOption(command))
        return {Because::Command, true, -1};
    if (const qsizetype on = settingThatAsks(facts, settings); on >= 0)
        return {Because::Setting, true, on};
    const bool elsewhere = open || command.contains(QStringLiteral(".conf"));
    if (facts.authentication == ImageAuthentication::Always)
        return {Because::Image, true, -1};
    if (facts.authentication == ImageAuthentication::Never
        || (facts.authentication == ImageAuthentication::OnlyIfConfigured && !elsewhere))
        return {Because::Image, false, -1};
    return {};
}

} // namespace drawbridge
