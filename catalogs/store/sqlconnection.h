#pragma once

#include "model/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <functional>
#include <memory>

class QThread;

namespace drawbridge {

// An open SQLite file. It lives and dies in the thread that opened it.
class SqlConnection
{
public:
    enum class Mode {
        ReadImmutable, // nobody writes the file while it is open
        Create
    };

    static Result<std::unique_ptr<SqlConnection>> open(const QString &path, Mode mode);
    ~SqlConnection();
    SqlConnection(const SqlConnection &) = delete;
    SqlConnection &operator=(const SqlConnection &) = delete;

    const QString &path() const { return m_path; }
    // True in the thread that opened it.
    bool isOwnThread() const;

    QSqlQuery query() const;
    Result<void> execute(const QString &sql) const;
    // Runs a query that takes no values and hands each row to the visitor.
    Result<void> forEachRow(const QString &sql,
                            const std::function<void(const QSqlQuery &)> &visit) const;
    // What went wrong with a query on this file, for the user.
    Error failure(const QSqlQuery &query) const;

private:
    SqlConnection() = default;

    QString m_path;
    QString m_name;
    QThread *m_thread = nullptr;
};

} // namespace drawbridge
