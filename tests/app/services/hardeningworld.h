#pragma once

#include "app/services/hardening.h"

#include <QTemporaryDir>

namespace drawbridge::test {

// A folder of files to harden, with the shipped rules and image table.
class HardeningWorld
{
public:
    HardeningWorld();

    const Services &services() const { return *m_services; }
    QString path(const QString &name) const { return m_scratch.filePath(name); }
    void write(const QString &name, const QByteArray &content) const;
    // Files of one system. One that cannot be hardened fails the test and is given empty.
    HardenedFiles harden(const QStringList &names,
                         HardeningLevel level = HardeningLevel::Recommended) const;
    // One file alone, with this content.
    HardenedFile hardenText(const QString &name, const QByteArray &content,
                            HardeningLevel level = HardeningLevel::Recommended) const;

private:
    std::unique_ptr<Services> m_services;
    QTemporaryDir m_scratch;
};

QStringList manualIds(const HardenedFile &file);
QStringList doneIds(const HardenedFile &file);
// The first manual measure of a kind; empty without one.
ManualMeasure manualOf(const HardenedFile &file, const QString &id);

const QList<HardeningLevel> &hardeningLevels();

} // namespace drawbridge::test
