#pragma once

#include "app/services/services.h"
#include "tests/corpus/measure/labels.h"

namespace drawbridge::corpus {

// A threat at high or above that the rules report without having asked.
struct ReportedThreat
{
    QString key;
    QString rule;
    QString at;
    QString item;
    Severity severity = Severity::High;
    QString title;
};

// A system of the corpus: its input, as imported and analysed, and what people say of it.
struct LabelledSystem
{
    QString name;
    Labels labels;
    QList<ReportedThreat> reported;
    // Of all its records, which labels may speak of.
    QStringList recordNames;
    // Keys with severity and target of what was reported when somebody last agreed to it.
    QStringList accepted;
};

// The folders below tests/corpus/systems, in order.
QStringList systemNames();
QString systemFolder(const QString &name);

// Imports and analyses one system.
Result<LabelledSystem> readSystem(const Services &services, const QString &name);

// What `accepted` holds for these claims, in the order of keys.
QStringList reportedLines(const QList<ReportedThreat> &claims);
Result<void> acceptReported(const QString &name, const QList<ReportedThreat> &claims);

} // namespace drawbridge::corpus
