#include "model/core/validator.h"
#include "model/edit/addboundaryedit.h"
#include "model/edit/adddiagramedit.h"
#include "model/edit/addelementedit.h"
#include "model/edit/addflowedit.h"
#include "model/edit/addinterfaceedit.h"
#include "model/edit/applylayoutedit.h"
#include "model/edit/compositeedit.h"
#include "model/edit/decidethreatsedit.h"
#include "model/edit/deleterecordsedit.h"
#include "model/edit/modeldocument.h"
#include "model/edit/moveplacementsedit.h"
#include "model/edit/reconnectflowedit.h"
#include "model/edit/renamerecordedit.h"
#include "model/edit/replacemodeledit.h"
#include "model/edit/setboundaryedit.h"
#include "model/edit/setelementedit.h"
#include "model/edit/setflowedit.h"
#include "model/edit/setrouteedit.h"
#include "model/edit/setscopeedit.h"
#include "tests/support/shopmodel.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

using MakeEdit = std::function<Result<ModelEdit>(const ThreatModel &)>;

class tst_modeledit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEditCanBeTakenBack_data();
    void everyEditCanBeTakenBack();
    void deletingTakesDependantsWithIt();
    void deletingABoundaryKeepsItsMembers();
    void decisionsOutliveTheirElement();
    void networksAndContainmentFollowTheBox();
    void refusals_data();
    void refusals();
    void aStaleEditIsRefused();
    void editsMerge();
    void aMergeThatChangesNothingIsEmpty();
    void aCompositeIsOneStep();
    void aBoundaryDrawnAroundElementsTakesThemIn();
    void kindOfANetworkCanChange();

private:
    static ThreatModel applied(const ThreatModel &model, const Result<ModelEdit> &edit);
};

Q_DECLARE_METATYPE(MakeEdit)

static IdText id(const char *text)
{
    return IdText(QByteArrayView(text));
}

ThreatModel tst_modeledit::applied(const ThreatModel &model, const Result<ModelEdit> &edit)
{
    ThreatModel after = model;
    if (edit)
        applyChanges(after, edit->changes());
    return after;
}

static RecordReference element(const ElementId &id)
{
    return {RecordKind::Element, id};
}

static ThreatModel decidedModel()
{
    ThreatModel model = shopModel();
    Decision decision;
    decision.threatKey = QStringLiteral("containers/root@e-web");
    decision.id = decisionIdFor(decision.threatKey);
    decision.treatment = Treatment::Accept;
    model.decisions.put(decision);
    ManualThreat threat;
    threat.id = ManualThreatId(QByteArrayView("t-1"));
    threat.target = shop::Web;
    model.manualThreats.put(threat);
    Diagram diagram = *model.diagrams.find(shop::Deployment);
    diagram.routes = {Route {shop::NginxToWeb, {QPoint(500, 180)}}};
    model.diagrams.put(diagram);
    return model;
}

static void editRow(const char *name, const MakeEdit &make)
{
    QTest::newRow(name) << make;
}

static void addAddingEdits()
{
    using namespace shop;
    const FlowId flow(id("f-new"));
    editRow("add element", [](const ThreatModel &model) {
        return addElement(model, ElementId(id("e-new")),
                          {ElementKind::Process,
                           QStringLiteral("api"),
                           {},
                           true,
                           Deployment,
                           QRect(600, 300, 168, 52),
                           Front});
    });
    editRow("add flow", [flow](const ThreatModel &model) {
        return addFlow(model, flow, {Nginx, Web, Ping, {}, FlowKind::Network});
    });
    editRow("add boundary", [](const ThreatModel &model) {
        return addBoundary(model, BoundaryId(id("b-new")),
                           {BoundaryKind::Pod,
                            QStringLiteral("pod"),
                            Host,
                            Deployment,
                            QRect(560, 100, 200, 200),
                            {element(Web)}});
    });
    editRow("add interface", [](const ThreatModel &model) {
        return addInterface(model, InterfaceId(id("p-new")),
                            {Nginx, InterfaceKind::Tcp, QStringLiteral("80/tcp")});
    });
    editRow("add diagram", [](const ThreatModel &model) {
        return addDiagram(model, DiagramId(id("g-new")), QStringLiteral("Inside web"), Web);
    });
}

