#include "app/dialogs/prompts.h"
#include "tests/support/testrunner.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QInputDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

using namespace drawbridge;

// The real dialogs, answered by a hand that waits for them.
class tst_prompts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksWhetherToSave_data();
    void asksWhetherToSave();
    void confirms();
    void namesAreNoMarkup();
    void tellsDetails();
    void asksForText();
    void filesAreLookedForWhereTheLastOneWas();
};

// Does something with the message box once it is there.
static void whenShown(const std::function<void(QMessageBox *)> &act)
{
    QTimer::singleShot(0, qApp, [act] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        if (box)
            act(box);
        else
            whenShown(act);
    });
}

void tst_prompts::asksWhetherToSave_data()
{
    QTest::addColumn<QMessageBox::StandardButton>("button");
    QTest::addColumn<Prompts::SaveAnswer>("answer");
    QTest::newRow("save") << QMessageBox::Save << Prompts::SaveAnswer::Save;
    QTest::newRow("discard") << QMessageBox::Discard << Prompts::SaveAnswer::Discard;
    QTest::newRow("cancel") << QMessageBox::Cancel << Prompts::SaveAnswer::Cancel;
}

void tst_prompts::asksWhetherToSave()
{
    QFETCH(QMessageBox::StandardButton, button);
    QFETCH(Prompts::SaveAnswer, answer);
    QString text;
    whenShown([&](QMessageBox *box) {
        text = box->text();
        box->button(button)->click();
    });
    DialogPrompts prompts;
    QCOMPARE(prompts.saveChanges(nullptr, QStringLiteral("shop")), answer);
    QVERIFY2(text.contains(u"shop"), qPrintable(text));
}

// Escape is no consent.
void tst_prompts::confirms()
{
    DialogPrompts prompts;
    whenShown([](QMessageBox *box) { box->button(QMessageBox::Yes)->click(); });
    QVERIFY(prompts.confirm(nullptr, QStringLiteral("T"), QStringLiteral("Really?")));
    whenShown([](QMessageBox *box) { box->button(QMessageBox::No)->click(); });
    QVERIFY(!prompts.confirm(nullptr, QStringLiteral("T"), QStringLiteral("Really?")));
    whenShown([](QMessageBox *box) { box->reject(); });
    QVERIFY(!prompts.confirm(nullptr, QStringLiteral("T"), QStringLiteral("Really?")));
}

void tst_prompts::namesAreNoMarkup()
{
    DialogPrompts prompts;
    Qt::TextFormat format = Qt::AutoText;
    const auto look = [&](QMessageBox *box) {
        format = box->textFormat();
        box->reject();
    };
    whenShown(look);
    prompts.saveChanges(nullptr, QStringLiteral("<h1>shop</h1>"));
    QCOMPARE(format, Qt::PlainText);
    format = Qt::AutoText;
    whenShown(look);
    prompts.confirm(nullptr, QStringLiteral("T"), QStringLiteral("Delete <b>web</b>?"));
    QCOMPARE(format, Qt::PlainText);
}

void tst_prompts::tellsDetails()
{
    QString details;
    whenShown([&](QMessageBox *box) {
        details = box->detailedText();
        box->button(QMessageBox::Ok)->click();
    });
    DialogPrompts prompts;
    prompts.tell(nullptr, QStringLiteral("T"), QStringLiteral("Two things are odd."),
                 {QStringLiteral("one"), QStringLiteral("two")});
    QCOMPARE(details, QStringLiteral("one\ntwo"));
}

void tst_prompts::asksForText()
{
    DialogPrompts prompts;
    QTimer::singleShot(0, qApp, [] {
        auto *dialog = qobject_cast<QInputDialog *>(QApplication::activeModalWidget());
        if (dialog) {
            dialog->setTextValue(dialog->textValue() + QStringLiteral(" 2"));
            dialog->accept();
        }
    });
    QCOMPARE(prompts.text(nullptr, QStringLiteral("T"), QStringLiteral("Name"),
                          QStringLiteral("Overview")),
             QStringLiteral("Overview 2"));
}

static void whenFilesAreAsked(const std::function<void(QFileDialog *)> &act)
{
    QTimer::singleShot(0, qApp, [act] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (dialog)
            act(dialog);
        else
            whenFilesAreAsked(act);
    });
}

void tst_prompts::filesAreLookedForWhereTheLastOneWas()
{
    QTemporaryDir folder;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope,
                       folder.filePath(QStringLiteral("settings")));
    QCoreApplication::setOrganizationName(QStringLiteral("DrawbridgeTest"));
    QFile file(folder.filePath(QStringLiteral("scan.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    whenFilesAreAsked([&](QFileDialog *dialog) {
        dialog->findChild<QLineEdit *>()->setText(file.fileName());
        dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Open)->click();
    });
    DialogPrompts prompts;
    QCOMPARE(prompts.openFiles(nullptr, QStringLiteral("Open"), QString()),
             QStringList {file.fileName()});
    QString shown;
    whenFilesAreAsked([&](QFileDialog *dialog) {
        shown = dialog->directory().absolutePath();
        dialog->reject();
    });
    QCOMPARE(prompts.saveFile(nullptr, QStringLiteral("Save"), QStringLiteral("x"), QString()),
             QString());
    QCOMPARE(shown, folder.path());
}

DRAWBRIDGE_TEST(tst_prompts)
#include "tst_prompts.moc"
