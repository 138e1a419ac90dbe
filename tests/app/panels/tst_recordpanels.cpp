#include "app/panels/matrixpanel.h"
#include "app/panels/nistpanel.h"
#include "app/panels/outlinepanel.h"
#include "app/panels/propertiespanel.h"
#include "app/panels/propertyrow.h"
#include "app/panels/questioncard.h"
#include "app/panels/questionspanel.h"
#include "model/edit/moveplacementsedit.h"
#include "tests/app/panels/panelfixture.h"
#include "tests/support/testrunner.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QTreeView>

using namespace drawbridge;
using namespace drawbridge::test;

// Panels that show records, and those that count threats by catalog entry.
class tst_recordpanels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void propertiesFollowTheSelection();
    void aPropertyIsEditedByItsRow();
    void nothingIsWiderThanThePanel();
    void anAnswerChangesTheThreats();
    void anAnswerMayHoldForTheWholeHost();
    void questionsFollowTheSelection();
    void theProfileOfTheHostIsAskedOnce();
    void theOutlineFollowsAndSetsTheSelection();
    void movingAShapeLeavesTheOutlineAlone();
    void anEmptyModelShowsEmptyPanels();
};

static RecordReference webService()
{
    return {RecordKind::Element, shop::Web};
}

void tst_recordpanels::propertiesFollowTheSelection()
{
    PanelFixture fixture;
    PropertiesPanel panel(fixture.context);
    panel.show();
    fixture.selection.select({webService()});
    QTRY_COMPARE(panel.nameEdit()->text(), QStringLiteral("web"));
    panel.nameEdit()->selectAll();
    QTest::keyClicks(panel.nameEdit(), QStringLiteral("shop front"));
    QTest::keyClick(panel.nameEdit(), Qt::Key_Return);
    QCOMPARE(fixture.model().elements.find(shop::Web)->name, QStringLiteral("shop front"));
    fixture.selection.select({{RecordKind::Boundary, shop::Back}});
    QTRY_COMPARE(panel.nameEdit()->text(), fixture.model().boundaries.find(shop::Back)->name);
}

void tst_recordpanels::aPropertyIsEditedByItsRow()
{
    PanelFixture fixture;
    PropertiesPanel panel(fixture.context);
    panel.show();
    fixture.selection.select({webService()});
    const auto firstYesNo = [&]() -> PropertyRow * {
        for (PropertyRow *row : panel.findChildren<PropertyRow *>()) {
            if (fixture.document->schema().definition(row->property()).type.kind
                == PropertyKind::Bool)
                return row;
        }
        return nullptr;
    };
    QTRY_VERIFY(firstYesNo());
    const QString name = fixture.document->schema().definition(firstYesNo()->property()).name;
    const PropertyIndex property = firstYesNo()->property();
    firstYesNo()->edit();
    auto *choice = firstYesNo()->findChild<QComboBox *>();
    QVERIFY(choice);
    choice->hidePopup();
    choice->setCurrentIndex(1);
    Q_EMIT choice->activated(1);
    const auto value = [&] {
        return effectiveValue(fixture.document->schema(), *fixture.model().elements.find(shop::Web),
                              property);
    };
    QTRY_VERIFY(value().has_value());
    QCOMPARE(value()->claim.value, Value(true));
    QVERIFY(panel.row(name));
    fixture.document->undoStack().undo();
    QVERIFY(!value().has_value() || value()->claim.provenance.claim != ClaimSource::Architect);
}

void tst_recordpanels::nothingIsWiderThanThePanel()
{
    PanelFixture fixture;
    fixture.appearance.choose(Appearance::Choice::Light);
    PropertiesPanel panel(fixture.context);
    panel.resize(320, 700);
    panel.show();
    fixture.selection.select({webService()});
    QTRY_VERIFY(!panel.findChildren<PropertyRow *>().isEmpty());
    const auto *scroll = panel.findChild<QScrollArea *>();
    QTRY_COMPARE(scroll->widget()->width(), scroll->viewport()->width());
    qApp->setStyleSheet(QString());
}

void tst_recordpanels::anAnswerChangesTheThreats()
{
    PanelFixture fixture;
    QuestionsPanel panel(fixture.context);
    panel.show();
    QTRY_VERIFY(!panel.findChildren<QuestionCard *>().isEmpty());
    QPushButton *yes = nullptr;
    for (QPushButton *button : panel.findChildren<QPushButton *>()) {
        if (!yes && button->text() == QStringLiteral("Yes"))
            yes = button;
    }
    QVERIFY(yes);
    const qsizetype questions = fixture.session().openQuestions().size();
    QSignalSpy threats(fixture.document.get(), &Document::threatsChanged);
    QTest::mouseClick(yes, Qt::LeftButton);
    QTRY_COMPARE(threats.count(), 1);
    QVERIFY(fixture.session().openQuestions().size() < questions);
    fixture.document->undoStack().undo();
    QCOMPARE(fixture.session().openQuestions().size(), questions);
}

static QComboBox *comboNamed(const QWidget &parent, const char *name)
{
    for (QComboBox *combo : parent.findChildren<QComboBox *>()) {
        if (combo->accessibleName() == QLatin1String(name))
            return combo;
    }
    return nullptr;
}

