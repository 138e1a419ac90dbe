#include "app/mainwindow/mainwindow.h"
#include "app/whatif/hardeningdialog.h"

#include "app/mainwindow/commandsearch.h"
#include "app/mainwindow/diagramtabs.h"
#include "app/mainwindow/filecommands.h"
#include "app/panels/decidethreats.h"
#include "app/panels/problemspanel.h"
#include "app/panels/threatspanel.h"
#include "app/panels/threattablemodel.h"
#include "app/render/fonts.h"
#include "app/services/importupdates.h"
#include "app/services/projectevidence.h"
#include "app/settings/recentfiles.h"
#include "model/edit/addelementedit.h"
#include "model/edit/replacemodeledit.h"
#include "model/project/projectfile.h"
#include "tests/app/mainwindow/fakeprompts.h"
#include "tests/support/testrunner.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTableWidget>

using namespace drawbridge;
using namespace drawbridge::test;

static const char *const ComposeText = "services:\n"
                                       "  web:\n"
                                       "    image: nginx:1.25\n"
                                       "    ports: [\"8080:80\"]\n"
                                       "    depends_on: [db]\n"
                                       "  db:\n"
                                       "    image: postgres:16\n"
                                       "    environment:\n"
                                       "      POSTGRES_PASSWORD: example\n";

class tst_mainwindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void startsWithTheWelcomePage();
    void drawsSavesAndReopens();
    void followsUndoFromTheFirstEdit();
    void importsAComposeFile();
    void updatesFromFilesInOneStep();
    void takesRenamesOfAnUpdate();
    void namesSourcesFromTheSavedFile();
    void comparesWithAnEarlierProject();
    void hardensTheFilesOfTheProject();
    void anImportDoesNotReplaceWhatWasOpenedMeanwhile();
    void exportsWhatTheFileNameSays();
    void keepsADecisionInTheFile();
    void closingAsksAboutUnsavedWork();
    void closesDuringAJob();
    void saysWhetherScansAreAttached();
    void usesTheRulesOfTheProject();
    void searchesCommandsAndElements();
    void switchesTheTheme();
    void enlargesThePanelInFront();
    void opensCatalogEntriesInTheirPanel();
    void countsProblemsAndGoesToThem();
    void offersWhatACrashLeft();
    void tellsWhyAFileCannotBeOpened();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString composeFile() const;
    void importCompose();
    void draw(const QString &name);
    ThreatsPanel *threats() const
    {
        return qobject_cast<ThreatsPanel *>(m_window->panel(QStringLiteral("threats")));
    }

    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    Answers m_answers;
    std::unique_ptr<MainWindow> m_window;
};

void tst_mainwindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("Drawbridge"));
    QCoreApplication::setApplicationName(QStringLiteral("DrawbridgeTest"));
    QVERIFY(ensureFonts());
}

