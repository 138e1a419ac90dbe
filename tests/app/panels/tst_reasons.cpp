#include "app/panels/conditionlines.h"
#include "app/panels/conditionview.h"
#include "app/panels/threatreasons.h"
#include "app/panels/whynotpanel.h"
#include "model/edit/setpropertyedit.h"
#include "tests/app/panels/panelfixture.h"
#include "tests/support/testrunner.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace drawbridge;
using namespace drawbridge::test;

// Why a threat is reported, what would settle it, and why a rule is silent, in the window.
class tst_reasons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPartOpensWithValueAndSource();
    void theLeastChangeIsAppliedAsOneStep();
    void whatAFileSaysIsNotOverruled();
    void saysWhyARuleIsSilent();
    void findsRulesByWordsAndTechniques();
    void followsTheSelection();
};

static const QString Privileged = QStringLiteral("containers/privileged@e-web");

static PropertyIndex privileged(const PanelFixture &fixture)
{
    return fixture.document->schema().find(RecordKind::Element, u"privileged");
}

static void makePrivileged(PanelFixture &fixture)
{
    QVERIFY(fixture.document->apply(
        drawbridge::setProperty(fixture.model(), fixture.document->schema(),
                                {{RecordKind::Element, shop::Web}}, privileged(fixture), true)));
}

static QStringList textsOf(const QTreeWidget *tree)
{
    QStringList texts;
    QTreeWidgetItemIterator items(const_cast<QTreeWidget *>(tree));
    for (; *items; ++items)
        texts += (*items)->text(0) + u'|' + (*items)->text(1) + u'|' + (*items)->text(2);
    return texts;
}

void tst_reasons::everyPartOpensWithValueAndSource()
{
    PanelFixture fixture;
    makePrivileged(fixture);
    ThreatReasons reasons(fixture.context, *fixture.session().find(Privileged), false);
    reasons.resize(360, 400);
    reasons.show();
    QVERIFY(!reasons.conditions());
    reasons.opener()->click();
    QTRY_VERIFY(reasons.conditions() && reasons.conditions()->isVisible());
    QStringList texts;
    for (const QLabel *label : reasons.conditions()->findChildren<QLabel *>())
        texts += label->text();
    for (const char *text :
         {"Is a threat when", "self.privileged", "Privileged", "yes", "architect"})
        QVERIFY2(texts.contains(QLatin1String(text)), qPrintable(texts.join(u'\n')));
    // Nothing is cut off in a narrow panel.
    for (const QLabel *label : reasons.conditions()->findChildren<QLabel *>())
        QVERIFY2(label->geometry().right() <= reasons.width(), qPrintable(label->text()));
    reasons.opener()->click();
    QVERIFY(!reasons.conditions()->isVisible());
}

void tst_reasons::theLeastChangeIsAppliedAsOneStep()
{
    PanelFixture fixture;
    makePrivileged(fixture);
    ThreatReasons reasons(fixture.context, *fixture.session().find(Privileged), false);
    reasons.resize(360, 400);
    reasons.show();
    QVERIFY(reasons.applyButton());
    const int steps = fixture.document->undoStack().count();
    reasons.applyButton()->click();
    QVERIFY(!fixture.session().find(Privileged));
    QCOMPARE(fixture.document->undoStack().count(), steps + 1);
    fixture.document->undoStack().undo();
    QVERIFY(fixture.session().find(Privileged));
}

void tst_reasons::whatAFileSaysIsNotOverruled()
{
    PanelFixture fixture;
    ThreatModel model = fixture.model();
    Source file;
    file.id = SourceId(QByteArrayView("s-compose"));
    file.path = QStringLiteral("compose.yml");
    file.lines.insert(QStringLiteral("services.web.privileged"), 7);
    model.sources.put(file);
    Element web = *model.elements.find(shop::Web);
    Claim claim;
    claim.value = true;
    claim.provenance = {ClaimSource::File, file.id, QStringLiteral("services.web.privileged"), {}};
    web.properties.set(privileged(fixture), claim);
    model.elements.put(web);
    fixture.document->setModel(model);
    ThreatReasons reasons(fixture.context, *fixture.session().find(Privileged), false);
    QVERIFY(!reasons.applyButton());
    const QList<QLabel *> labels = reasons.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->text().contains(QStringLiteral("compose.yml:7"));
    }));
}

