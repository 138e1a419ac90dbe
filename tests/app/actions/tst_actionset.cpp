#include "app/actions/actionlist.h"
#include "app/actions/actionset.h"
#include "app/render/iconset.h"
#include "tests/support/testrunner.h"

#include <QMainWindow>

using namespace drawbridge;

class tst_actionset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAndKeysAreUnique();
    void tellsItsKeysInTheToolTip();
    void hasIconsInTheColourOfTheTheme();
    void everyIconExists();
};

void tst_actionset::namesAndKeysAreUnique()
{
    QSet<QString> names;
    QSet<QString> keys;
    for (const ActionEntry &entry : actionList()) {
        QVERIFY2(!names.contains(entry.name), qPrintable(entry.name));
        names.insert(entry.name);
        QVERIFY2(!entry.text.isEmpty(), qPrintable(entry.name));
        for (const QKeySequence &key : entry.shortcuts) {
            const QString text = key.toString();
            // A platform may give a standard key and the one named beside it the same meaning.
            QVERIFY2(!keys.contains(text) || entry.shortcuts.count(key) > 1, qPrintable(text));
            keys.insert(text);
        }
    }
}

void tst_actionset::tellsItsKeysInTheToolTip()
{
    QMainWindow window;
    ActionSet actions(&window);
    QCOMPARE(actions[QStringLiteral("import")]->toolTip(), QStringLiteral("Import (Ctrl+I)"));
    QCOMPARE(actions[QStringLiteral("align-left")]->toolTip(), QStringLiteral("Align left"));
}

static QColor darkest(const QIcon &icon)
{
    const QImage image = icon.pixmap(18, 18).toImage();
    QColor found(Qt::transparent);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor color = image.pixelColor(x, y);
            if (color.alpha() > found.alpha())
                found = color;
        }
    }
    return found;
}

void tst_actionset::hasIconsInTheColourOfTheTheme()
{
    QMainWindow window;
    ActionSet actions(&window);
    actions.recolour(Theme::builtIn(ThemeKind::Light));
    QVERIFY(darkest(actions[QStringLiteral("save")]->icon()).lightness() < 100);
    actions.recolour(Theme::builtIn(ThemeKind::Dark));
    QVERIFY(darkest(actions[QStringLiteral("save")]->icon()).lightness() > 150);
}

void tst_actionset::everyIconExists()
{
    for (const ActionEntry &entry : actionList())
        QVERIFY2(entry.icon.isEmpty() || iconset::contains(entry.icon), qPrintable(entry.icon));
}

DRAWBRIDGE_TEST(tst_actionset)
#include "tst_actionset.moc"
