#include "catalogs/import/catalogoverlay.h"
#include "catalogs/store/catalogstore.h"
#include "tests/catalogs/import/smallcatalogs.h"
#include "tests/support/testrunner.h"

#include <QProcess>

using namespace drawbridge;
using namespace drawbridge::test;

// Official files give the same facts as our own tables say. The files are upstream's and lie beside
// the source tree on some machines only.
class tst_officialfiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theContainersBundleSaysWhatOurTablesSay();
    void theModerateBaselineIsOurs();
    void theMappingIsOurs();
    void thePatternsOfCapecAreOurs();
    void allOfThemTogether();

private:
    QString file(const QString &name) const { return m_folder + u'/' + name; }
    QByteArray unpacked(const QString &name) const;
    // The catalogs with what a file is about taken away first, so that it must bring it itself.
    CatalogContent bundledWithout(const std::function<void(CatalogContent &)> &takeAway) const;

    QString m_folder;
    CatalogContent m_bundled;
};

void tst_officialfiles::initTestCase()
{
    m_folder = QDir::cleanPath(sourceDir() + QStringLiteral("/../shared/data"));
    if (!QFile::exists(file(QStringLiteral("stix-containers-bundle.json"))))
        QSKIP("the official files are not on this machine");
    const auto bundled = CatalogStore::load(binaryDir() + QStringLiteral("/data/catalog.sqlite"));
    QVERIFY(bundled.hasValue());
    m_bundled = bundled->content();
}

QByteArray tst_officialfiles::unpacked(const QString &name) const
{
    QProcess gzip;
    gzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), file(name)});
    gzip.waitForFinished(20'000);
    return gzip.readAllStandardOutput();
}

CatalogContent
tst_officialfiles::bundledWithout(const std::function<void(CatalogContent &)> &takeAway) const
{
    CatalogContent content = m_bundled;
    takeAway(content);
    return content;
}

static Result<CatalogContent> importedFile(const QString &path, CatalogContent into)
{
    CatalogImport import;
    if (const Result<void> read = import.read(path); !read)
        return read.error();
    Diagnostics notes;
    return import.applyTo(std::move(into), notes);
}

void tst_officialfiles::theContainersBundleSaysWhatOurTablesSay()
{
    const CatalogContent without = bundledWithout([](CatalogContent &content) {
        for (Technique &technique : content.techniques) {
            if (technique.isContainer) {
                technique.name = QStringLiteral("?");
                technique.isContainer = false;
                technique.tactics.clear();
                technique.platforms.clear();
            }
        }
        content.tactics.clear();
        content.mitigations.clear();
        content.matrixCells.clear();
        const QSet<QString> containers = [&] {
            QSet<QString> ids;
            for (const Technique &technique : content.techniques) {
                if (technique.name == u"?")
                    ids.insert(technique.id);
            }
            return ids;
        }();
        std::erase_if(content.techniqueMitigations, [&](const TechniqueMitigation &pair) {
            return containers.contains(pair.technique);
        });
    });
    const auto content = importedFile(file(QStringLiteral("stix-containers-bundle.json")), without);
    QVERIFY2(content.hasValue(), qPrintable(content ? QString() : content.error().toString()));
    QCOMPARE(content->parts.at(0).objects, 48);
    QCOMPARE(content->techniques, m_bundled.techniques);
    QCOMPARE(content->tactics, m_bundled.tactics);
    QCOMPARE(content->matrixCells, m_bundled.matrixCells);
    QCOMPARE(content->matrixCells.size(), 69);
    QCOMPARE(content->techniqueMitigations, m_bundled.techniqueMitigations);
    // 32 of the mitigations answer container techniques; the bundle holds no others.
    QCOMPARE(content->mitigations.size(), 32);
    const CatalogSnapshot ours(m_bundled);
    for (const Mitigation &mitigation : content->mitigations)
        QCOMPARE(mitigation, *ours.mitigation(mitigation.id));
}

