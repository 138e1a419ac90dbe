#pragma once

#include "app/services/whatif.h"

namespace drawbridge {

// Finds out which measure closes which threat, by analysing the system with and without: each kind
// of measure alone, all but one kind, and where that does not tell, single measures.
class ClosedThreatSearch
{
public:
    // `whole` is what all measures together do; it outlives this.
    ClosedThreatSearch(const Services &services, const QStringList &paths,
                       const HardeningOptions &options, const QDate &date, const WhatIf &whole);

    Result<void> nameIn(QList<HardenedFile> &files, ProgressSink &progress) const;

private:
    // One measure of one file.
    struct Place
    {
        qsizetype file = 0;
        qsizetype measure = 0;
    };
    using Wants = std::function<bool(qsizetype file, const HardeningMeasure &)>;

    // Keys of the threats that are closed when only the wanted measures are in place.
    Result<QSet<QString>> closedWith(const Wants &wants, ProgressSink &progress) const;
    QList<Place> placesOf(const QString &id) const;
    bool concerns(const HardeningMeasure &measure, const Threat &threat) const;
    Result<QList<Place>> responsible(const QString &id, const QString &key,
                                     ProgressSink &progress) const;

    const Services &m_services;
    const QStringList &m_paths;
    const HardeningOptions &m_options;
    QDate m_date;
    const WhatIf &m_whole;
};

} // namespace drawbridge
