#include "model/core/names.h"
#include "tests/corpus/measure/precision.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::corpus;

// What the rules report of the labelled systems is labelled, mostly right, and nearly complete; and
// no change of it goes by unseen.
class tst_corpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isLargeEnough();
    void labelsSpeakOfWhatIsThere_data() { addSystems(); }
    void labelsSpeakOfWhatIsThere();
    void everyClaimIsLabelled_data() { addSystems(); }
    void everyClaimIsLabelled();
    void labelsSayWhatIsReported_data() { addSystems(); }
    void labelsSayWhatIsReported();
    void nothingChangedUnseen_data() { addSystems(); }
    void nothingChangedUnseen();
    void isPreciseAndComplete();
    void theGuideHasTheFigures();

private:
    static void addSystems();
    const LabelledSystem &system() const;

    std::unique_ptr<Services> m_services;
    QList<LabelledSystem> m_systems;
};

static constexpr qsizetype fewestSystems = 12;

void tst_corpus::addSystems()
{
    QTest::addColumn<qsizetype>("index");
    const QStringList names = systemNames();
    for (qsizetype i = 0; i < names.size(); ++i)
        QTest::newRow(qPrintable(names.at(i))) << i;
}

const LabelledSystem &tst_corpus::system() const
{
    return m_systems.at(*static_cast<qsizetype *>(QTest::qData("index", qMetaTypeId<qsizetype>())));
}

// With DRAWBRIDGE_ACCEPT_CORPUS set, what is reported now becomes what was agreed to.
void tst_corpus::initTestCase()
{
    auto services = Services::create();
    QVERIFY2(services, services ? "" : qPrintable(services.error().toString()));
    m_services = std::move(*services);
    for (const QString &name : systemNames()) {
        Result<LabelledSystem> read = readSystem(*m_services, name);
        QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
        if (qEnvironmentVariableIsSet("DRAWBRIDGE_ACCEPT_CORPUS")) {
            QVERIFY(acceptReported(name, read->reported));
            read->accepted = reportedLines(read->reported);
        }
        m_systems.append(std::move(*read));
    }
}

void tst_corpus::isLargeEnough()
{
    QVERIFY(m_systems.size() >= fewestSystems);
}

static QString sayLabel(const Label &label)
{
    return QStringLiteral("labels.yaml:%1 %2 at %3 %4")
        .arg(label.line)
        .arg(label.rule, label.at, label.item)
        .trimmed();
}

void tst_corpus::labelsSpeakOfWhatIsThere()
{
    const auto rules = m_services->rules();
    QVERIFY(rules);
    QStringList wrong;
    for (const Label &label : system().labels.list) {
        if (!system().recordNames.contains(label.at))
            wrong += sayLabel(label) + QStringLiteral(": nothing is named so");
        // What is missing may want a rule that is not there yet.
        if (label.judgement != Judgement::Missing && (*rules)->find(label.rule) < 0)
            wrong += sayLabel(label) + QStringLiteral(": there is no such rule");
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void tst_corpus::everyClaimIsLabelled()
{
    QStringList lines;
    for (const ReportedThreat &claim : judge(system()).unlabelled) {
        lines += QStringLiteral("%1 at %2 %3 is reported as %4 (\"%5\")")
                     .arg(claim.rule, claim.at, claim.item, nameOf(claim.severity), claim.title);
    }
    QVERIFY2(lines.isEmpty(),
             qPrintable(QStringLiteral("judge these in tests/corpus/systems/%1/labels.yaml:\n%2")
                            .arg(system().name, lines.join(u'\n'))));
}

void tst_corpus::labelsSayWhatIsReported()
{
    const SystemScore score = judge(system());
    QStringList lines;
    for (const Label &label : score.notReported)
        lines += sayLabel(label)
            + QStringLiteral(" is no longer reported: mend the rule, or list it "
                             "under missing");
    for (const Label &label : score.found)
        lines += sayLabel(label) + QStringLiteral(" is reported now: list it under right");
    QVERIFY2(lines.isEmpty(), qPrintable(score.name + u'\n' + lines.join(u'\n')));
}

static QStringList without(const QStringList &lines, const QStringList &others, const QString &mark)
{
    QStringList left;
    for (const QString &line : lines) {
        if (!others.contains(line))
            left += mark + line;
    }
    return left;
}

void tst_corpus::nothingChangedUnseen()
{
    const QStringList now = reportedLines(system().reported);
    const QStringList &before = system().accepted;
    const QStringList changes =
        without(now, before, QStringLiteral("+ ")) + without(before, now, QStringLiteral("- "));
    QVERIFY2(changes.isEmpty(),
             qPrintable(QStringLiteral("%1\n%2\nright as it is? tests/corpus/accept writes it down")
                            .arg(system().name, changes.join(u'\n'))));
}

void tst_corpus::isPreciseAndComplete()
{
    const CorpusScore score = judge(m_systems);
    QVERIFY2(score.reachesGoals(), qPrintable(systemTable(score)));
}

// The page's text before, in and after its block of figures.
static QStringList guideParts(const QString &text)
{
    const QString opening = QStringLiteral("```text\n");
    const qsizetype begin = text.indexOf(opening) + opening.size();
    const qsizetype end = text.indexOf(QStringLiteral("```"), begin);
    return {text.first(begin), text.sliced(begin, end - begin), text.sliced(end)};
}

void tst_corpus::theGuideHasTheFigures()
{
    QFile page(test::sourceDir() + QStringLiteral("/resources/guide/precision.md"));
    const bool accepts = qEnvironmentVariableIsSet("DRAWBRIDGE_ACCEPT_CORPUS");
    QVERIFY(page.open(accepts ? QIODevice::ReadWrite : QIODevice::ReadOnly));
    const QStringList parts = guideParts(QString::fromUtf8(page.readAll()));
    const QString figures = systemTable(judge(m_systems));
    if (accepts) {
        page.resize(0);
        page.write((parts.at(0) + figures + parts.at(2)).toUtf8());
        return;
    }
    QCOMPARE(parts.at(1), figures);
}

DRAWBRIDGE_TEST(tst_corpus)
#include "tst_corpus.moc"