void tst_officialfiles::theModerateBaselineIsOurs()
{
    const QByteArray bytes = unpacked(QStringLiteral("oscal-moderate.json.gz"));
    if (bytes.isEmpty())
        QSKIP("gzip is not on this machine");
    const auto content = imported(bytes, bundledWithout([](CatalogContent &without) {
                                      for (Control &control : without.controls)
                                          control.moderate = control.id == u"AC-25";
                                  }));
    QVERIFY2(content.hasValue(), qPrintable(content ? QString() : content.error().toString()));
    QCOMPARE(content->controls, m_bundled.controls);
    QCOMPARE(content->parts[0].name, QStringLiteral("baseline-moderate"));
    QCOMPARE(content->parts[0].objects, 287);
    // As a list of controls it gives the titles that we have, too.
    QByteArray asCatalog = bytes;
    asCatalog.replace("MODERATE IMPACT BASELINE", "").replace("source-profile", "x");
    const auto titles = imported(asCatalog, bundledWithout([](CatalogContent &without) {
                                     for (Control &control : without.controls) {
                                         if (control.moderate)
                                             control.title = QStringLiteral("?");
                                     }
                                 }));
    QVERIFY(titles.hasValue());
    for (size_t i = 0; i < titles->controls.size(); ++i) {
        QCOMPARE(titles->controls[i].id, m_bundled.controls[i].id);
        QCOMPARE(titles->controls[i].title.toLower().remove(u' '),
                 m_bundled.controls[i].title.toLower().remove(u' '));
        QCOMPARE(titles->controls[i].parent, m_bundled.controls[i].parent);
        QCOMPARE(titles->controls[i].familyTitle, m_bundled.controls[i].familyTitle);
    }
}

void tst_officialfiles::theMappingIsOurs()
{
    const QByteArray bytes = unpacked(QStringLiteral("attack-16.1-nist-mapping.json.gz"));
    if (bytes.isEmpty())
        QSKIP("gzip is not on this machine");
    const auto content = imported(bytes, bundledWithout([](CatalogContent &without) {
                                      std::erase_if(without.mappings, [](const MappingEdge &edge) {
                                          return edge.origin == MappingOrigin::Ctid;
                                      });
                                      for (Technique &technique : without.techniques)
                                          technique.isUnmappable = false;
                                  }));
    QVERIFY2(content.hasValue(), qPrintable(content ? QString() : content.error().toString()));
    QCOMPARE(content->parts[0].objects, 5264);
    const auto pairsOf = [](const CatalogContent &catalog) {
        QStringList pairs;
        for (const MappingEdge &edge : catalog.mappings)
            pairs += edge.technique + u' ' + edge.control + u' ' + edge.basis;
        pairs.sort();
        return pairs;
    };
    QCOMPARE(pairsOf(*content), pairsOf(m_bundled));
    QCOMPARE(content->techniques, m_bundled.techniques);
    QCOMPARE(content->versions, m_bundled.versions);
}

void tst_officialfiles::thePatternsOfCapecAreOurs()
{
    const auto content =
        importedFile(file(QStringLiteral("stix21-capec-subset-bundle.json")), m_bundled);
    QVERIFY2(content.hasValue(), qPrintable(content ? QString() : content.error().toString()));
    QCOMPARE(content->parts[0].objects, 24);
    QCOMPARE(content->capecs.size(), m_bundled.capecs.size());
    for (size_t i = 0; i < content->capecs.size(); ++i)
        QCOMPARE(content->capecs[i], m_bundled.capecs[i]);
    QCOMPARE(content->cwes, m_bundled.cwes);
}

void tst_officialfiles::allOfThemTogether()
{
    QTemporaryDir scratch;
    const QString mapping = scratch.filePath(QStringLiteral("mapping.json"));
    QFile out(mapping);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(unpacked(QStringLiteral("attack-16.1-nist-mapping.json.gz")));
    out.close();
    CatalogImport import;
    for (const QString &path : {mapping, file(QStringLiteral("stix21-capec-subset-bundle.json")),
                                file(QStringLiteral("stix-containers-bundle.json"))})
        QVERIFY(import.read(path).hasValue());
    Diagnostics notes;
    const auto content = import.applyTo(m_bundled, notes);
    QVERIFY(content.hasValue());
    QCOMPARE(content->parts.size(), 3);
    QCOMPARE(overlayCatalog(m_bundled, *content), *content);
    // Compressed as they come they are refused, and the line says what to do.
    const Result<void> packed =
        import.read(file(QStringLiteral("attack-16.1-nist-mapping.json.gz")));
    QVERIFY(!packed);
    QVERIFY(packed.error().message.contains(QStringLiteral("gunzip")));
}

DRAWBRIDGE_TEST(tst_officialfiles)
#include "tst_officialfiles.moc"
