#include "model/engine/contextprofile.h"
#include "tests/model/engine/analysisworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// What is asked once of a host, and who may answer for whom.
class tst_contextprofile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostsAndClustersHaveAProfile();
    void boundariesAndTheModelAnswerWhatIsInherited();
    void factsOfOneRecordAreAnsweredThere();
    void aFlowIsAnsweredWhereBothEndsAre();
    void recordsBelongToTheirElementAndHost();
    void circlesEnd();
};

static TrustBoundary boundaryCalled(const char *id, BoundaryKind kind, const char *parent = "")
{
    TrustBoundary boundary;
    boundary.id = BoundaryId(QByteArrayView(id));
    boundary.name = QString::fromLatin1(id);
    boundary.kind = kind;
    boundary.parent = BoundaryId(QByteArrayView(parent));
    return boundary;
}

static ThreatModel twoHosts()
{
    ThreatModel model;
    model.boundaries.put(boundaryCalled("ba", BoundaryKind::Account));
    model.boundaries.put(boundaryCalled("bh", BoundaryKind::Host, "ba"));
    model.boundaries.put(boundaryCalled("bi", BoundaryKind::Host, "ba"));
    for (const auto &[id, host] :
         {std::pair("x", "bh"), std::pair("y", "bh"), std::pair("z", "bi")}) {
        Element element = container(id);
        element.boundary = BoundaryId(QByteArrayView(host));
        model.elements.put(element);
    }
    Interface interface;
    interface.id = InterfaceId(QByteArrayView("p"));
    interface.owner = ElementId(QByteArrayView("x"));
    model.interfaces.put(interface);
    model.flows.put(flowOf("f", "x", "y"));
    model.flows.put(flowOf("g", "x", "z"));
    return model;
}

static PropertyReference question(RecordKind kind, const char *id, const char *property)
{
    return {kind, IdText(QLatin1String(id)),
            shippedSchema()->find(kind, QString::fromLatin1(property))};
}

static QStringList holdersOf(const ThreatModel &model, const PropertyReference &asked)
{
    QStringList ids;
    for (const PropertyReference &holder : answerHolders(model, *shippedSchema(), asked)) {
        ids += holder.kind == RecordKind::Project ? QStringLiteral("model") : holder.id.toString();
        // Each can be set to the same answer.
        if (shippedSchema()->definition(holder.property).name
            != shippedSchema()->definition(asked.property).name)
            ids += QStringLiteral("another property");
    }
    return ids;
}

static QStringList sorted(const QSet<IdText> &records)
{
    QStringList ids;
    for (const IdText &id : records)
        ids += id.toString();
    ids.sort();
    return ids;
}

void tst_contextprofile::hostsAndClustersHaveAProfile()
{
    ThreatModel model = twoHosts();
    const QList<PropertyIndex> host = profileProperties(*shippedSchema(), BoundaryKind::Host);
    const QList<PropertyIndex> cluster = profileProperties(*shippedSchema(), BoundaryKind::Cluster);
    QVERIFY(host.size() >= 10 && cluster.size() >= 5);
    for (const PropertyIndex property : host + cluster)
        QVERIFY(!shippedSchema()->definition(property).question.isEmpty());
    QVERIFY(profileProperties(*shippedSchema(), BoundaryKind::Network).isEmpty());
    QCOMPARE(contextProfile(model, *shippedSchema()).size(), 2 * host.size());
    TrustBoundary outside = *model.boundaries.find(BoundaryId(QByteArrayView("bi")));
    outside.scope.inScope = false;
    model.boundaries.put(outside);
    QCOMPARE(contextProfile(model, *shippedSchema()).size(), host.size());
}

void tst_contextprofile::boundariesAndTheModelAnswerWhatIsInherited()
{
    const ThreatModel model = twoHosts();
    QCOMPARE(holdersOf(model, question(RecordKind::Element, "x", "verifiesCallers")),
             QStringList({"x", "bh", "ba", "model"}));
    QCOMPARE(holdersOf(model, question(RecordKind::Boundary, "bh", "verifiesCallers")),
             QStringList({"bh"}));
}

void tst_contextprofile::factsOfOneRecordAreAnsweredThere()
{
    QCOMPARE(holdersOf(twoHosts(), question(RecordKind::Element, "x", "privileged")),
             QStringList({"x"}));
}

void tst_contextprofile::aFlowIsAnsweredWhereBothEndsAre()
{
    const ThreatModel model = twoHosts();
    QCOMPARE(holdersOf(model, question(RecordKind::Flow, "f", "encryption")),
             QStringList({"f", "bh", "ba", "model"}));
    QCOMPARE(holdersOf(model, question(RecordKind::Flow, "g", "encryption")),
             QStringList({"g", "ba", "model"}));
}

void tst_contextprofile::recordsBelongToTheirElementAndHost()
{
    const ThreatModel model = twoHosts();
    QCOMPARE(sorted(recordsAround(model, RecordKind::Element, IdText(QLatin1String("x")))),
             QStringList({"ba", "bh", "f", "g", "p", "x"}));
    QCOMPARE(sorted(recordsOfHost(model, RecordKind::Interface, IdText(QLatin1String("p")))),
             QStringList({"bh", "f", "g", "p", "x", "y"}));
    QCOMPARE(sorted(recordsOfHost(model, RecordKind::Boundary, IdText(QLatin1String("bi")))),
             QStringList({"bi", "g", "z"}));
    ThreatModel drawn;
    drawn.elements.put(container("x"));
    QVERIFY(recordsOfHost(drawn, RecordKind::Element, IdText(QLatin1String("x"))).isEmpty());
}

void tst_contextprofile::circlesEnd()
{
    ThreatModel model = twoHosts();
    model.boundaries.put(boundaryCalled("ba", BoundaryKind::Account, "bh"));
    QCOMPARE(sorted(recordsAround(model, RecordKind::Element, IdText(QLatin1String("z")))),
             QStringList({"ba", "bh", "bi", "g", "z"}));
}

DRAWBRIDGE_TEST(tst_contextprofile)
#include "tst_contextprofile.moc"
