#include "app/render/fonts.h"
#include "app/services/importproject.h"
#include "app/services/layoutmodel.h"
#include "app/whatif/diffview.h"
#include "app/whatif/hardeningdialog.h"
#include "app/whatif/measuretree.h"
#include "app/whatif/pictureview.h"
#include "app/whatif/threatchanges.h"
#include "tests/support/memorystorage.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidgetItemIterator>

using namespace drawbridge;

struct DialogAnswers
{
    bool confirm = true;
    QString folder;
    QString save;
    QStringList told;
};

class AnsweredPrompts final : public Prompts
{
public:
    explicit AnsweredPrompts(DialogAnswers *answers)
        : m_answers(answers)
    {
    }
    QStringList openFiles(QWidget *, const QString &, const QString &) override { return {}; }
    QString saveFile(QWidget *, const QString &, const QString &, const QString &) override
    {
        return m_answers->save;
    }
    QString folder(QWidget *, const QString &) override { return m_answers->folder; }
    QString text(QWidget *, const QString &, const QString &, const QString &initial) override
    {
        return initial;
    }
    SaveAnswer saveChanges(QWidget *, const QString &) override { return SaveAnswer::Cancel; }
    bool confirm(QWidget *, const QString &, const QString &) override
    {
        return m_answers->confirm;
    }
    void tell(QWidget *, const QString &title, const QString &message, const QStringList &) override
    {
        m_answers->told += title + QStringLiteral(": ") + message;
    }
    std::optional<ImportUpdate> reviewImport(QWidget *, const ImportReview &) override
    {
        return std::nullopt;
    }
    void showComparison(QWidget *, const ComparisonDocument &,
                        const std::function<void()> &) override
    {
    }

private:
    DialogAnswers *m_answers;
};

// The window that shows what hardening would do, with real files and real analyses.
class tst_hardeningdialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theRecommendedMeasuresAreTickedFirst();
    void ticksDecideWhatIsShown();
    void aMeasureNamesWhatItCloses();
    void theDiagramIsDrawn();
    void filesAreChangedOnlyWhenAsked();
    void filesGoIntoAFolder();
    void anOverrideIsWritten();
    void noSecretIsShown();
    void whatCannotBeReadIsTold();
    void onlyWritingStandsOut();

private:
    QByteArray read(const QString &name) const;
    void write(const QString &name, const QByteArray &content) const;
    void waitUntilReady() const;
    void open(const QStringList &names);
    QTreeWidgetItem *itemOf(const QString &part) const;

    std::unique_ptr<Services> m_services;
    std::unique_ptr<Document> m_document;
    test::MemoryStorage m_storage;
    Selection m_selection;
    ThreatFilter m_filter;
    Appearance m_appearance;
    PanelContext m_context;
    DialogAnswers m_answers;
    AnsweredPrompts m_prompts {&m_answers};
    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<HardeningDialog> m_dialog;
};

static const char DialogCompose[] = "services:\n"
                                    "  web:\n"
                                    "    build: web\n"
                                    "    ports: [\"8080:5000\"]\n"
                                    "    environment:\n"
                                    "      DATABASE: postgres://me:tangerine-hill-42@db:5432/shop\n"
                                    "  db:\n"
                                    "    image: postgres:16\n"
                                    "    privileged: true\n"
                                    "    environment:\n"
                                    "      POSTGRES_PASSWORD: tangerine-hill-42\n";

void tst_hardeningdialog::initTestCase()
{
    QVERIFY(ensureFonts());
    auto services = Services::create();
    QVERIFY2(services, services ? "" : qPrintable(services.error().toString()));
    m_services = *std::move(services);
    m_appearance.choose(Appearance::Choice::Light);
}

