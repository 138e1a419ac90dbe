#include "model/import/dockerfile/dockerfileparser.h"

namespace drawbridge::dockerfile {

static constexpr int MaximumWordNesting = 8;
static constexpr qsizetype MaximumSubstituted = 64 * 1024;

static bool isVariablePart(QChar c)
{
    return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'_');
}

static QString substituteNested(QStringView text, const QMap<QString, QString> &variables,
                                QChar escape, int nesting);

// The inside of "${...}".
static QString bracedVariable(QStringView body, const QMap<QString, QString> &variables,
                              QChar escape, int nesting)
{
    qsizetype end = 0;
    while (end < body.size() && isVariablePart(body[end]))
        ++end;
    const QString name = body.first(end).toString();
    const bool known = variables.contains(name);
    const QString value = variables.value(name);
    const QStringView rest = body.sliced(end);
    const bool set = known && !(rest.startsWith(u':') && value.isEmpty());
    const QStringView operation = rest.startsWith(u':') ? rest.sliced(1) : rest;
    if (operation.startsWith(u'-'))
        return set ? value : substituteNested(operation.sliced(1), variables, escape, nesting + 1);
    if (operation.startsWith(u'+'))
        return set ? substituteNested(operation.sliced(1), variables, escape, nesting + 1)
                   : QString();
    return known ? value : QStringLiteral("${") + name + u'}';
}

static QString substituteNested(QStringView text, const QMap<QString, QString> &variables,
                                QChar escape, int nesting)
{
    QString out;
    if (nesting > MaximumWordNesting)
        return out;
    for (qsizetype i = 0; i < text.size() && out.size() < MaximumSubstituted; ++i) {
        const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
        if (text[i] == escape && next == u'$') {
            out += u'$';
            ++i;
        } else if (text[i] == u'$' && next == u'{') {
            int depth = 1;
            qsizetype close = i + 2;
            for (; close < text.size(); ++close) {
                depth += text[close] == u'{' ? 1 : text[close] == u'}' ? -1 : 0;
                if (depth == 0)
                    break;
            }
            out += bracedVariable(text.sliced(i + 2, std::min(close, text.size()) - i - 2),
                                  variables, escape, nesting);
            i = close;
        } else if (text[i] == u'$' && isVariablePart(next)) {
            qsizetype end = i + 1;
            while (end < text.size() && isVariablePart(text[end]))
                ++end;
            const QString name = text.sliced(i + 1, end - i - 1).toString();
            out += variables.contains(name) ? variables.value(name) : u'$' + name;
            i = end - 1;
        } else {
            out += text[i];
        }
    }
    return out;
}

QString substitute(const QString &text, const QMap<QString, QString> &variables, QChar escape)
{
    return text.contains(u'$') ? substituteNested(text, variables, escape, 0) : text;
}

QList<std::pair<QString, QString>> parseAssignments(const QString &text, QChar escape)
{
    QList<std::pair<QString, QString>> pairs;
    const qsizetype equals = text.indexOf(u'=');
    qsizetype space = 0;
    while (space < text.size() && !text[space].isSpace())
        ++space;
    if (equals < 0 || equals > space) {
        pairs.append({text.first(space), text.sliced(space).trimmed()});
        return pairs;
    }
    QString word;
    QChar quote;
    const auto finish = [&] {
        const qsizetype split = word.indexOf(u'=');
        if (split > 0)
            pairs.append({word.first(split), word.sliced(split + 1)});
        word.clear();
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == escape && i + 1 < text.size() && quote != u'\'') {
            // Before a dollar it is left for substitution.
            if (text[i + 1] == u'$')
                word += c;
            word += text[++i];
        } else if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
            else
                word += c;
        } else if (c == u'"' || c == u'\'') {
            quote = c;
        } else if (c.isSpace()) {
            finish();
        } else {
            word += c;
        }
    }
    finish();
    return pairs;
}

} // namespace drawbridge::dockerfile
