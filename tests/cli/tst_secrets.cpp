#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

using namespace drawbridge::test;

// The values of secrets, wherever a Compose file holds them, reach no file and no terminal.
class tst_secrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theProjectHoldsNone();
    void messagesHoldNone();
    void exportsHoldNone_data();
    void exportsHoldNone();
    void refusedFilesAreNotQuoted_data();
    void refusedFilesAreNotQuoted();

private:
    void expectNoCanary(const QByteArray &bytes, const QString &where) const;

    CommandLine m_cli;
    QList<QByteArray> m_canaries;
};

static constexpr int CanaryCount = 34;

void tst_secrets::initTestCase()
{
    QFile places(sourceDir() + QStringLiteral("/tests/cli/secrets.compose.yaml"));
    QVERIFY(places.open(QIODevice::ReadOnly));
    QString text = QString::fromUtf8(places.readAll()).section(u'\n', 1);
    for (int i = CanaryCount + 2; i > 0; --i) {
        const QByteArray canary = "cNry" + QByteArray::number(i * 7919 + 100'000) + "qZx";
        m_canaries += canary;
        text.replace(QStringLiteral("%%1").arg(i), QString::fromLatin1(canary));
    }
    m_cli.write(QStringLiteral("compose.yaml"), text.toUtf8());
    m_cli.write(QStringLiteral("web.env"), "STRIPE_KEY=" + m_canaries[0] + "\n");
    m_cli.write(QStringLiteral(".env"), "UNUSED_PASSWORD=" + m_canaries[1] + "\n");
    m_cli.write(QStringLiteral("Dockerfile"), "FROM nginx\nUSER nginx\n");
    QVERIFY(!text.contains(u'%'));
}

void tst_secrets::expectNoCanary(const QByteArray &bytes, const QString &where) const
{
    for (const QByteArray &canary : m_canaries) {
        QVERIFY2(!bytes.contains(canary) && !bytes.contains(canary.toBase64().left(16)),
                 qPrintable(where + QStringLiteral(": ") + QString::fromLatin1(canary)));
    }
}

void tst_secrets::theProjectHoldsNone()
{
    const Run run = m_cli.run({QStringLiteral("import"), QStringLiteral("compose.yaml"),
                               QStringLiteral("-o"), QStringLiteral("m")});
    QVERIFY2(run.status == 0, run.summary());
    expectNoCanary(run.out + run.err, QStringLiteral("import"));
    const QByteArray project = m_cli.read(QStringLiteral("m"));
    QVERIFY(project.contains("\"db\""));
    // That there is a secret is known, though not which.
    QVERIFY(project.contains("POSTGRES_PASSWORD"));
    expectNoCanary(project, QStringLiteral("project"));
}

void tst_secrets::messagesHoldNone()
{
    for (const char *line : {"analyze m", "analyze m --json", "analyze m --format csv",
                             "analyze m --format sarif", "layout m -o -", "fmt m -o -"}) {
        const Run run = m_cli.run(QString::fromLatin1(line).split(u' '));
        QVERIFY2(run.status == 0, run.summary());
        expectNoCanary(run.out + run.err, QString::fromLatin1(line));
    }
}

void tst_secrets::exportsHoldNone_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : exportNames())
        QTest::newRow(qPrintable(name)) << name;
}

void tst_secrets::exportsHoldNone()
{
    QFETCH(QString, name);
    const Run run =
        m_cli.run({QStringLiteral("export"), QStringLiteral("m"), QStringLiteral("--view"),
                   name.section(u'.', 0, 0), QStringLiteral("-o"), name});
    QVERIFY2(run.status == 0, run.summary());
    expectNoCanary(run.out + run.err + m_cli.read(name), name);
}

void tst_secrets::refusedFilesAreNotQuoted_data()
{
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char *name, const char *content) {
        QTest::newRow(name) << QByteArray(content);
    };
    row("not closed", "services:\n  a:\n    environment:\n      PASSWORD: \"@\n");
    row("a stray bracket", "services:\n  a:\n    environment: [PASSWORD=@}\n");
    row("a colon", "services:\n  a:\n    environment:\n      PASSWORD: x: @\n");
    row("a list in the place of text",
        "services:\n  a:\n    image: [@]\n    command: {@: @}\n    environment: @\n");
    row("a variable without end", "services:\n  a:\n    image: x\n    command: ${PASSWORD:-@\n");
    row("a required variable", "services:\n  a:\n    image: ${IMAGE:?@}\n");
    row("an unknown key", "services:\n  a:\n    image: x\n    pasword: '@'\n    user: '@'\n");
}

void tst_secrets::refusedFilesAreNotQuoted()
{
    QFETCH(QByteArray, content);
    m_cli.write(QStringLiteral("bad.yaml"), content.replace('@', m_canaries.first()));
    const Run run =
        m_cli.run({QStringLiteral("import"), QStringLiteral("bad.yaml"), QStringLiteral("--as"),
                   QStringLiteral("compose"), QStringLiteral("-o"), QStringLiteral("bad")});
    QVERIFY2(run.status == 0 || run.status == 2, run.summary());
    QVERIFY2(!run.err.isEmpty(), run.summary());
    expectNoCanary(run.out + run.err, QStringLiteral("message"));
}

DRAWBRIDGE_TEST(tst_secrets)
#include "tst_secrets.moc"
