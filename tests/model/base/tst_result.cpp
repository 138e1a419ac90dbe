#include "model/base/result.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

class tst_result : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsValueOrError();
    void voidResult();
    void errorNamesThePlace();
};

static Result<int> half(int number)
{
    if (number % 2 != 0)
        return Error {ErrorCode::InvalidInput, QStringLiteral("odd"), {}};
    return number / 2;
}

void tst_result::holdsValueOrError()
{
    QVERIFY(half(4));
    QCOMPARE(*half(4), 2);
    QVERIFY(!half(3));
    QCOMPARE(half(3).error().message, QStringLiteral("odd"));
}

void tst_result::voidResult()
{
    QVERIFY(Result<void>());
    const Result<void> failed = Error {ErrorCode::Io, QStringLiteral("full"), {}};
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::Io);
}

void tst_result::errorNamesThePlace()
{
    Error error {ErrorCode::InvalidInput, QStringLiteral("wrong"), {QStringLiteral("a.yml"), 3, 7}};
    QCOMPARE(error.toString(), QStringLiteral("a.yml:3:7: wrong"));
    error.where.column = 0;
    QCOMPARE(error.toString(), QStringLiteral("a.yml:3: wrong"));
    error.where.line = 0;
    QCOMPARE(error.toString(), QStringLiteral("a.yml: wrong"));
    error.where = {};
    QCOMPARE(error.toString(), QStringLiteral("wrong"));
}

DRAWBRIDGE_TEST(tst_result)
#include "tst_result.moc"
