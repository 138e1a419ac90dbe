#include "app/render/fonts.h"
#include "app/settings/appearance.h"
#include "app/settings/recentfiles.h"
#include "tests/support/testrunner.h"

#include <QApplication>
#include <QSettings>

using namespace drawbridge;

class tst_settings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void keepsTheNewestFileFirstAndEachOnce();
    void forgetsAFileHoweverItIsNamed();
    void keepsNoMoreThanTen();
    void appliesATheme();
    void leavesNoTokenInTheStyleSheet();

private:
    QTemporaryDir m_folder;
};

void tst_settings::initTestCase()
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName(QStringLiteral("Drawbridge"));
    QCoreApplication::setApplicationName(QStringLiteral("Test"));
}

void tst_settings::init()
{
    QSettings().clear();
}

void tst_settings::keepsTheNewestFileFirstAndEachOnce()
{
    recentfiles::add(QStringLiteral("/a/one.drawbridge"));
    recentfiles::add(QStringLiteral("/a/two.drawbridge"));
    recentfiles::add(QStringLiteral("/a/one.drawbridge"));
    QCOMPARE(
        recentfiles::paths(),
        (QStringList {QStringLiteral("/a/one.drawbridge"), QStringLiteral("/a/two.drawbridge")}));
}

void tst_settings::forgetsAFileHoweverItIsNamed()
{
    recentfiles::add(QStringLiteral("here.drawbridge"));
    QCOMPARE(recentfiles::paths().size(), 1);
    QVERIFY(QFileInfo(recentfiles::paths().first()).isAbsolute());
    recentfiles::remove(QStringLiteral("here.drawbridge"));
    QVERIFY(recentfiles::paths().isEmpty());
}

void tst_settings::keepsNoMoreThanTen()
{
    for (int i = 0; i < 14; ++i)
        recentfiles::add(QStringLiteral("/a/%1.drawbridge").arg(i));
    QCOMPARE(recentfiles::paths().size(), 10);
    QCOMPARE(recentfiles::paths().first(), QStringLiteral("/a/13.drawbridge"));
}

void tst_settings::appliesATheme()
{
    QVERIFY(ensureFonts());
    Appearance appearance;
    QSignalSpy changed(&appearance, &Appearance::changed);
    appearance.choose(Appearance::Choice::Dark);
    QVERIFY(appearance.isDark());
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 80);
    appearance.choose(Appearance::Choice::Light);
    QVERIFY(!appearance.isDark());
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() > 200);
    QCOMPARE(changed.count(), 2);
    qApp->setStyleSheet(QString());
}

void tst_settings::leavesNoTokenInTheStyleSheet()
{
    SheetImages images;
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        const Theme &theme = Theme::builtIn(kind);
        QString sheet = images.fillIn(Appearance::styleSheetOf(theme), theme);
        sheet.remove(QStringLiteral("@2x"));
        QVERIFY2(!sheet.contains(u'@'), qPrintable(sheet.mid(sheet.indexOf(u'@'), 40)));
        static const QRegularExpression urls(QStringLiteral("url\\(\"([^\"]+)\"\\)"));
        auto each = urls.globalMatch(sheet);
        QVERIFY(each.hasNext());
        while (each.hasNext()) {
            const QString path = each.next().captured(1);
            QVERIFY2(!QImage(path).isNull(), qPrintable(path));
        }
    }
}

DRAWBRIDGE_TEST(tst_settings)
#include "tst_settings.moc"
