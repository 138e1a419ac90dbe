#include "model/cel/decimal.h"
#include "model/cel/operations.h"

#include <re2/re2.h>

#include <charconv>
#include <cmath>
#include <limits>

namespace drawbridge::cel {

// Bounds what a pattern may compile to, and with it the time to match.
static constexpr int64_t PatternMemory = 1 << 20;
static constexpr qsizetype MaximumPatternLength = 8192;

std::unique_ptr<const re2::RE2> compilePattern(QStringView pattern, QString *problem)
{
    if (pattern.size() > MaximumPatternLength) {
        *problem =
            QStringLiteral("the pattern is longer than %1 characters").arg(MaximumPatternLength);
        return nullptr;
    }
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(PatternMemory);
    const QByteArray bytes = pattern.toUtf8();
    auto compiled = std::make_unique<const re2::RE2>(
        re2::StringPiece(bytes.constData(), static_cast<size_t>(bytes.size())), options);
    if (compiled->ok())
        return compiled;
    *problem = QStringLiteral("the pattern is no regular expression: %1")
                   .arg(QString::fromStdString(compiled->error()));
    return nullptr;
}

CelValue matches(const CelValue &text, const re2::RE2 &pattern, Scratch &scratch)
{
    scratch.charge(4 + text.size() / 16);
    const QByteArray bytes = text.toString().toUtf8();
    return CelValue::boolean(re2::RE2::PartialMatch(
        re2::StringPiece(bytes.constData(), static_cast<size_t>(bytes.size())), pattern));
}

static CelValue matchesComputed(const CelValue &text, const CelValue &pattern, Scratch &scratch)
{
    scratch.charge(200 + pattern.size());
    QString problem;
    const auto compiled = compilePattern(pattern.toString(), &problem);
    return compiled ? matches(text, *compiled, scratch) : scratch.error(problem);
}

CelValue textFunction(Builtin builtin, const CelValue &text, const CelValue &part, Scratch &scratch)
{
    if (!text.isString() || !part.isString())
        return noOverload(builtin, text, part, scratch);
    scratch.charge((text.size() + part.size()) / 64);
    const QStringView whole = text.toString();
    switch (builtin) {
    case Builtin::StartsWith:
        return CelValue::boolean(whole.startsWith(part.toString()));
    case Builtin::EndsWith:
        return CelValue::boolean(whole.endsWith(part.toString()));
    case Builtin::Contains:
        return CelValue::boolean(whole.contains(part.toString()));
    default:
        return matchesComputed(text, part, scratch);
    }
}

static QString quotedShort(QStringView text)
{
    static constexpr qsizetype Shown = 40;
    return text.size() > Shown ? QStringLiteral("'%1...'").arg(text.first(Shown))
                               : QStringLiteral("'%1'").arg(text);
}

static CelValue intFromText(QStringView text, Scratch &scratch)
{
    const QByteArray bytes = text.toUtf8();
    const char *begin = bytes.constData();
    const char *end = begin + bytes.size();
    // A plus sign is read by every other reader of integers, but not by from_chars.
    if (bytes.size() > 1 && *begin == '+' && begin[1] != '-')
        ++begin;
    qint64 value = 0;
    const auto parsed = std::from_chars(begin, end, value);
    if (parsed.ec == std::errc::result_out_of_range)
        return scratch.error(u"integer overflow");
    if (parsed.ec != std::errc() || parsed.ptr != end)
        return scratch.error(QStringLiteral("%1 is no integer").arg(quotedShort(text)));
    return CelValue::integer(value);
}

CelValue toInt(const CelValue &value, Scratch &scratch)
{
    if (value.isInt())
        return value;
    if (value.isString())
        return intFromText(value.toString(), scratch);
    if (!value.isDouble())
        return noOverload(Builtin::ToInt, value, scratch);
    constexpr double Limit = 9223372036854775808.0; // 2^63, exact
    const double real = value.toDouble();
    // The smallest integer itself is refused, too, as other implementations of the language do.
    if (!(real > -Limit && real < Limit))
        return scratch.error(u"integer overflow");
    return CelValue::integer(static_cast<qint64>(real));
}

CelValue toDouble(const CelValue &value, Scratch &scratch)
{
    if (value.isDouble())
        return value;
    if (value.isInt())
        return CelValue::real(static_cast<double>(value.toInt()));
    if (!value.isString())
        return noOverload(Builtin::ToDouble, value, scratch);
    const QStringView text = value.toString();
    if (text.compare(u"nan", Qt::CaseInsensitive) == 0)
        return CelValue::real(std::numeric_limits<double>::quiet_NaN());
    const bool negative = text.startsWith(u'-');
    const QStringView digits = negative || text.startsWith(u'+') ? text.sliced(1) : text;
    if (digits.compare(u"inf", Qt::CaseInsensitive) == 0
        || digits.compare(u"infinity", Qt::CaseInsensitive) == 0) {
        const double infinity = std::numeric_limits<double>::infinity();
        return CelValue::real(negative ? -infinity : infinity);
    }
    const QByteArray bytes = digits.toUtf8();
    const double real = parseDecimal(bytes);
    if (std::isnan(real))
        return scratch.error(QStringLiteral("%1 is no number").arg(quotedShort(text)));
    if (std::isinf(real))
        return scratch.error(QStringLiteral("%1 is out of range").arg(quotedShort(text)));
    return CelValue::real(negative ? -real : real);
}

CelValue toText(const CelValue &value, Scratch &scratch)
{
    switch (value.kind()) {
    case CelValue::Kind::String:
        return value;
    case CelValue::Kind::Bool:
        return CelValue::string(value.toBool() ? u"true" : u"false");
    case CelValue::Kind::Int:
        return scratch.string(QString::number(value.toInt()));
    case CelValue::Kind::Double:
        return scratch.string(doubleText(value.toDouble()));
    default:
        return noOverload(Builtin::ToString, value, scratch);
    }
}

CelValue toBool(const CelValue &value, Scratch &scratch)
{
    static constexpr const char16_t *True[] = {u"true", u"True", u"TRUE", u"t", u"T", u"1"};
    static constexpr const char16_t *False[] = {u"false", u"False", u"FALSE", u"f", u"F", u"0"};
    if (value.isBool())
        return value;
    if (!value.isString())
        return noOverload(Builtin::ToBool, value, scratch);
    for (size_t i = 0; i < std::size(True); ++i) {
        if (value.toString() == QStringView(True[i]))
            return CelValue::boolean(true);
        if (value.toString() == QStringView(False[i]))
            return CelValue::boolean(false);
    }
    return scratch.error(
        QStringLiteral("%1 is neither true nor false").arg(quotedShort(value.toString())));
}

} // namespace drawbridge::cel
