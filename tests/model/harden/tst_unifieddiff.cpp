#include "model/harden/unifieddiff.h"
#include "tests/support/testrunner.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace drawbridge;

namespace {

QByteArray patchedBy(const QByteArray &source, const QByteArray &diff)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("f")));
    if (!file.open(QIODevice::WriteOnly))
        return "cannot write";
    file.write(source);
    file.close();
    QProcess git;
    git.setWorkingDirectory(folder.path());
    git.start(QStringLiteral("git"), {QStringLiteral("apply"), QStringLiteral("-")});
    git.write(diff);
    git.closeWriteChannel();
    git.waitForFinished();
    if (git.exitCode() != 0)
        return git.readAllStandardError();
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("gone");
}

} // namespace

class tst_unifieddiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAnInsertedLineAlone()
    {
        const auto whole = unifiedDiff("c.yml", "a\nb\n", {{{2, 2}, "x\n"}});
        QVERIFY(whole);
        QCOMPARE(*whole, QByteArray("--- a/c.yml\n+++ b/c.yml\n@@ -1,2 +1,3 @@\n a\n+x\n b\n"));
    }

    void keepsCarriageReturns()
    {
        const auto diff = unifiedDiff("c.yml", "a\r\nb\r\n", {{{3, 3}, "x\r\n"}});
        QVERIFY(diff);
        QVERIFY(diff->endsWith("@@ -1,2 +1,3 @@\n a\r\n+x\r\n b\r\n"));
    }

    // git finds a hunk by its text even when the second number is wrong; other readers do not.
    void countsTheLinesOfEarlierHunks()
    {
        const QByteArray source = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        const auto diff = unifiedDiff("f", source, {{{0, 0}, "x\ny\n"}, {{16, 18}, ""}});
        QVERIFY(diff);
        QCOMPARE(*diff,
                 QByteArray("--- a/f\n+++ b/f\n@@ -1,3 +1,5 @@\n+x\n+y\n 1\n 2\n 3\n"
                            "@@ -6,4 +8,3 @@\n 6\n 7\n 8\n-9\n"));
    }

    void isEmptyWhenNothingChanges()
    {
        const auto diff = unifiedDiff("c.yml", "a\nb\n", {{{0, 1}, "a"}});
        QVERIFY(diff);
        QVERIFY(diff->isEmpty());
    }

    void refusesEditsThatOverlapOrLieOutside()
    {
        QVERIFY(!appliedEdits("abcd", {{{0, 3}, "x"}, {{2, 4}, "y"}}));
        QVERIFY(!appliedEdits("abcd", {{{3, 5}, "x"}}));
    }

    void keepsTheOrderOfInsertionsAtOnePlace()
    {
        const auto text = appliedEdits("ad", {{{1, 2}, "D"}, {{1, 1}, "b"}, {{1, 1}, "c"}});
        QVERIFY(text);
        QCOMPARE(*text, QByteArray("abcD"));
    }

    void isAppliedByGitToGiveTheEditedText()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("git")).isEmpty())
            QSKIP("git is not installed");
        QRandomGenerator random(7);
        for (int round = 0; round < 150; ++round) {
            QByteArray source;
            for (int line = 0; line < 40; ++line)
                source += "line " + QByteArray::number(random.bounded(9)) + "\n";
            if (round % 2 == 0)
                source.chop(1);
            std::vector<TextEdit> edits;
            qsizetype at = 0;
            while ((at += random.bounded(1, 90)) < source.size()) {
                const qsizetype end = std::min(source.size(), at + random.bounded(12));
                const QByteArray texts[] = {"", "new", "new\n", "\nnew", "\r\n"};
                edits.push_back({{at, end}, texts[random.bounded(5)]});
                at = end;
            }
            const auto diff = unifiedDiff("f", source, edits);
            const auto edited = appliedEdits(source, edits);
            QVERIFY(diff && edited);
            if (!diff->isEmpty())
                QCOMPARE(patchedBy(source, *diff), *edited);
        }
    }
};

DRAWBRIDGE_TEST(tst_unifieddiff)
#include "tst_unifieddiff.moc"
