#include "model/cel/suggestion.h"

#include <vector>

namespace drawbridge::cel {

// Longer names are not compared: the table grows with the square of the length.
static constexpr qsizetype MaximumNameLength = 64;

// Levenshtein's distance, with two neighbouring letters swapped counted as one edit.
static qsizetype editDistance(const QString &a, const QString &b)
{
    const size_t width = static_cast<size_t>(b.size()) + 1;
    std::vector<qsizetype> beforePrevious(width);
    std::vector<qsizetype> previous(width);
    std::vector<qsizetype> current(width);
    for (size_t j = 0; j < width; ++j)
        previous[j] = static_cast<qsizetype>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (size_t j = 1; j < width; ++j) {
            const QChar left = a[i - 1].toLower();
            const QChar right = b[static_cast<qsizetype>(j) - 1].toLower();
            const qsizetype change = previous[j - 1] + (left == right ? 0 : 1);
            current[j] = qMin(change, qMin(previous[j], current[j - 1]) + 1);
            if (i > 1 && j > 1 && left == b[static_cast<qsizetype>(j) - 2].toLower()
                && a[i - 2].toLower() == right)
                current[j] = qMin(current[j], beforePrevious[j - 2] + 1);
        }
        beforePrevious.swap(previous);
        previous.swap(current);
    }
    return previous[width - 1];
}

QString nearestName(const QString &wrong, const QStringList &known)
{
    if (wrong.size() > MaximumNameLength)
        return {};
    QString best;
    // A third of the letters wrong is still a misspelling, more is another word.
    qsizetype bestDistance = qMax<qsizetype>(1, wrong.size() / 3) + 1;
    for (const QString &name : known) {
        if (name.size() > MaximumNameLength || name == wrong)
            continue;
        const qsizetype distance = editDistance(wrong, name);
        if (distance < bestDistance) {
            bestDistance = distance;
            best = name;
        }
    }
    return best;
}

QString didYouMean(const QString &wrong, const QStringList &known)
{
    const QString nearest = nearestName(wrong, known);
    return nearest.isEmpty() ? QString() : QStringLiteral(" - did you mean '%1'?").arg(nearest);
}

} // namespace drawbridge::cel
