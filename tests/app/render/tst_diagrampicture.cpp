#include "app/render/diagrampicture.h"
#include "tests/app/render/shopmodel.h"
#include "tests/support/cputime.h"
#include "tests/support/testrunner.h"

#include <algorithm>

using namespace drawbridge;
using namespace drawbridge::test;

namespace {

const Metrics &metrics()
{
    return Theme::builtIn(ThemeKind::Light).metrics;
}

DiagramPicture composed(const ThreatModel &model, const ThreatSummaries &threats = {})
{
    return composeDiagram({model, testSchema(), threats}, DiagramId("g1"), metrics());
}

const FlowPicture &flowOf(const DiagramPicture &picture, const char *id)
{
    const auto found = std::find_if(picture.flows.begin(), picture.flows.end(),
                                    [&](const FlowPicture &flow) { return flow.id == FlowId(id); });
    Q_ASSERT(found != picture.flows.end());
    return *found;
}

const ElementPicture &elementOf(const DiagramPicture &picture, const char *id)
{
    const auto found =
        std::find_if(picture.elements.begin(), picture.elements.end(),
                     [&](const ElementPicture &element) { return element.id == ElementId(id); });
    Q_ASSERT(found != picture.elements.end());
    return *found;
}

QStringList labelFaults(const DiagramPicture &picture)
{
    QStringList faults;
    QList<QRectF> labels;
    for (const FlowPicture &flow : picture.flows)
        labels.append(labelRect(flow.look, flow.shape, metrics()));
    for (qsizetype i = 0; i < labels.size(); ++i) {
        if (labels[i].isEmpty())
            continue;
        for (const ElementPicture &element : picture.elements)
            if (labels[i].intersects(element.rect)
                || labels[i].intersects(bubbleRect(element.rect, element.look.threats, false,
                                                   element.look.outOfScope, metrics())))
                faults.append(
                    QStringLiteral("%1 on %2").arg(picture.flows[i].look.id, element.look.id));
        for (qsizetype j = i + 1; j < labels.size(); ++j)
            if (labels[i].adjusted(-7, -7, 7, 7).intersects(labels[j]))
                faults.append(QStringLiteral("%1 on %2")
                                  .arg(picture.flows[i].look.id, picture.flows[j].look.id));
    }
    return faults;
}

} // namespace

class tst_diagrampicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shopShowsWhatTheModelSays();
    void badgesSayWhatIsKnown();
    void flowsEndWhereTheyShould();
    void crossingsStandOnBoundaryLines();
    void labelsCoverNothing();
    void pictureIsRepeatable();
    void draggingMovesOnlyItsFlows();
    void handMadeBendsStay();
    void unknownDiagramIsEmpty();
    void manyFlowsAreRoutedFast();
    void lowZoomDropsDetail();
    void namesStayLegibleAtLowZoom();
};

void tst_diagrampicture::shopShowsWhatTheModelSays()
{
    const DiagramPicture picture = composed(shopModel(), shopThreats());
    QCOMPARE(picture.elements.size(), qsizetype(7));
    QCOMPARE(picture.flows.size(), qsizetype(7));
    QCOMPARE(picture.boundaries.size(), qsizetype(4));
    // Outermost first, so that inner ones are not covered.
    QCOMPARE(picture.boundaries.first().look.kind, BoundaryKind::Host);
    QCOMPARE(picture.boundaries.last().look.kind, BoundaryKind::Network);
    QCOMPARE(picture.boundaries.last().look.title, QStringLiteral("Network front"));
    QCOMPARE(flowOf(picture, "fSql").look.encryption, EncryptionMark::Encrypted);
    QCOMPARE(flowOf(picture, "fHttp").look.encryption, EncryptionMark::NotEncrypted);
    QCOMPARE(flowOf(picture, "fProxy").look.encryption, EncryptionMark::Unknown);
    QCOMPARE(flowOf(picture, "fHttp").look.label, QStringLiteral("HTTP"));
    QVERIFY(flowOf(picture, "fCli").look.inferred);
    QCOMPARE(elementOf(picture, "eNginx").look.secondLine, QStringLiteral("nginx:1.27"));
    QCOMPARE(elementOf(picture, "eWeb").look.secondLine, QStringLiteral("on front and back"));
    QCOMPARE(elementOf(picture, "eWeb").look.threats.count, 14);
    QVERIFY(elementOf(picture, "eWeb").look.tooltip.contains(QStringLiteral("14 threats")));
    QVERIFY(elementOf(picture, "eDaemon").look.implied);
}

