#include "model/text/scalarresolution.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace drawbridge {

static bool isOneOf(std::string_view text, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

static bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

static bool allDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

static std::string_view withoutSign(std::string_view text)
{
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    return text;
}

static bool hasPrefix(std::string_view text, char letter)
{
    return text.size() > 2 && text[0] == '0' && text[1] == letter;
}

static bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool isInteger(std::string_view text)
{
    const std::string_view rest = text.substr(std::min<size_t>(2, text.size()));
    if (hasPrefix(text, 'o'))
        return std::all_of(rest.begin(), rest.end(), [](char c) { return c >= '0' && c <= '7'; });
    if (hasPrefix(text, 'x'))
        return std::all_of(rest.begin(), rest.end(), isHexDigit);
    return allDigits(withoutSign(text));
}

static size_t digitsAt(std::string_view text, size_t position)
{
    const auto end =
        std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(position), text.end(), isDigit);
    return static_cast<size_t>(end - text.begin()) - position;
}

// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
static bool isFloat(std::string_view text)
{
    text = withoutSign(text);
    const size_t whole = digitsAt(text, 0);
    size_t position = whole;
    if (position < text.size() && text[position] == '.') {
        const size_t fraction = digitsAt(text, position + 1);
        if (whole == 0 && fraction == 0)
            return false;
        position += 1 + fraction;
    } else if (whole == 0) {
        return false;
    }
    if (position == text.size())
        return true;
    return (text[position] | 0x20) == 'e' && allDigits(withoutSign(text.substr(position + 1)));
}

static bool isInfinity(std::string_view text)
{
    return isOneOf(withoutSign(text), {".inf", ".Inf", ".INF"});
}

static bool isNotANumber(std::string_view text)
{
    return isOneOf(text, {".nan", ".NaN", ".NAN"});
}

TreeNode::Kind resolvePlainScalar(std::string_view text)
{
    if (text.empty() || isOneOf(text, {"~", "null", "Null", "NULL"}))
        return TreeNode::Kind::Null;
    if (isOneOf(text, {"true", "True", "TRUE", "false", "False", "FALSE"}))
        return TreeNode::Kind::Bool;
    if (isInteger(text))
        return TreeNode::Kind::Int;
    if (isFloat(text) || isInfinity(text) || isNotANumber(text))
        return TreeNode::Kind::Double;
    return TreeNode::Kind::String;
}

TreeNode::Kind resolveJsonNumber(std::string_view text)
{
    return text.find_first_of(".eE") == std::string_view::npos ? TreeNode::Kind::Int
                                                               : TreeNode::Kind::Double;
}

std::optional<qint64> integerFromText(std::string_view text)
{
    int base = 10;
    if (hasPrefix(text, 'o') || hasPrefix(text, 'x')) {
        base = text[1] == 'o' ? 8 : 16;
        text.remove_prefix(2);
    } else if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
    }
    qint64 value = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, base);
    if (error != std::errc() || stop != end)
        return std::nullopt;
    return value;
}

std::optional<double> doubleFromText(std::string_view text)
{
    if (isNotANumber(text))
        return std::numeric_limits<double>::quiet_NaN();
    if (isInfinity(text)) {
        const double infinity = std::numeric_limits<double>::infinity();
        return text.front() == '-' ? -infinity : infinity;
    }
    if (hasPrefix(text, 'o') || hasPrefix(text, 'x')) {
        const auto whole = integerFromText(text);
        return whole ? std::optional<double>(static_cast<double>(*whole)) : std::nullopt;
    }
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    double value = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stop != end)
        return std::nullopt;
    return value;
}

} // namespace drawbridge
