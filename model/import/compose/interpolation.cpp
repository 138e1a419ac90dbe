#include "model/import/compose/interpolation.h"

#include "model/import/secretclassifier.h"

namespace drawbridge::compose {

namespace {

constexpr int MaximumNesting = 16;
constexpr qsizetype MaximumResult = 1024 * 1024;

bool isNameStart(QChar c)
{
    return c.unicode() < 128 && (c.isLetter() || c == u'_');
}

bool isNamePart(QChar c)
{
    return isNameStart(c) || (c >= u'0' && c <= u'9');
}

class Interpolation
{
public:
    explicit Interpolation(const QMap<QString, QString> &environment)
        : m_environment(environment)
    {
    }

    QString expand(QStringView text, int nesting);
    InterpolationResult result;

private:
    QString braced(QStringView body, int nesting);
    QString plain(const QString &name);
    QString withOperator(const QString &name, QStringView operation, QStringView word, int nesting);
    QString substituted(const QString &name, const QString &value);
    static qsizetype closingBrace(QStringView text, qsizetype from);
    void fail(const QString &problem)
    {
        if (result.problem.isEmpty())
            result.problem = problem;
    }

    const QMap<QString, QString> &m_environment;
};

qsizetype Interpolation::closingBrace(QStringView text, qsizetype from)
{
    int depth = 1;
    for (qsizetype i = from; i < text.size(); ++i) {
        if (text[i] == u'$' && i + 1 < text.size() && text[i + 1] == u'{') {
            ++depth;
            ++i;
        } else if (text[i] == u'}' && --depth == 0) {
            return i;
        }
    }
    return -1;
}

QString Interpolation::expand(QStringView text, int nesting)
{
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
        if (text[i] != u'$') {
            out += text[i];
        } else if (next == u'$') {
            out += u'$';
            ++i;
        } else if (next == u'{') {
            const qsizetype close = closingBrace(text, i + 2);
            if (close < 0) {
                fail(QStringLiteral("'${' has no closing brace"));
                return out;
            }
            out += braced(text.sliced(i + 2, close - i - 2), nesting);
            i = close;
        } else if (isNameStart(next)) {
            qsizetype end = i + 1;
            while (end < text.size() && isNamePart(text[end]))
                ++end;
            out += plain(text.sliced(i + 1, end - i - 1).toString());
            i = end - 1;
        } else {
            // A lone dollar is an error to Compose; what it stands for is plain enough here.
            out += u'$';
        }
        if (out.size() > MaximumResult) {
            fail(QStringLiteral("interpolation gives more than a megabyte"));
            return {};
        }
    }
    return out;
}

QString Interpolation::braced(QStringView body, int nesting)
{
    qsizetype end = 0;
    while (end < body.size() && isNamePart(body[end]))
        ++end;
    const QString name = body.first(end).toString();
    if (name.isEmpty() || !isNameStart(name.front())) {
        fail(QStringLiteral("'${' is not followed by a variable's name"));
        return {};
    }
    QStringView rest = body.sliced(end);
    if (rest.isEmpty())
        return plain(name);
    const qsizetype length = rest.startsWith(u':') ? 2 : 1;
    const QStringView operation = rest.first(std::min(length, rest.size()));
    if (nesting >= MaximumNesting) {
        fail(QStringLiteral("variables are nested too deeply"));
        return {};
    }
    return withOperator(name, operation, rest.sliced(operation.size()), nesting);
}

QString Interpolation::substituted(const QString &name, const QString &value)
{
    if (!classifySecret(name, value))
        return value;
    result.facts.unresolved = true;
    return QStringLiteral("${") + name + u'}';
}

QString Interpolation::plain(const QString &name)
{
    result.facts.usesVariable = true;
    const auto found = m_environment.find(name);
    if (found != m_environment.end())
        return substituted(name, *found);
    result.facts.unresolved = true;
    result.unset += name;
    return QStringLiteral("${") + name + u'}';
}

QString Interpolation::withOperator(const QString &name, QStringView operation, QStringView word,
                                    int nesting)
{
    result.facts.usesVariable = true;
    const auto found = m_environment.find(name);
    const bool colon = operation.startsWith(u':');
    const bool present = found != m_environment.end() && !(colon && found->isEmpty());
    const QChar action = operation.isEmpty() ? QChar() : operation.back();
    if (action == u'-') {
        if (present)
            return substituted(name, *found);
        const QString fallback = expand(word, nesting + 1);
        const QString shown = substituted(name, fallback);
        result.facts.literalDefault |= shown != fallback;
        return shown;
    }
    if (action == u'+')
        return present ? expand(word, nesting + 1) : QString();
    if (action == u'?') {
        if (present)
            return substituted(name, *found);
        // Compose refuses to start without it; for a model the value is just not known yet.
        return plain(name);
    }
    fail(QStringLiteral("'${%1' is followed by something that is no operator").arg(name));
    return {};
}

} // namespace

InterpolationResult interpolate(const QString &text, const QMap<QString, QString> &environment)
{
    if (!text.contains(u'$')) {
        InterpolationResult unchanged;
        unchanged.text = text;
        return unchanged;
    }
    Interpolation interpolation(environment);
    interpolation.result.text = interpolation.expand(text, 0);
    return interpolation.result;
}

} // namespace drawbridge::compose