void tst_diagrampicture::badgesSayWhatIsKnown()
{
    const DiagramPicture picture = composed(shopModel());
    const auto badge = [&](const char *element, RuntimeBadge which) {
        return elementOf(picture, element).look.badges[size_t(which)];
    };
    QCOMPARE(badge("eNginx", RuntimeBadge::NonRoot), BadgeState::Present);
    QCOMPARE(badge("eNginx", RuntimeBadge::Capabilities), BadgeState::Present);
    QCOMPARE(badge("eNginx", RuntimeBadge::Limits), BadgeState::Present);
    QCOMPARE(badge("eNginx", RuntimeBadge::Pinned), BadgeState::Present);
    QCOMPARE(badge("eWeb", RuntimeBadge::NonRoot), BadgeState::Missing);
    QCOMPARE(badge("eWeb", RuntimeBadge::HealthCheck), BadgeState::Present);
    // Compose's silence means no limit and a writable root, but tells nothing about the user.
    QCOMPARE(badge("eRedis", RuntimeBadge::ReadOnlyRoot), BadgeState::Missing);
    QCOMPARE(badge("eRedis", RuntimeBadge::NonRoot), BadgeState::Unknown);

    const ThreatModel model = shopModel();
    const ThreatSummaries none;
    LookContext context {model, testSchema(), none};
    context.computed = [](RecordKind, const IdText &, QStringView name) -> std::optional<Value> {
        return name == u"runsAsRoot" ? std::optional(Value(false)) : std::nullopt;
    };
    QCOMPARE(runtimeBadges(context, *model.elements.find(ElementId("eWeb")))[0],
             BadgeState::Present);
}

void tst_diagrampicture::flowsEndWhereTheyShould()
{
    const DiagramPicture picture = composed(shopModel());
    for (const FlowPicture &flow : picture.flows) {
        const QPolygonF &route = flow.shape.route;
        QVERIFY(route.size() >= 2);
        const auto at = [&](const ElementId &id) {
            return elementOf(picture, id.toString().toLatin1().constData()).rect;
        };
        QVERIFY(at(flow.source).adjusted(-1, -1, 1, 1).contains(route.first()));
        QVERIFY(at(flow.target).adjusted(-5, -1, 1, 1).contains(route.last()));
        for (qsizetype i = 1; i < route.size(); ++i)
            QVERIFY(route[i].x() == route[i - 1].x() || route[i].y() == route[i - 1].y());
    }
    // Ends at the port of GET /calculate, the second row by name, in a straight line.
    const ElementPicture &web = elementOf(picture, "eWeb");
    const QPolygonF proxy = flowOf(picture, "fProxy").shape.route;
    QCOMPARE(proxy.last(), portPosition(web.rect, web.look, 1, metrics()) - QPointF(4, 0));
    QCOMPARE(proxy.size(), qsizetype(2));
    QVERIFY(flowOf(picture, "fSelf").shape.route.size() == 5);
}

void tst_diagrampicture::crossingsStandOnBoundaryLines()
{
    const DiagramPicture picture = composed(shopModel());
    const QList<QPointF> rings = flowOf(picture, "fHttp").shape.crossings;
    QCOMPARE(rings.size(), qsizetype(3));
    QList<double> columns;
    for (const QPointF &ring : rings)
        columns.append(ring.x());
    std::sort(columns.begin(), columns.end());
    QCOMPARE(columns, QList<double>({148, 236, 252}));
    // The pill leaves all three to be seen.
    const FlowPicture &http = flowOf(picture, "fHttp");
    for (const QPointF &ring : rings)
        QVERIFY(!labelRect(http.look, http.shape, metrics()).adjusted(-4, -4, 4, 4).contains(ring));
    QVERIFY(flowOf(picture, "fSelf").shape.crossings.isEmpty());
    // web is on both networks, so it stands outside of both boxes.
    QCOMPARE(flowOf(picture, "fSql").shape.crossings.size(), qsizetype(1));
}

void tst_diagrampicture::labelsCoverNothing()
{
    QCOMPARE(labelFaults(composed(shopModel(), shopThreats())), QStringList());
    for (unsigned seed = 0; seed < 12; ++seed) {
        const DiagramPicture picture = composed(crowdedModel(seed, 30 + int(seed) * 5, 60));
        QCOMPARE(labelFaults(picture), QStringList());
        const auto shown =
            std::count_if(picture.flows.begin(), picture.flows.end(),
                          [](const FlowPicture &flow) { return flow.shape.hasLabel; });
        QVERIFY(shown > 55);
    }
}

void tst_diagrampicture::pictureIsRepeatable()
{
    const ThreatModel model = crowdedModel(5, 60, 90);
    const DiagramPicture first = composed(model);
    const DiagramPicture second = composed(model);
    for (qsizetype i = 0; i < first.flows.size(); ++i)
        QVERIFY(first.flows[i].shape == second.flows[i].shape);
}