static void addDeletingEdits()
{
    using namespace shop;
    editRow("delete element",
            [](const ThreatModel &model) { return deleteRecords(model, {element(Web)}); });
    editRow("delete everything", [](const ThreatModel &model) {
        RecordReferences all;
        for (const Element &item : model.elements)
            all.append({RecordKind::Element, item.id});
        for (const TrustBoundary &item : model.boundaries)
            all.append({RecordKind::Boundary, item.id});
        return deleteRecords(model, all);
    });
    editRow("delete interface", [](const ThreatModel &model) {
        return deleteRecords(model, {{RecordKind::Interface, Calculate}});
    });
    editRow("delete diagram", [](const ThreatModel &model) {
        return deleteRecords(model, {{RecordKind::Diagram, Deployment}});
    });
    editRow("rename", [](const ThreatModel &model) {
        return renameRecord(model, element(Web), QStringLiteral("shop"));
    });
    editRow("rename project", [](const ThreatModel &model) {
        return renameRecord(model, {RecordKind::Project, {}}, QStringLiteral("Store"));
    });
    editRow("describe", [](const ThreatModel &model) {
        return setDescription(model, {RecordKind::Boundary, Host}, QStringLiteral("a machine"));
    });
    editRow("reconnect", [](const ThreatModel &model) {
        return reconnectFlow(model, NginxToWeb, {Nginx, Postgres, {}});
    });
    editRow("reverse", [](const ThreatModel &model) { return reverseFlow(model, NginxToWeb); });
}

static void addPlacingEdits()
{
    using namespace shop;
    editRow("move out of a network", [](const ThreatModel &model) {
        return movePlacements(model, Deployment, {{Nginx, QRect(0, 400, 168, 78)}},
                              {{element(Nginx), {}}});
    });
    editRow("set networks", [](const ThreatModel &model) {
        return setNetworks(model, Nginx, {Front, Back, Front});
    });
    editRow("arrange", [](const ThreatModel &model) {
        return applyLayout(model, Deployment, {{Web, QRect(8, 8, 168, 78)}});
    });
    editRow("bend", [](const ThreatModel &model) {
        return setRoute(model, Deployment, WebToRedis, {QPoint(800, 300)});
    });
    editRow("straighten",
            [](const ThreatModel &model) { return setRoute(model, Deployment, NginxToWeb, {}); });
    editRow("hide",
            [](const ThreatModel &model) { return hideFromDiagram(model, Deployment, {Web}); });
    editRow("replace", [](const ThreatModel &model) -> Result<ModelEdit> {
        return replaceModel(model, ThreatModel(), QStringLiteral("Import"));
    });
}

static void addChangingEdits()
{
    using namespace shop;
    editRow("technology", [](const ThreatModel &model) {
        return setTechnology(model, Web, QStringLiteral("queue"));
    });
    editRow("kind", [](const ThreatModel &model) {
        return setElementKind(model, Nginx, ElementKind::ExternalEntity);
    });
    editRow("runtime", [](const ThreatModel &model) { return setRuntime(model, Web, false); });
    editRow("scope", [](const ThreatModel &model) {
        return setScope(model, {element(Web), {RecordKind::Flow, WebToRedis}},
                        {false, QStringLiteral("of another team")});
    });
    editRow("flow kind", [](const ThreatModel &model) {
        return setFlowKind(model, WebToRedis, FlowKind::ControlPlane);
    });
    editRow("flow inferred",
            [](const ThreatModel &model) { return setFlowConfirmed(model, WebToRedis, false); });
    editRow("boundary kind", [](const ThreatModel &model) {
        return setBoundaryKind(model, Back, BoundaryKind::Namespace);
    });
    editRow("decide", [](const ThreatModel &model) {
        DecisionText text;
        text.treatment = Treatment::Mitigate;
        return decideThreats(model, {{QStringLiteral("a@b"), {}, {}, {}}}, text);
    });
    editRow("clear decisions", [](const ThreatModel &model) {
        return clearDecisions(model, {QStringLiteral("containers/root@e-web")});
    });
}

