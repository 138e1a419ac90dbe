#include "model/evidence/scannertable.h"

#include "model/core/names.h"
#include "model/text/treedocument.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

QString plainCheck(const QString &check)
{
    static const QRegularExpression pattern(
        QStringLiteral("^(?:AVD-)?([A-Za-z]{1,8}(?:-[A-Za-z]{1,8})?)-?0*(\\d+)$"));
    const QRegularExpressionMatch match = pattern.match(check);
    if (!match.hasMatch())
        return check.toLower();
    return match.captured(1).toLower().remove(u'-') + match.captured(2);
}

// "*" stands for anything.
static bool fitsPattern(QStringView pattern, QStringView text)
{
    const QList<QStringView> parts = pattern.split(u'*');
    if (!text.startsWith(parts.first()))
        return false;
    qsizetype at = parts.first().size();
    for (qsizetype i = 1; i + 1 < parts.size(); ++i) {
        const qsizetype found = text.indexOf(parts[i], at);
        if (found < 0)
            return false;
        at = found + parts[i].size();
    }
    if (parts.size() == 1)
        return text.size() == at;
    return text.size() - parts.last().size() >= at && text.endsWith(parts.last());
}

QList<CheckMeaning> ScannerTable::find(const QString &tool, const EvidenceResult &result) const
{
    QList<CheckMeaning> found;
    const auto checks = m_tools.constFind(tool);
    if (checks == m_tools.cend())
        return found;
    const QString check = result.check.toLower();
    const QString title = result.title.toLower();
    const auto fits = [&](const CheckName &name) {
        const bool isNamed = name.naming == Naming::Title ? title.contains(name.text)
            : name.naming == Naming::Cwe                  ? result.cwe.contains(name.text)
            : name.naming == Naming::Pattern              ? fitsPattern(name.text, check)
                                                          : true;
        return isNamed
            && (name.sections.isEmpty()
                || std::any_of(name.sections.begin(), name.sections.end(),
                               [&](const QString &start) { return check.startsWith(start); }));
    };
    QList<qsizetype> rows;
    for (const CheckName &name :
         checks->byCheck.values(plainCheck(result.check)) + checks->others) {
        if (fits(name) && !rows.contains(name.meaning))
            rows += name.meaning;
    }
    std::sort(rows.begin(), rows.end());
    for (qsizetype row : std::as_const(rows))
        found += m_meanings[row];
    return found;
}

const CodeWeakness *ScannerTable::weakness(const QString &word) const
{
    const auto found =
        std::find_if(m_weaknesses.begin(), m_weaknesses.end(),
                     [&](const CodeWeakness &weakness) { return weakness.word == word; });
    return found == m_weaknesses.end() ? nullptr : &*found;
}

static QStringList textsAt(const TreeNode &node)
{
    if (node.isScalar())
        return {node.text()};
    QStringList texts;
    for (qsizetype i = 0; i < node.size(); ++i)
        texts += node.at(i).text();
    return texts;
}

static Value valueAt(const TreeNode &node)
{
    if (const auto flag = node.kind() == TreeNode::Kind::Bool ? node.toBool() : std::nullopt)
        return *flag;
    if (const auto number = node.kind() == TreeNode::Kind::Int ? node.toInt() : std::nullopt)
        return *number;
    if (node.isSequence()) {
        ValueList list;
        for (const QString &text : textsAt(node))
            list += text;
        return list;
    }
    return node.isScalar() && !node.isNull() ? Value(node.text()) : Value();
}

// Reads the files of a table one after the other.
class ScannerTableReader
{
public:
    Result<void> read(const TreeNode &root);
    Result<ScannerTable> finished();

private:
    Result<void> readWeakness(const TreeNode &node);
    Result<void> readVulnerabilities(const TreeNode &node);
    Result<void> readCheck(const TreeNode &node, const TreeNode &root);

    ScannerTable m_table;
};

