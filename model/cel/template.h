#pragma once

#include "model/cel/program.h"

namespace drawbridge::cel {

// A text with expressions in braces: "{self.name} runs privileged". "{{" and "}}" are literal
// braces.
class Template
{
public:
    static constexpr qsizetype MaximumLength = Program::MaximumLength;

    Template() = default;

    static Result<Template> compile(const QString &text, const Environment &environment,
                                    const CompileOptions &options = {});

    QString source() const { return m_source; }
    // What any of the expressions may read.
    const ReadSet &reads() const { return m_reads; }
    // Unknown values read "unknown", failed expressions "?".
    QString render(Activation &activation, Scratch &scratch) const;

private:
    struct Part
    {
        QString text;
        Program program;
    };

    QString m_source;
    std::vector<Part> m_parts;
    ReadSet m_reads;
};

} // namespace drawbridge::cel
