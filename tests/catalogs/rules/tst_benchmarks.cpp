#include "tests/support/models/compactmodel.h"
#include "tests/support/testrunner.h"

#include <QRegularExpression>

#include <map>
#include <set>

using namespace drawbridge;

// The page of the guide on benchmarks and the packs say the same.
class tst_benchmarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void coversEveryItemOfTheSections();
    void agreesWithThePacks();
    void saysWhyAnItemHasNoRule();

private:
    struct Item
    {
        QString text;
        std::set<QString> rules;
    };

    // By what the packs call an item: title and version, or control and level.
    std::map<QString, Item> m_page;
    std::map<QString, int> m_sizes;
};

static std::set<QString> rulesNamedIn(const QString &cell)
{
    static const QRegularExpression key(QStringLiteral("`([a-z-]+/[a-z-]+)`"));
    std::set<QString> rules;
    for (auto it = key.globalMatch(cell); it.hasNext();)
        rules.insert(it.next().captured(1));
    return rules;
}

void tst_benchmarks::initTestCase()
{
    QFile file(test::sourceDir() + QStringLiteral("/resources/guide/benchmarks.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QString section;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.startsWith(u"## "))
            section = line.sliced(3).section(u':', 0, 0);
        const QStringList cells = line.split(QStringLiteral(" | "));
        if (!line.startsWith(u"| ") || cells.size() < 3 || cells.last().startsWith(u"rules"))
            continue;
        const QString title = cells[cells.size() - 2];
        const bool ofPods = section.startsWith(u"Kubernetes");
        const QString name = ofPods
            ? QStringLiteral("%1 (Pod Security Standards, %2)").arg(title, cells.first().sliced(2))
            : title + QStringLiteral(" (CIS Docker 1.6.0)");
        QVERIFY2(!m_page.contains(name), qPrintable(name));
        QString text = cells.last().chopped(2);
        const std::set<QString> rules =
            text.startsWith(u"none:") ? std::set<QString>() : rulesNamedIn(text);
        m_page.emplace(name, Item {text, rules});
        ++m_sizes[section];
    }
}

void tst_benchmarks::coversEveryItemOfTheSections()
{
    QCOMPARE(m_sizes[QStringLiteral("CIS Docker Benchmark, section 4")], 12);
    QCOMPARE(m_sizes[QStringLiteral("CIS Docker Benchmark, section 5")], 32);
    QCOMPARE(m_sizes[QStringLiteral("Kubernetes Pod Security Standards")], 18);
}

void tst_benchmarks::agreesWithThePacks()
{
    std::map<QString, std::set<QString>> packs;
    const auto rules = test::shippedRules();
    for (qsizetype i = 0; i < rules->size(); ++i) {
        for (const RuleMitigation &mitigation : rules->info(i).mitigations) {
            for (const QString &item : mitigation.cis + mitigation.pss)
                packs[item].insert(rules->info(i).key);
        }
    }
    for (const auto &[item, keys] : packs) {
        const auto found = m_page.find(item);
        QVERIFY2(found != m_page.end(), qPrintable(item));
        QVERIFY2(found->second.rules == keys, qPrintable(item));
    }
    for (const auto &[item, entry] : m_page)
        QVERIFY2(entry.rules.empty() || packs.contains(item), qPrintable(item));
}

void tst_benchmarks::saysWhyAnItemHasNoRule()
{
    for (const auto &[item, entry] : m_page) {
        if (entry.rules.empty())
            QVERIFY2(entry.text.startsWith(u"none: ") && entry.text.size() > 20, qPrintable(item));
    }
}

DRAWBRIDGE_TEST(tst_benchmarks)
#include "tst_benchmarks.moc"
