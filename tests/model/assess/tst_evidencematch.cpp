#include "model/assess/evidencematch.h"
#include "model/core/names.h"
#include "tests/support/models/compactmodel.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

class tst_evidencematch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheRecord_data();
    void findsTheRecord();
};

// web and worker are built from folders of their own, described by one Compose file.
static ThreatModel builtModel()
{
    ThreatModel model = compactModel("h: {is: host}\n"
                                     "iw: {is: image, reference: web, builtHere: true}\n"
                                     "ik: {is: image, reference: worker, builtHere: true}\n"
                                     "ir: {is: image, reference: 'redis:7'}\n"
                                     "web: {is: container, in: h, image: iw}\n"
                                     "worker: {is: container, in: h, image: ik}\n"
                                     "cache: {is: store-container, in: h, image: ir}\n"
                                     "shop-web: {is: container, in: h}\n");
    Source compose;
    compose.id = SourceId(QByteArrayView("sc"));
    compose.format = QStringLiteral("compose");
    compose.path = QStringLiteral("shop/compose.yaml");
    compose.lines = {{QStringLiteral("services.web"), 3}, {QStringLiteral("services.worker"), 9}};
    model.sources.put(compose);
    const auto build = [&](const char *source, const char *path, const char *image) {
        Source dockerfile;
        dockerfile.id = SourceId(QByteArrayView(source));
        dockerfile.format = QStringLiteral("dockerfile");
        dockerfile.path = QString::fromLatin1(path);
        model.sources.put(dockerfile);
        Image built = *model.images.find(ImageId(QByteArrayView(image)));
        Claim claim;
        claim.value = QStringLiteral("python:3");
        claim.provenance = {ClaimSource::Image, dockerfile.id, QStringLiteral("FROM"), {}};
        built.properties.set(shippedSchema()->find(RecordKind::Image, u"baseImage"), claim);
        model.images.put(built);
    };
    build("sw", "shop/web/Dockerfile", "iw");
    build("sk", "shop/worker/Dockerfile", "ik");
    for (const char *name : {"web", "worker"}) {
        Element element = *model.elements.find(ElementId(QByteArrayView(name)));
        element.sourceKey = {compose.id, QStringLiteral("services.") + QString::fromLatin1(name)};
        model.elements.put(element);
    }
    return model;
}

void tst_evidencematch::findsTheRecord_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("record");
    const auto row = [](SubjectKind kind, const char *name, const char *record, int line = 0) {
        QTest::addRow("%s:%d", name, line) << static_cast<int>(kind) << QString::fromLatin1(name)
                                           << line << QString::fromLatin1(record);
    };
    row(SubjectKind::File, "shop/web/app.py", "web");
    row(SubjectKind::File, "web/app.py", "web");
    row(SubjectKind::File, "/src/shop/web/deep/er/app.py", "web");
    row(SubjectKind::File, "worker/Dockerfile", "worker");
    row(SubjectKind::File, "app.py", "");
    row(SubjectKind::File, "website/app.py", "");
    row(SubjectKind::File, "shop/other.py", "");
    row(SubjectKind::File, "compose.yaml", "web", 5);
    row(SubjectKind::File, "shop/compose.yaml", "worker", 12);
    row(SubjectKind::File, "compose.yaml", "", 1);
    row(SubjectKind::Image, "docker.io/library/redis:7", "ir");
    row(SubjectKind::Image, "redis", "");
    row(SubjectKind::Image, "web:latest", "iw");
    row(SubjectKind::Image, "shop-worker", "ik");
    row(SubjectKind::Image, "localhost:5000/shop-worker:1.2", "ik");
    row(SubjectKind::Image, "other", "");
    row(SubjectKind::Container, "shop_worker_1:0.0.0.0", "worker");
    row(SubjectKind::Container, "web", "web");
    row(SubjectKind::Container, "/proj_worker_1", "worker");
    row(SubjectKind::Container, "proj-shop-web-2", "shop-web");
    row(SubjectKind::Container, "other", "");
    row(SubjectKind::Host, "", "h");
    row(SubjectKind::Package, "flask", "");
}

void tst_evidencematch::findsTheRecord()
{
    QFETCH(int, kind);
    QFETCH(QString, name);
    QFETCH(int, line);
    const ThreatModel model = builtModel();
    EvidenceResult result;
    result.subject = {static_cast<SubjectKind>(kind), name, {}};
    if (result.subject.kind == SubjectKind::File)
        result.path = name;
    result.line = line;
    const EvidenceMatch match = EvidenceMatcher(model).match(QStringLiteral("trivy"), result);
    QTEST(match.record.toString(), "record");
    QVERIFY(!match.reason.isEmpty());
}

DRAWBRIDGE_TEST(tst_evidencematch)
#include "tst_evidencematch.moc"
