#pragma once

#include "model/harden/hardeningplan.h"

namespace drawbridge {

struct ProvenEdits
{
    std::vector<TextEdit> edits;
    QByteArray after;
};

// A file in YAML or JSON, with what each of its documents says.
class HardenedSource
{
public:
    using Parser = Result<std::vector<TreeDocument>> (*)(const QByteArray &bytes,
                                                         const QString &fileName);

    static Result<HardenedSource> parse(const QByteArray &bytes, const QString &fileName,
                                        Parser parser);
    // The ways in which files are read.
    static Result<std::vector<TreeDocument>> oneYaml(const QByteArray &bytes,
                                                     const QString &fileName);
    static Result<std::vector<TreeDocument>> yamlStream(const QByteArray &bytes,
                                                        const QString &fileName);
    static Result<std::vector<TreeDocument>> oneJson(const QByteArray &bytes,
                                                     const QString &fileName);

    QByteArray bytes;
    QString fileName;
    std::vector<TreeDocument> documents;
    std::vector<PlainValue> values;
    Parser parser = nullptr;
};

// Carries out the measures and reads the result again: it must say what the file said with exactly
// the promised changes. An error says what stands against it.
Result<ProvenEdits> provenEdits(const HardenedSource &source,
                                const std::vector<const PlannedMeasure *> &measures);

// The measures that can be carried out together, in their order; the others are left in the plan's
// manual list.
std::vector<const PlannedMeasure *> provableMeasures(const HardenedSource &source,
                                                     HardeningPlan &plan);

} // namespace drawbridge
