#include "app/mainwindow/filecommands.h"
#include "app/mainwindow/mainwindow.h"
#include "app/mainwindow/panelplaces.h"
#include "app/render/fonts.h"
#include "app/whatif/hardeningdialog.h"
#include "tests/app/mainwindow/fakeprompts.h"
#include "tests/support/testrunner.h"

#include <QLabel>
#include <QSettings>
#include <QStandardPaths>

using namespace drawbridge;
using namespace drawbridge::test;

// The window from one start to the next, and what comes to its panels from outside.
class tst_panelplaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void attachesScanResults();
    void fitsASmallScreen();
    void remembersItsSizeAndPanels();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const char *content) const;
    void openWindow();

    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    Answers m_answers;
    std::unique_ptr<MainWindow> m_window;
};

void tst_panelplaces::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("Drawbridge"));
    QCoreApplication::setApplicationName(QStringLiteral("DrawbridgeTest"));
    QVERIFY(ensureFonts());
}

void tst_panelplaces::init()
{
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_answers = {};
    openWindow();
}

void tst_panelplaces::cleanup()
{
    m_window.reset();
}

void tst_panelplaces::openWindow()
{
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

void tst_panelplaces::write(const QString &name, const char *content) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

static const char *const BanditText =
    "{\"errors\": [], \"generated_at\": \"2026-11-24T10:00:00Z\", \"metrics\": {}, \"results\": "
    "[{\"code\": \"\", \"filename\": \"web/app.py\", \"issue_confidence\": \"HIGH\", "
    "\"issue_cwe\": {\"id\": 78, \"link\": \"\"}, \"issue_severity\": \"HIGH\", "
    "\"issue_text\": \"shell\", \"line_number\": 7, \"line_range\": [7], \"more_info\": \"\", "
    "\"test_id\": \"B602\", \"test_name\": \"subprocess_popen_with_shell_equals_true\"}]}";

void tst_panelplaces::attachesScanResults()
{
    const QString compose = path(QStringLiteral("compose.yml"));
    write(QStringLiteral("compose.yml"), "services:\n  web:\n    image: nginx:1.25\n");
    write(QStringLiteral("bandit.json"), BanditText);
    m_window->files().importPaths({compose});
    QTRY_VERIFY_WITH_TIMEOUT(m_window->document().model().elements.size() > 1, 20000);
    m_answers.open = {path(QStringLiteral("bandit.json"))};
    // A project without a file has no place for them.
    m_window->actions()[QStringLiteral("attach-scans")]->trigger();
    QVERIFY(!m_window->document().evidence().scans);
    m_answers.confirm = true;
    m_answers.save = path(QStringLiteral("shop.drawbridge"));
    m_window->actions()[QStringLiteral("attach-scans")]->trigger();
    QTRY_COMPARE(m_window->document().findings().all().size(), 1);
    QVERIFY(m_window->isWindowModified());
    const auto *label = m_window->findChild<QLabel *>(QStringLiteral("evidenceStatus"));
    QCOMPARE(label->text(), QStringLiteral("1 scan attached"));
    QTRY_VERIFY(m_window->panel(QStringLiteral("findings"))->isVisible());
    m_window->actions()[QStringLiteral("undo")]->trigger();
    QVERIFY(m_window->document().findings().all().isEmpty());
    m_window->actions()[QStringLiteral("redo")]->trigger();
    QVERIFY(m_window->files().save());
    QVERIFY(m_window->files().openPath(m_answers.save));
    QCOMPARE(m_window->document().findings().all().size(), 1);
    // What is no scan changes nothing.
    m_answers.told.clear();
    m_window->files().attachScansFrom({compose});
    QTRY_COMPARE(m_answers.told.size(), 1);
    QCOMPARE(m_window->document().findings().all().size(), 1);
    QVERIFY(!m_window->isWindowModified());
    // The what-if weighs them, too.
    m_window->actions()[QStringLiteral("harden")]->trigger();
    auto *dialog = m_window->findChild<HardeningDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isReady(), 60'000);
    QCOMPARE(dialog->shown()->before.findings.all().size(), 1);
}

void tst_panelplaces::fitsASmallScreen()
{
    m_window->files().startNew();
    QTest::qWait(20);
    // 1280 x 720 less a title and a task bar.
    const QSize least = m_window->minimumSizeHint();
    QStringList large;
    for (const QDockWidget *dock : m_window->findChildren<QDockWidget *>()) {
        const QSize size = dock->widget()->minimumSizeHint();
        large += QStringLiteral("%1 %2 x %3")
                     .arg(dock->objectName())
                     .arg(size.width())
                     .arg(size.height());
    }
    QVERIFY2(least.width() <= 1280 && least.height() <= 660,
             qPrintable(QStringLiteral("%1 x %2: %3")
                            .arg(least.width())
                            .arg(least.height())
                            .arg(large.join(u'\n'))));
}

void tst_panelplaces::remembersItsSizeAndPanels()
{
    m_window->files().startNew();
    const QSize size(1410, 830);
    QTRY_VERIFY2(m_window->minimumSize().width() <= size.width(),
                 qPrintable(QString::number(m_window->minimumSize().width())));
    m_window->resize(size);
    QCOMPARE(m_window->size(), size);
    auto *outline = m_window->findChild<QDockWidget *>(QStringLiteral("outline"));
    outline->hide();
    m_window->showPanel(QStringLiteral("rules"));
    QTRY_VERIFY(m_window->panel(QStringLiteral("rules"))->isVisible());
    QVERIFY(m_window->close());
    m_window.reset();
    QSettings().sync();
    openWindow();
    QCOMPARE(m_window->size(), size);
    m_window->files().startNew();
    QTRY_VERIFY(m_window->panel(QStringLiteral("rules"))->isVisible());
    QVERIFY(!m_window->panel(QStringLiteral("outline"))->isVisible());
    m_window->actions()[QStringLiteral("reset-panels")]->trigger();
    QTRY_VERIFY(m_window->panel(QStringLiteral("outline"))->isVisible());
}

DRAWBRIDGE_TEST(tst_panelplaces)
#include "tst_panelplaces.moc"
