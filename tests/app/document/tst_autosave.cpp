#include "app/document/autosave.h"
#include "model/edit/renamerecordedit.h"
#include "tests/support/memorystorage.h"
#include "tests/support/shopmodel.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QTemporaryDir>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_autosave : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void unsavedWorkIsCopiedAndTheFileLeftAlone();
    void savingRemovesTheCopy();
    void aLivingSessionIsNotRecoverable();
    void aCrashedSessionIs();
    void theTimerWrites();

private:
    qsizetype copies() const;
    void edit();

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_recovery;
    QString m_path;
    MemoryStorage m_storage;
    std::unique_ptr<Document> m_document;
};

void tst_autosave::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_recovery = m_folder->filePath(QStringLiteral("recovery"));
    m_path = m_folder->filePath(QStringLiteral("shop.drawbridge"));
    m_document = std::make_unique<Document>(m_storage, std::make_shared<PropertySchema>());
    m_document->setModel(shopModel());
    QVERIFY(m_document->saveAs(m_path));
}

qsizetype tst_autosave::copies() const
{
    return QDir(m_recovery).entryList({QStringLiteral("*.drawbridge")}, QDir::Files).size();
}

void tst_autosave::edit()
{
    QVERIFY(m_document->apply(renameRecord(m_document->model(), {RecordKind::Element, shop::Web},
                                           QStringLiteral("shop"))));
}

void tst_autosave::unsavedWorkIsCopiedAndTheFileLeftAlone()
{
    Autosave autosave(*m_document, m_storage, m_recovery);
    QVERIFY(autosave.writeNow());
    QCOMPARE(copies(), 0);
    edit();
    QVERIFY(autosave.writeNow());
    QCOMPARE(copies(), 1);
    QVERIFY(m_document->isModified());
    QCOMPARE(m_storage.load(m_path)->model, shopModel());
}

void tst_autosave::savingRemovesTheCopy()
{
    Autosave autosave(*m_document, m_storage, m_recovery);
    edit();
    QVERIFY(autosave.writeNow());
    QVERIFY(m_document->save());
    QCOMPARE(copies(), 0);
    QVERIFY(QDir(m_recovery).isEmpty());
}

void tst_autosave::aLivingSessionIsNotRecoverable()
{
    Autosave autosave(*m_document, m_storage, m_recovery);
    edit();
    QVERIFY(autosave.writeNow());
    QVERIFY(Autosave::recoverable(m_recovery).isEmpty());
}

void tst_autosave::aCrashedSessionIs()
{
    {
        Autosave autosave(*m_document, m_storage, m_recovery);
        edit();
        QVERIFY(autosave.writeNow());
        const QDir folder(m_recovery);
        for (const QString &name : folder.entryList(QDir::Files)) {
            if (!name.endsWith(QLatin1String(".lock")))
                QVERIFY(QFile::copy(folder.filePath(name), folder.filePath(u'x' + name)));
        }
    }
    const QList<RecoverableProject> found = Autosave::recoverable(m_recovery);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().originalPath, m_path);
    Autosave::discard(found.first());
    QVERIFY(Autosave::recoverable(m_recovery).isEmpty());
}

void tst_autosave::theTimerWrites()
{
    Autosave autosave(*m_document, m_storage, m_recovery);
    autosave.setInterval(20);
    edit();
    QTRY_COMPARE(copies(), 1);
    autosave.removeCopy();
}

DRAWBRIDGE_TEST(tst_autosave)
#include "tst_autosave.moc"
