#pragma once

#include <QString>

#include <optional>

namespace drawbridge {

// How much of a technique a design can show.
enum class DesignClass : quint8 {
    Unclassified, // no one has judged it
    Direct, // the configuration itself enables it
    Precondition, // only what it needs is visible
    RollUp, // a parent that is shown by its sub-techniques alone
    NotVisible // behaviour that no property of a design tells from other behaviour
};

// "direct", "precondition", "roll-up", "not-visible"; empty when unclassified.
QString nameOf(DesignClass designClass);
std::optional<DesignClass> designClassNamed(const QString &name);

} // namespace drawbridge
