#include "model/import/routes/handlerfacts.h"

#include <algorithm>
#include <array>

namespace drawbridge::routes {

static constexpr qsizetype MostHandlerParameters = 200;

const SinkUse *ParameterFacts::worstUse() const
{
    const auto worst =
        std::max_element(sinks.begin(), sinks.end(), [](const SinkUse &a, const SinkUse &b) {
            return std::pair(a.sink, b.grade) < std::pair(b.sink, a.grade);
        });
    return worst == sinks.end() ? nullptr : &*worst;
}

std::optional<Sink> ParameterFacts::sink(bool complete) const
{
    if (const SinkUse *use = worstUse())
        return use->sink;
    return escaped || !complete ? std::nullopt : std::optional(Sink::None);
}

std::optional<Grade> ParameterFacts::validation(bool complete) const
{
    if (const SinkUse *use = worstUse())
        return use->grade == Grade::None && use->maybeChecked ? std::nullopt
                                                              : std::optional(use->grade);
    if (best != Grade::None)
        return best;
    return escaped || maybeChecked || !complete ? std::nullopt : std::optional(Grade::None);
}

int HandlerFacts::parameter(const QString &name, const QString &location, int line)
{
    for (qsizetype i = 0; i < parameters.size(); ++i) {
        if (parameters[i].name == name && parameters[i].location == location)
            return static_cast<int>(i);
    }
    if (parameters.size() >= MostHandlerParameters) {
        moreParameters = true;
        return static_cast<int>(parameters.size()) - 1;
    }
    ParameterFacts added;
    added.name = name;
    added.location = location;
    added.line = line;
    added.maybeChecked = mayBeChecked;
    parameters += added;
    return static_cast<int>(parameters.size()) - 1;
}

QString wordOf(Sink sink)
{
    static constexpr std::array words = {"none",  "redirect", "html",     "url",
                                         "file",  "sql",      "template", "deserialization",
                                         "shell", "code"};
    return QLatin1String(words[static_cast<size_t>(sink)]);
}

QString wordOf(Grade grade)
{
    static constexpr std::array words = {"none", "type", "pattern", "allowlist"};
    return QLatin1String(words[static_cast<size_t>(grade)]);
}

} // namespace drawbridge::routes