void tst_diagrampicture::draggingMovesOnlyItsFlows()
{
    const ThreatModel model = shopModel();
    const Diagram &diagram = *model.diagrams.find(DiagramId("g1"));
    const DiagramPicture before = composed(model);
    DiagramPicture picture = before;
    QList<qsizetype> moved;
    for (ElementPicture &element : picture.elements)
        if (element.id == ElementId("eNginx"))
            element.rect.translate(0, 60);
    for (qsizetype i = 0; i < picture.flows.size(); ++i)
        if (picture.flows[i].source == ElementId("eNginx")
            || picture.flows[i].target == ElementId("eNginx"))
            moved.append(i);
    routePicture(picture, model, diagram, metrics(), &moved);
    for (qsizetype i = 0; i < picture.flows.size(); ++i) {
        const bool same = picture.flows[i].shape.route == before.flows[i].shape.route;
        QCOMPARE(same, !moved.contains(i));
    }
}

void tst_diagrampicture::handMadeBendsStay()
{
    ThreatModel model = shopModel();
    Diagram diagram = *model.diagrams.find(DiagramId("g1"));
    diagram.routes = {{FlowId("fResp"), {{780, 470}, {800, 319}}}};
    model.diagrams.put(diagram);
    const DiagramPicture picture = composed(model);
    const QPolygonF route = flowOf(picture, "fResp").shape.route;
    QCOMPARE(route.size(), qsizetype(4));
    QCOMPARE(route[1], QPointF(780, 470));
    QCOMPARE(route[2], QPointF(800, 319));
}

void tst_diagrampicture::unknownDiagramIsEmpty()
{
    const ThreatModel model = shopModel();
    const ThreatSummaries none;
    const DiagramPicture picture =
        composeDiagram({model, testSchema(), none}, DiagramId("gNone"), metrics());
    QVERIFY(picture.elements.isEmpty());
    QVERIFY(picture.bounds(metrics()).isEmpty());
}

void tst_diagrampicture::manyFlowsAreRoutedFast()
{
    const ThreatModel few = crowdedModel(1, 250, 375);
    const ThreatModel model = crowdedModel(1, 1000, 1500);
    const test::CpuTime timeOfFew;
    (void)composed(few);
    const double shorter = timeOfFew.seconds();
    const test::CpuTime time;
    const DiagramPicture picture = composed(model);
    // Four times as many are to take less than the square of that.
    const double growth = time.seconds() / shorter;
    QVERIFY2(growth < 16, qPrintable(QString::number(growth)));
    qsizetype cut = 0;
    for (const FlowPicture &flow : picture.flows)
        for (qsizetype i = 1; i < flow.shape.route.size(); ++i) {
            const QRectF segment =
                QRectF(flow.shape.route[i - 1], flow.shape.route[i]).normalized();
            for (const ElementPicture &element : picture.elements)
                if (element.id != flow.source && element.id != flow.target
                    && segment.adjusted(-0.1, -0.1, 0.1, 0.1).intersects(element.rect))
                    ++cut;
        }
    // Of some 6,000 segments hardly any has no way around.
    QVERIFY2(cut < 60, qPrintable(QString::number(cut)));
}

void tst_diagrampicture::lowZoomDropsDetail()
{
    const DiagramPicture picture = composed(shopModel(), shopThreats());
    const Theme &theme = Theme::builtIn(ThemeKind::Light);
    const auto texts = [&](DetailLevel detail) {
        const DrawList list = drawDiagram(picture, theme, detail);
        return std::count_if(list.items().begin(), list.items().end(), [](const DrawItem &item) {
            return std::holds_alternative<TextShape>(item);
        });
    };
    QCOMPARE(detailFor(1.0), DetailLevel::Full);
    QCOMPARE(detailFor(0.49), DetailLevel::Reduced);
    QCOMPARE(detailFor(0.24), DetailLevel::Overview);
    QVERIFY(texts(DetailLevel::Full) > texts(DetailLevel::Reduced));
    QVERIFY(texts(DetailLevel::Reduced) > texts(DetailLevel::Overview));
}

// Seen as a whole, a large diagram still tells which box is which.
void tst_diagrampicture::namesStayLegibleAtLowZoom()
{
    const DiagramPicture picture = composed(shopModel(), shopThreats());
    const Theme &theme = Theme::builtIn(ThemeKind::Light);
    for (const auto &[detail, zoom] :
         {std::pair(DetailLevel::Reduced, 0.3), std::pair(DetailLevel::Overview, 0.22)}) {
        QStringList legible;
        const DrawList list = drawDiagram(picture, theme, detail);
        for (const DrawItem &item : list.items()) {
            const auto *text = std::get_if<TextShape>(&item);
            if (text && text->style.pixels * zoom >= 7)
                legible.append(text->text);
        }
        QVERIFY2(legible.contains(QStringLiteral("web")), qPrintable(legible.join(u", ")));
        QVERIFY(legible.contains(QStringLiteral("redis")));
    }
}

DRAWBRIDGE_TEST(tst_diagrampicture)
#include "tst_diagrampicture.moc"
