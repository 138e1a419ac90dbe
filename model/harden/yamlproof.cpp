#include "model/harden/yamlproof.h"

#include "model/harden/yamleditor.h"

#include <QHash>

namespace drawbridge {

namespace {

// The comments of lines, by the paths of the changes that write them.
class Marks
{
public:
    explicit Marks(const std::vector<const PlannedMeasure *> &measures)
    {
        for (const PlannedMeasure *planned : measures) {
            for (const ValueChange &change : planned->changes) {
                m_byPath.insert(change.path, planned->mark);
                // A section that did not exist is written as a whole.
                for (qsizetype length = 1; length < change.path.size(); ++length)
                    m_above.insert(change.path.first(length), planned->mark);
            }
        }
    }

    QByteArray at(QStringList path) const
    {
        const auto above = m_above.constFind(path);
        for (; !path.isEmpty(); path.removeLast()) {
            const auto found = m_byPath.constFind(path);
            if (found != m_byPath.constEnd())
                return *found;
        }
        return above == m_above.constEnd() ? QByteArray() : *above;
    }

private:
    QHash<QStringList, QByteArray> m_byPath;
    QHash<QStringList, QByteArray> m_above;
};

class ProofSearch
{
public:
    ProofSearch(const TreeDocument &document, const PlainValue &before, HardeningPlan &plan)
        : m_document(document)
        , m_before(before)
        , m_plan(plan)
    {
    }

    // Halves what cannot be proven until single measures are found that stand in the way.
    void accept(std::vector<const PlannedMeasure *> measures)
    {
        if (measures.empty())
            return;
        std::vector<const PlannedMeasure *> together = m_accepted;
        together.insert(together.end(), measures.begin(), measures.end());
        const auto proven = provenEdits(m_document, m_before, together);
        if (proven) {
            m_accepted = std::move(together);
            return;
        }
        if (measures.size() == 1) {
            m_withdrawn.emplace_back(measures.front(), proven.error().message);
            return;
        }
        const auto middle = measures.begin() + std::ptrdiff_t(measures.size() / 2);
        accept({measures.begin(), middle});
        accept({middle, measures.end()});
    }

    std::vector<const PlannedMeasure *> finish()
    {
        for (const auto &[planned, reason] : m_withdrawn)
            m_plan.leave(*planned, reason);
        return m_accepted;
    }

private:
    const TreeDocument &m_document;
    const PlainValue &m_before;
    HardeningPlan &m_plan;
    std::vector<const PlannedMeasure *> m_accepted;
    std::vector<std::pair<const PlannedMeasure *, QString>> m_withdrawn;
};

} // namespace

Result<ProvenEdits> provenEdits(const TreeDocument &document, const PlainValue &before,
                                const std::vector<const PlannedMeasure *> &measures)
{
    PlainValue desired = before;
    for (const PlannedMeasure *planned : measures) {
        for (const ValueChange &change : planned->changes)
            desired.set(change.path, change.value);
    }
    const Marks marks(measures);
    YamlEditor editor(document, [&](const QStringList &path) { return marks.at(path); });
    auto edits = editor.editsTowards(desired);
    if (!edits)
        return edits.error();
    auto after = appliedEdits(document.bytes(), *edits);
    if (!after)
        return after.error();
    const auto again = TreeDocument::parseYaml(*after, document.fileName());
    if (!again || !(PlainValue::of(again->root()) == desired))
        return Error {ErrorCode::Unsupported,
                      QStringLiteral("the change would also reach other places of the file, such "
                                     "as those that share an anchor"),
                      {}};
    return ProvenEdits {*std::move(edits), *std::move(after)};
}

std::vector<const PlannedMeasure *> provableMeasures(const TreeDocument &document,
                                                     const PlainValue &before, HardeningPlan &plan)
{
    std::vector<const PlannedMeasure *> all;
    for (const PlannedMeasure &planned : plan.measures)
        all.push_back(&planned);
    ProofSearch search(document, before, plan);
    search.accept(std::move(all));
    return search.finish();
}

} // namespace drawbridge
