#include "model/import/compose/quantities.h"

#include <QStringList>

#include <cmath>

namespace drawbridge::compose {

// The number at the start of the text, and the unit after it.
static std::optional<double> leadingNumber(const QString &text, QString *unit)
{
    qsizetype end = 0;
    while (end < text.size() && ((text[end] >= u'0' && text[end] <= u'9') || text[end] == u'.'))
        ++end;
    bool valid = false;
    const double number = text.first(end).toDouble(&valid);
    *unit = text.sliced(end).trimmed().toLower();
    return valid ? std::optional(number) : std::nullopt;
}

std::optional<qint64> parseByteSize(const QString &text)
{
    QString unit;
    const auto number = leadingNumber(text.trimmed(), &unit);
    if (!number)
        return std::nullopt;
    if (unit.endsWith(QStringLiteral("ib")))
        unit.chop(2);
    else if (unit.endsWith(u'b'))
        unit.chop(1);
    static const QStringList units {QString(),           QStringLiteral("k"), QStringLiteral("m"),
                                    QStringLiteral("g"), QStringLiteral("t"), QStringLiteral("p")};
    const qsizetype power = units.indexOf(unit);
    if (power < 0)
        return std::nullopt;
    const double bytes = *number * std::pow(1024.0, static_cast<double>(power));
    if (!(bytes >= 0) || bytes > 9e18)
        return std::nullopt;
    return static_cast<qint64>(bytes);
}

std::optional<double> parseCores(const QString &text)
{
    QString unit;
    const auto number = leadingNumber(text.trimmed(), &unit);
    return number && unit.isEmpty() && *number <= 1e6 ? number : std::nullopt;
}

std::optional<qint64> parseDuration(const QString &text)
{
    double total = 0;
    QString rest = text.trimmed();
    if (rest.isEmpty())
        return std::nullopt;
    while (!rest.isEmpty()) {
        qsizetype unitBegin = 0;
        while (unitBegin < rest.size() && (rest[unitBegin].isDigit() || rest[unitBegin] == u'.'))
            ++unitBegin;
        qsizetype unitEnd = unitBegin;
        while (unitEnd < rest.size() && !rest[unitEnd].isDigit())
            ++unitEnd;
        bool valid = false;
        const double number = rest.first(unitBegin).toDouble(&valid);
        const QString unit = rest.sliced(unitBegin, unitEnd - unitBegin);
        static const QStringList units {QStringLiteral("us"), QStringLiteral("ms"),
                                        QStringLiteral("s"),  QStringLiteral("m"),
                                        QStringLiteral("h"),  QStringLiteral("d")};
        static const double factors[] = {0.001, 1, 1000, 60'000, 3'600'000, 86'400'000};
        const qsizetype index = units.indexOf(unit);
        if (!valid || index < 0)
            return std::nullopt;
        total += number * factors[index];
        rest = rest.sliced(unitEnd);
    }
    return total <= 9e18 ? std::optional(static_cast<qint64>(total)) : std::nullopt;
}

std::optional<bool> parseSwitch(const QString &text)
{
    const QString word = text.trimmed().toLower();
    if (word == u"true" || word == u"yes" || word == u"on" || word == u"y" || word == u"1")
        return true;
    if (word == u"false" || word == u"no" || word == u"off" || word == u"n" || word == u"0")
        return false;
    return std::nullopt;
}

} // namespace drawbridge::compose
