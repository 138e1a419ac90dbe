#pragma once

#include "model/import/code/codeparser.h"

namespace drawbridge::code {

// JavaScript and TypeScript; types are skipped, what is neither is skipped too.
class ScriptParser : private CodeParser
{
public:
    explicit ScriptParser(std::vector<Token> tokens)
        : CodeParser(std::move(tokens))
    {
    }

    CodeTree run();

private:
    // scriptparser.cpp: statements
    CodeId parseStatement();
    CodeId parseKeywordStatement();
    CodeId parseReturn();
    CodeId parseBlock();
    CodeId parseBody();
    void endStatement();
    CodeId parseVariables();
    CodeId parseIf();
    CodeId parseFor();
    CodeId parseWhile();
    CodeId parseDo();
    CodeId parseSwitch();
    CodeId parseTry();
    CodeId parseImport();
    CodeId parseImportNames(const QString &module, int where, std::vector<CodeId> names);
    CodeId parseExport();
    void parseExportNames(std::vector<CodeId> &statements);
    bool skipTypeDeclaration();

    // scriptfunctions.cpp: functions, classes and types
    CodeId parseFunction();
    CodeId parseArrow();
    CodeId parseArrowBody(CodeId parameters, int where);
    bool beginsArrow();
    CodeId parseParameters();
    CodeId parseParameter();
    CodeId parseClass();
    void parseMember(std::vector<CodeId> &members);
    void skipModifiers();
    void skipTypeArguments();
    bool beginsTypeArguments() const;
    void skipType();
    void skipTypePrimary();
    void skipAnnotation();

    // scriptexpressions.cpp
    CodeId parseExpressions();
    CodeId parseExpression();
    CodeId parseOperators(int lowest);
    int operatorRank() const;
    CodeId parseUnary();
    CodeId parsePostfix();
    CodeId parseAtom();
    CodeId parseNew();
    CodeId parseArguments(CodeId callee, const QString &text);
    CodeId parseArray();
    CodeId parseObject();
    CodeId parseEntry();
    CodeId parseHole() override { return parseExpressions(); }

    // "in" is no operator in the head of a for loop.
    bool m_withoutIn = false;
};

} // namespace drawbridge::code
