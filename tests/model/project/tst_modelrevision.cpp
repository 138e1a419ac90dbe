#include "model/project/modelrevision.h"
#include "tests/model/project/fullmodel.h"
#include "tests/support/shopmodel.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

class tst_modelrevision : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksAndLinesAreNoMeaning();
    void everyTableOfMeaningCounts();
    void reviewsAreOfThisRevisionOrAnEarlierOne();
};

static QByteArray revisionOf(const ThreatModel &model)
{
    return modelRevision(model, shippedSchema());
}

void tst_modelrevision::looksAndLinesAreNoMeaning()
{
    const ThreatModel model = fullModel();
    const QByteArray before = revisionOf(model);
    QCOMPARE(before.size(), 64);
    ThreatModel moved = model;
    moved.diagrams = {};
    moved.evidenceDigest = "0123";
    moved.project.catalogs.insert(QStringLiteral("attack"), QStringLiteral("99"));
    Source source = model.sources.at(0);
    source.lines.clear();
    source.digest = "ffee";
    moved.sources.put(source);
    QCOMPARE(revisionOf(moved), before);
}

void tst_modelrevision::everyTableOfMeaningCounts()
{
    const ThreatModel model = fullModel();
    const QByteArray before = revisionOf(model);
    forEachTable(model, [&](const auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        if constexpr (!std::is_same_v<Record, Diagram> && !std::is_same_v<Record, Review>) {
            ThreatModel less = model;
            less.tableOf<Record>().remove(table.at(0).id);
            QVERIFY(revisionOf(less) != before);
        }
    });
    ThreatModel renamed = model;
    renamed.project.attackers = {};
    QVERIFY(revisionOf(renamed) != before);
}

void tst_modelrevision::reviewsAreOfThisRevisionOrAnEarlierOne()
{
    ThreatModel model = shopModel();
    const auto reviewBy = [&model](const char *id, int day) {
        Review review;
        review.id = ReviewId(QByteArrayView(id));
        review.reviewer = QString::fromLatin1(id);
        review.date = QDate(2031, 3, day);
        review.revision = revisionOf(model);
        model.reviews.put(review);
    };
    reviewBy("r-ada", 1);
    reviewBy("r-bob", 2);
    ReviewState state = reviewState(model, shippedSchema());
    QCOMPARE(state.current.size(), 2);
    QCOMPARE(state.current.first().reviewer, QStringLiteral("r-bob"));
    QVERIFY(state.earlier.isEmpty());
    Element web = *model.elements.find(shop::Web);
    web.technology = QStringLiteral("function");
    model.elements.put(web);
    reviewBy("r-cy", 3);
    state = reviewState(model, shippedSchema());
    QCOMPARE(state.current.size(), 1);
    QCOMPARE(state.earlier.size(), 2);
    QCOMPARE(state.earlier.first().reviewer, QStringLiteral("r-bob"));
}

DRAWBRIDGE_TEST(tst_modelrevision)
#include "tst_modelrevision.moc"
