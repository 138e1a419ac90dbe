#pragma once

#include "app/panels/panelcontext.h"
#include "catalogs/store/catalogsearch.h"

#include <QCoreApplication>

#include <vector>

class QAction;

namespace drawbridge {

class ActionSet;

// One thing that a search found, and what choosing it means: exactly one of the last four is set.
struct SearchHit
{
    QString text;
    // What it is, or the keys of a command.
    QString note;
    // Higher is better.
    int score = 0;
    QAction *action = nullptr;
    std::optional<RecordReference> record = {};
    // Key of a threat.
    QString threat = {};
    std::optional<CatalogReference> reference = {};
};

// Everything that Ctrl+K finds: commands, records and threats of the open model, rules, and the
// catalogs. Made when the search opens, so that a keystroke only compares texts.
class SearchIndex
{
    Q_DECLARE_TR_FUNCTIONS(SearchIndex)

public:
    // No more are given, nor more of one sort.
    static constexpr size_t MostHits = 40;
    static constexpr size_t MostOfASort = 8;

    SearchIndex(const PanelContext &context, const ActionSet &actions);

    // Every word must stand somewhere in the id or the name; the best first. Without words, the
    // commands.
    QList<SearchHit> find(const QString &text) const;

private:
    struct Entry
    {
        SearchHit hit;
        QString id;
        // Of equal matches, whose comes first.
        int bonus = 0;
    };
    using Hits = std::vector<SearchHit>;

    static QString noteFor(CatalogHit::Kind kind);
    void addCommands(const ActionSet &actions);
    void addRecords();
    void addRules();
    void matchEntries(const std::vector<Entry> &entries, const QStringList &words,
                      Hits &hits) const;
    void matchThreats(const QStringList &words, Hits &hits) const;
    void matchCatalogs(const QString &text, const QStringList &words, Hits &hits) const;

    PanelContext m_context;
    std::vector<Entry> m_commands;
    std::vector<Entry> m_records;
    std::vector<Entry> m_rules;
    std::optional<CatalogSearch> m_catalogs;
};

// How well words match: 0 for not at all. An id that equals the text beats one that begins with
// it, then names that begin with it, then words that do, then what stands anywhere.
int searchScore(const QString &id, const QString &name, const QStringList &words);

} // namespace drawbridge