Result<void> ScannerTableReader::readWeakness(const TreeNode &node)
{
    CodeWeakness weakness {node[u"word"].text(), node[u"rule"].text(), node[u"endpoint"].text(),
                           node.location()};
    if (weakness.word.isEmpty() || weakness.rule.isEmpty())
        return node.error(QStringLiteral("a weakness needs 'word' and 'rule'"));
    if (m_table.weakness(weakness.word))
        return node.error(QStringLiteral("'%1' is there twice").arg(weakness.word));
    m_table.m_weaknesses.append(std::move(weakness));
    return {};
}

Result<void> ScannerTableReader::readVulnerabilities(const TreeNode &node)
{
    VulnerabilityMeaning &meaning = m_table.m_vulnerabilities;
    meaning = {node[u"rule"].text(), node[u"exploited"].text(), node[u"property"].text(),
               node[u"scanned"].text(), node.location()};
    const bool isWhole = !meaning.rule.isEmpty() && !meaning.exploitedRule.isEmpty()
        && !meaning.property.isEmpty() && !meaning.scannedProperty.isEmpty();
    return isWhole ? Result<void>()
                   : node.error(QStringLiteral("'vulnerabilities' need 'rule', 'exploited', "
                                               "'property' and 'scanned'"));
}

static Result<void> readWhere(const TreeNode &node, CheckMeaning &meaning)
{
    for (const QString &word : textsAt(node)) {
        bool *flag = word == u"containers" ? &meaning.onlyContainers
            : word == u"code"              ? &meaning.onlyCode
            : word == u"deployment"        ? &meaning.onlyDeployment
                                           : nullptr;
        if (!flag)
            return node.error(QStringLiteral("'only' must be containers, code or deployment"));
        *flag = true;
    }
    return {};
}

static Result<void> checkMembers(const TreeNode &node)
{
    static const QStringList known {
        QStringLiteral("check"),  QStringLiteral("title"),       QStringLiteral("pattern"),
        QStringLiteral("cwe"),    QStringLiteral("section"),     QStringLiteral("weakness"),
        QStringLiteral("rule"),   QStringLiteral("property"),    QStringLiteral("on"),
        QStringLiteral("failed"), QStringLiteral("passed"),      QStringLiteral("decides"),
        QStringLiteral("only"),   QStringLiteral("contradicts"), QStringLiteral("notApplicable")};
    for (qsizetype i = 0; i < node.size(); ++i) {
        if (!known.contains(node.keyAt(i).text()))
            return node.keyAt(i).error(
                QStringLiteral("'%1' is no member of a check").arg(node.keyAt(i).text()));
    }
    return {};
}

static Result<void> checkSense(const TreeNode &node, const CheckMeaning &meaning)
{
    const bool saysNothing = meaning.weakness.isEmpty() && meaning.rules.isEmpty()
        && meaning.property.isEmpty() && meaning.notApplicable.isEmpty();
    if (saysNothing)
        return node.error(
            QStringLiteral("a check needs 'rule', 'weakness', 'property' or 'notApplicable'"));
    if (!meaning.property.isEmpty() && meaning.failed.isNull() && meaning.passed.isNull())
        return node.error(QStringLiteral("a property needs 'failed' or 'passed'"));
    if (!meaning.property.isEmpty() && meaning.rules.isEmpty() && !meaning.on)
        return node.error(QStringLiteral("a property without a rule needs 'on'"));
    return {};
}

