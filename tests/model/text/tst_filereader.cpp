#include "model/text/filereader.h"
#include "tests/support/testrunner.h"

#include <QTemporaryDir>

#include <sys/stat.h>

using namespace drawbridge;

class tst_filereader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads();
    void refusesBySize();
    void refusesWhatIsNoFile();
};

void tst_filereader::reads()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("hello\n");
    file.close();
    const auto bytes = readFile(file.fileName(), 6);
    QVERIFY(bytes);
    QCOMPARE(*bytes, QByteArray("hello\n"));
}

void tst_filereader::refusesBySize()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("hello\n");
    file.close();
    const auto bytes = readFile(file.fileName(), 5, QStringLiteral("shown"));
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().toString(),
             QStringLiteral("shown: the file is larger than 5 bytes, the most that is read"));
    // A file that hides its size.
    QVERIFY(!readFile(QStringLiteral("/proc/self/status"), 10));
}

void tst_filereader::refusesWhatIsNoFile()
{
    QTemporaryDir folder;
    const auto missing = readFile(folder.filePath(QStringLiteral("none")), 100);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QVERIFY(!readFile(folder.path(), 100));
    QVERIFY(!readFile(QStringLiteral("/dev/zero"), 100));
    const QString pipe = folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(mkfifo(qPrintable(pipe), 0600), 0);
    QVERIFY(!readFile(pipe, 100));
}

DRAWBRIDGE_TEST(tst_filereader)
#include "tst_filereader.moc"
