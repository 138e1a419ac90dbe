#include "app/mainwindow/searchindex.h"

#include "app/actions/actionset.h"
#include "app/panels/ruletablemodel.h"
#include "app/services/catalogs.h"
#include "model/export/threatwords.h"

#include <QAction>
#include <QElapsedTimer>

#include <algorithm>
#include <array>

namespace drawbridge {

// Titles of threats are rendered one by one; on large models the most severe ones must do.
static constexpr int MostThreatMilliseconds = 5;

static int scoreOfWord(const QString &text, const QString &word)
{
    const qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive);
    if (at < 0)
        return 0;
    if (at == 0)
        return 60;
    // At the start of any word, not only of the first that holds it.
    for (qsizetype found = at; found >= 0;
         found = text.indexOf(word, found + 1, Qt::CaseInsensitive)) {
        if (!text[found - 1].isLetterOrNumber())
            return 40;
    }
    return 15;
}

int searchScore(const QString &id, const QString &name, const QStringList &words)
{
    if (words.isEmpty())
        return 1;
    const QString whole = words.join(u' ');
    if (id.compare(whole, Qt::CaseInsensitive) == 0)
        return 1000;
    if (name.compare(whole, Qt::CaseInsensitive) == 0)
        return 900;
    int sum = 0;
    for (const QString &word : words) {
        const int score = std::max(scoreOfWord(name, word), scoreOfWord(id, word));
        if (score == 0)
            return 0;
        sum += score;
    }
    if (id.startsWith(whole, Qt::CaseInsensitive))
        return 700;
    if (name.startsWith(whole, Qt::CaseInsensitive))
        return 500;
    return sum / static_cast<int>(words.size()) * 4;
}

SearchIndex::SearchIndex(const PanelContext &context, const ActionSet &actions)
    : m_context(context)
{
    addCommands(actions);
    addRecords();
    addRules();
    if (context.services) {
        Result<CatalogSearch> opened = openCatalogSearch(*context.services);
        if (opened)
            m_catalogs = std::move(*opened);
    }
}

void SearchIndex::addCommands(const ActionSet &actions)
{
    for (QAction *action : actions.all()) {
        if (!action->isEnabled())
            continue;
        Entry entry;
        entry.hit.text = action->iconText();
        entry.hit.note = action->shortcut().toString(QKeySequence::NativeText);
        entry.hit.action = action;
        entry.bonus = 12;
        m_commands.push_back(std::move(entry));
    }
}

void SearchIndex::addRecords()
{
    const ThreatModel &model = m_context.document->model();
    const auto add = [&](RecordKind kind, const IdText &id, const QString &what) {
        Entry entry;
        entry.hit.text = qualifiedName(model, kind, id);
        entry.hit.note = what;
        entry.hit.record = RecordReference {kind, id};
        entry.bonus = 20;
        m_records.push_back(std::move(entry));
    };
    for (const Element &element : model.elements)
        add(RecordKind::Element, element.id, tr("element"));
    for (const TrustBoundary &boundary : model.boundaries)
        add(RecordKind::Boundary, boundary.id, tr("trust boundary"));
    for (const Interface &interface : model.interfaces)
        add(RecordKind::Interface, interface.id, tr("endpoint"));
    for (const DataFlow &flow : model.flows)
        add(RecordKind::Flow, flow.id, tr("data flow"));
}

void SearchIndex::addRules()
{
    const RuleSet &rules = *m_context.document->session().input().rules;
    for (qsizetype i = 0; i < rules.size(); ++i) {
        Entry entry;
        entry.id = rules.info(i).key;
        entry.hit.text = plainTitle(rules.info(i)) + QStringLiteral("  ") + entry.id;
        entry.hit.note = tr("rule");
        entry.hit.reference = CatalogReference {CatalogReference::Kind::Rule, entry.id};
        m_rules.push_back(std::move(entry));
    }
}

