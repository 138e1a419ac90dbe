#include "model/engine/rulereader.h"

#include "model/cel/suggestion.h"
#include "model/core/names.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

static constexpr qsizetype MaximumRulesOfPack = 5000;

static const QStringList RuleKeys {QStringLiteral("id"),
                                   QStringLiteral("formerly"),
                                   QStringLiteral("stride"),
                                   QStringLiteral("for"),
                                   QStringLiteral("per"),
                                   QStringLiteral("kinds"),
                                   QStringLiteral("technologies"),
                                   QStringLiteral("runtime"),
                                   QStringLiteral("implied"),
                                   QStringLiteral("attacker"),
                                   QStringLiteral("gains"),
                                   QStringLiteral("needs"),
                                   QStringLiteral("ask"),
                                   QStringLiteral("applies"),
                                   QStringLiteral("when"),
                                   QStringLiteral("unless"),
                                   QStringLiteral("subsumedBy"),
                                   QStringLiteral("likelihood"),
                                   QStringLiteral("impact"),
                                   QStringLiteral("modifiers"),
                                   QStringLiteral("mitigations"),
                                   QStringLiteral("mitigatedWhen"),
                                   QStringLiteral("title"),
                                   QStringLiteral("explanation"),
                                   QStringLiteral("falsePositives"),
                                   QStringLiteral("cwe"),
                                   QStringLiteral("capec"),
                                   QStringLiteral("attack"),
                                   QStringLiteral("references"),
                                   QStringLiteral("reason")};

static const QStringList Attackers {
    QStringLiteral("internet"),     QStringLiteral("authenticated-user"),
    QStringLiteral("operator"),     QStringLiteral("compromised-container"),
    QStringLiteral("same-network"), QStringLiteral("supply-chain")};

static const QStringList Effects {QStringLiteral("prevents"), QStringLiteral("lowers-likelihood"),
                                  QStringLiteral("lowers-impact"), QStringLiteral("detects"),
                                  QStringLiteral("recovers")};

static const std::pair<const char *, RecordKind> Targets[] = {
    {"element", RecordKind::Element},     {"flow", RecordKind::Flow},
    {"interface", RecordKind::Interface}, {"boundary", RecordKind::Boundary},
    {"image", RecordKind::Image},         {"identity", RecordKind::Identity},
    {"model", RecordKind::Project}};

RuleReader::RuleReader(const Vocabulary &vocabulary, Diagnostics &diagnostics)
    : m_vocabulary(vocabulary)
    , m_diagnostics(diagnostics)
{
}

void RuleReader::complain(const Error &error)
{
    m_diagnostics += Diagnostic {DiagnosticSeverity::Error, error.message, error.where};
}

void RuleReader::complain(const TreeNode &node, const QString &message)
{
    complain(node.error(message));
}

void RuleReader::checkKeys(const TreeNode &node, const QStringList &known)
{
    for (qsizetype i = 0; i < node.size() && node.isMapping(); ++i) {
        const QString key = node.keyAt(i).text();
        if (!known.contains(key))
            complain(node.keyAt(i),
                     QStringLiteral("there is no key '%1' here").arg(key)
                         + cel::didYouMean(key, known));
    }
}

QStringList RuleReader::texts(const TreeNode &node)
{
    if (node.isScalar() && !node.isNull())
        return {node.text()};
    QStringList texts;
    for (qsizetype i = 0; i < node.size(); ++i)
        texts += node.at(i).text();
    return texts;
}

// Errors of a condition point into the pack. A quoted text begins behind its quote.
cel::CompileOptions RuleReader::optionsFor(const TreeNode &node) const
{
    cel::CompileOptions options;
    options.origin = node.location();
    if (node.isQuoted())
        ++options.origin.column;
    options.continuationColumn = options.origin.column;
    return options;
}

cel::Program RuleReader::compile(const TreeNode &node, const cel::Environment &environment)
{
    if (node.isMissing())
        return {};
    if (!node.isScalar()) {
        complain(node, QStringLiteral("a condition is a text"));
        return {};
    }
    Result<cel::Program> program = cel::compile(node.text(), environment, optionsFor(node));
    if (!program) {
        complain(program.error());
        return {};
    }
    return *program;
}

int RuleReader::scale(const TreeNode &node, int missing)
{
    if (node.isMissing())
        return missing;
    const std::optional<qint64> number = node.toInt();
    if (!number || *number < 1 || *number > 5) {
        complain(node, QStringLiteral("this must be a number from 1 to 5"));
        return missing;
    }
    return static_cast<int>(*number);
}

int RuleReader::step(const TreeNode &node)
{
    if (node.isMissing())
        return 0;
    const std::optional<qint64> number = node.toInt();
    if (number && *number >= -4 && *number <= 4)
        return static_cast<int>(*number);
    complain(node, QStringLiteral("a modifier moves by a number from -4 to 4"));
    return 0;
}

