#include "model/engine/catalogids.h"

#include <algorithm>

namespace drawbridge {

// Longer text is no id, and is not worth the work.
static constexpr qsizetype MaximumIdLength = 64;

static bool isIdDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

// "007" -> "7"; nothing when the text is not all digits.
static QString idNumberWithoutZeros(QStringView digits)
{
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), isIdDigit))
        return {};
    while (digits.size() > 1 && digits.front() == u'0')
        digits = digits.sliced(1);
    return digits.toString();
}

static QString upperCaseId(QStringView text)
{
    return text.trimmed().toString().toUpper();
}

QString normalControlId(QStringView text)
{
    const QString upper = upperCaseId(text);
    const qsizetype dash = upper.indexOf(u'-');
    if (upper.size() > MaximumIdLength || dash != 2)
        return upper;
    QString rest = upper.mid(dash + 1);
    rest.remove(u' ');
    QString enhancement;
    const qsizetype mark = rest.indexOf(u'(') >= 0 ? rest.indexOf(u'(') : rest.indexOf(u'.');
    if (mark >= 0) {
        enhancement = rest.mid(mark + 1);
        if (enhancement.endsWith(u')'))
            enhancement.chop(1);
        enhancement = idNumberWithoutZeros(enhancement);
        rest.truncate(mark);
        if (enhancement.isEmpty())
            return upper;
    }
    const QString number = idNumberWithoutZeros(rest);
    if (number.isEmpty())
        return upper;
    const QString base = upper.left(dash + 1) + number;
    return enhancement.isEmpty() ? base : base + u'(' + enhancement + u')';
}

static QString prefixedIdNumber(QStringView text, const QString &prefix)
{
    const QString upper = upperCaseId(text);
    if (upper.size() > MaximumIdLength)
        return upper;
    QStringView digits = upper;
    if (digits.startsWith(prefix)) {
        digits = digits.sliced(prefix.size());
        if (!digits.isEmpty() && (digits.front() == u'-' || digits.front() == u':'))
            digits = digits.sliced(1);
    }
    const QString number = idNumberWithoutZeros(digits.trimmed());
    return number.isEmpty() ? upper : prefix + u'-' + number;
}

QString normalCweId(QStringView text)
{
    return prefixedIdNumber(text, QStringLiteral("CWE"));
}

QString normalCapecId(QStringView text)
{
    return prefixedIdNumber(text, QStringLiteral("CAPEC"));
}

QString normalTechniqueId(QStringView text)
{
    QString upper = upperCaseId(text);
    if (upper.size() == 9 && upper.at(5) == u'/')
        upper[5] = u'.';
    return upper;
}

// Compares the runs of digits that start at a and b by value and steps over them.
static int compareNumbers(QStringView &a, QStringView &b)
{
    const auto take = [](QStringView &text) {
        qsizetype length = 0;
        while (length < text.size() && isIdDigit(text[length]))
            ++length;
        QStringView digits = text.first(length);
        text = text.sliced(length);
        while (digits.size() > 1 && digits.front() == u'0')
            digits = digits.sliced(1);
        return digits;
    };
    const QStringView left = take(a);
    const QStringView right = take(b);
    if (left.size() != right.size())
        return left.size() < right.size() ? -1 : 1;
    return left.compare(right);
}

bool catalogIdLess(QStringView a, QStringView b)
{
    const QStringView wholeA = a;
    const QStringView wholeB = b;
    while (!a.isEmpty() && !b.isEmpty()) {
        if (isIdDigit(a.front()) && isIdDigit(b.front())) {
            if (const int order = compareNumbers(a, b); order != 0)
                return order < 0;
            continue;
        }
        if (a.front() != b.front())
            return a.front() < b.front();
        a = a.sliced(1);
        b = b.sliced(1);
    }
    if (a.isEmpty() != b.isEmpty())
        return a.isEmpty();
    return wholeA < wholeB;
}

} // namespace drawbridge