void tst_mainwindow::init()
{
    QSettings().clear();
    QDir(Autosave::standardFolder()).removeRecursively();
    m_folder = std::make_unique<QTemporaryDir>();
    m_answers = {};
    auto services = Services::create({test::binaryDir() + QStringLiteral("/data"), {}});
    QVERIFY2(services, services ? "" : qPrintable(services.error().toString()));
    const auto rules = *(*services)->rules();
    const auto catalog = *(*services)->catalog();
    m_window = std::make_unique<MainWindow>(std::move(*services), rules, catalog,
                                            std::make_unique<FakePrompts>(&m_answers),
                                            QDate(2026, 11, 24));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void tst_mainwindow::cleanup()
{
    m_window.reset();
}

QString tst_mainwindow::composeFile() const
{
    QFile file(path(QStringLiteral("compose.yml")));
    if (file.open(QIODevice::WriteOnly))
        file.write(ComposeText);
    return file.fileName();
}

void tst_mainwindow::importCompose()
{
    m_window->files().importPaths({composeFile()});
    QTRY_VERIFY_WITH_TIMEOUT(m_window->document().model().elements.size() > 1, 20000);
}

void tst_mainwindow::draw(const QString &name)
{
    NewElement added;
    added.name = name;
    added.kind = ElementKind::Process;
    Document &document = m_window->document();
    const auto applied =
        document.apply(addElement(document.model(), ElementId(document.ids().next('e')), added));
    QVERIFY2(applied, applied ? "" : qPrintable(applied.error().message));
}

void tst_mainwindow::startsWithTheWelcomePage()
{
    QVERIFY(!m_window->panel(QStringLiteral("threats"))->isVisible());
    QVERIFY(!m_window->actions()[QStringLiteral("save")]->isEnabled());
    QCOMPARE(m_window->windowTitle(), QStringLiteral("Drawbridge[*]"));
    m_window->actions()[QStringLiteral("new")]->trigger();
    QVERIFY(m_window->actions()[QStringLiteral("save")]->isEnabled());
    QTRY_VERIFY(m_window->panel(QStringLiteral("threats"))->isVisible());
    QVERIFY(m_window->diagrams().currentView());
}

void tst_mainwindow::drawsSavesAndReopens()
{
    m_window->files().startNew();
    draw(QStringLiteral("api"));
    QVERIFY(m_window->isWindowModified());
    m_answers.save = path(QStringLiteral("shop"));
    m_window->actions()[QStringLiteral("save")]->trigger();
    const QString saved = path(QStringLiteral("shop.drawbridge"));
    QVERIFY(QFile::exists(saved));
    QVERIFY(!m_window->isWindowModified());
    QCOMPARE(recentfiles::paths(), QStringList {saved});
    const auto *told = m_window->findChild<QLabel *>(QStringLiteral("told"));
    QCOMPARE(told->text(), QStringLiteral("Saved shop.drawbridge"));
    // Beside the counts, not over them.
    QTest::qWait(20);
    for (const QPushButton *count : m_window->statusBar()->findChildren<QPushButton *>())
        QVERIFY(!count->isVisible() || !count->geometry().intersects(told->geometry()));
    m_window->files().startNew();
    QCOMPARE(m_window->document().model().elements.size(), 0);
    QVERIFY(m_window->files().openPath(saved));
    QCOMPARE(m_window->document().model().elements.size(), 1);
    QCOMPARE(m_answers.asked, 0);
}

// The stack moves on after the document has changed.
void tst_mainwindow::followsUndoFromTheFirstEdit()
{
    m_window->files().startNew();
    QAction *undo = m_window->actions()[QStringLiteral("undo")];
    QAction *redo = m_window->actions()[QStringLiteral("redo")];
    QVERIFY(!undo->isEnabled());
    draw(QStringLiteral("api"));
    QVERIFY(undo->isEnabled());
    QVERIFY(!redo->isEnabled());
    undo->trigger();
    QCOMPARE(m_window->document().model().elements.size(), 0);
    QVERIFY(!undo->isEnabled());
    QVERIFY(redo->isEnabled());
}

void tst_mainwindow::importsAComposeFile()
{
    importCompose();
    QVERIFY(m_window->isWindowModified());
    QCOMPARE(m_window->document().model().diagrams.size(), 1);
    QTRY_VERIFY(threats()->model()->rowCount() > 3);
    const Diagram &diagram = *m_window->document().model().diagrams.begin();
    QVERIFY(diagram.placements.size() > 1);
}

void tst_mainwindow::updatesFromFilesInOneStep()
{
    importCompose();
    Document &document = m_window->document();
    const ThreatModel before = document.model();
    const int steps = document.undoStack().count();
    QFile file(path(QStringLiteral("compose.yml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(ComposeText).replace("  db:\n", "  cache:\n    image: redis:7\n  db:\n"));
    file.close();
    m_window->files().importPathsInto({file.fileName()});
    QTRY_VERIFY(!m_answers.reviewed.isEmpty());
    QVERIFY2(m_answers.reviewed.contains("added    element         cache"), m_answers.reviewed);
    // It was not confirmed.
    QTest::qWait(300);
    QVERIFY(document.model() == before);
    m_answers.confirm = true;
    m_window->files().importPathsInto({file.fileName()});
    QTRY_VERIFY(document.model() != before);
    QCOMPARE(document.undoStack().count(), steps + 1);
    const Diagram &diagram = *document.model().diagrams.begin();
    for (const Element &element : document.model().elements)
        QVERIFY2(diagram.placement(element.id), qPrintable(element.name));
    document.undoStack().undo();
    QVERIFY(document.model() == before);
}

void tst_mainwindow::takesRenamesOfAnUpdate()
{
    importCompose();
    Document &document = m_window->document();
    const ThreatModel before = document.model();
    QFile file(path(QStringLiteral("compose.yml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(ComposeText).replace("  web:\n", "  front:\n"));
    file.close();
    m_answers.confirm = true;
    m_answers.renames = true;
    m_window->files().importPathsInto({file.fileName()});
    QTRY_VERIFY(document.model() != before);
    QCOMPARE(document.model().elements.size(), before.elements.size());
    for (const Element &element : document.model().elements)
        QVERIFY2(!element.vanished, qPrintable(element.name));
}

void tst_mainwindow::namesSourcesFromTheSavedFile()
{
    importCompose();
    QVERIFY(QDir().mkpath(path(QStringLiteral("models"))));
    m_answers.save = path(QStringLiteral("models/shop.drawbridge"));
    QVERIFY(m_window->files().saveAs());
    const auto sourcePath = [this] { return m_window->document().model().sources.at(0).path; };
    QCOMPARE(sourcePath(), QStringLiteral("../compose.yml"));
    QVERIFY(!m_window->isWindowModified());
    QVERIFY(m_window->files().openPath(m_answers.save));
    QCOMPARE(sourcePath(), QStringLiteral("../compose.yml"));
    m_answers.save = path(QStringLiteral("shop.drawbridge"));
    QVERIFY(m_window->files().saveAs());
    QCOMPARE(sourcePath(), QStringLiteral("compose.yml"));
}

void tst_mainwindow::comparesWithAnEarlierProject()
{
    importCompose();
    Document &document = m_window->document();
    m_answers.save = path(QStringLiteral("shop.drawbridge"));
    QVERIFY(m_window->files().saveAs());
    Element web = *document.model().elements.begin();
    for (const Element &element : document.model().elements) {
        if (element.name == u"web")
            web = element;
    }
    ThreatModel hardened = document.model();
    Claim claim;
    claim.value = true;
    web.properties.set(document.schema().find(RecordKind::Element, u"readOnlyRoot"), claim);
    hardened.elements.put(web);
    QVERIFY(document.apply(replaceModel(document.model(), hardened, QStringLiteral("Harden"))));
    m_answers.open = {m_answers.save};
    m_answers.save = path(QStringLiteral("fixed.json"));
    m_window->actions()[QStringLiteral("compare")]->trigger();
    QTRY_VERIFY(!m_answers.compared.isEmpty());
    QVERIFY2(m_answers.compared.contains(QStringLiteral("1 fixed")),
             qPrintable(m_answers.compared));
    QFile saved(m_answers.save);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QVERIFY(saved.readAll().contains("Read-only root file system: no -> yes (architect)"));
}

// Its own files are found, written, and brought into the model again.
void tst_mainwindow::hardensTheFilesOfTheProject()
{
    importCompose();
    m_window->actions()[QStringLiteral("harden")]->trigger();
    auto *dialog = m_window->findChild<HardeningDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isReady(), 60'000);
    QVERIFY(dialog->shown());
    m_answers.confirm = true;
    dialog->writeInPlace();
    QFile written(path(QStringLiteral("compose.yml")));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.readAll().contains("cap_drop"));
    QTRY_VERIFY(m_answers.reviewed.contains("readOnlyRoot"));
    QTRY_VERIFY(!m_window->findChild<HardeningDialog *>());
}

void tst_mainwindow::anImportDoesNotReplaceWhatWasOpenedMeanwhile()
{
    m_window->files().importPaths({composeFile()});
    m_window->files().startNew();
    draw(QStringLiteral("mine"));
    QTest::qWait(800);
    QCOMPARE(m_window->document().model().elements.size(), 1);
}

void tst_mainwindow::exportsWhatTheFileNameSays()
{
    importCompose();
    for (const char *name : {"out.svg", "out.csv", "out.json", "out.png"}) {
        const QString file = path(QLatin1String(name));
        m_answers.save = file;
        m_window->files().exportFile();
        QVERIFY2(QFileInfo(file).size() > 100,
                 qPrintable(file + m_answers.told.join(QStringLiteral(" | "))));
    }
    m_answers.told.clear();
    m_answers.save = path(QStringLiteral("no-such-folder/out.csv"));
    m_window->files().exportFile();
    QCOMPARE(m_answers.told.size(), 1);
}

void tst_mainwindow::keepsADecisionInTheFile()
{
    importCompose();
    QTRY_VERIFY(threats()->model()->rowCount() > 0);
    const QString key =
        threats()->model()->index(0, 0).data(ThreatTableModel::ThreatKeyRole).toString();
    DecisionText text;
    text.treatment = Treatment::Accept;
    text.reason = QStringLiteral("Runs on a laptop only");
    const PanelContext context {&m_window->document(),
                                &m_window->selection(),
                                &m_window->threatFilter(),
                                &m_window->appearance(),
                                nullptr,
                                {}};
    QCOMPARE(decideThreatsOf(context, {key}, text), QString());
    m_answers.save = path(QStringLiteral("kept.drawbridge"));
    QVERIFY(m_window->files().save());
    m_window->files().startNew();
    QVERIFY(m_window->files().openPath(m_answers.save));
    const Threat *threat = m_window->document().session().find(key);
    QVERIFY(threat);
    QCOMPARE(threat->status, ThreatStatus::Accepted);
    QVERIFY(!threat->toBeReviewed);
}

void tst_mainwindow::closingAsksAboutUnsavedWork()
{
    m_window->files().startNew();
    QVERIFY(m_window->close());
    QCOMPARE(m_answers.asked, 0);
    m_window->show();
    draw(QStringLiteral("api"));
    QVERIFY(!m_window->close());
    QCOMPARE(m_answers.asked, 1);
    m_answers.changes = Prompts::SaveAnswer::Save;
    QVERIFY(!m_window->close());
    m_answers.save = path(QStringLiteral("closed.drawbridge"));
    QVERIFY(m_window->close());
    QVERIFY(QFile::exists(m_answers.save));
}

void tst_mainwindow::closesDuringAJob()
{
    m_window->files().importPaths({composeFile()});
    QVERIFY(m_window->close());
    m_window.reset();
    QTest::qWait(50);
}

void tst_mainwindow::saysWhetherScansAreAttached()
{
    m_window->files().startNew();
    const auto *label = m_window->findChild<QLabel *>(QStringLiteral("evidenceStatus"));
    QCOMPARE(label->text(), QStringLiteral("No scans attached"));
    const QString project = path(QStringLiteral("scanned.drawbridge"));
    const auto schema = m_window->document().sharedSchema();
    ThreatModel model = m_window->document().model();
    QVERIFY(saveEvidence({{{QStringLiteral("bandit"), {}, {}, {}, {}, {}, {}}}}, model, project));
    QVERIFY(saveProject(model, project, *schema));
    QVERIFY(m_window->files().openPath(project));
    QCOMPARE(label->text(), QStringLiteral("1 scan attached"));
    const QString analysis = path(QStringLiteral("analysis.json"));
    QVERIFY(m_window->files().exportTo(analysis, {}));
    QFile exported(analysis);
    QVERIFY(exported.open(QIODevice::ReadOnly));
    QVERIFY(exported.readAll().contains("\"evidence\": \"present\""));
    QVERIFY(QFile::remove(path(QStringLiteral("scanned.evidence.json"))));
    m_window->files().startNew();
    QVERIFY(m_window->files().openPath(project));
    QCOMPARE(label->text(), QStringLiteral("Attached scans are missing"));
}

// Packs beside a project count for that project alone; a broken one does not keep it closed.
void tst_mainwindow::usesTheRulesOfTheProject()
{
    const QString ours = path(QStringLiteral("ours.drawbridge"));
    const QString other = path(QStringLiteral("other.drawbridge"));
    QVERIFY(saveProject({}, ours, m_window->document().schema()));
    QVERIFY(saveProject({}, other, m_window->document().schema()));
    QFile pack(path(QStringLiteral("ours.rules.yaml")));
    QVERIFY(pack.open(QIODevice::WriteOnly));
    pack.write("pack: own\nswitchOff:\n  - {rule: containers/privileged, reason: test rig}\n");
    pack.close();
    const auto *label = m_window->findChild<QLabel *>(QStringLiteral("ruleStatus"));
    const auto knows = [this] {
        return m_window->document().session().input().rules->find(
                   QStringLiteral("containers/privileged"))
            >= 0;
    };
    QVERIFY(knows());
    QVERIFY(m_window->files().openPath(ours));
    QVERIFY(!knows());
    QTRY_COMPARE(label->text(), QStringLiteral("1 rule changed"));
    QVERIFY(label->toolTip().contains(QStringLiteral("test rig")));
    QVERIFY(m_window->files().openPath(other));
    QVERIFY(knows());
    QTRY_VERIFY(label->isHidden());
    QVERIFY(pack.open(QIODevice::WriteOnly));
    pack.write("pack: [\n");
    pack.close();
    QVERIFY(m_window->files().openPath(ours));
    QVERIFY(knows());
    QCOMPARE(m_answers.told.size(), 1);
    QVERIFY(m_answers.told.first().contains(QStringLiteral("ours.rules.yaml")));
}

void tst_mainwindow::searchesCommandsAndElements()
{
    importCompose();
    bool searched = false;
    QTimer::singleShot(200, this, [&] {
        auto *search = qobject_cast<CommandSearch *>(QApplication::activePopupWidget());
        if (!search)
            return;
        // A failure must not leave the popup open for ever.
        const auto close = qScopeGuard([search] { search->reject(); });
        const int height = search->height();
        QTest::keyClicks(search->edit(), QStringLiteral("db"));
        QTest::qWait(20);
        searched = search->results()->count() > 0 && search->edit()->hasFocus();
        // No taller than what was found; and what was not found is said.
        search->edit()->setText(QStringLiteral("xyzzy"));
        const auto *nothing = search->findChild<QLabel *>(QStringLiteral("nothingFound"));
        searched = searched && nothing->isVisible() && !search->results()->isVisible();
        QTRY_VERIFY2(search->height() < height,
                     qPrintable(QStringLiteral("%1, %2 rows before; %3")
                                    .arg(height)
                                    .arg(search->results()->height())
                                    .arg(search->height())));
        search->edit()->setText(QStringLiteral("db"));
        searched = searched && !nothing->isVisible() && search->results()->isVisible();
        QTest::keyClick(search->edit(), Qt::Key_Return);
    });
    m_window->actions()[QStringLiteral("search")]->trigger();
    QVERIFY(searched);
    QVERIFY(m_window->selection().single().has_value());
    const auto record = *m_window->selection().single();
    QCOMPARE(m_window->document().model().elements.find(ElementId(record.id))->name,
             QStringLiteral("db"));
}

void tst_mainwindow::enlargesThePanelInFront()
{
    importCompose();
    m_window->showPanel(QStringLiteral("matrix"));
    QTRY_VERIFY(!m_window->panel(QStringLiteral("matrix"))->visibleRegion().isEmpty());
    QAction *enlarge = m_window->actions()[QStringLiteral("enlarge")];
    enlarge->trigger();
    QVERIFY(enlarge->isChecked());
    QVERIFY(!m_window->diagrams().isVisible());
    QVERIFY(!m_window->panel(QStringLiteral("outline"))->isVisible());
    QTRY_VERIFY(m_window->panel(QStringLiteral("matrix"))->width() > m_window->width() - 20);
    enlarge->trigger();
    QVERIFY(!enlarge->isChecked());
    QTRY_VERIFY(m_window->diagrams().isVisible());
    QVERIFY(m_window->panel(QStringLiteral("outline"))->isVisible());
}

void tst_mainwindow::opensCatalogEntriesInTheirPanel()
{
    importCompose();
    const auto isInFront = [this](const char *panel) {
        return !m_window->panel(QLatin1String(panel))->visibleRegion().isEmpty();
    };
    m_window->selection().open({CatalogReference::Kind::Technique, QStringLiteral("T1611")});
    QTRY_VERIFY(isInFront("matrix"));
    m_window->selection().open({CatalogReference::Kind::Control, QStringLiteral("AC-6")});
    QTRY_VERIFY(isInFront("nist"));
    QVERIFY(!isInFront("matrix"));
    m_window->selection().open(
        {CatalogReference::Kind::Rule, QStringLiteral("containers/privileged")});
    QTRY_VERIFY(isInFront("rules"));
}

void tst_mainwindow::countsProblemsAndGoesToThem()
{
    importCompose();
    Document &document = m_window->document();
    ThreatModel broken = document.model();
    DataFlow flow = *broken.flows.begin();
    flow.interface = InterfaceId("p-nowhere");
    broken.flows.put(flow);
    QVERIFY(document.apply(replaceModel(document.model(), broken, QStringLiteral("Break"))));
    const auto find = [this]() -> QPushButton * {
        for (QPushButton *button : m_window->statusBar()->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text().contains(QStringLiteral("problem")))
                return button;
        }
        return nullptr;
    };
    QTRY_VERIFY(find());
    find()->click();
    auto *panel = qobject_cast<ProblemsPanel *>(m_window->panel(QStringLiteral("problems")));
    QTRY_VERIFY(panel->table()->isVisible());
    Q_EMIT panel->table()->cellClicked(0, 0);
    QVERIFY(m_window->selection().single());
    QCOMPARE(m_window->selection().single()->id, IdText(flow.id));
}

void tst_mainwindow::switchesTheTheme()
{
    importCompose();
    m_window->actions()[QStringLiteral("dark")]->trigger();
    QVERIFY(m_window->appearance().isDark());
    QCOMPARE(QSettings().value(QStringLiteral("appearance")).toString(), QStringLiteral("dark"));
    QTest::qWait(20);
    QVERIFY(m_window->grab().toImage().pixelColor(4, 4).lightness() < 80);
    m_window->actions()[QStringLiteral("light")]->trigger();
    QTest::qWait(20);
    QVERIFY(m_window->grab().toImage().pixelColor(4, 4).lightness() > 200);
}

void tst_mainwindow::offersWhatACrashLeft()
{
    m_window->files().startNew();
    draw(QStringLiteral("unsaved"));
    ProjectFileStorage storage(m_window->document().sharedSchema());
    const QString folder = path(QStringLiteral("autosave"));
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(
        storage.save(m_window->document().model(), folder + QStringLiteral("/left.drawbridge")));
    m_answers.changes = Prompts::SaveAnswer::Discard;
    m_window->files().startNew();
    QCOMPARE(m_window->document().model().elements.size(), 0);
    m_answers.confirm = true;
    QCOMPARE(Autosave::recoverable(folder).size(), 1);
    m_window->files().offerRecovery(storage, folder);
    QCOMPARE(m_window->document().model().elements.size(), 1);
    QVERIFY(m_window->isWindowModified());
    QVERIFY(Autosave::recoverable(folder).isEmpty());
}

void tst_mainwindow::tellsWhyAFileCannotBeOpened()
{
    QVERIFY(!m_window->files().openPath(path(QStringLiteral("missing.drawbridge"))));
    QCOMPARE(m_answers.told.size(), 1);
    QVERIFY(m_answers.told.first().contains(QStringLiteral("missing.drawbridge")));
}

DRAWBRIDGE_TEST(tst_mainwindow)
#include "tst_mainwindow.moc"