static Result<void> readMeaning(const TreeNode &node, bool decides, CheckMeaning &meaning)
{
    if (const Result<void> known = checkMembers(node); !known)
        return known;
    if (const Result<void> where = readWhere(node[u"only"], meaning); !where)
        return where;
    meaning.where = node.location();
    meaning.weakness = node[u"weakness"].text();
    meaning.rules = textsAt(node[u"rule"]);
    meaning.property = node[u"property"].text();
    meaning.failed = valueAt(node[u"failed"]);
    meaning.passed = valueAt(node[u"passed"]);
    meaning.decides = node[u"decides"].toBool().value_or(decides || !meaning.weakness.isEmpty());
    meaning.contradicts = node[u"contradicts"].toBool().value_or(true);
    meaning.notApplicable = node[u"notApplicable"].text();
    if (node.contains(u"on")) {
        meaning.on = parseName<RecordKind>(node[u"on"].text());
        if (!meaning.on)
            return node[u"on"].error(
                QStringLiteral("there is no kind of record '%1'").arg(node[u"on"].text()));
    }
    return checkSense(node, meaning);
}

Result<void> ScannerTableReader::readCheck(const TreeNode &node, const TreeNode &root)
{
    CheckMeaning meaning;
    const Result<void> read = readMeaning(node, root[u"decides"].toBool().value_or(false), meaning);
    if (!read)
        return read;
    using Naming = ScannerTable::Naming;
    QList<ScannerTable::CheckName> names;
    const auto add = [&](QStringView key, Naming naming) {
        for (const QString &text : textsAt(node[key]))
            names.append({naming,
                          naming == Naming::Check     ? plainCheck(text)
                              : naming == Naming::Cwe ? text
                                                      : text.toLower(),
                          textsAt(node[u"section"]), m_table.m_meanings.size()});
    };
    add(u"check", Naming::Check);
    add(u"pattern", Naming::Pattern);
    add(u"title", Naming::Title);
    add(u"cwe", Naming::Cwe);
    if (names.isEmpty())
        return node.error(QStringLiteral("a check needs 'check', 'pattern', 'title' or 'cwe'"));
    m_table.m_meanings.append(std::move(meaning));
    for (const QString &tool : textsAt(root[u"tool"])) {
        ScannerTable::ToolChecks &known = m_table.m_tools[tool];
        for (const ScannerTable::CheckName &name : std::as_const(names)) {
            if (name.naming == Naming::Check)
                known.byCheck.insert(name.text, name);
            else
                known.others.append(name);
        }
    }
    return {};
}

Result<void> ScannerTableReader::read(const TreeNode &root)
{
    const TreeNode weaknesses = root[u"weaknesses"];
    for (qsizetype i = 0; i < weaknesses.size(); ++i) {
        const Result<void> read = readWeakness(weaknesses.at(i));
        if (!read)
            return read;
    }
    if (root.contains(u"vulnerabilities")) {
        const Result<void> read = readVulnerabilities(root[u"vulnerabilities"]);
        if (!read)
            return read;
    }
    const TreeNode checks = root[u"checks"];
    if (!checks.isMissing() && textsAt(root[u"tool"]).isEmpty())
        return root.error(QStringLiteral("'checks' need a 'tool'"));
    if (checks.isMissing() && weaknesses.isMissing())
        return root.error(QStringLiteral("the file needs 'checks' or 'weaknesses'"));
    for (qsizetype i = 0; i < checks.size(); ++i) {
        const Result<void> read = readCheck(checks.at(i), root);
        if (!read)
            return read;
    }
    return {};
}

Result<ScannerTable> ScannerTableReader::finished()
{
    for (const CheckMeaning &meaning : m_table.m_meanings) {
        if (!meaning.weakness.isEmpty() && !m_table.weakness(meaning.weakness))
            return Error {ErrorCode::InvalidInput,
                          QStringLiteral("there is no weakness '%1'").arg(meaning.weakness),
                          meaning.where};
    }
    return std::move(m_table);
}

Result<ScannerTable> ScannerTable::parse(const QList<ScannerTableFile> &files)
{
    ScannerTableReader reader;
    for (const ScannerTableFile &file : files) {
        const auto document = TreeDocument::parseYaml(file.bytes, file.fileName);
        if (!document)
            return document.error();
        const Result<void> read = reader.read(document->root());
        if (!read)
            return read.error();
    }
    return reader.finished();
}

} // namespace drawbridge
