#include "model/engine/analysissession.h"
#include "tests/support/models/compactmodel.h"
#include "tests/support/testrunner.h"

#include <QDir>

using namespace drawbridge;

// Every file of cases/ holds the cases of one pack: by rule id, then by what is expected of the
// record "x": fires (open), silent, mitigated, partly, asks. Several of one
// kind carry a suffix: "silent-without-runtime". Each is a model in the notation of compactmodel.h.
class tst_rulecases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRuleHasItsCases();
    void holds_data();
    void holds();
    void everyRuleSaysWhatNoOtherSays();
};

static std::map<QString, TreeDocument> &caseFiles()
{
    static std::map<QString, TreeDocument> files = [] {
        std::map<QString, TreeDocument> read;
        const QDir folder(test::sourceDir() + QStringLiteral("/tests/catalogs/rules/cases"));
        for (const QString &name : folder.entryList({QStringLiteral("*.yaml")})) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly))
                qFatal("cannot read %s", qPrintable(name));
            Result<TreeDocument> document = TreeDocument::parseYaml(file.readAll(), name);
            if (!document)
                qFatal("%s", qPrintable(document.error().toString()));
            read.emplace(name.chopped(5), std::move(*document));
        }
        return read;
    }();
    return files;
}

static TreeNode casesOf(const RuleInfo &rule)
{
    const auto file = caseFiles().find(rule.pack);
    return file == caseFiles().end() ? TreeNode() : file->second.root()[rule.id];
}

static bool hasCase(const TreeNode &cases, const QString &expected)
{
    const QStringList keys = cases.keys();
    return std::any_of(keys.begin(), keys.end(),
                       [&](const QString &key) { return key.section(u'-', 0, 0) == expected; });
}

void tst_rulecases::everyRuleHasItsCases()
{
    const auto rules = test::shippedRules();
    QStringList missing;
    for (qsizetype i = 0; i < rules->size(); ++i) {
        const RuleInfo &rule = rules->info(i);
        const TreeNode cases = casesOf(rule);
        for (const QString &expected : {QStringLiteral("fires"), QStringLiteral("silent")}) {
            if (!hasCase(cases, expected))
                missing += rule.key + u' ' + expected;
        }
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
    for (const auto &[pack, document] : caseFiles()) {
        for (const QString &id : document.root().keys())
            QVERIFY2(rules->find(pack + u'/' + id) >= 0, qPrintable(pack + u'/' + id));
    }
}

void tst_rulecases::holds_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("expected");
    for (const auto &[pack, document] : caseFiles()) {
        const TreeNode root = document.root();
        for (const QString &id : root.keys()) {
            for (const QString &expected : root[id].keys())
                QTest::addRow("%s/%s %s", qPrintable(pack), qPrintable(id), qPrintable(expected))
                    << pack + u'/' + id << expected;
        }
    }
}

static QString statusWord(ThreatStatus status)
{
    static constexpr const char *words[] = {"open",      "needs-answer",  "partially-mitigated",
                                            "mitigated", "accepted",      "transferred",
                                            "avoided",   "not-applicable"};
    return QLatin1String(words[static_cast<int>(status)]);
}

// What the rule says of the record "x", or of the whole model; null when it is silent.
static const Threat *threatOf(const AnalysisSession &session, const QString &rule)
{
    for (qsizetype i = 0; i < session.size(); ++i) {
        const Threat &threat = session.at(i);
        if (session.keyOf(threat).startsWith(rule + u'@')
            && (threat.target.toString() == u"x" || threat.targetKind == RecordKind::Project))
            return &threat;
    }
    return nullptr;
}

static QString outcomeOf(const AnalysisSession &session, const QString &rule)
{
    const Threat *threat = threatOf(session, rule);
    if (!threat)
        return QStringLiteral("silent");
    if (session.title(*threat).contains(u'?') || session.title(*threat).isEmpty()
        || session.explanation(*threat).isEmpty())
        return QStringLiteral("text: ") + session.title(*threat);
    return statusWord(threat->status);
}