std::optional<bool> RuleReader::flag(const TreeNode &node)
{
    const std::optional<bool> value = node.toBool();
    if (!value && !node.isMissing())
        complain(node, QStringLiteral("this must be true or false"));
    return value;
}

void RuleReader::checkList(const TreeNode &node)
{
    if (!node.isMissing() && !node.isSequence())
        complain(node, QStringLiteral("this must be a list"));
}

template <typename E>
static std::optional<int> subKindNamed(const QString &name)
{
    const std::optional<E> kind = parseName<E>(name);
    return kind ? std::optional<int>(static_cast<int>(*kind)) : std::nullopt;
}

static std::optional<int> subKindNamed(RecordKind kind, const QString &name)
{
    switch (kind) {
    case RecordKind::Element:
        return subKindNamed<ElementKind>(name);
    case RecordKind::Interface:
        return subKindNamed<InterfaceKind>(name);
    case RecordKind::Flow:
        return subKindNamed<FlowKind>(name);
    case RecordKind::Boundary:
        return subKindNamed<BoundaryKind>(name);
    case RecordKind::Identity:
        return subKindNamed<IdentityKind>(name);
    default:
        return std::nullopt;
    }
}

void RuleReader::readKinds(const TreeNode &list, CompiledRule &rule)
{
    checkList(list);
    for (qsizetype i = 0; i < list.size(); ++i) {
        const std::optional<int> kind = subKindNamed(rule.info.appliesTo, list.at(i).text());
        if (!kind)
            complain(list.at(i),
                     QStringLiteral("'%1' is no kind of %2")
                         .arg(list.at(i).text(), nameOf(rule.info.appliesTo)));
        else
            rule.kinds |= 1U << *kind;
    }
}

void RuleReader::readTarget(const TreeNode &node, CompiledRule &rule)
{
    const TreeNode judged = node[u"for"];
    const auto found =
        std::find_if(std::begin(Targets), std::end(Targets), [&](const auto &target) {
            return judged.text() == QLatin1String(target.first);
        });
    if (found == std::end(Targets))
        complain(judged.isMissing() ? node : judged,
                 QStringLiteral("'for' says what the rule judges: element, flow, interface, "
                                "boundary, image, identity or model"));
    else
        rule.info.appliesTo = found->second;
    readKinds(node[u"kinds"], rule);
    rule.technologies = texts(node[u"technologies"]);
    rule.runtime = flag(node[u"runtime"]);
    rule.judgesImplied = flag(node[u"implied"]).value_or(false);
    rule.info.per = node[u"per"].text();
    if (!rule.info.per.isEmpty()) {
        rule.per = m_vocabulary.iterated(rule.info.appliesTo, rule.info.per);
        const QStringList words = m_vocabulary.iteratedWords(rule.info.appliesTo);
        if (!rule.per)
            complain(node[u"per"],
                     QStringLiteral("'%1' cannot be iterated over").arg(rule.info.per)
                         + cel::didYouMean(rule.info.per, words));
    }
    const Result<cel::Environment> environment =
        m_vocabulary.environment(rule.info.appliesTo, rule.per ? rule.info.per : QString());
    if (environment)
        m_environment = *environment;
    else
        complain(node[u"per"], environment.error().message);
}

void RuleReader::readConditions(const TreeNode &node, CompiledRule &rule)
{
    rule.applies = compile(node[u"applies"], m_environment);
    rule.when = compile(node[u"when"], m_environment);
    rule.unless = compile(node[u"unless"], m_environment);
    rule.info.applies = rule.applies.source();
    rule.info.when = rule.when.source();
    rule.info.unless = rule.unless.source();
    if (node[u"when"].isMissing() && node[u"applies"].isMissing())
        complain(node, QStringLiteral("a rule needs a condition: 'when', or 'applies' alone"));
    for (const QString &key : texts(node[u"subsumedBy"]))
        rule.subsumedByKeys += key.contains(u'/') ? key : m_pack + u'/' + key;
    const TreeNode ask = node[u"ask"];
    const QString word = ask.isMissing() ? QStringLiteral("described") : ask.text();
    if (word == u"always" || word == u"true")
        rule.ask = AskPolicy::Always;
    else if (word == u"never" || word == u"false")
        rule.ask = AskPolicy::Never;
    else if (word != u"described")
        complain(ask, QStringLiteral("'ask' is one of always, described, never"));
}

