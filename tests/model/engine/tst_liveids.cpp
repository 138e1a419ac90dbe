#include "model/engine/liveids.h"
#include "model/engine/rulecheck.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

// Rules under catalogs in which something took the place of what they name.
class tst_liveids : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatTookThePlace();
    void rulesFollowTheCatalogs();
    void rulesStayAsTheyAreWithoutCatalogs();
    void tellsWhatRulesNameThatIsGone();

private:
    static CatalogSnapshot catalogs();
    static std::shared_ptr<const RuleSet> rules(const CatalogSnapshot *catalogs,
                                                Diagnostics *diagnostics = nullptr);
};

CatalogSnapshot tst_liveids::catalogs()
{
    CatalogContent content;
    Technique technique;
    technique.id = QStringLiteral("T1720");
    content.techniques = {technique};
    content.retiredTechniques = {
        {QStringLiteral("T1610"), QStringLiteral("Deploy"), true, QStringLiteral("T1720")},
        {QStringLiteral("T1612"), QStringLiteral("Build"), false, QString()}};
    for (const char *id : {"AC-2", "AC-6", "AC-9", "AC-10"}) {
        Control control;
        control.id = QString::fromLatin1(id);
        content.controls.push_back(control);
    }
    content.controls[2].withdrawn = content.controls[3].withdrawn = true;
    content.controls[2].withdrawnInto = {QStringLiteral("AC-2"), QStringLiteral("AC-10"),
                                         QStringLiteral("AC-99")};
    return CatalogSnapshot(content);
}

std::shared_ptr<const RuleSet> tst_liveids::rules(const CatalogSnapshot *catalogs,
                                                  Diagnostics *diagnostics)
{
    const QByteArray pack =
        "pack: p\nrules:\n  - {id: r, stride: tampering, attacker: operator, for: element, when: "
        "'true', title: t, attack: [T1610, T1612, T1720], mitigations: [{id: a, title: a, nist: "
        "[AC-9, AC-6]}, {id: b, title: b, nist: [AC-2]}]}\n";
    const auto loaded = RuleSet::load({{QStringLiteral("p.yaml"), pack, PackOrigin::BuiltIn}}, {},
                                      diagnostics, catalogs);
    if (!loaded)
        qFatal("%s", qPrintable(loaded.error().toString()));
    return *loaded;
}

void tst_liveids::findsWhatTookThePlace()
{
    const CatalogSnapshot now = catalogs();
    QCOMPARE(liveTechniqueIds(QStringLiteral("T1610"), now), QStringList {QStringLiteral("T1720")});
    QVERIFY(liveTechniqueIds(QStringLiteral("T1612"), now).isEmpty());
    QVERIFY(liveTechniqueIds(QStringLiteral("T9999"), now).isEmpty());
    QCOMPARE(liveControlIds(QStringLiteral("AC-9"), now), QStringList {QStringLiteral("AC-2")});
    QVERIFY(liveControlIds(QStringLiteral("AC-10"), now).isEmpty());
}

void tst_liveids::rulesFollowTheCatalogs()
{
    const CatalogSnapshot now = catalogs();
    Diagnostics diagnostics;
    const auto followed = rules(&now, &diagnostics);
    const RuleInfo &rule = followed->info(0);
    // What is there already is not named twice; what nothing replaced stays as it is written.
    QCOMPARE(rule.attack, QStringList({QStringLiteral("T1720"), QStringLiteral("T1612")}));
    QCOMPARE(rule.mitigations[0].nist,
             QStringList({QStringLiteral("AC-2"), QStringLiteral("AC-6")}));
    QCOMPARE(rule.nist, QStringList({QStringLiteral("AC-2"), QStringLiteral("AC-6")}));
    QCOMPARE(diagnostics.size(), 2);
    for (const Diagnostic &diagnostic : diagnostics) {
        QCOMPARE(diagnostic.severity, DiagnosticSeverity::Warning);
        QCOMPARE(diagnostic.where.file, QStringLiteral("p.yaml"));
    }
    QVERIFY(
        diagnostics[0].message.contains(QStringLiteral("T1720 instead of the technique T1610")));
    // And what stays is a mistake for whoever checks the rules.
    QCOMPARE(checkRules(*followed, now).size(), 1);
}

void tst_liveids::rulesStayAsTheyAreWithoutCatalogs()
{
    Diagnostics diagnostics;
    QCOMPARE(rules(nullptr, &diagnostics)->info(0).attack.first(), QStringLiteral("T1610"));
    QVERIFY(diagnostics.isEmpty());
}

void tst_liveids::tellsWhatRulesNameThatIsGone()
{
    const Diagnostics told = checkRulesUnder(catalogs(), *rules(nullptr));
    QCOMPARE(told.size(), 3);
    QCOMPARE(told[0].message,
             QStringLiteral("T1720 takes the place of the technique T1610 in rules: p/r"));
    QCOMPARE(told[1].severity, DiagnosticSeverity::Warning);
    QVERIFY(told[1].message.contains(QStringLiteral("T1612")));
    QCOMPARE(told[2].message,
             QStringLiteral("AC-2 takes the place of the control AC-9 in rules: p/r"));
}

DRAWBRIDGE_TEST(tst_liveids)
#include "tst_liveids.moc"