void tst_modeledit::everyEditCanBeTakenBack_data()
{
    QTest::addColumn<MakeEdit>("make");
    addAddingEdits();
    addDeletingEdits();
    addPlacingEdits();
    addChangingEdits();
}

void tst_modeledit::everyEditCanBeTakenBack()
{
    QFETCH(MakeEdit, make);
    const ThreatModel start = decidedModel();
    ModelDocument document(start);
    const Result<ModelEdit> edit = make(start);
    QVERIFY2(edit, edit ? "" : qPrintable(edit.error().toString()));
    QVERIFY(!edit->isEmpty());
    QVERIFY(!edit->text().isEmpty());

    QVERIFY(document.apply(*edit));
    const ThreatModel after = document.model();
    QVERIFY(after != start);
    const QList<ModelProblem> problems = validate(after, PropertySchema());
    QVERIFY2(problems.isEmpty(), problems.isEmpty() ? "" : qPrintable(problems.first().message));

    QVERIFY(document.revert(*edit));
    QCOMPARE(document.model(), start);
    QVERIFY(document.apply(*edit));
    QCOMPARE(document.model(), after);
}

void tst_modeledit::deletingTakesDependantsWithIt()
{
    const ThreatModel after =
        applied(decidedModel(), deleteRecords(decidedModel(), {element(shop::Web)}));
    QVERIFY(!after.elements.contains(shop::Web));
    QCOMPARE(after.interfaces.size(), 0);
    QCOMPARE(after.flows.size(), 1);
    QCOMPARE(after.manualThreats.size(), 0);
    const Diagram &diagram = *after.diagrams.find(shop::Deployment);
    QVERIFY(!diagram.placement(shop::Web));
    QVERIFY(diagram.routes.isEmpty());
}

void tst_modeledit::decisionsOutliveTheirElement()
{
    const ThreatModel after =
        applied(decidedModel(), deleteRecords(decidedModel(), {element(shop::Web)}));
    QCOMPARE(after.decisions, decidedModel().decisions);
}

void tst_modeledit::deletingABoundaryKeepsItsMembers()
{
    const ThreatModel model = shopModel();
    const ThreatModel withoutHost =
        applied(model, deleteRecords(model, {{RecordKind::Boundary, shop::Host}}));
    QVERIFY(withoutHost.elements.find(shop::Web)->boundary.isEmpty());
    QVERIFY(withoutHost.boundaries.find(shop::Front)->parent.isEmpty());
    QCOMPARE(withoutHost.elements.find(shop::Nginx)->networks, QList {shop::Front});

    const ThreatModel withoutBack =
        applied(model, deleteRecords(model, {{RecordKind::Boundary, shop::Back}}));
    QCOMPARE(withoutBack.elements.find(shop::Web)->networks, QList {shop::Front});
    QCOMPARE(withoutBack.elements.find(shop::Postgres)->boundary, shop::Host);
    QVERIFY(withoutBack.elements.find(shop::Postgres)->networks.isEmpty());
}

