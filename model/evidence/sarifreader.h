#pragma once

#include "model/evidence/scanreader.h"

#include <QHash>

namespace drawbridge {

// SARIF 2.1.0 of any tool. What a result does not say itself comes from its rule, which may stand
// before or behind it. Results of an earlier run that are gone ("absent") are passed over.
class SarifReader final : public ScanReader
{
public:
    QString tool() const override;
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    Result<void> take(const JsonItem &item, ScanRuns &runs) override;

private:
    struct SarifRule
    {
        QString id;
        QString title;
        Severity severity = Severity::Medium;
        // Of a score, which says more than a result's level.
        bool isScored = false;
        QStringList cwe;
        QString packageUrl;
        QString fixedVersion;
    };
    // What a result leaves to its rule.
    struct FromRule
    {
        QString id;
        int index = -1;
        bool hasLevel = false;
    };

    void takeRules(const Value &driver);
    Result<void> takeResult(const Value &value, ScanRuns &runs);
    void endRun(ScanRuns &runs);
    const SarifRule *ruleFor(const FromRule &asked) const;
    static void nameSarifPackage(const SarifRule *rule, EvidenceResult &result);

    QList<SarifRule> m_rules;
    QHash<QString, qsizetype> m_ruleById;
    QList<FromRule> m_asked;
    QString m_imageName;
    QString m_imageDigest;
    bool m_mustBegin = false;
};

} // namespace drawbridge
