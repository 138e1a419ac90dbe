#include "model/core/validator.h"
#include "model/edit/modeldocument.h"
#include "model/edit/pastefragmentedit.h"
#include "model/edit/setpropertyedit.h"
#include "tests/support/countingids.h"
#include "tests/support/shopmodel.h"
#include "tests/support/testrunner.h"

#include <QFile>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_propertyedit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersAreTheArchitectsClaims();
    void theFilesClaimStandsAgainAfterClearing();
    void oneAnswerForSeveral();
    void notApplicableIsStored();
    void refusals();
    void copiesKeepWhatIsKnown();

private:
    PropertyIndex element(const char16_t *name) const
    {
        return m_schema.find(RecordKind::Element, QStringView(name));
    }
    static RecordReferences web() { return {{RecordKind::Element, shop::Web}}; }
    ThreatModel applied(const ThreatModel &model, const Result<ModelEdit> &edit) const;

    PropertySchema m_schema;
};

void tst_propertyedit::initTestCase()
{
    QFile file(sourceDir() + QStringLiteral("/catalogs/properties/schema.yaml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto parsed = PropertySchema::parse(file.readAll(), QStringLiteral("schema.yaml"));
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().toString()));
    m_schema = *parsed;
}

// Applies, checks that the model is valid and that the edit can be taken back.
ThreatModel tst_propertyedit::applied(const ThreatModel &model, const Result<ModelEdit> &edit) const
{
    if (!edit) {
        QTest::qFail(qPrintable(edit.error().toString()), __FILE__, __LINE__);
        return model;
    }
    ModelDocument document(model);
    const bool done = document.apply(*edit).hasValue();
    const ThreatModel after = document.model();
    const bool undone = document.revert(*edit).hasValue() && document.model() == model;
    if (!done || !undone || !validate(after, m_schema).isEmpty())
        QTest::qFail("the edit cannot be taken back, or leaves an invalid model", __FILE__,
                     __LINE__);
    return after;
}

void tst_propertyedit::answersAreTheArchitectsClaims()
{
    const PropertyIndex privileged = element(u"privileged");
    const ThreatModel after = applied(
        shopModel(), drawbridge::setProperty(shopModel(), m_schema, web(), privileged, true));
    const Claim *claim = after.elements.find(shop::Web)->properties.effective(privileged);
    QVERIFY(claim);
    QCOMPARE(claim->value, Value(true));
    QCOMPARE(claim->provenance.claim, ClaimSource::Architect);
    const ThreatModel changed =
        applied(after, drawbridge::setProperty(after, m_schema, web(), privileged, false));
    QCOMPARE(changed.elements.find(shop::Web)->properties.find(privileged)->claims.size(), 1);
}

static ThreatModel modelFromFile(PropertyIndex property, const Value &value)
{
    ThreatModel model = shopModel();
    Source source;
    source.id = SourceId(QByteArrayView("s-compose"));
    source.path = QStringLiteral("compose.yml");
    model.sources.put(source);
    Claim claim;
    claim.value = value;
    claim.provenance = {
        ClaimSource::File, source.id, QStringLiteral("services.web.privileged"), {}};
    Element web = *model.elements.find(shop::Web);
    web.properties.set(property, claim);
    model.elements.put(web);
    return model;
}

void tst_propertyedit::theFilesClaimStandsAgainAfterClearing()
{
    const PropertyIndex privileged = element(u"privileged");
    const ThreatModel model = modelFromFile(privileged, true);
    const ThreatModel denied =
        applied(model, drawbridge::setProperty(model, m_schema, web(), privileged, false));
    const PropertyEntry &entry = *denied.elements.find(shop::Web)->properties.find(privileged);
    QCOMPARE(entry.effective().value, Value(false));
    QCOMPARE(entry.conflicts().size(), 1);
    const ThreatModel cleared = applied(denied, clearProperty(denied, m_schema, web(), privileged));
    QCOMPARE(cleared, model);
}

void tst_propertyedit::oneAnswerForSeveral()
{
    const PropertyIndex limit = element(u"memoryLimit");
    const RecordReferences three {{RecordKind::Element, shop::Web},
                                  {RecordKind::Element, shop::Nginx},
                                  {RecordKind::Element, shop::Redis}};
    const auto edit =
        drawbridge::setProperty(shopModel(), m_schema, three, limit, qint64(536870912));
    QCOMPARE(edit->changes().of<Element>().size(), 3);
    const ThreatModel after = applied(shopModel(), edit);
    QCOMPARE(after.elements.find(shop::Redis)->properties.value(limit), Value(qint64(536870912)));
    QVERIFY(!after.elements.find(shop::Postgres)->properties.find(limit));
}

void tst_propertyedit::notApplicableIsStored()
{
    const PropertyIndex check = element(u"healthCheck");
    const ThreatModel after =
        applied(shopModel(), setPropertyNotApplicable(shopModel(), m_schema, web(), check));
    QVERIFY(after.elements.find(shop::Web)->properties.effective(check)->notApplicable);
}

void tst_propertyedit::refusals()
{
    const ThreatModel model = shopModel();
    // A computed property, a value of another type, a kind of record without it, no such record.
    QVERIFY(!drawbridge::setProperty(model, m_schema, web(), element(u"runsAsRoot"), true));
    QVERIFY(!drawbridge::setProperty(model, m_schema, web(), element(u"privileged"), u"yes"));
    QVERIFY(!drawbridge::setProperty(model, m_schema, {{RecordKind::Flow, shop::WebToRedis}},
                                     element(u"privileged"), true));
    QVERIFY(!drawbridge::setProperty(model, m_schema,
                                     {{RecordKind::Element, IdText(QByteArrayView("gone"))}},
                                     element(u"privileged"), true));
    QVERIFY(!drawbridge::setProperty(model, m_schema, web(), NoProperty, true));
}

void tst_propertyedit::copiesKeepWhatIsKnown()
{
    const PropertyIndex privileged = element(u"privileged");
    const ThreatModel model = modelFromFile(privileged, true);
    const auto fragment = fragmentFromBytes(
        fragmentToBytes(copyFragment(model, shop::Deployment, web()), m_schema), m_schema);
    QVERIFY(fragment);
    CountingIds ids;
    const auto pasted = pasteFragment(model, *fragment, shop::Deployment, QPoint(24, 24), {}, ids);
    QVERIFY(pasted);
    const ThreatModel after = applied(model, pasted->edit);
    const Element &copy = *after.elements.find(ElementId(pasted->records.first().id));
    const Claim *claim = copy.properties.effective(privileged);
    QVERIFY(claim);
    QCOMPARE(claim->value, Value(true));
    // No file says so of the copy.
    QCOMPARE(claim->provenance.claim, ClaimSource::Architect);
    QVERIFY(claim->provenance.source.isEmpty());
}

DRAWBRIDGE_TEST(tst_propertyedit)
#include "tst_propertyedit.moc"
