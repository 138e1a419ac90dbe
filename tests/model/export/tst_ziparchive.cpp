#include "model/export/ziparchive.h"
#include "tests/support/testrunner.h"

#include <QTemporaryDir>

#include <zip.h>

using namespace drawbridge;

class tst_ziparchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsEveryFile();
    void doesNotDependOnTheTimeZone();
    void takesNoFilesAndOldDates();
};

static QMap<QString, QByteArray> someFiles()
{
    return {{QStringLiteral("a.txt"), "text\n"},
            {QStringLiteral("deep/er/b.bin"), QByteArray(100'000, 'x')},
            {QStringLiteral("empty"), QByteArray()},
            {QString::fromUtf8("n\xc3\xa4me.md"), "# n"}};
}

// What another program finds in it.
static QMap<QString, QByteArray> filesIn(const QByteArray &bytes)
{
    QTemporaryDir scratch;
    const QString path = scratch.filePath(QStringLiteral("x.zip"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    file.close();
    QMap<QString, QByteArray> files;
    zip_t *archive = zip_open(path.toLocal8Bit().constData(), ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
    if (!archive)
        return {};
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
        zip_stat_t status;
        zip_stat_init(&status);
        zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &status);
        QByteArray content(static_cast<qsizetype>(status.size), Qt::Uninitialized);
        zip_file_t *entry = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
        if (entry && zip_fread(entry, content.data(), status.size) >= 0)
            files.insert(QString::fromUtf8(status.name), content);
        if (entry)
            zip_fclose(entry);
    }
    zip_discard(archive);
    return files;
}

void tst_ziparchive::holdsEveryFile()
{
    const auto bytes = writeZip(someFiles(), QDate(2026, 11, 24));
    QVERIFY(bytes);
    QVERIFY(bytes->size() < 10'000);
    QCOMPARE(filesIn(*bytes), someFiles());
}

void tst_ziparchive::doesNotDependOnTheTimeZone()
{
    const QByteArray zone = qgetenv("TZ");
    qputenv("TZ", "Pacific/Kiritimati");
    tzset();
    const auto east = writeZip(someFiles(), QDate(2026, 11, 24));
    qputenv("TZ", "Pacific/Niue");
    tzset();
    const auto west = writeZip(someFiles(), QDate(2026, 11, 24));
    zone.isEmpty() ? qunsetenv("TZ") : qputenv("TZ", zone);
    tzset();
    QVERIFY(east && west);
    QCOMPARE(*east, *west);
}

void tst_ziparchive::takesNoFilesAndOldDates()
{
    QVERIFY(!writeZip({}, QDate(2026, 1, 1)));
    const auto old = writeZip(someFiles(), QDate(1970, 1, 1));
    QVERIFY(old);
    QCOMPARE(filesIn(*old), someFiles());
}

DRAWBRIDGE_TEST(tst_ziparchive)
#include "tst_ziparchive.moc"
