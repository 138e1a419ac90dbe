#pragma once

#include "model/import/code/codeparser.h"

namespace drawbridge::code {

// Python 3, all of its statements; what is no Python is skipped.
class PythonParser : private CodeParser
{
public:
    explicit PythonParser(std::vector<Token> tokens)
        : CodeParser(std::move(tokens))
    {
    }

    CodeTree run();

private:
    // pythonparser.cpp: statements
    void parseStatement(std::vector<CodeId> &statements);
    void parseSimpleStatement(std::vector<CodeId> &statements);
    CodeId parseSmall();
    CodeId parseExpressionStatement();
    CodeId parseBlock();
    CodeId parseDecorated();
    CodeId parseFunction(CodeId decorators);
    CodeId parseParameters(QStringView end);
    CodeId parseClass(CodeId decorators);
    CodeId parseIf();
    CodeId parseFor();
    CodeId parseWhile();
    CodeId parseTry();
    CodeId parseWith();
    CodeId parseImport();
    CodeId parseFromImport();
    QString parseDottedName();
    bool beginsMatch() const;
    CodeId parseMatch();

    // pythonexpressions.cpp
    CodeId parseTests();
    CodeId parseTest();
    CodeId parseTargets();
    CodeId parseLambda();
    CodeId parseOperators(int lowest);
    int operatorRank(QString *name) const;
    CodeId parseUnary();
    CodeId parsePrimary();
    CodeId parseAtom();
    CodeId parseTexts();
    CodeId parseList(QStringView close);
    CodeId parseBraces();
    CodeId parseEntry();
    CodeId parseCall(CodeId callee);
    CodeId parseIndex(CodeId object);
    // With an element already read, where "for" follows.
    CodeId parseComprehension(CodeId element);
    CodeId parseHole() override { return parseTests(); }
};

} // namespace drawbridge::code
