#pragma once

#include "model/engine/analysissession.h"

namespace drawbridge {

// Which rules judge the model at all, by their position: at least one record in scope is of the
// kind and structure that the rule is made for, whether or not it reports that record. What no
// rule judges is not safe, only not seen.
std::vector<bool> rulesThatJudge(const AnalysisInput &input);

} // namespace drawbridge