void tst_modeledit::networksAndContainmentFollowTheBox()
{
    const ThreatModel model = shopModel();
    const auto put = [&](const ElementId &moved, const BoundaryId &boundary) {
        return *applied(model, setMemberships(model, {{element(moved), boundary}}))
                    .elements.find(moved);
    };
    const Element intoBack = put(shop::Nginx, shop::Back);
    QCOMPARE(intoBack.networks, QList {shop::Back});
    QCOMPARE(intoBack.boundary, shop::Host);
    const Element toTheTop = put(shop::Nginx, {});
    QVERIFY(toTheTop.networks.isEmpty());
    QVERIFY(toTheTop.boundary.isEmpty());
    // Several networks are no place: moving the box does not detach any of them.
    const Element multiHomed = put(shop::Web, {});
    QCOMPARE(multiHomed.networks.size(), 2);
    QVERIFY(multiHomed.boundary.isEmpty());
    QCOMPARE(shownBoundary(*model.elements.find(shop::Nginx)), shop::Front);
    QCOMPARE(shownBoundary(*model.elements.find(shop::Web)), shop::Host);
}

static void refusalRow(const char *name, const MakeEdit &make, const char *says)
{
    QTest::newRow(name) << make << QString::fromLatin1(says);
}

static void addStructureRefusals()
{
    using namespace shop;
    refusalRow(
        "boundary into itself",
        [](const ThreatModel &model) {
            return setMemberships(model, {{{RecordKind::Boundary, Host}, Front}});
        },
        "within itself");
    refusalRow(
        "flow to nowhere",
        [](const ThreatModel &model) {
            return addFlow(model, FlowId(id("f1")), {Web, ElementId(id("gone")), {}, {}, {}});
        },
        "no element 'gone'");
    refusalRow(
        "interface of another",
        [](const ThreatModel &model) {
            return reconnectFlow(model, NginxToWeb, {Web, Postgres, Ping});
        },
        "no interface of 'postgres'");
    refusalRow(
        "used id",
        [](const ThreatModel &model) {
            return addElement(model, Web, {{}, QStringLiteral("x"), {}, {}, {}, {}, {}});
        },
        "cannot be used");
    refusalRow(
        "no size",
        [](const ThreatModel &model) {
            return movePlacements(model, Deployment, {{Web, QRect(0, 0, 0, 5)}});
        },
        "cannot be placed");
}

static void addValueRefusals()
{
    using namespace shop;
    refusalRow(
        "too far out",
        [](const ThreatModel &model) {
            return movePlacements(model, Deployment, {{Web, QRect(2'000'000, 0, 168, 52)}});
        },
        "too far out");
    refusalRow(
        "empty name",
        [](const ThreatModel &model) {
            return renameRecord(model, element(Web), QStringLiteral(" \n "));
        },
        "cannot be empty");
    refusalRow(
        "external with interfaces",
        [](const ThreatModel &model) {
            return setElementKind(model, Web, ElementKind::ExternalEntity);
        },
        "has no interfaces");
    refusalRow(
        "out of scope without reason",
        [](const ThreatModel &model) {
            return setScope(model, {element(Web)}, {false, {}});
        },
        "why");
    refusalRow(
        "accepted without reason",
        [](const ThreatModel &model) {
            DecisionText text;
            text.treatment = Treatment::Accept;
            return decideThreats(model, {{QStringLiteral("a@b"), {}, {}, {}}}, text);
        },
        "needs a reason");
    refusalRow(
        "host as network", [](const ThreatModel &model) { return setNetworks(model, Web, {Host}); },
        "no network");
}

void tst_modeledit::refusals_data()
{
    QTest::addColumn<MakeEdit>("make");
    QTest::addColumn<QString>("says");
    addStructureRefusals();
    addValueRefusals();
}

void tst_modeledit::refusals()
{
    QFETCH(MakeEdit, make);
    QFETCH(QString, says);
    const Result<ModelEdit> edit = make(shopModel());
    QVERIFY(!edit);
    QVERIFY2(edit.error().message.contains(says), qPrintable(edit.error().message));
}

void tst_modeledit::aStaleEditIsRefused()
{
    ModelDocument document(shopModel());
    const auto rename = renameRecord(document.model(), element(shop::Web), QStringLiteral("shop"));
    const auto removal = deleteRecords(document.model(), {element(shop::Web)});
    QVERIFY(document.apply(*removal));
    const ThreatModel before = document.model();
    QVERIFY(!document.apply(*rename));
    QCOMPARE(document.model(), before);
}

