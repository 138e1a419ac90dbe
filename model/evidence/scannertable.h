#pragma once

#include "model/core/evidence.h"
#include "model/core/records.h"
#include "model/schema/recordkind.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace drawbridge {

// A weakness in code that scanners find: the rule that reports it of a service, and the one that
// reports it of an endpoint whose parameter ends there.
struct CodeWeakness
{
    // "code", "shell", "sql": an item of the property "weaknesses", and the sink of a parameter.
    QString word;
    QString rule;
    // Empty where no endpoint rule speaks of it.
    QString endpointRule;
    SourceLocation where;
};

// What one check of a scanner means in the words of our rules and properties.
struct CheckMeaning
{
    // A word of a CodeWeakness; empty where the check does not look at code.
    QString weakness;
    // Whose weakness the check looks for: rules of the record that the result speaks of, or of one
    // that belongs to it.
    QStringList rules;
    // The property that the check looks at, and of which kind of record; else that of the rules.
    QString property;
    std::optional<RecordKind> on;
    // What the property is when the check failed or passed; null: it says nothing of it.
    Value failed;
    Value passed;
    // It looks at the exposure itself, so that its outcome counts more than what is said.
    bool decides = false;
    // A failure shows that mitigations of the rules do not hold.
    bool contradicts = true;
    // Why the result does not apply.
    QString notApplicable;
    // Where it means this; all false: everywhere.
    bool onlyContainers = false;
    bool onlyCode = false;
    bool onlyDeployment = false;
    SourceLocation where;
};

// The rules and properties of images that known vulnerabilities are about.
struct VulnerabilityMeaning
{
    QString rule;
    QString exploitedRule;
    QString property;
    QString scannedProperty;
    SourceLocation where;
};

struct ScannerTableFile
{
    QString fileName;
    QByteArray bytes;
};

// From checks of scanners to rules. Checks are named by id, by a pattern of ids ("*" stands for
// anything), or by a part of the title where ids differ between versions.
class ScannerTable
{
public:
    static Result<ScannerTable> parse(const QList<ScannerTableFile> &files);

    // What a result of a tool means; empty where the table does not know its check.
    QList<CheckMeaning> find(const QString &tool, const EvidenceResult &result) const;
    const CodeWeakness *weakness(const QString &word) const;

    const QList<CheckMeaning> &meanings() const { return m_meanings; }
    const QList<CodeWeakness> &weaknesses() const { return m_weaknesses; }
    const VulnerabilityMeaning &vulnerabilities() const { return m_vulnerabilities; }

private:
    enum class Naming : quint8 { Check, Pattern, Title, Cwe };
    struct CheckName
    {
        Naming naming = Naming::Check;
        QString text;
        // Beginnings of the check's number; empty: any.
        QStringList sections;
        qsizetype meaning = 0;
    };
    struct ToolChecks
    {
        QMultiHash<QString, CheckName> byCheck;
        QList<CheckName> others;
    };
    friend class ScannerTableReader;

    QList<CheckMeaning> m_meanings;
    QList<CodeWeakness> m_weaknesses;
    VulnerabilityMeaning m_vulnerabilities;
    QHash<QString, ToolChecks> m_tools;
};

// One spelling of an id that tools write in several: "AVD-DS-0002" and "DS002" are "DS2".
QString plainCheck(const QString &check);

} // namespace drawbridge
