#include "catalogs/import/catalognames.h"

#include "model/text/textencoding.h"

#include <QRegularExpression>

namespace drawbridge {

QString catalogName(const QString &written)
{
    // The longest official name has some 130 characters.
    constexpr qsizetype Longest = 300;
    const QString name = printableText(written.left(4 * Longest)).simplified();
    return name.size() <= Longest ? name : name.left(Longest - 1) + QChar(0x2026);
}

static bool hasForm(const QString &id, const QRegularExpression &form)
{
    return form.match(id).hasMatch();
}

bool isTechniqueId(const QString &id)
{
    static const QRegularExpression form(QStringLiteral("\\AT[0-9]{4}(\\.[0-9]{3})?\\z"));
    return hasForm(id, form);
}

bool isTacticId(const QString &id)
{
    static const QRegularExpression form(QStringLiteral("\\ATA[0-9]{4}\\z"));
    return hasForm(id, form);
}

bool isMitigationId(const QString &id)
{
    static const QRegularExpression form(QStringLiteral("\\AM[0-9]{4}\\z"));
    return hasForm(id, form);
}

bool isControlId(const QString &id)
{
    static const QRegularExpression form(
        QStringLiteral("\\A[A-Z]{2}-[1-9][0-9]{0,3}(\\([1-9][0-9]{0,3}\\))?\\z"));
    return hasForm(id, form);
}

} // namespace drawbridge