QByteArray tst_hardeningdialog::read(const QString &name) const
{
    QFile file(m_scratch->filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_hardeningdialog::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_scratch->filePath(name));
    QVERIFY(QDir().mkpath(QFileInfo(file).path()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void tst_hardeningdialog::init()
{
    m_answers = {};
    m_scratch = std::make_unique<QTemporaryDir>();
    write(QStringLiteral("compose.yaml"), DialogCompose);
    write(QStringLiteral("web/Dockerfile"), "FROM python:3.12\nWORKDIR /app\nADD . .\nCMD x\n");
    m_document = std::make_unique<Document>(m_storage, m_services->schema());
    SilentProgress progress;
    auto imported = importFiles(*m_services, {m_scratch->filePath(QStringLiteral("compose.yaml"))},
                                {}, progress);
    QVERIFY(imported);
    QVERIFY(layoutModel(imported->model, *m_services, progress));
    m_document->setModel(imported->model, {}, m_scratch->path());
    m_document->startAnalysis(*m_services->rules(), QDate(2026, 11, 24));
    m_context = {m_document.get(), &m_selection,     &m_filter,
                 &m_appearance,    m_services.get(), *m_services->catalog()};
    open({QStringLiteral("compose.yaml"), QStringLiteral("web/Dockerfile")});
}

void tst_hardeningdialog::open(const QStringList &names)
{
    HardeningSubject subject;
    for (const QString &name : names)
        subject.paths += m_scratch->filePath(name);
    subject.project = m_document->model();
    subject.projectFolder = m_scratch->path();
    subject.date = QDate(2026, 11, 24);
    m_dialog = std::make_unique<HardeningDialog>(m_context, subject, &m_prompts);
    m_dialog->show();
}

void tst_hardeningdialog::cleanup()
{
    m_dialog.reset();
    m_document.reset();
}

void tst_hardeningdialog::waitUntilReady() const
{
    QVERIFY(QTest::qWaitFor([this] { return m_dialog->isReady(); }, 60'000));
}

QTreeWidgetItem *tst_hardeningdialog::itemOf(const QString &part) const
{
    for (QTreeWidgetItemIterator it(m_dialog->measures()); *it; ++it) {
        if ((*it)->text(0).contains(part))
            return *it;
    }
    return nullptr;
}

void tst_hardeningdialog::theRecommendedMeasuresAreTickedFirst()
{
    waitUntilReady();
    QCOMPARE(m_dialog->measures()->tickedLevel(), HardeningLevel::Recommended);
    const WhatIfReport &report = m_dialog->shown()->report;
    QVERIFY(WhatIfReport::total(report.openAfter) < WhatIfReport::total(report.openBefore));
    QTreeWidgetItem *privileged = itemOf(QStringLiteral("no longer privileged"));
    QVERIFY(privileged);
    QCOMPARE(privileged->checkState(0), Qt::Unchecked);
    QVERIFY(itemOf(QStringLiteral("left to do by hand")));
}

void tst_hardeningdialog::ticksDecideWhatIsShown()
{
    waitUntilReady();
    auto *diff = m_dialog->findChild<DiffView *>();
    QVERIFY(diff->toPlainText().contains(QStringLiteral("USER app")));
    QVERIFY(!diff->toPlainText().contains(QStringLiteral("privileged: false")));
    const int before = WhatIfReport::total(m_dialog->shown()->report.openAfter);
    itemOf(QStringLiteral("no longer privileged"))->setCheckState(0, Qt::Checked);
    QVERIFY(!m_dialog->isReady());
    waitUntilReady();
    QVERIFY(diff->toPlainText().contains(QStringLiteral("privileged: false")));
    QVERIFY(WhatIfReport::total(m_dialog->shown()->report.openAfter) < before);
    QCOMPARE(m_dialog->measures()->tickedLevel(), std::nullopt);
    // A file's box stands for all of its measures.
    itemOf(QStringLiteral("Dockerfile"))->setCheckState(0, Qt::Unchecked);
    waitUntilReady();
    QVERIFY(!diff->toPlainText().contains(QStringLiteral("USER app")));
    m_dialog->measures()->tick(HardeningLevel::Safe);
    waitUntilReady();
    QVERIFY(!diff->toPlainText().contains(QStringLiteral("to test")));
}

void tst_hardeningdialog::aMeasureNamesWhatItCloses()
{
    waitUntilReady();
    QTreeWidgetItem *privileged = itemOf(QStringLiteral("no longer privileged"));
    QVERIFY(privileged->text(2).toInt() > 0);
    m_dialog->measures()->setCurrentItem(privileged);
    QVERIFY(m_dialog->measures()
                ->describe(privileged)
                .contains(QStringLiteral("Closes: db runs in privileged mode")));
    auto *threats = m_dialog->findChild<ThreatChanges *>();
    const auto rows = threats->findItems(QStringLiteral("root file system of web"),
                                         Qt::MatchContains | Qt::MatchRecursive);
    QVERIFY(!rows.isEmpty());
    QCOMPARE(rows.first()->text(2), QStringLiteral("read-only-root"));
}

void tst_hardeningdialog::theDiagramIsDrawn()
{
    waitUntilReady();
    QVERIFY(!m_dialog->findChild<PictureView *>()->isEmpty());
}

void tst_hardeningdialog::filesAreChangedOnlyWhenAsked()
{
    waitUntilReady();
    m_answers.confirm = false;
    m_dialog->writeInPlace();
    QCOMPARE(read(QStringLiteral("compose.yaml")), QByteArray(DialogCompose));
    m_answers.confirm = true;
    QSignalSpy written(m_dialog.get(), &HardeningDialog::written);
    m_dialog->writeInPlace();
    QCOMPARE(written.count(), 1);
    QVERIFY(read(QStringLiteral("compose.yaml")).contains("cap_drop"));
    QVERIFY(read(QStringLiteral("web/Dockerfile")).contains("COPY . ."));
    QVERIFY(m_answers.told.isEmpty());
}

void tst_hardeningdialog::filesGoIntoAFolder()
{
    waitUntilReady();
    m_answers.folder = m_scratch->filePath(QStringLiteral("out"));
    m_dialog->writeIntoFolder();
    QVERIFY(read(QStringLiteral("out/compose.yaml")).contains("cap_drop"));
    QVERIFY(read(QStringLiteral("out/web/Dockerfile")).contains("USER app"));
    QCOMPARE(read(QStringLiteral("compose.yaml")), QByteArray(DialogCompose));
}

void tst_hardeningdialog::anOverrideIsWritten()
{
    waitUntilReady();
    m_answers.save = m_scratch->filePath(QStringLiteral("over.yaml"));
    m_dialog->writeOverride();
    const QByteArray over = read(QStringLiteral("over.yaml"));
    QVERIFY2(over.startsWith("services:") && over.contains("read_only: true"), over);
}

void tst_hardeningdialog::noSecretIsShown()
{
    waitUntilReady();
    m_dialog->measures()->tick(HardeningLevel::Strict);
    waitUntilReady();
    QString everything = m_dialog->findChild<DiffView *>()->toPlainText();
    for (const QTreeWidget *tree : m_dialog->findChildren<QTreeWidget *>()) {
        for (QTreeWidgetItemIterator it(const_cast<QTreeWidget *>(tree)); *it; ++it)
            everything += (*it)->text(0) + (*it)->text(1) + (*it)->text(2) + (*it)->toolTip(0);
    }
    QVERIFY(everything.contains(QStringLiteral("***")));
    QVERIFY(!everything.contains(QStringLiteral("tangerine")));
}

void tst_hardeningdialog::whatCannotBeReadIsTold()
{
    waitUntilReady();
    write(QStringLiteral("notes.txt"), "no file of any format");
    open({QStringLiteral("notes.txt")});
    QSignalSpy failed(m_dialog.get(), &HardeningDialog::ready);
    QVERIFY(failed.wait(30'000));
    QVERIFY(!m_dialog->shown());
}

// A level that Return would choose looks like the button that writes.
void tst_hardeningdialog::onlyWritingStandsOut()
{
    for (const QPushButton *button : m_dialog->findChildren<QPushButton *>())
        QVERIFY2(!button->isDefault() && !button->autoDefault(), qPrintable(button->text()));
}

DRAWBRIDGE_TEST(tst_hardeningdialog)

#include "tst_hardeningdialog.moc"
