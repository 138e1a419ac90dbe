#include "catalogs/store/catalogschema.h"

namespace drawbridge {

QStringList catalogschema::tables()
{
    // Row order (rowid) is the order in which rows are shown.
    return {
        QStringLiteral("CREATE TABLE version (name TEXT NOT NULL, version TEXT NOT NULL)"),
        // What the user imported; no rows in the bundled catalogs.
        QStringLiteral("CREATE TABLE part (name TEXT NOT NULL UNIQUE, version TEXT NOT NULL, title "
                       "TEXT NOT NULL, file TEXT NOT NULL, digest TEXT NOT NULL, objects INTEGER "
                       "NOT NULL)"),
        QStringLiteral("CREATE TABLE tactic (id TEXT NOT NULL UNIQUE, short_name TEXT NOT NULL "
                       "UNIQUE, name TEXT NOT NULL, position INTEGER NOT NULL)"),
        QStringLiteral("CREATE TABLE technique (id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, "
                       "parent TEXT, container INTEGER NOT NULL, unmappable INTEGER NOT NULL, "
                       "summary TEXT, design_class TEXT)"),
        QStringLiteral("CREATE TABLE technique_tactic (technique TEXT NOT NULL, tactic TEXT NOT "
                       "NULL)"),
        QStringLiteral("CREATE TABLE technique_platform (technique TEXT NOT NULL, platform TEXT "
                       "NOT NULL)"),
        QStringLiteral("CREATE TABLE retired_technique (id TEXT NOT NULL UNIQUE, name TEXT NOT "
                       "NULL, revoked INTEGER NOT NULL, replaced_by TEXT)"),
        QStringLiteral("CREATE TABLE matrix_cell (tactic TEXT NOT NULL, technique TEXT NOT NULL)"),
        QStringLiteral("CREATE TABLE mitigation (id TEXT NOT NULL UNIQUE, name TEXT NOT NULL)"),
        QStringLiteral("CREATE TABLE technique_mitigation (technique TEXT NOT NULL, mitigation "
                       "TEXT NOT NULL)"),
        QStringLiteral("CREATE TABLE control (id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, "
                       "family TEXT NOT NULL, family_title TEXT NOT NULL, low INTEGER NOT NULL, "
                       "moderate INTEGER NOT NULL, high INTEGER NOT NULL, privacy INTEGER NOT "
                       "NULL, withdrawn INTEGER NOT NULL, parent TEXT, withdrawn_into TEXT, "
                       "release TEXT NOT NULL, source TEXT NOT NULL, summary TEXT)"),
        QStringLiteral("CREATE TABLE mapping (technique TEXT NOT NULL, control TEXT NOT NULL, "
                       "origin TEXT NOT NULL, basis TEXT, strength TEXT)"),
        QStringLiteral("CREATE TABLE capec (id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, "
                       "likelihood TEXT, severity TEXT, abstraction TEXT, status TEXT)"),
        QStringLiteral("CREATE TABLE capec_cwe (capec TEXT NOT NULL, cwe TEXT NOT NULL)"),
        QStringLiteral("CREATE TABLE capec_technique (capec TEXT NOT NULL, technique TEXT NOT "
                       "NULL)"),
        QStringLiteral("CREATE TABLE capec_parent (capec TEXT NOT NULL, parent TEXT NOT NULL)"),
        QStringLiteral("CREATE TABLE cwe (id TEXT NOT NULL UNIQUE, name TEXT)"),
        QStringLiteral("CREATE TABLE entry (rowid INTEGER PRIMARY KEY, kind TEXT NOT NULL, id "
                       "TEXT NOT NULL, name TEXT NOT NULL, summary TEXT NOT NULL, boost REAL NOT "
                       "NULL)"),
    };
}

// Boosts are factors on the rank: container techniques and controls of a baseline come before
// equally good hits that users of this program seldom want; withdrawn controls come last.
QStringList catalogschema::searchIndex()
{
    return {
        QStringLiteral("INSERT INTO entry (kind, id, name, summary, boost) "
                       "SELECT 'technique', id, name, coalesce(summary, ''), "
                       "CASE WHEN container THEN 1.6 ELSE 1.0 END FROM technique ORDER BY rowid"),
        QStringLiteral("INSERT INTO entry (kind, id, name, summary, boost) "
                       "SELECT 'control', id, title, coalesce(summary, ''), "
                       "CASE WHEN withdrawn THEN 0.3 WHEN summary IS NOT NULL THEN 1.4 "
                       "WHEN low OR moderate OR high THEN 1.1 ELSE 1.0 END "
                       "FROM control ORDER BY rowid"),
        QStringLiteral("INSERT INTO entry (kind, id, name, summary, boost) "
                       "SELECT 'capec', id, name, '', 0.9 FROM capec ORDER BY rowid"),
        QStringLiteral("INSERT INTO entry (kind, id, name, summary, boost) "
                       "SELECT 'cwe', id, name, '', 0.9 FROM cwe WHERE name IS NOT NULL "
                       "ORDER BY rowid"),
        QStringLiteral("CREATE INDEX entry_id ON entry (id COLLATE NOCASE)"),
        QStringLiteral("CREATE VIRTUAL TABLE search USING fts5 (id, name, summary, "
                       "content='entry', content_rowid='rowid', prefix='1 2 3', "
                       "tokenize='unicode61 remove_diacritics 2')"),
        QStringLiteral("INSERT INTO search (search) VALUES ('rebuild')"),
        QStringLiteral("INSERT INTO search (search) VALUES ('optimize')"),
    };
}

} // namespace drawbridge
