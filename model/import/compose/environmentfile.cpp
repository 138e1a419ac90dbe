#include "model/import/compose/environmentfile.h"

#include "model/import/compose/interpolation.h"
#include "model/import/secretclassifier.h"

namespace drawbridge::compose {

static QString unquotedValue(QString value)
{
    value = value.trimmed();
    if (value.size() >= 2 && (value.front() == u'"' || value.front() == u'\'')) {
        const qsizetype close = value.indexOf(value.front(), 1);
        if (close > 0)
            return value.sliced(1, close - 1);
    }
    const qsizetype comment = value.indexOf(QStringLiteral(" #"));
    return comment < 0 ? value : value.first(comment).trimmed();
}

QList<EnvironmentLine> parseEnvironmentFile(const QByteArray &bytes)
{
    QList<EnvironmentLine> lines;
    int number = 0;
    for (const QByteArray &raw : bytes.split('\n')) {
        ++number;
        QString line = QString::fromUtf8(raw).trimmed();
        if (line.startsWith(QChar(QChar::ByteOrderMark)))
            line = line.sliced(1);
        if (line.startsWith(QStringLiteral("export ")))
            line = line.sliced(7).trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        qsizetype split = line.indexOf(u'=');
        if (split < 0)
            split = line.indexOf(u':');
        const QString key = split < 0 ? line : line.first(split).trimmed();
        const QString name = shownVariableName(key);
        if (name.isEmpty() || name != key)
            continue;
        lines.append(
            {name, split < 0 ? std::nullopt : std::optional(unquotedValue(line.sliced(split + 1))),
             number});
    }
    return lines;
}

bool addEnvironmentFiles(ComposeReading &reading, const ComposeNode &files, const QString &folder,
                         QMap<QString, QString> &environment)
{
    bool complete = true;
    const std::vector<ComposeNode> list =
        files.isList() ? files.items() : std::vector<ComposeNode> {files};
    for (const ComposeNode &item : list) {
        const ComposeNode path = item.isMap() ? item[u"path"] : item;
        QString resolved;
        Result<QByteArray> bytes =
            reading.readReferenced(folder, path.text(), MaximumEnvironmentBytes, &resolved);
        if (!bytes) {
            complete = false;
            reading.information(path.origin(),
                                QStringLiteral("the file of variables '%1' cannot be read; what it "
                                               "sets stays unknown")
                                    .arg(shown(path.text())));
            continue;
        }
        for (const EnvironmentLine &line : parseEnvironmentFile(*bytes)) {
            if (line.value)
                environment.insert(line.name, interpolate(*line.value, environment).text);
        }
    }
    return complete;
}

} // namespace drawbridge::compose
