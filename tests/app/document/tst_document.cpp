#include "app/document/document.h"
#include "model/edit/deleterecordsedit.h"
#include "model/edit/moveplacementsedit.h"
#include "model/edit/renamerecordedit.h"
#include "tests/support/memorystorage.h"
#include "tests/support/shopmodel.h"
#include "tests/support/testrunner.h"

#include <QTemporaryDir>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_document : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void undoAndRedo();
    void anEditThatChangesNothingLeavesNoStep();
    void arrowKeyMovesMerge();
    void movesDoNotMergeAcrossASave();
    void movingThereAndBackLeavesNoStep();
    void savedIsUnmodified();
    void anUnmodifiedProjectIsNotRewritten();
    void aChangedProjectKeepsTheCatalogsInUse();
    void openingForgetsTheWayBack();
    void aFailedSaveKeepsTheWork();
    void aChangeFromOutsideIsTold();
    void recoveredWorkIsModified();
    void scanResultsAreSavedWithTheProject();
    void scanResultsGoWhereTheProjectGoes();

private:
    Result<ModelEdit> renamed(const QString &name) const;
    Result<ModelEdit> nudged(int x) const;

    MemoryStorage m_storage;
    std::unique_ptr<Document> m_document;
};

void tst_document::init()
{
    m_document = std::make_unique<Document>(m_storage, std::make_shared<PropertySchema>());
    m_document->setModel(shopModel());
}

Result<ModelEdit> tst_document::renamed(const QString &name) const
{
    return renameRecord(m_document->model(), {RecordKind::Element, shop::Web}, name);
}

Result<ModelEdit> tst_document::nudged(int x) const
{
    return movePlacements(m_document->model(), shop::Deployment,
                          {{shop::Web, QRect(x, 120, 168, 118)}}, {}, QStringLiteral("nudge"));
}

void tst_document::undoAndRedo()
{
    QSignalSpy changes(m_document.get(), &Document::changed);
    QVERIFY(
        m_document->apply(deleteRecords(m_document->model(), {{RecordKind::Element, shop::Web}})));
    const ThreatModel after = m_document->model();
    QCOMPARE(m_document->undoStack().undoText(), QStringLiteral("Delete web"));
    m_document->undoStack().undo();
    QCOMPARE(m_document->model(), shopModel());
    m_document->undoStack().redo();
    QCOMPARE(m_document->model(), after);
    QCOMPARE(changes.size(), 3);
}

void tst_document::anEditThatChangesNothingLeavesNoStep()
{
    QVERIFY(m_document->apply(renamed(QStringLiteral("web"))));
    QCOMPARE(m_document->undoStack().count(), 0);
    QVERIFY(!m_document->isModified());
    QVERIFY(!m_document->apply(renamed(QString())));
    QCOMPARE(m_document->undoStack().count(), 0);
}

void tst_document::arrowKeyMovesMerge()
{
    QVERIFY(m_document->apply(nudged(584)));
    QVERIFY(m_document->apply(nudged(592)));
    QVERIFY(m_document->apply(nudged(600)));
    QCOMPARE(m_document->undoStack().count(), 1);
    m_document->undoStack().undo();
    QCOMPARE(m_document->model(), shopModel());
}

void tst_document::movesDoNotMergeAcrossASave()
{
    QTemporaryDir folder;
    QVERIFY(m_document->apply(nudged(584)));
    QVERIFY(m_document->saveAs(folder.filePath(QStringLiteral("a.drawbridge"))));
    QVERIFY(m_document->apply(nudged(592)));
    QVERIFY(m_document->isModified());
    m_document->undoStack().undo();
    QVERIFY(!m_document->isModified());
}

void tst_document::movingThereAndBackLeavesNoStep()
{
    QVERIFY(m_document->apply(nudged(584)));
    QVERIFY(m_document->apply(nudged(576)));
    QCOMPARE(m_document->undoStack().count(), 0);
    QCOMPARE(m_document->model(), shopModel());
}

void tst_document::savedIsUnmodified()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.drawbridge"));
    QSignalSpy modified(m_document.get(), &Document::modifiedChanged);
    QVERIFY(m_document->apply(renamed(QStringLiteral("shop"))));
    QVERIFY(m_document->isModified());
    QVERIFY(m_document->saveAs(path));
    QVERIFY(!m_document->isModified());
    QCOMPARE(m_document->path(), path);
    QCOMPARE(modified.size(), 2);
    m_document->undoStack().undo();
    QVERIFY(m_document->isModified());
}

void tst_document::anUnmodifiedProjectIsNotRewritten()
{
    QTemporaryDir folder;
    QVERIFY(!m_document->save());
    QVERIFY(m_document->saveAs(folder.filePath(QStringLiteral("a.drawbridge"))));
    const int saves = m_storage.saves();
    QVERIFY(m_document->save());
    QCOMPARE(m_storage.saves(), saves);
}

void tst_document::aChangedProjectKeepsTheCatalogsInUse()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.drawbridge"));
    const QString attack = QStringLiteral("attack");
    const auto kept = [&] { return m_storage.load(path)->model.project.catalogs.value(attack); };
    m_document->setCatalogs({{attack, QStringLiteral("18.1")}});
    QVERIFY(m_document->saveAs(path));
    QCOMPARE(kept(), QStringLiteral("18.1"));
    // Not a step of its own.
    QCOMPARE(m_document->undoStack().count(), 0);
    m_document->setCatalogs({{attack, QStringLiteral("19.0")}});
    QVERIFY(m_document->save());
    QCOMPARE(kept(), QStringLiteral("18.1"));
    // Opened under others it says so, until it was changed and saved.
    QVERIFY(m_document->open(path));
    QCOMPARE(m_document->diagnostics().size(), 1);
    QVERIFY(m_document->diagnostics()[0].message.contains(QStringLiteral("ATT&CK 18.1")));
    QVERIFY(m_document->apply(renamed(QStringLiteral("shop"))));
    QVERIFY(m_document->save());
    QCOMPARE(kept(), QStringLiteral("19.0"));
    QVERIFY(m_document->open(path));
    QVERIFY(m_document->diagnostics().isEmpty());
}

