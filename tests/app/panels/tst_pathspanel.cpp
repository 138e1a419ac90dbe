#include "app/panels/pathspanel.h"
#include "model/edit/setpropertyedit.h"
#include "tests/app/panels/panelfixture.h"
#include "tests/support/testrunner.h"

#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

using namespace drawbridge;
using namespace drawbridge::test;

// The panel of attack paths: what it lists, highlights and leads to.
class tst_pathspanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsPathsAndFollowsEdits();
    void theSelectedPathIsHighlighted();
    void reasonsAndMeasuresLeadToTheirThreat();
    void sayInWordsThatThereIsNone();
    void largeModelsAreSearchedAside();
    void namesStayText();
};

static void say(Document &document, const ElementId &element, const char16_t *name, bool value)
{
    const PropertyIndex property = document.schema().find(RecordKind::Element, name);
    const auto done = document.apply(setProperty(
        document.model(), document.schema(), {{RecordKind::Element, element}}, property, value));
    QVERIFY(done);
}

// web takes its host over.
static void makePrivileged(Document &document)
{
    say(document, shop::Web, u"privileged", true);
}

static QTreeWidgetItem *itemWith(const PathsPanel &panel, const QString &text)
{
    const QList<QTreeWidgetItem *> found =
        panel.tree()->findItems(text, Qt::MatchContains | Qt::MatchRecursive);
    return found.isEmpty() ? nullptr : found.first();
}

static QTreeWidgetItem *escape(const PathsPanel &panel)
{
    return itemWith(panel, QStringLiteral("Compromised container to control of"));
}

void tst_pathspanel::listsPathsAndFollowsEdits()
{
    PanelFixture fixture;
    PathsPanel panel(fixture.context);
    panel.resize(900, 300);
    panel.show();
    QTRY_VERIFY(!panel.report().positions.isEmpty());
    QVERIFY(!escape(panel));
    makePrivileged(*fixture.document);
    QTRY_VERIFY(escape(panel));
    QVERIFY(itemWith(panel, QStringLiteral("1. Start in web")));
    QVERIFY(itemWith(panel, QStringLiteral("web runs in privileged mode")));
    fixture.document->undoStack().undo();
    QTRY_VERIFY(!escape(panel));
}

void tst_pathspanel::theSelectedPathIsHighlighted()
{
    PanelFixture fixture;
    PathsPanel panel(fixture.context);
    panel.resize(900, 300);
    panel.show();
    makePrivileged(*fixture.document);
    QTRY_VERIFY(escape(panel));
    escape(panel)->setSelected(true);
    QVERIFY(fixture.selection.path().contains(shop::Web));
    QVERIFY(!fixture.selection.path().contains(shop::Browser));
    // It stays highlighted over an edit that leaves it, also while another panel is in front.
    panel.hide();
    say(*fixture.document, shop::Redis, u"hostPid", false);
    QTest::qWait(50);
    QVERIFY(fixture.selection.path().contains(shop::Web));
    // And goes with the path.
    fixture.document->undoStack().undo();
    fixture.document->undoStack().undo();
    QTRY_VERIFY(fixture.selection.path().isEmpty());
}

void tst_pathspanel::reasonsAndMeasuresLeadToTheirThreat()
{
    PanelFixture fixture;
    PathsPanel panel(fixture.context);
    panel.resize(900, 300);
    panel.show();
    makePrivileged(*fixture.document);
    QTRY_VERIFY(escape(panel));
    const QString threat = QStringLiteral("containers/privileged@e-web");
    QTreeWidgetItem *reason = itemWith(panel, QStringLiteral("web runs in privileged mode"));
    Q_EMIT panel.tree()->itemActivated(reason, 0);
    QCOMPARE(fixture.selection.threat(), threat);
    fixture.selection.selectThreat({});
    QPushButton *measure = nullptr;
    for (QPushButton *button : panel.findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("Remove privileged mode"))
            measure = button;
    }
    QVERIFY(measure);
    measure->click();
    QCOMPARE(fixture.selection.threat(), threat);
    QTreeWidgetItem *step = itemWith(panel, QStringLiteral("1. Start in web"));
    Q_EMIT panel.tree()->itemActivated(step, 0);
    QCOMPARE(fixture.selection.records(), RecordReferences({{RecordKind::Element, shop::Web}}));
}

void tst_pathspanel::sayInWordsThatThereIsNone()
{
    PanelFixture fixture;
    fixture.document->setModel({});
    PathsPanel panel(fixture.context);
    panel.resize(900, 300);
    panel.show();
    const auto says = [&](const QString &text) {
        const QList<QLabel *> labels = panel.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(text);
        });
    };
    QTRY_VERIFY(says(QStringLiteral("The model is empty")));
    QVERIFY(!panel.tree()->isVisible());
}

void tst_pathspanel::largeModelsAreSearchedAside()
{
    PanelFixture fixture;
    PathsPanel panel(fixture.context);
    panel.setLargeFrom(0);
    panel.resize(900, 300);
    panel.show();
    makePrivileged(*fixture.document);
    QTRY_VERIFY(escape(panel));
    // Edits while it is searched are not lost.
    fixture.document->undoStack().undo();
    fixture.document->undoStack().redo();
    fixture.document->undoStack().undo();
    QTRY_VERIFY(!escape(panel));
}

void tst_pathspanel::namesStayText()
{
    PanelFixture fixture;
    ThreatModel model = fixture.model();
    Element web = *model.elements.find(shop::Web);
    web.name = QStringLiteral("<img src=x>");
    model.elements.put(web);
    fixture.document->setModel(model);
    makePrivileged(*fixture.document);
    PathsPanel panel(fixture.context);
    panel.resize(900, 300);
    panel.show();
    QTRY_VERIFY(escape(panel));
    QTreeWidgetItem *reason = itemWith(panel, QStringLiteral("runs in privileged mode"));
    QVERIFY(reason->text(0).startsWith(QStringLiteral("<img")));
    QVERIFY(reason->toolTip(0).startsWith(QStringLiteral("&lt;img")));
}

DRAWBRIDGE_TEST(tst_pathspanel)
#include "tst_pathspanel.moc"
