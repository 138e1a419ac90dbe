#include "model/core/validator.h"
#include "model/edit/pastefragmentedit.h"
#include "tests/support/countingids.h"
#include "tests/support/shopmodel.h"
#include "tests/support/testrunner.h"

#include <QRandomGenerator>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_modelfragment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesGetNewIdsAndNoSource();
    void flowsComeAlongOnlyWithBothEnds();
    void pastesIntoAnotherProject();
    void networksOfACopyStay();
    void bytesReadBackEqual();
    void brokenBytesAreRefused();
};

static RecordReferences webAndPostgres()
{
    return {{RecordKind::Element, shop::Web}, {RecordKind::Element, shop::Postgres}};
}

static ThreatModel applied(const ThreatModel &model, const ModelEdit &edit)
{
    ThreatModel after = model;
    applyChanges(after, edit.changes());
    return after;
}

void tst_modelfragment::copiesGetNewIdsAndNoSource()
{
    ThreatModel model = shopModel();
    Element web = *model.elements.find(shop::Web);
    web.sourceKey = {SourceId(QByteArrayView("s1")), QStringLiteral("services.web")};
    web.aliases = QStringList {QStringLiteral("services.shop")};
    model.elements.put(web);
    CountingIds ids;
    const auto pasted =
        pasteFragment(model, copyFragment(model, shop::Deployment, webAndPostgres()),
                      shop::Deployment, QPoint(24, 24), shop::Host, ids);
    QVERIFY(pasted);
    const ThreatModel after = applied(model, pasted->edit);
    QCOMPARE(after.elements.size(), 7);
    QCOMPARE(after.interfaces.size(), 4);
    QCOMPARE(after.flows.size(), 5);
    QCOMPARE(pasted->records.size(), 2);
    for (const RecordReference &record : pasted->records) {
        const Element *copy = after.elements.find(ElementId(record.id));
        QVERIFY(copy);
        QVERIFY(copy->sourceKey.isEmpty());
        QVERIFY(copy->aliases.isEmpty());
        const ElementId original = copy->name == QLatin1String("web") ? shop::Web : shop::Postgres;
        const Diagram &diagram = *after.diagrams.find(shop::Deployment);
        QCOMPARE(diagram.placement(copy->id)->rect,
                 diagram.placement(original)->rect.translated(24, 24));
    }
    QVERIFY(validate(after, PropertySchema()).isEmpty());
}

void tst_modelfragment::flowsComeAlongOnlyWithBothEnds()
{
    const ModelFragment fragment = copyFragment(shopModel(), shop::Deployment, webAndPostgres());
    QCOMPARE(fragment.flows.size(), 1);
    QCOMPARE(fragment.flows.first().id, shop::WebToPostgres);
}

void tst_modelfragment::pastesIntoAnotherProject()
{
    ThreatModel source = shopModel();
    Image image;
    image.id = ImageId(QByteArrayView("i1"));
    image.reference = QStringLiteral("postgres:16");
    source.images.put(image);
    Element postgres = *source.elements.find(shop::Postgres);
    postgres.image = image.id;
    source.elements.put(postgres);

    ThreatModel other;
    Diagram diagram;
    diagram.id = shop::Deployment;
    other.diagrams.put(diagram);
    CountingIds ids;
    const auto pasted =
        pasteFragment(other, copyFragment(source, shop::Deployment, webAndPostgres()),
                      shop::Deployment, QPoint(), {}, ids);
    QVERIFY(pasted);
    const ThreatModel after = applied(other, pasted->edit);
    QVERIFY(validate(after, PropertySchema()).isEmpty());
    QCOMPARE(after.images.size(), 1);
    QCOMPARE(after.images.at(0).reference, image.reference);
    // What was not copied is not invented.
    for (const Element &element : after.elements)
        QVERIFY(element.boundary.isEmpty() && element.networks.isEmpty());
}

void tst_modelfragment::networksOfACopyStay()
{
    const ThreatModel model = shopModel();
    CountingIds ids;
    const auto pasted = pasteFragment(
        model, copyFragment(model, shop::Deployment, {{RecordKind::Element, shop::Web}}),
        shop::Deployment, QPoint(24, 24), shop::Host, ids);
    const ThreatModel after = applied(model, pasted->edit);
    const Element &copy = *after.elements.find(ElementId(pasted->records.first().id));
    QCOMPARE(copy.networks, (QList {shop::Back, shop::Front}));
    QCOMPARE(copy.boundary, shop::Host);
}

void tst_modelfragment::bytesReadBackEqual()
{
    const PropertySchema schema;
    const ModelFragment fragment =
        copyFragment(shopModel(), shop::Deployment,
                     webAndPostgres()
                         + RecordReferences {{RecordKind::Boundary, shop::Host},
                                             {RecordKind::Boundary, shop::Back}});
    const auto read = fragmentFromBytes(fragmentToBytes(fragment, schema), schema);
    QVERIFY(read);
    QCOMPARE(*read, fragment);
}

void tst_modelfragment::brokenBytesAreRefused()
{
    const PropertySchema schema;
    const QByteArray good =
        fragmentToBytes(copyFragment(shopModel(), shop::Deployment, webAndPostgres()), schema);
    QVERIFY(!fragmentFromBytes(QByteArray(), schema));
    QVERIFY(!fragmentFromBytes(QByteArray("GIF89a"), schema));
    for (qsizetype size = 0; size < good.size(); ++size)
        QVERIFY(!fragmentFromBytes(good.left(size), schema));
    QRandomGenerator random(7);
    for (int round = 0; round < 2000; ++round) {
        QByteArray bytes = good;
        for (int i = 0; i < 3; ++i)
            bytes[random.bounded(static_cast<int>(bytes.size()))] =
                static_cast<char>(random.bounded(256));
        const auto read = fragmentFromBytes(bytes, schema);
        if (!read)
            continue;
        // What is let through can be pasted without harm.
        CountingIds ids;
        ThreatModel model;
        Diagram diagram;
        diagram.id = shop::Deployment;
        model.diagrams.put(diagram);
        const auto pasted = pasteFragment(model, *read, shop::Deployment, QPoint(), {}, ids);
        if (pasted)
            QVERIFY(validate(applied(model, pasted->edit), schema).isEmpty());
    }
}

DRAWBRIDGE_TEST(tst_modelfragment)
#include "tst_modelfragment.moc"