void RuleReader::readModifiers(const TreeNode &list, CompiledRule &rule)
{
    checkList(list);
    for (qsizetype i = 0; i < list.size(); ++i) {
        const TreeNode node = list.at(i);
        checkKeys(node,
                  {QStringLiteral("when"), QStringLiteral("likelihood"), QStringLiteral("impact")});
        RuleModifier modifier;
        modifier.when = compile(node[u"when"], m_environment);
        modifier.likelihood = step(node[u"likelihood"]);
        modifier.impact = step(node[u"impact"]);
        if (node[u"when"].isMissing())
            complain(node, QStringLiteral("a modifier needs 'when'"));
        rule.modifiers.push_back(std::move(modifier));
    }
}

void RuleReader::readMitigations(const TreeNode &list, CompiledRule &rule)
{
    checkList(list);
    for (qsizetype i = 0; i < list.size(); ++i) {
        const TreeNode node = list.at(i);
        checkKeys(node,
                  {QStringLiteral("id"), QStringLiteral("title"), QStringLiteral("description"),
                   QStringLiteral("effect"), QStringLiteral("satisfied"), QStringLiteral("nist"),
                   QStringLiteral("cis"), QStringLiteral("pss")});
        RuleMitigation mitigation;
        mitigation.id = node[u"id"].text();
        mitigation.title = node[u"title"].text();
        mitigation.description = node[u"description"].text();
        mitigation.nist = texts(node[u"nist"]);
        mitigation.cis = texts(node[u"cis"]);
        mitigation.pss = texts(node[u"pss"]);
        const TreeNode effect = node[u"effect"];
        const qsizetype position = effect.isMissing() ? 0 : Effects.indexOf(effect.text());
        if (position < 0)
            complain(effect, QStringLiteral("an effect is one of ") + Effects.join(u", "));
        else
            mitigation.effect = static_cast<MitigationEffect>(position);
        if (mitigation.id.isEmpty() || mitigation.title.isEmpty())
            complain(node, QStringLiteral("a mitigation needs an id and a title"));
        for (const RuleMitigation &other : std::as_const(rule.info.mitigations)) {
            if (other.id == mitigation.id)
                complain(node[u"id"],
                         QStringLiteral("two mitigations are called '%1'").arg(other.id));
        }
        rule.mitigations.push_back({compile(node[u"satisfied"], m_environment)});
        rule.noMitigations += MitigationResult {static_cast<int>(i), {}, {}};
        rule.info.nist += mitigation.nist;
        rule.info.mitigations += mitigation;
    }
    rule.info.nist.sort();
    rule.info.nist.removeDuplicates();
}

void RuleReader::readMitigatedWhen(const TreeNode &node, CompiledRule &rule)
{
    if (node.isMissing() || node.text() == u"any")
        return;
    if (node.text() == u"all") {
        rule.mitigatedWhen = MitigatedWhen::All;
        return;
    }
    rule.mitigatedWhen = MitigatedWhen::Expression;
    cel::Environment names;
    for (qsizetype i = 0; i < rule.info.mitigations.size(); ++i) {
        QString name = rule.info.mitigations[i].id;
        name.replace(u'-', u'_');
        (void)names.addVariable(name, cel::Type::boolean(), static_cast<quint16>(i));
    }
    rule.mitigatedExpression = compile(node, names);
}

void RuleReader::readTexts(const TreeNode &node, CompiledRule &rule)
{
    const auto readTemplate = [&](const TreeNode &text) {
        Result<cel::Template> compiled =
            cel::Template::compile(text.text(), m_environment, optionsFor(text));
        if (compiled)
            return *compiled;
        complain(compiled.error());
        return cel::Template();
    };
    rule.info.title = node[u"title"].text();
    rule.info.explanation = node[u"explanation"].text();
    rule.info.falsePositives = node[u"falsePositives"].text();
    if (rule.info.title.isEmpty())
        complain(node, QStringLiteral("a rule needs a title"));
    rule.title = readTemplate(node[u"title"]);
    rule.explanation = readTemplate(node[u"explanation"]);
}

void RuleReader::readGain(const TreeNode &node, CompiledRule &rule)
{
    const TreeNode gains = node[u"gains"];
    if (const std::optional<Gain> gain = gainNamed(gains.text()))
        rule.info.gains = *gain;
    else if (!gains.isMissing())
        complain(gains,
                 QStringLiteral("'gains' is one of ") + gainWords().join(u", ")
                     + cel::didYouMean(gains.text(), gainWords()));
    rule.info.needs = node[u"needs"].text();
    if (gains.isMissing() && !node[u"needs"].isMissing())
        complain(node[u"needs"], QStringLiteral("'needs' says what 'gains' takes; there is none"));
}

