#include "tests/app/services/hardeningworld.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace drawbridge::test {

HardeningWorld::HardeningWorld()
{
    auto made = Services::create();
    if (made)
        m_services = *std::move(made);
    else
        QTest::qFail(qPrintable(made.error().toString()), __FILE__, __LINE__);
}

void HardeningWorld::write(const QString &name, const QByteArray &content) const
{
    QDir().mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)
        || file.write(content) != content.size())
        QTest::qFail("the scratch folder cannot be written", __FILE__, __LINE__);
}

HardenedFiles HardeningWorld::harden(const QStringList &names, HardeningLevel level) const
{
    QStringList paths;
    for (const QString &name : names)
        paths += path(name);
    SilentProgress progress;
    auto result = hardenFiles(*m_services, paths, {level}, progress);
    if (result)
        return *std::move(result);
    QTest::qFail(qPrintable(result.error().toString()), __FILE__, __LINE__);
    HardenedFiles empty;
    empty.files.resize(names.size());
    return empty;
}

HardenedFile HardeningWorld::hardenText(const QString &name, const QByteArray &content,
                                        HardeningLevel level) const
{
    write(name, content);
    return harden({name}, level).files.first();
}

QStringList manualIds(const HardenedFile &file)
{
    QStringList ids;
    for (const ManualMeasure &manual : file.manual)
        ids += manual.id;
    return ids;
}

QStringList doneIds(const HardenedFile &file)
{
    QStringList ids;
    for (const HardeningMeasure &measure : file.done)
        ids += measure.id;
    return ids;
}

ManualMeasure manualOf(const HardenedFile &file, const QString &id)
{
    for (const ManualMeasure &manual : file.manual) {
        if (manual.id == id)
            return manual;
    }
    return {};
}

const QList<HardeningLevel> &hardeningLevels()
{
    static const QList<HardeningLevel> levels {HardeningLevel::Safe, HardeningLevel::Recommended,
                                               HardeningLevel::Strict};
    return levels;
}

} // namespace drawbridge::test
