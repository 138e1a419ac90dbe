#include "model/import/code/codetree.h"

#include "model/import/code/pythonlexer.h"
#include "model/import/code/pythonparser.h"
#include "model/import/code/scriptlexer.h"
#include "model/import/code/scriptparser.h"

#include <algorithm>

namespace drawbridge::code {

int CodeTree::lastLine(CodeId id) const
{
    if (id == NoCode)
        return 0;
    int last = 0;
    std::vector<CodeId> open {id};
    while (!open.empty()) {
        const CodeNode &node = at(open.back());
        open.pop_back();
        last = std::max(last, node.line);
        for (const CodeId part : node.parts) {
            if (part != NoCode)
                open.push_back(part);
        }
    }
    return last;
}

CodeTree parseCode(const QByteArray &bytes, Language language)
{
    const QString text = QString::fromUtf8(bytes);
    TokenList list = language == Language::Python ? tokenizePython(text) : tokenizeScript(text);
    const bool incomplete = list.incomplete;
    const int line = list.incompleteLine;
    CodeTree tree = language == Language::Python ? PythonParser(std::move(list.tokens)).run()
                                                 : ScriptParser(std::move(list.tokens)).run();
    if (incomplete && !tree.incomplete)
        tree.incompleteLine = line;
    tree.incomplete = tree.incomplete || incomplete;
    return tree;
}

} // namespace drawbridge::code