void tst_document::openingForgetsTheWayBack()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.drawbridge"));
    QVERIFY(m_document->saveAs(path));
    QVERIFY(m_document->apply(renamed(QStringLiteral("shop"))));
    QSignalSpy changes(m_document.get(), &Document::changed);
    QVERIFY(m_document->reload());
    QCOMPARE(m_document->model(), shopModel());
    QVERIFY(!m_document->undoStack().canUndo());
    QVERIFY(!m_document->isModified());
    QCOMPARE(changes.size(), 1);
    QVERIFY(changes.first().first().value<ChangeSet>().reset);
    QVERIFY(!m_document->open(folder.filePath(QStringLiteral("none.drawbridge"))));
    QCOMPARE(m_document->path(), path);
}

void tst_document::aFailedSaveKeepsTheWork()
{
    QVERIFY(m_document->apply(renamed(QStringLiteral("shop"))));
    QVERIFY(!m_document->saveAs(QStringLiteral("/nonexistent/folder/a.drawbridge")));
    QVERIFY(m_document->isModified());
    QVERIFY(m_document->path().isEmpty());
}

void tst_document::aChangeFromOutsideIsTold()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.drawbridge"));
    QVERIFY(m_document->saveAs(path));
    QSignalSpy told(m_document.get(), &Document::fileChangedOutside);
    // The document's own save, and writing the same bytes, are no changes.
    QVERIFY(m_document->apply(renamed(QStringLiteral("shop"))));
    QVERIFY(m_document->save());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray same = file.readAll();
    file.close();
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(same);
    file.close();
    QTest::qWait(400);
    QCOMPARE(told.size(), 0);

    QSaveFile other(path);
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("from git");
    QVERIFY(other.commit());
    QTRY_COMPARE(told.size(), 1);
    // And once more: the watch survives that the file was replaced.
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("from an editor");
    file.close();
    QTRY_COMPARE(told.size(), 2);
}

void tst_document::recoveredWorkIsModified()
{
    QTemporaryDir folder;
    m_document->recover(shopModel(), folder.filePath(QStringLiteral("a.drawbridge")));
    QVERIFY(m_document->isModified());
    QVERIFY(m_document->save());
    QVERIFY(!m_document->isModified());
}

static Evidence oneScan(const char *tool)
{
    EvidenceRun run;
    run.tool = QLatin1String(tool);
    EvidenceResult result;
    result.check = QStringLiteral("X1");
    result.fingerprint = QStringLiteral("0123456789abcdef");
    run.results = {result};
    return {{run}};
}

void tst_document::scanResultsAreSavedWithTheProject()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("shop.drawbridge"));
    const QString beside = folder.filePath(QStringLiteral("shop.evidence.json"));
    QVERIFY(m_document->saveAs(path));
    m_document->attach(evidenceOf(oneScan("bandit"), m_document->model(), path));
    QVERIFY(m_document->isModified());
    QCOMPARE(m_document->evidence().scans->runs.size(), 1);
    // Nothing is written before the project is.
    QVERIFY(!QFile::exists(beside));
    QVERIFY(m_document->save());
    QVERIFY(QFile::exists(beside));
    QVERIFY(m_document->open(path));
    QCOMPARE(m_document->evidence().status, QStringLiteral("present"));
    QCOMPARE(m_document->evidence().scans->runs.size(), 1);
    QVERIFY(!m_document->isModified());
    // Saving again keeps the digest.
    QVERIFY(m_document->apply(renamed(QStringLiteral("front"))));
    QVERIFY(m_document->save());
    QVERIFY(m_document->open(path));
    QCOMPARE(m_document->evidence().status, QStringLiteral("present"));
    // Taken back, they are gone; and there again.
    m_document->attach(evidenceOf(oneScan("trivy"), m_document->model(), path));
    m_document->undoStack().undo();
    QCOMPARE(m_document->evidence().scans->runs.first().tool, QStringLiteral("bandit"));
    QVERIFY(!m_document->isModified());
    m_document->undoStack().redo();
    QCOMPARE(m_document->evidence().scans->runs.first().tool, QStringLiteral("trivy"));
}

void tst_document::scanResultsGoWhereTheProjectGoes()
{
    QTemporaryDir folder;
    const QString first = folder.filePath(QStringLiteral("shop.drawbridge"));
    const QString second = folder.filePath(QStringLiteral("copy.drawbridge"));
    QVERIFY(m_document->saveAs(first));
    m_document->attach(evidenceOf(oneScan("bandit"), m_document->model(), first));
    QVERIFY(m_document->save());
    QVERIFY(m_document->saveAs(second));
    QVERIFY(m_document->open(second));
    QCOMPARE(m_document->evidence().status, QStringLiteral("present"));
    // Undone after it was saved, the next save takes the file away.
    QVERIFY(m_document->open(first));
    m_document->attach({});
    QVERIFY(m_document->save());
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("shop.evidence.json"))));
    QVERIFY(m_document->open(first));
    QVERIFY(!m_document->evidence().scans);
}

DRAWBRIDGE_TEST(tst_document)
#include "tst_document.moc"