static QTreeWidgetItem *ruleRow(const WhyNotPanel &panel, const QString &key)
{
    const QList<QTreeWidgetItem *> found = panel.rules()->findItems(key, Qt::MatchExactly);
    return found.isEmpty() ? nullptr : found.first();
}

void tst_reasons::saysWhyARuleIsSilent()
{
    PanelFixture fixture;
    WhyNotPanel panel(fixture.context);
    panel.resize(900, 300);
    panel.show();
    QVERIFY(fixture.document->apply(
        drawbridge::setProperty(fixture.model(), fixture.document->schema(),
                                {{RecordKind::Element, shop::Web}}, privileged(fixture), false)));
    fixture.selection.select({{RecordKind::Element, shop::Web}});
    const QString key = QStringLiteral("containers/privileged");
    QTRY_VERIFY(ruleRow(panel, key));
    QCOMPARE(ruleRow(panel, key)->text(1), QStringLiteral("silent"));
    panel.rules()->setCurrentItem(ruleRow(panel, key));
    const QStringList texts = textsOf(panel.conditions());
    QVERIFY2(texts.contains(QStringLiteral("self.privileged|false|")),
             qPrintable(texts.join(u'\n')));
    QVERIFY2(texts.contains(QStringLiteral("Privileged: no||architect")),
             qPrintable(texts.join(u'\n')));
    // An edit changes the verdict of the chosen rule.
    makePrivileged(fixture);
    QTRY_COMPARE(ruleRow(panel, key)->text(1), QStringLiteral("reports"));
    QCOMPARE(panel.rules()->currentItem(), ruleRow(panel, key));
    Q_EMIT panel.rules()->itemActivated(panel.rules()->currentItem(), 0);
    QCOMPARE(fixture.selection.threat(), Privileged);
}

void tst_reasons::findsRulesByWordsAndTechniques()
{
    PanelFixture fixture;
    WhyNotPanel panel(fixture.context);
    panel.resize(900, 300);
    panel.show();
    fixture.selection.select({{RecordKind::Element, shop::Web}});
    QTRY_VERIFY(ruleRow(panel, QStringLiteral("containers/privileged")));
    panel.searchEdit()->setText(QStringLiteral("T1611"));
    QVERIFY(!ruleRow(panel, QStringLiteral("containers/privileged"))->isHidden());
    QVERIFY(ruleRow(panel, QStringLiteral("containers/no-memory-limit"))->isHidden());
    panel.searchEdit()->setText(QStringLiteral("memory"));
    QVERIFY(ruleRow(panel, QStringLiteral("containers/privileged"))->isHidden());
    QVERIFY(!ruleRow(panel, QStringLiteral("containers/no-memory-limit"))->isHidden());
}

void tst_reasons::followsTheSelection()
{
    PanelFixture fixture;
    WhyNotPanel panel(fixture.context);
    panel.resize(900, 300);
    panel.show();
    QTRY_VERIFY(!panel.rules()->isVisible());
    fixture.selection.select({{RecordKind::Flow, shop::WebToRedis}});
    QTRY_VERIFY(panel.rules()->isVisible());
    QVERIFY(ruleRow(panel, QStringLiteral("interactions/account-too-powerful")));
    QVERIFY(!ruleRow(panel, QStringLiteral("containers/privileged")));
    fixture.selection.clear();
    QTRY_VERIFY(!panel.rules()->isVisible());
}

DRAWBRIDGE_TEST(tst_reasons)
#include "tst_reasons.moc"
