#include "model/core/propertyset.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

static Claim claimOf(const Value &value, ClaimSource source, const char *sourceId = "")
{
    Claim claim;
    claim.value = value;
    claim.provenance.claim = source;
    claim.provenance.source = SourceId(QByteArrayView(sourceId));
    return claim;
}

class tst_propertyset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unknownUntilClaimed()
    {
        PropertySet set;
        QVERIFY(set.value(3).isNull());
        QVERIFY(!set.effective(3));
        set.set(3, claimOf(true, ClaimSource::File, "s1"));
        QCOMPARE(set.value(3), Value(true));
    }

    void architectPrecedesFileAndTheConflictShows()
    {
        PropertySet set;
        set.set(3, claimOf(true, ClaimSource::File, "s1"));
        set.set(3, claimOf(false, ClaimSource::Architect));
        QCOMPARE(set.value(3), Value(false));
        QCOMPARE(set.find(3)->conflicts().size(), 1);
        QCOMPARE(set.find(3)->conflicts().first().value, Value(true));
        set.remove(3, ClaimSource::Architect);
        QCOMPARE(set.value(3), Value(true));
        QVERIFY(set.find(3)->conflicts().isEmpty());
    }

    void sameSourceReplacesItsOwnClaim()
    {
        PropertySet set;
        set.set(3, claimOf(true, ClaimSource::File, "s1"));
        set.set(3, claimOf(false, ClaimSource::File, "s1"));
        QCOMPARE(set.find(3)->claims.size(), 1);
        QCOMPARE(set.value(3), Value(false));
    }

    void aSourceReadAgainTakesBackOnlyItsOwnClaims()
    {
        PropertySet set;
        set.set(3, claimOf(true, ClaimSource::File, "s1"));
        set.set(4, claimOf(1, ClaimSource::File, "s2"));
        set.set(4, claimOf(2, ClaimSource::Architect));
        set.removeSource(SourceId(QByteArrayView("s1")));
        QVERIFY(!set.find(3));
        QCOMPARE(set.find(4)->claims.size(), 2);
    }

    void notApplicableIsAValueOfItsOwn()
    {
        PropertySet set;
        Claim claim = claimOf(Value(), ClaimSource::Architect);
        claim.notApplicable = true;
        set.set(3, claim);
        QVERIFY(set.effective(3));
        QVERIFY(set.effective(3)->notApplicable);
        QVERIFY(set.value(3).isNull());
    }

    void orderOfSettingDoesNotMatter()
    {
        PropertySet a;
        a.set(9, claimOf(1, ClaimSource::File, "s1"));
        a.set(2, claimOf(2, ClaimSource::File, "s1"));
        a.set(2, claimOf(3, ClaimSource::Architect));
        PropertySet b;
        b.set(2, claimOf(3, ClaimSource::Architect));
        b.set(2, claimOf(2, ClaimSource::File, "s1"));
        b.set(9, claimOf(1, ClaimSource::File, "s1"));
        QVERIFY(a == b);
    }
};

DRAWBRIDGE_TEST(tst_propertyset)
#include "tst_propertyset.moc"
