#include "app/panels/matrixpanel.h"

#include "app/panels/detailpage.h"
#include "app/panels/techniquepane.h"
#include "model/edit/replacemodeledit.h"
#include "tests/app/panels/panelfixture.h"
#include "tests/support/testrunner.h"

#include <QLabel>
#include <QPushButton>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_matrixpanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aClickShowsTheTechniqueAndFiltersTheThreats();
    void thePaneLeadsOn();
    void theKeyboardGoesFromCellToCell();
    void parentsCountTheirSubTechniques();
    void whatIsNotSeenIsToldFromWhatIsClear();
    void shadesTellApart();
    void anEarlierStateIsSetBesideIt();
    void anUnreadableProjectIsTold();

private:
    const MatrixCellPicture *cellOf(const QString &technique) const;
    const MatrixCellPicture *someCell(TechniqueSight sight) const;
    void click(const MatrixCellPicture &cell);

    std::unique_ptr<PanelFixture> m_fixture;
    std::unique_ptr<MatrixPanel> m_panel;
};

void tst_matrixpanel::init()
{
    m_fixture = std::make_unique<PanelFixture>();
    ThreatModel model = m_fixture->model();
    Element web = *model.elements.find(shop::Web);
    Claim claim;
    claim.value = true;
    web.properties.set(m_fixture->document->schema().find(RecordKind::Element, u"privileged"),
                       claim);
    model.elements.put(web);
    m_fixture->document->setModel(model);
    m_panel = std::make_unique<MatrixPanel>(m_fixture->context);
    m_panel->resize(1500, 700);
    m_panel->show();
    QTRY_VERIFY(!m_panel->view()->picture().cells.isEmpty());
}

void tst_matrixpanel::cleanup()
{
    m_panel.reset();
    m_fixture.reset();
}

const MatrixCellPicture *tst_matrixpanel::cellOf(const QString &technique) const
{
    for (const MatrixCellPicture &cell : m_panel->view()->picture().cells) {
        if (cell.technique == technique)
            return &cell;
    }
    return nullptr;
}

const MatrixCellPicture *tst_matrixpanel::someCell(TechniqueSight sight) const
{
    for (const MatrixCellPicture &cell : m_panel->view()->picture().cells) {
        if (cell.standing.sight == sight)
            return &cell;
    }
    return nullptr;
}

void tst_matrixpanel::click(const MatrixCellPicture &cell)
{
    QTest::mouseClick(m_panel->view(), Qt::LeftButton, Qt::NoModifier,
                      m_panel->view()->placeOf(cell.technique).center().toPoint());
}

void tst_matrixpanel::aClickShowsTheTechniqueAndFiltersTheThreats()
{
    const MatrixCellPicture *cell = someCell(TechniqueSight::Found);
    QVERIFY(cell);
    const QString technique = cell->technique;
    QSignalSpy shown(&m_fixture->filter, &ThreatFilter::shown);
    QVERIFY(m_panel->pane()->isHidden());
    click(*cell);
    QCOMPARE(m_fixture->filter.criteria().technique, technique);
    QVERIFY(m_panel->pane()->isVisible());
    QCOMPARE(m_panel->pane()->technique(), technique);
    // The matrix stays where it is; the list comes when it is asked for.
    QCOMPARE(shown.count(), 0);
    QTest::mouseDClick(m_panel->view(), Qt::LeftButton, Qt::NoModifier,
                       m_panel->view()->placeOf(technique).center().toPoint());
    QCOMPARE(shown.count(), 1);
    click(*cellOf(technique));
    QVERIFY(m_panel->pane()->isHidden());
    QVERIFY(m_fixture->filter.criteria().technique.isEmpty());
}

static QStringList textsOf(const QWidget &page)
{
    QStringList texts;
    for (const QLabel *label : page.findChildren<QLabel *>())
        texts += label->text();
    return texts;
}

