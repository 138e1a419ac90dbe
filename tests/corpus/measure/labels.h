#pragma once

#include "model/base/result.h"

#include <QStringList>

// Precision: what the rules report of systems that people judged by hand.
namespace drawbridge::corpus {

// What an expert says of a threat at high or above: it is so; it is not, or not at that height; it
// is, and no rule reports it.
enum class Judgement : quint8 { Right, Wrong, Missing };

// One line of a system's labels. `optional`: experts may differ, so that silence is no miss.
struct Label
{
    Judgement judgement = Judgement::Right;
    QString rule;
    // Further rules that would tell the same.
    QStringList anyOf;
    // Name of the record.
    QString at;
    // Of a rule that judges a list: the item; empty is every one.
    QString item;
    bool optional = false;
    QString why;
    int line = 0;
};

struct Labels
{
    QString about;
    QList<Label> list;
};

Result<Labels> readLabels(const QByteArray &bytes, const QString &fileName);

} // namespace drawbridge::corpus
