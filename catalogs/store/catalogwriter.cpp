#include "catalogs/store/catalogwriter.h"

#include "catalogs/store/catalogorigin.h"
#include "catalogs/store/catalogschema.h"
#include "catalogs/store/sqlconnection.h"

#include <QFile>
#include <QVariant>

#include <cstdio>

namespace drawbridge {

namespace {

// Fills one table after the other and remembers the first failure.
class CatalogTables
{
public:
    explicit CatalogTables(const SqlConnection &connection)
        : m_connection(connection)
    {
    }

    void begin(const QString &table, qsizetype columns)
    {
        m_query = m_connection.query();
        QStringList marks(columns, QStringLiteral("?"));
        check(m_query.prepare(QStringLiteral("INSERT INTO %1 VALUES (%2)")
                                  .arg(table, marks.join(QStringLiteral(", ")))));
    }

    void insert(const QVariantList &values)
    {
        if (m_failure)
            return;
        for (qsizetype i = 0; i < values.size(); ++i)
            m_query.bindValue(static_cast<int>(i), values[i]);
        check(m_query.exec());
    }

    void execute(const QString &sql)
    {
        m_query = m_connection.query();
        check(m_query.exec(sql));
    }

    Result<void> finish()
    {
        m_query = QSqlQuery();
        return m_failure ? Result<void>(*m_failure) : Result<void>();
    }

private:
    void check(bool good)
    {
        if (!good && !m_failure)
            m_failure = m_connection.failure(m_query);
    }