void tst_matrixpanel::thePaneLeadsOn()
{
    m_panel->drillInto(QStringLiteral("T1611"));
    const QStringList texts = textsOf(*m_panel->pane()->page());
    for (const char *section : {"Threats", "Rules that name it", "What mitigates its threats",
                                "Mitigations of ATT&&CK", "Controls"})
        QVERIFY2(texts.contains(QLatin1String(section)), section);
    QSignalSpy opened(&m_fixture->selection, &Selection::opened);
    QSignalSpy threat(&m_fixture->selection, &Selection::threatChanged);
    QStringList kinds;
    for (RowButton *row : m_panel->pane()->page()->findChildren<RowButton *>()) {
        if (row->parts().text == QStringLiteral("containers/privileged")
            || row->parts().id == QStringLiteral("AC-6")
            || (row->parts().id.isEmpty() && !row->parts().text.contains(u'/') && threat.isEmpty()))
            QTest::keyClick(row, Qt::Key_Return);
    }
    QCOMPARE(threat.count(), 1);
    QCOMPARE(opened.count(), 2);
    const auto first = opened[0][0].value<CatalogReference>();
    QCOMPARE(first.kind, CatalogReference::Kind::Rule);
    QCOMPARE(opened[1][0].value<CatalogReference>(),
             (CatalogReference {CatalogReference::Kind::Control, QStringLiteral("AC-6")}));
    // What others open is shown here too.
    m_fixture->selection.open({CatalogReference::Kind::Technique, QStringLiteral("T1046")});
    QCOMPARE(m_panel->pane()->technique(), QStringLiteral("T1046"));
}

void tst_matrixpanel::theKeyboardGoesFromCellToCell()
{
    MatrixView *view = m_panel->view();
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Down);
    QTest::keyClick(view, Qt::Key_Right);
    QTest::keyClick(view, Qt::Key_Return);
    const MatrixCellPicture *cell = cellOf(m_panel->pane()->technique());
    QVERIFY(cell);
    QCOMPARE(cell->column, 1);
    QVERIFY(view->accessibleDescription().startsWith(cell->technique));
}

void tst_matrixpanel::parentsCountTheirSubTechniques()
{
    const MatrixCellPicture *parent = cellOf(QStringLiteral("T1562"));
    const MatrixCellPicture *child = cellOf(QStringLiteral("T1562.001"));
    QVERIFY(parent && child);
    QVERIFY(child->standing.counts.total() > 0);
    QCOMPARE(parent->standing.counts, child->standing.counts);
}

void tst_matrixpanel::whatIsNotSeenIsToldFromWhatIsClear()
{
    const MatrixCellPicture *clear = someCell(TechniqueSight::Clear);
    const MatrixCellPicture *unseen = someCell(TechniqueSight::NotSeen);
    QVERIFY(clear && unseen);
    QVERIFY(matrixCellInWords(*clear).contains(QStringLiteral("judged, no threat")));
    QVERIFY(matrixCellInWords(*unseen).contains(QStringLiteral("not seen")));
    // Nothing is judged in an empty model.
    m_fixture->document->setModel(ThreatModel());
    QTRY_VERIFY(!someCell(TechniqueSight::Found));
    QVERIFY(!someCell(TechniqueSight::Clear));
}

void tst_matrixpanel::shadesTellApart()
{
    const auto image = [this] {
        QTest::qWait(20);
        return m_panel->view()->grab().toImage();
    };
    const QImage threats = image();
    m_panel->setShade(MatrixShade::HighestSeverity);
    const QImage severity = image();
    m_panel->setShade(MatrixShade::Status);
    const QImage status = image();
    QVERIFY(threats != severity);
    QVERIFY(severity != status);
    QVERIFY(threats != status);
}

void tst_matrixpanel::anEarlierStateIsSetBesideIt()
{
    const ThreatModel earlier = m_fixture->model();
    ThreatModel now = earlier;
    Element web = *now.elements.find(shop::Web);
    web.scope.inScope = false;
    now.elements.put(web);
    QVERIFY(
        m_fixture->document->apply(replaceModel(earlier, now, QStringLiteral("Leave web out"))));
    m_panel->compareWith(QStringLiteral("before.drawbridge"), earlier);
    QTRY_VERIFY(m_panel->isComparing());
    QTRY_VERIFY(m_panel->caption().contains(QStringLiteral("before.drawbridge")));
    QTest::qWait(20);
    const QImage beside = m_panel->view()->grab().toImage();
    m_panel->setComparison(MatrixComparison::Difference);
    QTest::qWait(20);
    QVERIFY(m_panel->view()->grab().toImage() != beside);
    m_panel->stopComparing();
    QTRY_VERIFY(!m_panel->caption().contains(QStringLiteral("before.drawbridge")));
}

void tst_matrixpanel::anUnreadableProjectIsTold()
{
    m_panel->compareWithFile(QStringLiteral("/nowhere/missing.drawbridge"));
    QVERIFY(m_panel->caption().contains(QStringLiteral("missing.drawbridge")));
    QVERIFY(!m_panel->isComparing());
}

DRAWBRIDGE_TEST(tst_matrixpanel)
#include "tst_matrixpanel.moc"