void tst_recordpanels::anAnswerMayHoldForTheWholeHost()
{
    PanelFixture fixture;
    const PropertyIndex validated =
        fixture.document->schema().find(RecordKind::Element, u"inputValidated");
    OpenQuestion question;
    question.reference = {RecordKind::Element, shop::Web, validated};
    QuestionCard card(fixture.context, question, true);
    QComboBox *holders = comboNamed(card, "Whom the answer is for");
    QVERIFY(holders);
    QCOMPARE(holders->itemText(0), QStringLiteral("Only for web"));
    QVERIFY(holders->findText(QStringLiteral("For all of Host docker-01")) > 0);
    holders->setCurrentIndex(holders->findText(QStringLiteral("For all of Host docker-01")));
    QTest::mouseClick(card.findChild<QPushButton *>(), Qt::LeftButton);
    const PropertyIndex ofHost =
        fixture.document->schema().find(RecordKind::Boundary, u"inputValidated");
    QTRY_COMPARE(fixture.model().boundaries.find(shop::Host)->properties.value(ofHost),
                 Value(true));
    QVERIFY(!fixture.model().elements.find(shop::Web)->properties.find(validated));
    fixture.document->undoStack().undo();
    QVERIFY(!fixture.model().boundaries.find(shop::Host)->properties.find(ofHost));
}

void tst_recordpanels::questionsFollowTheSelection()
{
    PanelFixture fixture;
    QuestionsPanel panel(fixture.context);
    panel.show();
    const auto cards = [&panel] { return panel.findChildren<QuestionCard *>().size(); };
    QTRY_VERIFY(cards() > 0);
    const qsizetype all = cards();
    QComboBox *about = comboNamed(panel, "Which questions");
    QVERIFY(about);
    about->setCurrentIndex(1);
    QTRY_COMPARE(cards(), 0);
    fixture.selection.select({webService()});
    QTRY_VERIFY(cards() > 0 && cards() < all);
    const qsizetype ofWeb = cards();
    about->setCurrentIndex(2);
    QTRY_VERIFY(cards() > ofWeb);
}

void tst_recordpanels::theProfileOfTheHostIsAskedOnce()
{
    PanelFixture fixture;
    QuestionsPanel panel(fixture.context);
    panel.show();
    comboNamed(panel, "Which questions")->setCurrentIndex(3);
    const auto cards = [&panel] { return panel.findChildren<QuestionCard *>(); };
    QTRY_VERIFY(cards().size() >= 10);
    const qsizetype before = cards().size();
    for (QPushButton *button : panel.findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("Yes")) {
            QTest::mouseClick(button, Qt::LeftButton);
            break;
        }
    }
    QTRY_COMPARE(cards().size(), before - 1);
    QVERIFY(!fixture.model().boundaries.find(shop::Host)->properties.isEmpty());
}

static QModelIndex find(QAbstractItemModel *model, const QString &text)
{
    return model
        ->match(model->index(0, 0), Qt::DisplayRole, text, 1, Qt::MatchExactly | Qt::MatchRecursive)
        .value(0);
}

void tst_recordpanels::theOutlineFollowsAndSetsTheSelection()
{
    PanelFixture fixture;
    OutlinePanel panel(fixture.context);
    panel.resize(240, 600);
    panel.show();
    const QModelIndex web = find(panel.view()->model(), QStringLiteral("web"));
    QVERIFY(web.isValid());
    QVERIFY(web.data(OutlinePanel::CountRole).toInt() > 0);
    fixture.selection.select({webService()});
    QVERIFY(panel.view()->selectionModel()->isSelected(web));
    const QModelIndex redis = find(panel.view()->model(), QStringLiteral("redis"));
    panel.view()->scrollTo(redis);
    QTest::mouseClick(panel.view()->viewport(), Qt::LeftButton, Qt::NoModifier,
                      panel.view()->visualRect(redis).center());
    QCOMPARE(fixture.selection.single()->id, IdText(shop::Redis));
}

void tst_recordpanels::movingAShapeLeavesTheOutlineAlone()
{
    PanelFixture fixture;
    OutlinePanel panel(fixture.context);
    QSignalSpy reset(panel.view()->model(), &QAbstractItemModel::modelReset);
    QSignalSpy inserted(panel.view()->model(), &QAbstractItemModel::rowsInserted);
    const Placement *placed =
        fixture.model().diagrams.find(shop::Deployment)->placement(shop::Redis);
    QVERIFY(placed);
    Placement movedBy40 = *placed;
    movedBy40.rect.translate(40, 0);
    const auto edit = movePlacements(fixture.model(), shop::Deployment, {movedBy40});
    QVERIFY(fixture.document->apply(edit));
    QTest::qWait(20);
    QCOMPARE(reset.count() + inserted.count(), 0);
}

void tst_recordpanels::anEmptyModelShowsEmptyPanels()
{
    PanelFixture fixture;
    fixture.document->setModel(ThreatModel());
    OutlinePanel outline(fixture.context);
    PropertiesPanel properties(fixture.context);
    MatrixPanel matrix(fixture.context);
    NistPanel nist(fixture.context);
    for (QWidget *panel : std::initializer_list<QWidget *> {&outline, &properties, &matrix, &nist})
        panel->show();
    fixture.selection.select({webService()});
    QTest::qWait(30);
    QCOMPARE(outline.view()->model()->rowCount(), 0);
    QCOMPARE(nist.view()->model()->rowCount(), 0);
    QVERIFY(properties.nameEdit()->isHidden() || !properties.nameEdit()->isVisible());
}

DRAWBRIDGE_TEST(tst_recordpanels)
#include "tst_recordpanels.moc"