    const SqlConnection &m_connection;
    QSqlQuery m_query;
    std::optional<Error> m_failure;
};

// Empty text is NULL in the file.
QVariant optionalText(const QString &text)
{
    return text.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(text);
}

void insertList(CatalogTables &tables, const QString &owner, const QStringList &values)
{
    for (const QString &value : values)
        tables.insert({owner, value});
}

void writeTechniques(CatalogTables &tables, const CatalogContent &content)
{
    tables.begin(QStringLiteral("tactic"), 4);
    for (const Tactic &row : content.tactics)
        tables.insert({row.id, row.shortName, row.name, row.order});
    tables.begin(QStringLiteral("technique"), 7);
    for (const Technique &row : content.techniques) {
        tables.insert({row.id, row.name, optionalText(row.parent), row.isContainer,
                       row.isUnmappable, optionalText(row.summary),
                       optionalText(nameOf(row.designClass))});
    }
    tables.begin(QStringLiteral("technique_tactic"), 2);
    for (const Technique &row : content.techniques)
        insertList(tables, row.id, row.tactics);
    tables.begin(QStringLiteral("technique_platform"), 2);
    for (const Technique &row : content.techniques)
        insertList(tables, row.id, row.platforms);
    tables.begin(QStringLiteral("retired_technique"), 4);
    for (const RetiredTechnique &row : content.retiredTechniques)
        tables.insert({row.id, row.name, row.isRevoked, optionalText(row.replacedBy)});
    tables.begin(QStringLiteral("matrix_cell"), 2);
    for (const MatrixCell &row : content.matrixCells)
        tables.insert({row.tactic, row.technique});
    tables.begin(QStringLiteral("mitigation"), 2);
    for (const Mitigation &row : content.mitigations)
        tables.insert({row.id, row.name});
    tables.begin(QStringLiteral("technique_mitigation"), 2);
    for (const TechniqueMitigation &row : content.techniqueMitigations)
        tables.insert({row.technique, row.mitigation});
}

void writeControls(CatalogTables &tables, const CatalogContent &content)
{
    tables.begin(QStringLiteral("control"), 14);
    for (const Control &row : content.controls) {
        tables.insert({row.id, row.title, row.family, row.familyTitle, row.low, row.moderate,
                       row.high, row.privacy, row.withdrawn, optionalText(row.parent),
                       optionalText(row.withdrawnInto.join(u',')), row.release, row.source,
                       optionalText(row.summary)});
    }
    tables.begin(QStringLiteral("mapping"), 5);
    for (const MappingEdge &row : content.mappings) {
        tables.insert({row.technique, row.control, mappingOriginName(row.origin),
                       optionalText(row.basis), optionalText(row.strength)});
    }
}

void writePatterns(CatalogTables &tables, const CatalogContent &content)
{
    tables.begin(QStringLiteral("capec"), 6);
    for (const Capec &row : content.capecs) {
        tables.insert({row.id, row.name, optionalText(row.likelihood), optionalText(row.severity),
                       optionalText(row.abstraction), optionalText(row.status)});
    }
    tables.begin(QStringLiteral("capec_cwe"), 2);
    for (const Capec &row : content.capecs)
        insertList(tables, row.id, row.cwe);
    tables.begin(QStringLiteral("capec_technique"), 2);
    for (const Capec &row : content.capecs)
        insertList(tables, row.id, row.attack);
    tables.begin(QStringLiteral("capec_parent"), 2);
    for (const Capec &row : content.capecs)
        insertList(tables, row.id, row.parents);
    tables.begin(QStringLiteral("cwe"), 2);
    for (const Cwe &row : content.cwes)
        tables.insert({row.id, optionalText(row.name)});
}

void writeVersions(CatalogTables &tables, const CatalogVersions &versions)
{
    tables.begin(QStringLiteral("version"), 2);
    tables.insert({QStringLiteral("attack"), versions.attack});
    tables.insert({QStringLiteral("nist"), versions.nist});
    tables.insert({QStringLiteral("mapping"), versions.mapping});
    tables.insert({QStringLiteral("capec"), versions.capec});
}

void writeParts(CatalogTables &tables, const CatalogContent &content)
{
    tables.begin(QStringLiteral("part"), 6);
    for (const CatalogPart &row : content.parts)
        tables.insert({row.name, row.version, row.title, row.file, row.digest, row.objects});
}

Result<void> fillDatabase(const SqlConnection &connection, const CatalogContent &content)
{
    CatalogTables tables(connection);
    // Fixed here, since a default may differ between builds of SQLite and change the bytes.
    tables.execute(QStringLiteral("PRAGMA page_size = 4096"));
    tables.execute(QStringLiteral("PRAGMA journal_mode = OFF"));
    tables.execute(QStringLiteral("PRAGMA application_id = %1").arg(catalogschema::ApplicationId));
    tables.execute(QStringLiteral("PRAGMA user_version = %1").arg(catalogschema::Version));
    tables.execute(QStringLiteral("BEGIN"));
    for (const QString &sql : catalogschema::tables())
        tables.execute(sql);
    writeVersions(tables, content.versions);
    writeParts(tables, content);
    writeTechniques(tables, content);
    writeControls(tables, content);
    writePatterns(tables, content);
    for (const QString &sql : catalogschema::searchIndex())
        tables.execute(sql);
    tables.execute(QStringLiteral("COMMIT"));
    tables.execute(QStringLiteral("VACUUM"));
    return tables.finish();
}

} // namespace

Result<void> writeCatalog(const CatalogContent &content, const QString &path)
{
    const QString part = path + QStringLiteral(".part");
    QFile::remove(part);
    {
        Result<std::unique_ptr<SqlConnection>> connection =
            SqlConnection::open(part, SqlConnection::Mode::Create);
        if (!connection)
            return connection.error();
        Result<void> filled = fillDatabase(**connection, content);
        if (!filled) {
            QFile::remove(part);
            return filled;
        }
    }
    // QFile::rename does not replace; rename(2) does, in one step.
    if (std::rename(QFile::encodeName(part).constData(), QFile::encodeName(path).constData())
        != 0) {
        QFile::remove(part);
        return Error {
            ErrorCode::Io, QStringLiteral("the database cannot be written here"), {path, 0, 0}};
    }
    return {};
}

} // namespace drawbridge
