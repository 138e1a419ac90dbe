#include "model/assess/problems.h"

#include "model/core/names.h"
#include "model/core/validator.h"

#include <algorithm>
#include <array>
#include <map>

namespace drawbridge {

QString displayName(ProblemOrigin origin)
{
    static constexpr std::array words {"Model", "Values", "Files", "Rules", "Decisions"};
    return QString::fromLatin1(words[static_cast<size_t>(origin)]);
}

namespace {

// Where records begin in the files that they were read from.
class RecordLines
{
public:
    explicit RecordLines(const ThreatModel &model)
        : m_model(model)
    {
        forEachTable(model, [this](const auto &table) {
            using Record = std::decay_t<decltype(*table.begin())>;
            if constexpr (requires(Record record) { record.sourceKey; }) {
                for (const Record &record : table)
                    take(recordKind<Record>, record.id, record.sourceKey);
            }
        });
    }

    // The last record that begins at the line or before it.
    void locate(Problem &problem) const;
    SourceLocation whereIs(const SourceKey &key) const;

private:
    void take(RecordKind kind, const IdText &id, const SourceKey &key)
    {
        const SourceLocation where = whereIs(key);
        if (where.line > 0)
            m_byFile[where.file].emplace(where.line, std::pair {kind, id});
    }

    const ThreatModel &m_model;
    std::map<QString, std::multimap<int, std::pair<RecordKind, IdText>>> m_byFile;
};

SourceLocation RecordLines::whereIs(const SourceKey &key) const
{
    const Source *source = m_model.sources.find(key.source);
    if (!source)
        return {};
    return {source->path, source->lines.value(key.key), 0};
}

void RecordLines::locate(Problem &problem) const
{
    // Importers name files as they were given, sources from the project's folder.
    for (const auto &[file, records] : m_byFile) {
        const QString &given = problem.where.file;
        const bool same =
            file == given || file.endsWith(u'/' + given) || given.endsWith(u'/' + file);
        if (!same || problem.where.line <= 0)
            continue;
        auto after = records.upper_bound(problem.where.line);
        if (after == records.begin())
            continue;
        const auto &[kind, id] = std::prev(after)->second;
        problem.kind = kind;
        problem.record = id;
        return;
    }
}

class ProblemCollector
{
public:
    explicit ProblemCollector(const AnalysisSession &session)
        : m_session(session)
        , m_model(session.input().model)
        , m_schema(*session.input().schema)
        , m_lines(m_model)
    {
    }

    QList<Problem> collect(const Diagnostics &reading);

private:
    void addModelProblems();
    void addContradictions();
    template <typename T>
    void addContradictionsOf(const T &record);
    QString claimInWords(const Claim &claim) const;
    void addOrphans();

    const AnalysisSession &m_session;
    const ThreatModel &m_model;
    const PropertySchema &m_schema;
    RecordLines m_lines;
    QList<Problem> m_problems;
};

void ProblemCollector::addModelProblems()
{
    for (const ModelProblem &problem : validate(m_model, m_schema)) {
        const QString name = recordName(m_model, problem.kind, problem.record);
        m_problems.append(
            {DiagnosticSeverity::Error,
             ProblemOrigin::Model,
             name.isEmpty() ? problem.message : name + QStringLiteral(": ") + problem.message,
             {},
             problem.kind,
             problem.record});
    }
}

QString ProblemCollector::claimInWords(const Claim &claim) const
{
    const QString value =
        claim.notApplicable ? QStringLiteral("not applicable") : claim.value.toDisplayString();
    const Source *source = m_model.sources.find(claim.provenance.source);
    if (!source)
        return QStringLiteral("%1 (%2)").arg(value, nameOf(claim.provenance.claim));
    const int line = source->lines.value(claim.provenance.keyPath);
    return QStringLiteral("%1 (%2)").arg(value, SourceLocation {source->path, line, 0}.toString());
}

template <typename T>
void ProblemCollector::addContradictionsOf(const T &record)
{
    for (const PropertyEntry &entry : record.properties.entries()) {
        const QList<Claim> conflicts = entry.conflicts();
        if (conflicts.isEmpty())
            continue;
        QStringList others;
        for (const Claim &claim : conflicts)
            others += claimInWords(claim);
        const Claim &other = conflicts.first();
        m_problems.append(
            {DiagnosticSeverity::Warning, ProblemOrigin::Values,
             QStringLiteral("%1: %2 is %3, but %4")
                 .arg(recordName(m_model, recordKind<T>, record.id),
                      m_schema.definition(entry.property).label, claimInWords(entry.effective()),
                      others.join(QStringLiteral(", "))),
             m_lines.whereIs({other.provenance.source, other.provenance.keyPath}), recordKind<T>,
             record.id});
    }
}

void ProblemCollector::addContradictions()
{
    forEachTable(m_model, [this](const auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        if constexpr (requires(Record record) { record.properties; }) {
            for (const Record &record : table)
                addContradictionsOf(record);
        }
    });
}

void ProblemCollector::addOrphans()
{
    for (const DecisionId &id : m_session.orphanedDecisions()) {
        const Decision *decision = m_model.decisions.find(id);
        if (!decision)
            continue;
        const QString title = decision->title.isEmpty() ? decision->threatKey : decision->title;
        m_problems.append(
            {DiagnosticSeverity::Information,
             ProblemOrigin::Decisions,
             QStringLiteral("The decision about '%1' is kept, but the threat is gone").arg(title),
             {},
             RecordKind::Decision,
             id});
    }
}

QList<Problem> ProblemCollector::collect(const Diagnostics &reading)
{
    addModelProblems();
    addContradictions();
    for (const QString &message : m_session.ruleProblems())
        m_problems.append({DiagnosticSeverity::Error,
                           ProblemOrigin::Rules,
                           message,
                           {},
                           RecordKind::Project,
                           {}});
    for (const Diagnostic &diagnostic : reading) {
        Problem problem {diagnostic.severity, ProblemOrigin::Files, diagnostic.message,
                         diagnostic.where,    RecordKind::Project,  {}};
        m_lines.locate(problem);
        m_problems += problem;
    }
    addOrphans();
    std::stable_sort(m_problems.begin(), m_problems.end(),
                     [](const Problem &a, const Problem &b) { return a.severity > b.severity; });
    return std::move(m_problems);
}

} // namespace

QList<Problem> collectProblems(const AnalysisSession &session, const Diagnostics &reading)
{
    return ProblemCollector(session).collect(reading);
}

} // namespace drawbridge
