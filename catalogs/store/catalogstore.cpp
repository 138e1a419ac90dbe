#include "catalogs/store/catalogstore.h"

#include "catalogs/store/catalogorigin.h"
#include "catalogs/store/catalogschema.h"
#include "catalogs/store/sqlconnection.h"

#include <QHash>
#include <QVariant>

namespace drawbridge {

namespace {

// A table with more rows is no catalog of ours: some eighty times today's longest.
constexpr qsizetype MaximumRows = 500'000;

class CatalogReader
{
public:
    explicit CatalogReader(const SqlConnection &connection)
        : m_connection(connection)
    {
    }

    template <typename Visit>
    void read(const char *sql, Visit visit)
    {
        if (m_failure)
            return;
        qsizetype count = 0;
        const Result<void> done = m_connection.forEachRow(
            QString::fromLatin1(sql) + QStringLiteral(" LIMIT %1").arg(MaximumRows + 1),
            [&](const QSqlQuery &row) {
                if (++count <= MaximumRows)
                    visit(row);
            });
        if (!done)
            m_failure = done.error();
        else if (count > MaximumRows)
            fail(QStringLiteral("the catalog database holds more rows than any catalog has"));
    }

    void fail(const QString &message)
    {
        if (!m_failure)
            m_failure = Error {ErrorCode::InvalidInput, message, {m_connection.path(), 0, 0}};
    }

