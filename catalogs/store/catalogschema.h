#pragma once

#include <QStringList>

namespace drawbridge {

// The tables of catalog.sqlite. A file says in its header what it is: application_id, and as
// user_version the version of these tables.
namespace catalogschema {

constexpr int ApplicationId = 0x44424347; // "DBCG"
constexpr int Version = 3;

// Statements that create the empty tables.
QStringList tables();
// Statements that run when all rows are in: the search index.
QStringList searchIndex();

} // namespace catalogschema

} // namespace drawbridge
