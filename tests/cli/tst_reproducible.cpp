#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QImage>

using namespace drawbridge::test;

// The same input gives the same bytes, whatever the locale, the time zone, the order of hashes, the
// folder and the number of runs.
class tst_reproducible : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameBytesEverywhere_data();
    void sameBytesEverywhere();
    void datesComeFromTheOption();

private:
    static QMap<QString, QByteArray> makeEverything(CommandLine &cli);

    QMap<QString, QByteArray> m_reference;
};

// What every run writes: the model, every view in every format, and what the terminal shows.
QMap<QString, QByteArray> tst_reproducible::makeEverything(CommandLine &cli)
{
    const QString model = cli.path(QStringLiteral("out/model"));
    QDir(cli.path(QStringLiteral("."))).mkpath(QStringLiteral("out"));
    QMap<QString, QByteArray> said;
    const auto keep = [&](const QString &name, const QStringList &arguments) {
        const Run run = cli.run(
            arguments + QStringList {QStringLiteral("--as-of"), QStringLiteral("2026-11-24")});
        if (run.status != 0)
            QTest::qFail(run.summary().constData(), __FILE__, __LINE__);
        said.insert(name + QStringLiteral(" stdout"), run.out);
        said.insert(name + QStringLiteral(" stderr"),
                    QByteArray(run.err).replace(model.toUtf8(), "model"));
    };
    keep(QStringLiteral("import"),
         {QStringLiteral("import"), sampleCompose(), QStringLiteral("-o"), model});
    keep(QStringLiteral("analyze"), {QStringLiteral("analyze"), model});
    for (const QString &name : exportNames())
        keep(name,
             {QStringLiteral("export"), model, QStringLiteral("--view"), name.section(u'.', 0, 0),
              QStringLiteral("-o"), cli.path(QStringLiteral("out/") + name)});
    QMap<QString, QByteArray> all = cli.files(QStringLiteral("out"));
    all.insert(said);
    return all;
}

void tst_reproducible::sameBytesEverywhere_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("seed");
    QTest::newRow("once") << QStringLiteral("C.UTF-8") << QStringLiteral("UTC")
                          << QStringLiteral("0");
    QTest::newRow("again") << QStringLiteral("C.UTF-8") << QStringLiteral("UTC")
                           << QStringLiteral("0");
    QTest::newRow("German, Japan")
        << QStringLiteral("de_DE.UTF-8") << QStringLiteral("Asia/Tokyo") << QString();
    QTest::newRow("Turkish, America")
        << QStringLiteral("tr_TR.UTF-8") << QStringLiteral("America/Los_Angeles") << QString();
    QTest::newRow("no locale") << QStringLiteral("C") << QStringLiteral("Pacific/Kiritimati")
                               << QString();
}

void tst_reproducible::sameBytesEverywhere()
{
    QFETCH(QString, locale);
    QFETCH(QString, zone);
    QFETCH(QString, seed);
    CommandLine cli;
    cli.environment = {
        {QStringLiteral("LC_ALL"), locale},
        {QStringLiteral("LANG"), locale},
        {QStringLiteral("TZ"), zone},
        {QStringLiteral("QT_HASH_SEED"), seed},
        {QStringLiteral("QT_SCALE_FACTOR"), seed.isEmpty() ? QStringLiteral("2") : QString()},
        {QStringLiteral("SOURCE_DATE_EPOCH"), seed}};
    QMap<QString, QByteArray> made = makeEverything(cli);
    if (m_reference.isEmpty())
        m_reference = made;
    QCOMPARE(made.keys(), m_reference.keys());
    const QString picture = QStringLiteral("diagram.png");
    QVERIFY(!QImage::fromData(made[picture]).isNull());
    QCOMPARE(QImage::fromData(made.take(picture)), QImage::fromData(m_reference[picture]));
    for (auto it = made.begin(); it != made.end(); ++it)
        QVERIFY2(*it == m_reference[it.key()], qPrintable(it.key()));
}

void tst_reproducible::datesComeFromTheOption()
{
    CommandLine cli;
    const auto pdfOf = [&cli](const char *date) {
        const Run run =
            cli.run({QStringLiteral("export"), QStringLiteral("m"), QStringLiteral("-o"),
                     QStringLiteral("-"), QStringLiteral("--format"), QStringLiteral("pdf"),
                     QStringLiteral("--as-of"), QString::fromLatin1(date)});
        if (run.status != 0)
            QTest::qFail(run.summary().constData(), __FILE__, __LINE__);
        return run.out;
    };
    QCOMPARE(cli.run({QStringLiteral("import"), sampleCompose(), QStringLiteral("-o"),
                      QStringLiteral("m")})
                 .status,
             0);
    const QByteArray pdf = pdfOf("2026-11-24");
    QVERIFY(pdf.contains("D:20261124"));
    QVERIFY(pdfOf("2026-11-25") != pdf);
    QCOMPARE(pdfOf("2026-11-24"), pdf);
}

DRAWBRIDGE_TEST(tst_reproducible)
#include "tst_reproducible.moc"
