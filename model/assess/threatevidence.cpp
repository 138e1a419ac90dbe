#include "model/assess/threatevidence.h"

namespace drawbridge {

static constexpr qsizetype MostEvidence = 8;

QStringList threatEvidence(const AnalysisSession &session, const Threat &threat)
{
    QStringList facts;
    QStringList scans;
    for (const BecauseItem &item : session.because(threat)) {
        QString line = item.label + QStringLiteral(": ") + item.value;
        if (!item.source.isEmpty())
            line += QStringLiteral(" (") + item.source + u')';
        QStringList &lines = item.condition.isEmpty() ? scans : facts;
        if (!lines.contains(line) && lines.size() < MostEvidence)
            lines += line;
    }
    return facts + scans;
}

} // namespace drawbridge
