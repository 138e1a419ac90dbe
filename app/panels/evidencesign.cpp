#include "app/panels/evidencesign.h"

namespace drawbridge {

void drawEvidenceSign(DrawList &list, QPointF topLeft, EvidenceGrade grade, const Theme &theme)
{
    const auto status = [&theme](size_t at) { return theme.statuses[at]; };
    switch (grade) {
    case EvidenceGrade::None:
        break;
    case EvidenceGrade::Asserted:
        list.icon(QStringLiteral("person"), topLeft, 14, theme.text.secondary, 2);
        break;
    case EvidenceGrade::Declared:
        list.icon(QStringLiteral("file"), topLeft, 14, theme.text.link, 2);
        break;
    case EvidenceGrade::Observed:
        list.icon(QStringLiteral("check"), topLeft, 14, status(3), 2.4);
        break;
    case EvidenceGrade::Contradicted:
        list.icon(QStringLiteral("close"), topLeft, 14, status(0), 2.4);
        break;
    case EvidenceGrade::Stale:
        list.icon(QStringLiteral("history"), topLeft, 14, status(1), 2);
        break;
    }
}

} // namespace drawbridge