    const std::optional<Error> &failure() const { return m_failure; }

private:
    const SqlConnection &m_connection;
    std::optional<Error> m_failure;
};

QString columnText(const QSqlQuery &row, int column)
{
    return row.value(column).toString();
}

void checkHeader(CatalogReader &reader)
{
    int application = 0;
    int version = 0;
    reader.read("SELECT application_id, user_version FROM pragma_application_id, "
                "pragma_user_version",
                [&](const QSqlQuery &row) {
                    application = row.value(0).toInt();
                    version = row.value(1).toInt();
                });
    if (application != catalogschema::ApplicationId)
        reader.fail(QStringLiteral("this database holds no Drawbridge catalogs"));
    else if (version != catalogschema::Version)
        reader.fail(QStringLiteral("this catalog database has version %1, but this program reads "
                                   "version %2; reinstall or rebuild it")
                        .arg(version)
                        .arg(catalogschema::Version));
}

void readVersions(CatalogReader &reader, CatalogVersions &versions)
{
    reader.read("SELECT name, version FROM version ORDER BY rowid", [&](const QSqlQuery &row) {
        const QString name = columnText(row, 0);
        const QString version = columnText(row, 1);
        if (name == u"attack")
            versions.attack = version;
        else if (name == u"nist")
            versions.nist = version;
        else if (name == u"mapping")
            versions.mapping = version;
        else if (name == u"capec")
            versions.capec = version;
    });
}

void readParts(CatalogReader &reader, CatalogContent &content)
{
    reader.read("SELECT name, version, title, file, digest, objects FROM part ORDER BY rowid",
                [&](const QSqlQuery &row) {
                    content.parts.push_back({columnText(row, 0), columnText(row, 1),
                                             columnText(row, 2), columnText(row, 3),
                                             columnText(row, 4), row.value(5).toInt()});
                });
}

// Appends the values of a relation to a list of the rows that they belong to.
template <typename Row>
void readList(CatalogReader &reader, const char *sql, std::vector<Row> &rows,
              QStringList Row::*list)
{
    QHash<QString, size_t> positions;
    for (size_t i = 0; i < rows.size(); ++i)
        positions.insert(rows[i].id, i);
    reader.read(sql, [&](const QSqlQuery &row) {
        const auto found = positions.constFind(columnText(row, 0));
        if (found != positions.constEnd())
            (rows[*found].*list).append(columnText(row, 1));
    });
}

void readTechniques(CatalogReader &reader, CatalogContent &content)
{
    reader.read("SELECT id, short_name, name, position FROM tactic ORDER BY rowid",
                [&](const QSqlQuery &row) {
                    content.tactics.push_back({columnText(row, 0), columnText(row, 1),
                                               columnText(row, 2), row.value(3).toInt()});
                });
    reader.read(
        "SELECT id, name, parent, container, unmappable, summary, design_class FROM technique "
        "ORDER BY rowid",
        [&](const QSqlQuery &row) {
            Technique technique;
            technique.id = columnText(row, 0);
            technique.name = columnText(row, 1);
            technique.parent = columnText(row, 2);
            technique.isContainer = row.value(3).toBool();
            technique.isUnmappable = row.value(4).toBool();
            technique.summary = columnText(row, 5);
            technique.designClass =
                designClassNamed(columnText(row, 6)).value_or(DesignClass::Unclassified);
            content.techniques.push_back(std::move(technique));
        });
    readList(reader, "SELECT technique, tactic FROM technique_tactic ORDER BY rowid",
             content.techniques, &Technique::tactics);
    readList(reader, "SELECT technique, platform FROM technique_platform ORDER BY rowid",
             content.techniques, &Technique::platforms);
    reader.read("SELECT id, name, revoked, replaced_by FROM retired_technique ORDER BY rowid",
                [&](const QSqlQuery &row) {
                    content.retiredTechniques.push_back({columnText(row, 0), columnText(row, 1),
                                                         row.value(2).toBool(),
                                                         columnText(row, 3)});
                });
}

void readTechniqueRelations(CatalogReader &reader, CatalogContent &content)
{
    reader.read("SELECT tactic, technique FROM matrix_cell ORDER BY rowid",
                [&](const QSqlQuery &row) {
                    content.matrixCells.push_back({columnText(row, 0), columnText(row, 1)});
                });
    reader.read("SELECT id, name FROM mitigation ORDER BY rowid", [&](const QSqlQuery &row) {
        content.mitigations.push_back({columnText(row, 0), columnText(row, 1)});
    });
    reader.read(
        "SELECT technique, mitigation FROM technique_mitigation ORDER BY rowid",
        [&](const QSqlQuery &row) {
            content.techniqueMitigations.push_back({columnText(row, 0), columnText(row, 1)});
        });
}

Control controlFromRow(const QSqlQuery &row)
{
    Control control;
    control.id = columnText(row, 0);
    control.title = columnText(row, 1);
    control.family = columnText(row, 2);
    control.familyTitle = columnText(row, 3);
    control.low = row.value(4).toBool();
    control.moderate = row.value(5).toBool();
    control.high = row.value(6).toBool();
    control.privacy = row.value(7).toBool();
    control.withdrawn = row.value(8).toBool();
    control.parent = columnText(row, 9);
    control.withdrawnInto = columnText(row, 10).split(u',', Qt::SkipEmptyParts);
    control.release = columnText(row, 11);
    control.source = columnText(row, 12);
    control.summary = columnText(row, 13);
    return control;
}

void readControls(CatalogReader &reader, CatalogContent &content)
{
    reader.read("SELECT id, title, family, family_title, low, moderate, high, privacy, withdrawn, "
                "parent, withdrawn_into, release, source, summary FROM control ORDER BY rowid",
                [&](const QSqlQuery &row) { content.controls.push_back(controlFromRow(row)); });
    reader.read("SELECT technique, control, origin, basis, strength FROM mapping ORDER BY rowid",
                [&](const QSqlQuery &row) {
                    const auto origin = mappingOriginFromName(columnText(row, 2));
                    if (!origin) {
                        reader.fail(QStringLiteral("a mapping in the catalog database has an "
                                                   "unknown origin"));
                        return;
                    }
                    content.mappings.push_back({columnText(row, 0), columnText(row, 1), *origin,
                                                columnText(row, 3), columnText(row, 4)});
                });
}

void readPatterns(CatalogReader &reader, CatalogContent &content)
{
    reader.read("SELECT id, name, likelihood, severity, abstraction, status FROM capec "
                "ORDER BY rowid",
                [&](const QSqlQuery &row) {
                    Capec capec;
                    capec.id = columnText(row, 0);
                    capec.name = columnText(row, 1);
                    capec.likelihood = columnText(row, 2);
                    capec.severity = columnText(row, 3);
                    capec.abstraction = columnText(row, 4);
                    capec.status = columnText(row, 5);
                    content.capecs.push_back(std::move(capec));
                });
    readList(reader, "SELECT capec, cwe FROM capec_cwe ORDER BY rowid", content.capecs,
             &Capec::cwe);
    readList(reader, "SELECT capec, technique FROM capec_technique ORDER BY rowid", content.capecs,
             &Capec::attack);
    readList(reader, "SELECT capec, parent FROM capec_parent ORDER BY rowid", content.capecs,
             &Capec::parents);
    reader.read("SELECT id, name FROM cwe ORDER BY rowid", [&](const QSqlQuery &row) {
        content.cwes.push_back({columnText(row, 0), columnText(row, 1)});
    });
}

} // namespace

Result<CatalogSnapshot> CatalogStore::load(const QString &path)
{
    Result<std::unique_ptr<SqlConnection>> connection =
        SqlConnection::open(path, SqlConnection::Mode::ReadImmutable);
    if (!connection)
        return connection.error();
    CatalogReader reader(**connection);
    CatalogContent content;
    checkHeader(reader);
    readVersions(reader, content.versions);
    readParts(reader, content);
    readTechniques(reader, content);
    readTechniqueRelations(reader, content);
    readControls(reader, content);
    readPatterns(reader, content);
    if (reader.failure())
        return *reader.failure();
    return CatalogSnapshot(std::move(content));
}

} // namespace drawbridge
