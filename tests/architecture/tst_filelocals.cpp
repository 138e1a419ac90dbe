#include "tests/architecture/arrows.h"
#include "tests/architecture/filelocals.h"
#include "tests/architecture/sourcetree.h"
#include "tests/support/testrunner.h"

#include <QHash>

using namespace drawbridge::test;

class tst_filelocals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void seesNames_data();
    void seesNames();
    void aTargetDefinesEachNameOnce();
};

void tst_filelocals::seesNames_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("constant") << QByteArray("constexpr double Margin = 6;") << QByteArray("Margin");
    QTest::newRow("array") << QByteArray("const char *const Words[] = {nullptr};")
                           << QByteArray("Words");
    QTest::newRow("type") << QByteArray("struct Step\n{\n};") << QByteArray("Step");
    QTest::newRow("function") << QByteArray(
        "double widthOf(const QString &text, int size = 3)\n{\n}")
                              << QByteArray("widthOf(const QString &,int)");
    QTest::newRow("template argument")
        << QByteArray("QList<int> of(const QHash<int, QString> &all)\n{\n}")
        << QByteArray("of(const QHash<int, QString> &)");
    QTest::newRow("member") << QByteArray("int Reader::next(int from)\n{\n}") << QByteArray();
    QTest::newRow("local") << QByteArray("    const int here = 2;") << QByteArray();
}

void tst_filelocals::seesNames()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, name);
    const QList<FileLocal> found = fileLocalsOf(source);
    QCOMPARE(found.size(), name.isEmpty() ? 0 : 1);
    if (!found.isEmpty())
        QCOMPARE(found[0].name, name);
}

void tst_filelocals::aTargetDefinesEachNameOnce()
{
    QHash<QString, QString> places;
    QStringList offenders;
    QList<SourceFile> files = productSources();
    files += sourceFiles({QStringLiteral("tests")}, {QStringLiteral(".cpp")});
    for (const SourceFile &file : files) {
        if (!file.path.endsWith(QStringLiteral(".cpp")))
            continue;
        const bool isTest = file.path.startsWith(QStringLiteral("tests/"));
        const QString target = isTest ? file.folder() : unitOf(file.path);
        for (const FileLocal &local : fileLocalsOf(file.content)) {
            const QString name = QString::fromUtf8(local.name);
            const QString place = file.path + u':' + QString::number(local.line);
            QString &first = places[target + u' ' + name];
            if (first.isEmpty())
                first = place;
            else if (!first.startsWith(file.path + u':'))
                offenders +=
                    place + QStringLiteral(": ") + name + QStringLiteral(" stands in ") + first;
        }
    }
    if (!offenders.isEmpty())
        QFAIL(qPrintable(u'\n' + offenders.join(u'\n')));
}

DRAWBRIDGE_TEST(tst_filelocals)
#include "tst_filelocals.moc"
