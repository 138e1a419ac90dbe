#include "model/cel/decimal.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace drawbridge::cel {

double parseDecimal(const QByteArray &digits)
{
    const char *end = digits.constData() + digits.size();
    const bool numeric =
        !digits.isEmpty() && (digits[0] == '.' || (digits[0] >= '0' && digits[0] <= '9'));
    double value = 0;
    const auto parsed = std::from_chars(digits.constData(), end, value);
    if (!numeric || parsed.ec == std::errc::invalid_argument || parsed.ptr != end)
        return std::numeric_limits<double>::quiet_NaN();
    if (parsed.ec != std::errc::result_out_of_range)
        return value;
    // Out of range does not say at which end; the wider type mostly knows.
    long double wide = 0;
    if (std::from_chars(digits.constData(), end, wide).ec == std::errc())
        return static_cast<double>(wide);
    const bool small =
        digits.toLower().contains("e-") || digits.startsWith("0.") || digits.startsWith('.');
    return small ? 0 : std::numeric_limits<double>::infinity();
}

QString doubleText(double value)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("+Inf") : QStringLiteral("-Inf");
    const double size = std::fabs(value);
    const bool plain = size == 0 || (size >= 1e-5 && size < 1e15);
    char buffer[64];
    const auto written =
        std::to_chars(buffer, buffer + sizeof(buffer), value,
                      plain ? std::chars_format::fixed : std::chars_format::scientific);
    return QString::fromLatin1(buffer, written.ptr - buffer);
}

} // namespace drawbridge::cel
