#pragma once

#include <vector>

namespace drawbridge::test {

// An expression and what it must give, written as describe() in tst_conformance.cpp does:
// "int 3", "error divide by zero" (a part of the message), "unknown x,y".
struct ConformanceCase
{
    const char *expression;
    const char *expected;
};

std::vector<ConformanceCase> basicCases();
std::vector<ConformanceCase> comparisonCases();
std::vector<ConformanceCase> arithmeticCases();
std::vector<ConformanceCase> collectionCases();
std::vector<ConformanceCase> logicCases();
std::vector<ConformanceCase> macroCases();
std::vector<ConformanceCase> parseCases();
std::vector<ConformanceCase> textCases();

} // namespace drawbridge::test