static void keepBest(std::vector<SearchHit> &hits, size_t most)
{
    std::stable_sort(hits.begin(), hits.end(), [](const SearchHit &a, const SearchHit &b) {
        return a.score != b.score ? a.score > b.score : a.text.size() < b.text.size();
    });
    if (hits.size() > most)
        hits.resize(most);
}

void SearchIndex::matchEntries(const std::vector<Entry> &entries, const QStringList &words,
                               Hits &hits) const
{
    Hits found;
    for (const Entry &entry : entries) {
        const int score = searchScore(entry.id, entry.hit.text, words);
        if (score == 0)
            continue;
        found.push_back(entry.hit);
        found.back().score = score + entry.bonus;
    }
    keepBest(found, words.isEmpty() ? MostHits : MostOfASort);
    hits.insert(hits.end(), found.begin(), found.end());
}

void SearchIndex::matchThreats(const QStringList &words, Hits &hits) const
{
    const AnalysisSession &session = m_context.document->session();
    QElapsedTimer timer;
    timer.start();
    Hits found;
    for (const Threat *threat : bySeverity(session)) {
        if (found.size() >= MostOfASort || timer.elapsed() > MostThreatMilliseconds)
            break;
        const QString title = session.title(*threat);
        const int score = searchScore({}, title, words);
        if (score == 0)
            continue;
        SearchHit hit;
        hit.text = title;
        hit.note = tr("threat");
        hit.score = score + 8;
        hit.threat = session.keyOf(*threat);
        found.push_back(std::move(hit));
    }
    hits.insert(hits.end(), found.begin(), found.end());
}

static CatalogReference::Kind referenceKind(CatalogHit::Kind kind)
{
    switch (kind) {
    case CatalogHit::Kind::Technique:
        return CatalogReference::Kind::Technique;
    case CatalogHit::Kind::Control:
        return CatalogReference::Kind::Control;
    case CatalogHit::Kind::Capec:
        return CatalogReference::Kind::Capec;
    case CatalogHit::Kind::Cwe:
        break;
    }
    return CatalogReference::Kind::Cwe;
}

QString SearchIndex::noteFor(CatalogHit::Kind kind)
{
    switch (kind) {
    case CatalogHit::Kind::Technique:
        return tr("technique");
    case CatalogHit::Kind::Control:
        return tr("control");
    case CatalogHit::Kind::Capec:
        return tr("attack pattern");
    case CatalogHit::Kind::Cwe:
        break;
    }
    return tr("weakness");
}

// The catalogs rank by themselves, over summaries too; what only its summary names comes last.
void SearchIndex::matchCatalogs(const QString &text, const QStringList &words, Hits &hits) const
{
    if (!m_catalogs)
        return;
    const auto found = m_catalogs->find(text, 3 * static_cast<int>(MostOfASort));
    if (!found)
        return;
    std::array<size_t, 4> counts {};
    int place = 0;
    for (const CatalogHit &each : *found) {
        ++place;
        if (++counts[static_cast<size_t>(each.kind)] > MostOfASort)
            continue;
        SearchHit hit;
        hit.text = each.id + QStringLiteral("  ") + each.name;
        hit.note = noteFor(each.kind);
        hit.reference = CatalogReference {referenceKind(each.kind), each.id};
        hit.score = std::max(1, searchScore(each.id, each.name, words) - place);
        hits.push_back(std::move(hit));
    }
}

QList<SearchHit> SearchIndex::find(const QString &text) const
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    Hits hits;
    matchEntries(m_commands, words, hits);
    if (!words.isEmpty()) {
        matchEntries(m_records, words, hits);
        matchEntries(m_rules, words, hits);
    }
    if (text.trimmed().size() > 1) {
        matchThreats(words, hits);
        matchCatalogs(text, words, hits);
    }
    if (!words.isEmpty())
        keepBest(hits, MostHits);
    return {hits.begin(), hits.end()};
}

} // namespace drawbridge