void RuleReader::readReferences(const TreeNode &node, CompiledRule &rule)
{
    static const QRegularExpression attack(QStringLiteral("^T\\d{4}(\\.\\d{3})?$"));
    static const QRegularExpression weakness(QStringLiteral("^CWE-\\d+$"));
    static const QRegularExpression pattern(QStringLiteral("^CAPEC-\\d+$"));
    const auto read = [&](const TreeNode &list, const QRegularExpression &form) {
        for (qsizetype i = 0; i < list.size(); ++i) {
            if (!form.match(list.at(i).text()).hasMatch())
                complain(list.at(i), QStringLiteral("'%1' is no such id").arg(list.at(i).text()));
        }
        return texts(list);
    };
    rule.info.attack = read(node[u"attack"], attack);
    rule.info.cwe = read(node[u"cwe"], weakness);
    rule.info.capec = read(node[u"capec"], pattern);
    rule.info.references = texts(node[u"references"]);
}

CompiledRule RuleReader::readRule(const TreeNode &node)
{
    CompiledRule rule;
    checkKeys(node, RuleKeys);
    rule.info.id = node[u"id"].text();
    rule.info.pack = m_pack;
    rule.info.key = m_pack + u'/' + rule.info.id;
    rule.info.where = node.location();
    rule.info.reason = node[u"reason"].text();
    // Keys of threats are made of it: "pack/rule@target#discriminator".
    static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9._-]+$"));
    if (rule.info.id.isEmpty())
        complain(node, QStringLiteral("a rule needs an id"));
    else if (!form.match(rule.info.id).hasMatch())
        complain(node[u"id"], QStringLiteral("an id is made of letters, digits, '-', '_' and '.'"));
    for (const QString &key : texts(node[u"formerly"]))
        rule.info.formerly += key.contains(u'/') ? key : m_pack + u'/' + key;
    const TreeNode stride = node[u"stride"];
    if (const std::optional<Stride> parsed = parseName<Stride>(stride.text()))
        rule.info.stride = *parsed;
    else
        complain(stride.isMissing() ? node : stride,
                 QStringLiteral("'stride' is one of ") + allNames<Stride>().join(u", "));
    rule.info.attacker = node[u"attacker"].text();
    if (!Attackers.contains(rule.info.attacker))
        complain(node[u"attacker"].isMissing() ? node : node[u"attacker"],
                 QStringLiteral("'attacker' is one of ") + Attackers.join(u", "));
    readTarget(node, rule);
    readConditions(node, rule);
    rule.info.likelihood = scale(node[u"likelihood"], 3);
    rule.info.impact = scale(node[u"impact"], 3);
    rule.info.severity = severityFor(rule.info.likelihood, rule.info.impact);
    readModifiers(node[u"modifiers"], rule);
    readMitigations(node[u"mitigations"], rule);
    readMitigatedWhen(node[u"mitigatedWhen"], rule);
    readGain(node, rule);
    readTexts(node, rule);
    readReferences(node, rule);
    return rule;
}

QList<RuleSwitch> RuleReader::readSwitches(const TreeNode &list)
{
    checkList(list);
    QList<RuleSwitch> switches;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const TreeNode node = list.at(i);
        checkKeys(node, {QStringLiteral("rule"), QStringLiteral("reason")});
        RuleSwitch off {node[u"rule"].text(), node[u"reason"].text(), node.location()};
        if (off.key.isEmpty())
            complain(node, QStringLiteral("'rule' names the rule to switch off, as pack/id"));
        else if (off.reason.trimmed().isEmpty())
            complain(node, QStringLiteral("'reason' says why '%1' is switched off").arg(off.key));
        else
            switches += off;
    }
    return switches;
}

PackContent RuleReader::readPack(const TreeNode &root)
{
    checkKeys(root,
              {QStringLiteral("pack"), QStringLiteral("title"), QStringLiteral("rules"),
               QStringLiteral("switchOff")});
    m_pack = root[u"pack"].text();
    const TreeNode list = root[u"rules"];
    const bool onlySwitches = list.isMissing() && root[u"switchOff"].isSequence();
    PackContent content;
    if (m_pack.contains(u'/') || m_pack.contains(u'@') || m_pack.contains(u'#'))
        complain(root[u"pack"], QStringLiteral("the name of a pack holds no '/', '@' or '#'"));
    if (m_pack.isEmpty() || (!list.isSequence() && !onlySwitches)
        || list.size() > MaximumRulesOfPack) {
        complain(root, QStringLiteral("a rule pack has a name 'pack' and a list 'rules'"));
        return content;
    }
    QStringList ids;
    for (qsizetype i = 0; i < list.size(); ++i) {
        content.rules.push_back(readRule(list.at(i)));
        const QString &id = content.rules.back().info.id;
        if (ids.contains(id))
            complain(list.at(i), QStringLiteral("two rules of this pack are called '%1'").arg(id));
        ids += id;
    }
    content.switchedOff = readSwitches(root[u"switchOff"]);
    return content;
}

} // namespace drawbridge