static Result<ModelEdit> nudge(const ThreatModel &model, int x)
{
    return movePlacements(model, shop::Deployment, {{shop::Web, QRect(x, 120, 168, 118)}}, {},
                          QStringLiteral("nudge"));
}

void tst_modeledit::editsMerge()
{
    ModelDocument document(shopModel());
    ModelEdit first = *nudge(document.model(), 584);
    QVERIFY(document.apply(first));
    const ModelEdit second = *nudge(document.model(), 592);
    QVERIFY(document.apply(second));
    QVERIFY(first.mergeWith(second));
    QVERIFY(document.revert(first));
    QCOMPARE(document.model(), shopModel());
    QVERIFY(!first.mergeWith(
        *renameRecord(document.model(), element(shop::Web), QStringLiteral("shop"))));
}

void tst_modeledit::aMergeThatChangesNothingIsEmpty()
{
    ModelDocument document(shopModel());
    ModelEdit there = *nudge(document.model(), 584);
    QVERIFY(document.apply(there));
    const ModelEdit back = *nudge(document.model(), 576);
    QVERIFY(there.mergeWith(back));
    QVERIFY(there.isEmpty());
}

void tst_modeledit::aCompositeIsOneStep()
{
    const ThreatModel model = shopModel();
    CompositeEdit composite(QStringLiteral("Add service"), model);
    const ElementId api(id("e-api"));
    QVERIFY(composite.add(
        addElement(composite.model(), api, {{}, QStringLiteral("api"), {}, {}, {}, {}, {}})));
    QVERIFY(composite.add(
        addFlow(composite.model(), FlowId(id("f-api")), {shop::Web, api, {}, {}, {}})));
    const ModelEdit edit = composite.finished();
    QCOMPARE(edit.changes().of<Element>().size(), 1);
    QCOMPARE(edit.changes().of<DataFlow>().size(), 1);
    QVERIFY(!composite.add(renameRecord(composite.model(), element(api), QString())));
    QCOMPARE(composite.finished().changes().of<Element>().size(), 1);
}

void tst_modeledit::aBoundaryDrawnAroundElementsTakesThemIn()
{
    const ThreatModel model = shopModel();
    const BoundaryId pod(id("b-pod"));
    const ThreatModel after =
        applied(model,
                addBoundary(model, pod,
                            {BoundaryKind::Pod,
                             QStringLiteral("pod"),
                             shop::Host,
                             shop::Deployment,
                             QRect(500, 100, 300, 200),
                             {element(shop::Web), {RecordKind::Boundary, shop::Front}}}));
    QCOMPARE(after.elements.find(shop::Web)->boundary, pod);
    QCOMPARE(after.boundaries.find(shop::Front)->parent, pod);
    QCOMPARE(after.boundaries.find(pod)->parent, shop::Host);
}

void tst_modeledit::kindOfANetworkCanChange()
{
    const ThreatModel model = shopModel();
    const ThreatModel pods =
        applied(model, setBoundaryKind(model, shop::Back, BoundaryKind::Namespace));
    QCOMPARE(pods.elements.find(shop::Postgres)->boundary, shop::Back);
    QVERIFY(pods.elements.find(shop::Postgres)->networks.isEmpty());
    QCOMPARE(pods.elements.find(shop::Web)->networks, QList {shop::Front});
    const ThreatModel again =
        applied(pods, setBoundaryKind(pods, shop::Back, BoundaryKind::Network));
    QCOMPARE(again.elements.find(shop::Postgres)->networks, QList {shop::Back});
    QCOMPARE(again.elements.find(shop::Postgres)->boundary, shop::Host);
}

DRAWBRIDGE_TEST(tst_modeledit)
#include "tst_modeledit.moc"
