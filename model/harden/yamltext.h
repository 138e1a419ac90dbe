#pragma once

#include "model/harden/plainvalue.h"

#include <functional>

namespace drawbridge {

// How a YAML file is laid out, so that what is added looks like what is there.
struct YamlStyle
{
    QByteArray lineEnd = "\n";
    // Columns by which a mapping is indented below its key, and a list's dashes below theirs.
    int mappingStep = 2;
    int listStep = 2;
    // The whole file is JSON: no comments, quoted keys.
    bool isJson = false;

    static YamlStyle of(const TreeDocument &document);
};

// A scalar for one line; `quote` (a quotation mark or 0) is used where the text needs one.
QByteArray yamlScalar(const PlainValue &value, char quote = '"', bool inFlow = false);

// On one line, with brackets.
QByteArray yamlFlow(const PlainValue &value, bool quotedKeys);

// "key: value" within brackets, on one line; or with maps over several, behind `indent`.
QByteArray yamlFlowMember(const QString &key, const PlainValue &value, bool quotedKeys);
QByteArray yamlFlowMember(const QString &key, const PlainValue &value, bool quotedKeys,
                          const QByteArray &indent, const YamlStyle &style);

// The comment for a line, by the path of what it says.
using LineMark = std::function<QByteArray(const QStringList &path)>;

// "key: value" in block style from column `indent`, each line ended and marked for itself. `path`
// leads to the member.
QByteArray yamlMarkedMember(const QStringList &path, const PlainValue &value, int indent,
                            const YamlStyle &style, const LineMark &markOf);
// "key: value" in block style from column `indent`, each line ended; `mark` goes to the end of each
// line as a comment.
QByteArray yamlMember(const QString &key, const PlainValue &value, int indent,
                      const YamlStyle &style, const QByteArray &mark);
// "- value" the same way.
QByteArray yamlItem(const PlainValue &value, int indent, const YamlStyle &style,
                    const QByteArray &mark);

} // namespace drawbridge
