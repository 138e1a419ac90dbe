#include "catalogs/store/sqlconnection.h"

#include <QFileInfo>
#include <QSqlError>
#include <QThread>
#include <QUrl>

#include <atomic>

namespace drawbridge {

static QString nextConnectionName()
{
    static std::atomic<quint64> count {0};
    return QStringLiteral("drawbridge-catalog-%1").arg(count.fetch_add(1));
}

static Error databaseError(ErrorCode code, const QString &path, const QString &message)
{
    Error error;
    error.code = code;
    error.message = message;
    error.where.file = path;
    return error;
}

static Error damaged(const QString &path, const QString &reason)
{
    return databaseError(
        ErrorCode::InvalidInput, path,
        QStringLiteral("this is not a usable catalog database (%1); reinstall or rebuild it")
            .arg(reason));
}

Result<std::unique_ptr<SqlConnection>> SqlConnection::open(const QString &path, Mode mode)
{
    if (!QSqlDatabase::isDriverAvailable(QStringLiteral("QSQLITE"))) {
        return databaseError(ErrorCode::Unsupported, path,
                             QStringLiteral("Qt's SQLite driver is missing; install the package "
                                            "libqt6sql6-sqlite"));
    }
    if (mode == Mode::ReadImmutable && !QFileInfo(path).isFile()) {
        return databaseError(ErrorCode::NotFound, path,
                             QStringLiteral("the catalog database is missing; reinstall, or name "
                                            "its folder in DRAWBRIDGE_DATA_DIR"));
    }
    std::unique_ptr<SqlConnection> connection(new SqlConnection);
    connection->m_path = path;
    connection->m_name = nextConnectionName();
    connection->m_thread = QThread::currentThread();
    QSqlDatabase database =
        QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection->m_name);
    if (mode == Mode::ReadImmutable) {
        // A URI so that SQLite neither locks the file nor looks for a journal beside it: the
        // folder may be read-only.
        const QUrl url = QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath());
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"));
        database.setDatabaseName(QString::fromLatin1(url.toEncoded())
                                 + QStringLiteral("?immutable=1"));
    } else {
        database.setDatabaseName(path);
    }
    if (!database.open())
        return damaged(path, database.lastError().databaseText());
    return connection;
}

SqlConnection::~SqlConnection()
{
    if (QSqlDatabase::contains(m_name)) {
        QSqlDatabase::database(m_name, false).close();
        QSqlDatabase::removeDatabase(m_name);
    }
}

bool SqlConnection::isOwnThread() const
{
    return QThread::currentThread() == m_thread;
}

QSqlQuery SqlConnection::query() const
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    return query;
}

Result<void> SqlConnection::execute(const QString &sql) const
{
    QSqlQuery statement = query();
    if (!statement.exec(sql))
        return failure(statement);
    return {};
}

Result<void> SqlConnection::forEachRow(const QString &sql,
                                       const std::function<void(const QSqlQuery &)> &visit) const
{
    QSqlQuery statement = query();
    if (!statement.exec(sql))
        return failure(statement);
    while (statement.next())
        visit(statement);
    if (statement.lastError().isValid())
        return failure(statement);
    return {};
}

Error SqlConnection::failure(const QSqlQuery &query) const
{
    return damaged(m_path, query.lastError().databaseText());
}

} // namespace drawbridge
