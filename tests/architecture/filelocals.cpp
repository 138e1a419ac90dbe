#include "tests/architecture/filelocals.h"

#include "tests/architecture/codetext.h"

#include <QRegularExpression>
#include <QStringList>

namespace drawbridge::test {

namespace {

// "const QString &name, int width = 3" -> "const QString &,int"
QString parameterTypes(const QString &parameters)
{
    static const QRegularExpression defaultValue(QStringLiteral("\\s*=.*$"));
    static const QRegularExpression trailingName(QStringLiteral("([\\s&*>])\\w+$"));
    QStringList types;
    int depth = 0;
    QString type;
    const auto take = [&] {
        QString plain = type.trimmed().remove(defaultValue);
        types += plain.replace(trailingName, QStringLiteral("\\1")).simplified();
        type.clear();
    };
    for (const QChar c : parameters) {
        depth += c == u'<' || c == u'(' ? 1 : c == u'>' || c == u')' ? -1 : 0;
        if (c == u',' && depth == 0)
            take();
        else
            type += c;
    }
    take();
    return types.join(u',');
}

} // namespace

QList<FileLocal> fileLocalsOf(const QByteArray &source)
{
    static const QRegularExpression constant(QStringLiteral(
        "^(?:static |inline )*(?:constexpr|const) [^=({;]*?(\\w+)(?:\\[\\w*\\])?(?: =|\\{| \\{)"));
    static const QRegularExpression type(QStringLiteral(
        "^(?:struct|class|enum class|enum) (\\w+)(?: final)?(?: : .*)?(?: \\{.*)?$"));
    static const QRegularExpression function(QStringLiteral("^[^(]*?[\\s&*>](\\w+)\\s*\\((.*)\\)"));
    QList<FileLocal> found;
    const QStringList lines = QString::fromUtf8(codeOnly(source)).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        for (const QRegularExpression *pattern : {&constant, &type}) {
            const QRegularExpressionMatch match = pattern->match(lines[i]);
            if (match.hasMatch())
                found.append({match.captured(1).toUtf8(), int(i) + 1});
        }
    }
    for (const FunctionSpan &span : functionsOf(source)) {
        const QString head = QString::fromUtf8(span.head);
        const QRegularExpressionMatch match = function.match(head);
        // Members stand indented in their class.
        const bool isFree = !lines[span.firstLine - 1].startsWith(u' ') && match.hasMatch()
            && !head.left(match.capturedStart(2))
                    .contains(QRegularExpression(QStringLiteral("\\w::\\w+\\s*\\($")))
            && !head.startsWith(QStringLiteral("template")) && !head.startsWith(u' ');
        if (isFree) {
            const QString signature =
                match.captured(1) + u'(' + parameterTypes(match.captured(2)) + u')';
            found.append({signature.toUtf8(), span.firstLine});
        }
    }
    return found;
}

} // namespace drawbridge::test
