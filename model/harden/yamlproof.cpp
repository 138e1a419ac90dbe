#include "model/harden/yamlproof.h"

#include "model/harden/yamleditor.h"

#include <QHash>

#include <algorithm>
#include <functional>

namespace drawbridge {

namespace {

// The comments of lines, by the paths of the changes that write them.
class Marks
{
public:
    Marks(const std::vector<const PlannedMeasure *> &measures, size_t document)
    {
        for (const PlannedMeasure *planned : measures) {
            for (const ValueChange &change : planned->changes) {
                if (change.document != document)
                    continue;
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

// Beyond this, what was withdrawn is not tried again: each trial reads the file once more.
constexpr size_t MostRetried = 50;

class ProofSearch
{
public:
    ProofSearch(const HardenedSource &source, HardeningPlan &plan)
        : m_source(source)
        , m_plan(plan)
    {
    }

    // Halves what cannot be proven until single measures are found that stand in the way.
    void accept(std::vector<const PlannedMeasure *> measures)
    {
        if (measures.empty())
            return;
        const auto proven = tryWith(measures);
        if (proven)
            return;
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
        // One that stood alone may be carried out beside others that came later.
        for (bool again = m_withdrawn.size() <= MostRetried; again;) {
            again = false;
            for (size_t i = 0; i < m_withdrawn.size(); ++i) {
                if (!tryWith({m_withdrawn[i].first}))
                    continue;
                m_withdrawn.erase(m_withdrawn.begin() + std::ptrdiff_t(i));
                again = true;
                break;
            }
        }
        for (const auto &[planned, reason] : m_withdrawn)
            m_plan.leave(*planned, reason);
        return m_accepted;
    }

private:
    Result<ProvenEdits> tryWith(const std::vector<const PlannedMeasure *> &measures)
    {
        std::vector<const PlannedMeasure *> together = m_accepted;
        together.insert(together.end(), measures.begin(), measures.end());
        // All of them stand in the plan's list; a later one may build on an earlier one.
        std::sort(together.begin(), together.end(), std::less<>());
        auto proven = provenEdits(m_source, together);
        if (proven)
            m_accepted = std::move(together);
        return proven;
    }

    const HardenedSource &m_source;
    HardeningPlan &m_plan;
    std::vector<const PlannedMeasure *> m_accepted;
    std::vector<std::pair<const PlannedMeasure *, QString>> m_withdrawn;
};

} // namespace

static Error reachesElsewhere()
{
    return {ErrorCode::Unsupported,
            QStringLiteral("the change would also reach other places of the file, such as those "
                           "that share an anchor"),
            {}};
}

Result<HardenedSource> HardenedSource::parse(const QByteArray &bytes, const QString &fileName,
                                             Parser parser)
{
    auto documents = parser(bytes, fileName);
    if (!documents)
        return documents.error();
    HardenedSource source;
    source.bytes = bytes;
    source.fileName = fileName;
    source.parser = parser;
    source.documents = *std::move(documents);
    for (const TreeDocument &document : source.documents)
        source.values.push_back(PlainValue::of(document.root()));
    return source;
}

static Result<std::vector<TreeDocument>> asOnly(Result<TreeDocument> document)
{
    if (!document)
        return document.error();
    std::vector<TreeDocument> documents;
    documents.push_back(*std::move(document));
    return documents;
}

Result<std::vector<TreeDocument>> HardenedSource::oneYaml(const QByteArray &bytes,
                                                          const QString &fileName)
{
    return asOnly(TreeDocument::parseYaml(bytes, fileName));
}

Result<std::vector<TreeDocument>> HardenedSource::oneJson(const QByteArray &bytes,
                                                          const QString &fileName)
{
    return asOnly(TreeDocument::parseJson(bytes, fileName));
}

Result<std::vector<TreeDocument>> HardenedSource::yamlStream(const QByteArray &bytes,
                                                             const QString &fileName)
{
    return TreeDocument::parseYamlStream(bytes, fileName);
}

Result<ProvenEdits> provenEdits(const HardenedSource &source,
                                const std::vector<const PlannedMeasure *> &measures)
{
    std::vector<PlainValue> desired = source.values;
    for (const PlannedMeasure *planned : measures) {
        for (const ValueChange &change : planned->changes)
            desired[change.document].set(change.path, change.value);
    }
    ProvenEdits result;
    for (size_t i = 0; i < desired.size(); ++i) {
        const Marks marks(measures, i);
        YamlEditor editor(source.documents[i],
                          [&](const QStringList &path) { return marks.at(path); });
        auto edits = editor.editsTowards(desired[i]);
        if (!edits)
            return edits.error();
        result.edits.insert(result.edits.end(), edits->begin(), edits->end());
    }
    auto after = appliedEdits(source.bytes, result.edits);
    if (!after)
        return after.error();
    result.after = *std::move(after);
    const auto again = HardenedSource::parse(result.after, source.fileName, source.parser);
    if (!again || again->values != desired)
        return reachesElsewhere();
    return result;
}

std::vector<const PlannedMeasure *> provableMeasures(const HardenedSource &source,
                                                     HardeningPlan &plan)
{
    std::vector<const PlannedMeasure *> all;
    for (const PlannedMeasure &planned : plan.measures)
        all.push_back(&planned);
    ProofSearch search(source, plan);
    search.accept(std::move(all));
    return search.finish();
}

} // namespace drawbridge
