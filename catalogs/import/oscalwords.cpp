#include "catalogs/import/oscalwords.h"

#include "catalogs/import/catalognames.h"
#include "catalogs/import/catalogoverlay.h"
#include "model/engine/catalogids.h"
#include "model/text/jsonmembers.h"

#include <QRegularExpression>

namespace drawbridge {

// A resolved baseline is a catalog; its title, or the profile that it came from, tells which it is.
static QString baselineNamed(const QString &text)
{
    if (!text.contains(u"baseline", Qt::CaseInsensitive))
        return {};
    static const QRegularExpression level(QStringLiteral("\\b(low|moderate|high|privacy)\\b"),
                                          QRegularExpression::CaseInsensitiveOption);
    // "_" counts as a letter for \b.
    const QString words = QString(text).replace(u'_', u' ');
    const auto match = level.match(words);
    return match.hasMatch() ? QStringLiteral("baseline-") + match.captured(1).toLower() : QString();
}

OscalMetadata OscalMetadata::of(const Value &metadata)
{
    OscalMetadata read;
    read.title = catalogName(textOf(metadata, u"title"));
    read.version = catalogName(textOf(metadata, u"version"));
    read.baseline = baselineNamed(read.title);
    const Value links = memberOf(metadata, u"links");
    if (const ValueList *list = links.asList(); list && read.baseline.isEmpty()) {
        for (const Value &link : *list) {
            if (textOf(link, u"rel") == u"source-profile")
                read.baseline = baselineNamed(textOf(link, u"href"));
        }
    }
    return read;
}

Result<void> OscalMetadata::check() const
{
    // Baselines of others (FedRAMP) choose from the same controls and are no baselines of NIST's.
    if (!title.contains(u"800-53"))
        return Error {
            ErrorCode::Unsupported, QStringLiteral("'%1' is not NIST SP 800-53").arg(title), {}};
    static const QRegularExpression revision(QStringLiteral("\\brev(?:ision|\\.)?\\s*([0-9]+)"),
                                             QRegularExpression::CaseInsensitiveOption);
    const auto match = revision.match(title);
    const QString number = match.hasMatch() ? match.captured(1) : version.section(u'.', 0, 0);
    if (number != u"5")
        return Error {ErrorCode::Unsupported,
                      QStringLiteral("'%1' is not Revision 5, which the catalogs hold").arg(title),
                      {}};
    return {};
}

QString oscalControlId(const QString &written)
{
    QString id = written.trimmed();
    if (id.startsWith(u'#'))
        id.remove(0, 1);
    id = normalControlId(id.section(u'_', 0, 0));
    return isControlId(id) ? id : QString();
}

int putBaseline(CatalogContent &content, QStringView part, const QSet<QString> &ids)
{
    bool Control::*baseline = baselineOf(part);
    qsizetype known = 0;
    for (Control &control : content.controls) {
        control.*baseline = ids.contains(control.id);
        known += control.*baseline;
    }
    return static_cast<int>(ids.size() - known);
}

} // namespace drawbridge
