#include "model/import/showntext.h"

#include "model/import/secretclassifier.h"

namespace drawbridge {

static constexpr qsizetype MaximumShownLength = 80;

QString shown(const QString &text)
{
    QString result = redactedText(text.first(std::min<qsizetype>(text.size(), 512)));
    for (QChar &c : result) {
        const QChar::Category category = c.category();
        if (category == QChar::Other_Control || category == QChar::Other_Format
            || category == QChar::Separator_Line || category == QChar::Separator_Paragraph)
            c = QChar(QChar::ReplacementCharacter);
    }
    if (result.size() > MaximumShownLength)
        result = result.first(MaximumShownLength) + QChar(0x2026);
    return result;
}

} // namespace drawbridge
