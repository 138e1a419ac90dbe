#include "tests/fuzz/fuzzedreaders.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QElapsedTimer>

#include <random>

using namespace drawbridge;
using namespace drawbridge::fuzz;
using namespace drawbridge::test;

// Every reader over its corpus, as it is and broken in many small ways. The sanitizers of this
// build, a crash or a hang are what makes it fail; the fuzzers of the slow tests look further.
class tst_fuzzcorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyReaderHasACorpus();
    void survivesCorpus_data();
    void survivesCorpus();

private:
    static QList<QByteArray> corpusOf(const QString &reader);
    static QByteArray broken(QByteArray bytes, const QList<QByteArray> &others,
                             std::mt19937 &random);
};

QList<QByteArray> tst_fuzzcorpus::corpusOf(const QString &reader)
{
    QList<QByteArray> corpus;
    const QDir folder(sourceDir() + QStringLiteral("/tests/fuzz/corpus/") + reader);
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            corpus.append(file.readAll());
    }
    return corpus;
}

// Cuts, doubles, swaps and overwrites pieces, and grafts pieces of other files.
QByteArray tst_fuzzcorpus::broken(QByteArray bytes, const QList<QByteArray> &others,
                                  std::mt19937 &random)
{
    const auto below = [&random](qsizetype limit) {
        return limit > 0 ? static_cast<qsizetype>(random() % static_cast<unsigned>(limit)) : 0;
    };
    // With a NUL in it.
    static constexpr char Symbols[] = "{}[]():,.-+&*!|<>=?'\"`%@#$\\/\n\r\t 019aexT\0\x7f\xc3\xff";
    static const QByteArray alphabet(Symbols, sizeof Symbols - 1);
    const qsizetype changes = 1 + below(6);
    for (qsizetype change = 0; change < changes; ++change) {
        const qsizetype at = below(bytes.size());
        switch (random() % 6) {
        case 0:
            bytes.truncate(at);
            break;
        case 1:
            bytes.insert(at, bytes.mid(below(bytes.size()), below(64)));
            break;
        case 2:
            bytes.remove(at, below(32));
            break;
        case 3:
            bytes.insert(at, alphabet[below(alphabet.size())]);
            break;
        case 4: {
            const QByteArray &other = others[below(others.size())];
            bytes.insert(at, other.mid(below(other.size()), below(200)));
            break;
        }
        default:
            if (at < bytes.size())
                bytes[at] = alphabet[below(alphabet.size())];
        }
    }
    return bytes;
}

void tst_fuzzcorpus::everyReaderHasACorpus()
{
    for (const FuzzedReader &reader : fuzzedReaders())
        QVERIFY2(!corpusOf(reader.name).isEmpty(),
                 qPrintable(QStringLiteral("tests/fuzz/corpus/%1 is empty").arg(reader.name)));
}

void tst_fuzzcorpus::survivesCorpus_data()
{
    QTest::addColumn<int>("reader");
    int index = 0;
    for (const FuzzedReader &reader : fuzzedReaders())
        QTest::newRow(qPrintable(reader.name)) << index++;
}

void tst_fuzzcorpus::survivesCorpus()
{
    QFETCH(int, reader);
    const FuzzedReader &fuzzed = fuzzedReaders()[static_cast<size_t>(reader)];
    const QList<QByteArray> corpus = corpusOf(fuzzed.name);
    int accepted = 0;
    for (const QByteArray &bytes : corpus)
        accepted += fuzzed.read(bytes) ? 1 : 0;
    // The corpus means nothing when its reader refuses all of it.
    QVERIFY2(accepted > 0, qPrintable(fuzzed.name));
    std::mt19937 random(20261128);
    QElapsedTimer timer;
    timer.start();
    int tried = 0;
    for (; tried < 2000 && timer.elapsed() < 2000; ++tried)
        fuzzed.read(broken(corpus[tried % corpus.size()], corpus, random));
    QVERIFY2(tried >= 20, qPrintable(fuzzed.name));
}

DRAWBRIDGE_TEST(tst_fuzzcorpus)
#include "tst_fuzzcorpus.moc"