static AnalysisSession analysedCase(const QString &rule, const QString &expected)
{
    const TreeNode records =
        caseFiles().at(rule.section(u'/', 0, 0)).root()[rule.section(u'/', 1)][expected];
    const Result<ThreatModel> model = test::compactModel(records, *test::shippedSchema());
    if (!model)
        qFatal("%s %s: %s", qPrintable(rule), qPrintable(expected),
               qPrintable(model.error().toString()));
    AnalysisSession session;
    session.reset({*model, test::shippedSchema(), test::shippedRules(), QDate(2026, 6, 1), {}});
    return session;
}

void tst_rulecases::holds()
{
    QFETCH(QString, rule);
    QFETCH(QString, expected);
    const AnalysisSession session = analysedCase(rule, expected);
    QVERIFY2(session.ruleProblems().isEmpty(), qPrintable(session.ruleProblems().join(u'\n')));
    static const QMap<QString, QStringList> outcomes {
        {QStringLiteral("fires"), {QStringLiteral("open")}},
        {QStringLiteral("silent"), {QStringLiteral("silent")}},
        {QStringLiteral("mitigated"), {QStringLiteral("mitigated")}},
        {QStringLiteral("partly"), {QStringLiteral("partially-mitigated")}},
        {QStringLiteral("asks"), {QStringLiteral("needs-answer")}}};
    const QString outcome = outcomeOf(session, rule);
    QVERIFY2(outcomes.value(expected.section(u'-', 0, 0)).contains(outcome), qPrintable(outcome));
}

static bool shareOne(const QStringList &some, const QStringList &others)
{
    return std::any_of(some.begin(), some.end(),
                       [&](const QString &id) { return others.contains(id); });
}

// Of the same record: the same letter with a technique in common or, where one of them names no
// technique, with a weakness in common.
static bool saysTheSame(const RuleInfo &rule, const RuleInfo &other)
{
    if (rule.stride != other.stride)
        return false;
    if (!rule.attack.isEmpty() && !other.attack.isEmpty())
        return shareOne(rule.attack, other.attack);
    return shareOne(rule.cwe, other.cwe);
}

// The keys of the rules that say the same in a case; the rule's own key where it is silent there.
static QStringList othersInCase(const RuleInfo &rule, const QString &expected)
{
    const AnalysisSession session = analysedCase(rule.key, expected);
    const Threat *own = threatOf(session, rule.key);
    if (!own || own->applicability != Applicability::Applies)
        return {rule.key};
    QStringList others;
    for (qsizetype i = 0; i < session.size(); ++i) {
        const Threat &threat = session.at(i);
        const RuleInfo &other = test::shippedRules()->info(threat.rule);
        if (threat.rule != own->rule && threat.target == own->target
            && threat.targetKind == own->targetKind
            && threat.applicability == Applicability::Applies && saysTheSame(rule, other))
            others += other.key;
    }
    return others;
}

// A rule earns its place by a case in which it alone says what there is to say.
void tst_rulecases::everyRuleSaysWhatNoOtherSays()
{
    QStringList repeated;
    for (qsizetype i = 0; i < test::shippedRules()->size(); ++i) {
        const RuleInfo &rule = test::shippedRules()->info(i);
        QStringList least;
        bool alone = false;
        for (const QString &expected : casesOf(rule).keys()) {
            const QStringList others = othersInCase(rule, expected);
            alone = alone || others.isEmpty();
            if (!others.contains(rule.key) && (least.isEmpty() || others.size() < least.size()))
                least = others;
        }
        if (!alone)
            repeated += rule.key + QStringLiteral(" beside ") + least.join(u' ');
    }
    QVERIFY2(repeated.isEmpty(), qPrintable(repeated.join(u'\n')));
}

DRAWBRIDGE_TEST(tst_rulecases)
#include "tst_rulecases.moc"
