#pragma once

#include "model/diff/importupdate.h"
#include "model/engine/analysissession.h"

namespace drawbridge {

class JsonWriter;

// How a model and the files that run have come apart.
enum class DriftKind : quint8 {
    UnmodelledService,
    UnmodelledPort,
    UnmodelledMount,
    UnmodelledNetwork,
    ElementGone,
    // The model counts on a measure, or on there being no exposure, and the files say otherwise.
    MitigationContradicted,
};

struct DriftFinding
{
    DriftKind kind = DriftKind::UnmodelledService;
    RecordKind record = RecordKind::Element;
    IdText id;
    // "web", "web: 8080/tcp".
    QString name;
    // The port or mount in question, the threat that opens; may be empty.
    QString detail;
    // "compose.yml:12"; empty for what is gone.
    QString where;

    bool operator==(const DriftFinding &) const = default;
};

struct Drift
{
    // By kind, then in the order of the model.
    QList<DriftFinding> findings;
    // Everything that an import of the files would change, for those who want to know more.
    ModelDiff changes;

    qsizetype count(DriftKind kind) const;
};

// `modelled` has analysed the model as it is, `found` what an import of the files would make of it;
// `changes` is what differs between the two.
Drift findDrift(const AnalysisSession &modelled, const AnalysisSession &found,
                const ModelDiff &changes);

// "unmodelled-service", ...
QString nameOf(DriftKind kind);
// A line a finding, then one that counts them.
QByteArray writeDriftText(const Drift &drift);
// {"schema": "drawbridge/drift/1", "drifted", "summary", "findings", "changes"}.
QByteArray writeDriftJson(const Drift &drift);

} // namespace drawbridge
