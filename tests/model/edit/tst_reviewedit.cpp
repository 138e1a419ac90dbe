#include "model/edit/modeldocument.h"
#include "model/edit/recordreviewedit.h"
#include "tests/support/shopmodel.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

class tst_reviewedit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReviewIsStoredAndUndone();
    void refusals();
};

static Review reviewBy(const QString &name)
{
    Review review;
    review.id = ReviewId(QByteArrayView("r1"));
    review.reviewer = name;
    review.revision = "00aa";
    return review;
}

void tst_reviewedit::aReviewIsStoredAndUndone()
{
    const ThreatModel before = shopModel();
    const Result<ModelEdit> edit = recordReview(before, reviewBy(QStringLiteral("  Ada ")));
    QVERIFY(edit);
    QCOMPARE(edit->text(), QStringLiteral("Record review by Ada"));
    ThreatModel model = before;
    applyChanges(model, edit->changes());
    QCOMPARE(model.reviews.at(0).reviewer, QStringLiteral("Ada"));
    applyChanges(model, edit->changes().inverted());
    QVERIFY(model == before);
}

void tst_reviewedit::refusals()
{
    QVERIFY(!recordReview(shopModel(), reviewBy(QStringLiteral(" "))));
    Review ofNothing = reviewBy(QStringLiteral("Ada"));
    ofNothing.revision.clear();
    QVERIFY(!recordReview(shopModel(), ofNothing));
}

DRAWBRIDGE_TEST(tst_reviewedit)
#include "tst_reviewedit.moc"
