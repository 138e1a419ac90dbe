#include "app/render/pdfdate.h"

#include <QTimeZone>

namespace drawbridge {
namespace {

Error unexpectedPdf(const char *what)
{
    return {ErrorCode::Internal,
            QStringLiteral("PDF: %1 is not where it should be").arg(QString::fromLatin1(what)),
            {}};
}

QByteArray tenDigits(qint64 number)
{
    return QByteArray::number(number).rightJustified(10, '0');
}

// Moves the offsets of one cross-reference table (PDF 32000-1, 7.5.4: 20 bytes an entry) that lie
// behind `from`.
bool shiftOffsets(QByteArray &pdf, qsizetype table, qsizetype from, qsizetype by)
{
    qsizetype at = table + 5;
    while (at < pdf.size() && pdf[at] >= '0' && pdf[at] <= '9') {
        const qsizetype lineEnd = pdf.indexOf('\n', at);
        if (lineEnd < 0)
            return false;
        const QList<QByteArray> section = pdf.mid(at, lineEnd - at).simplified().split(' ');
        if (section.size() != 2)
            return false;
        const qsizetype count = section[1].toLongLong();
        at = lineEnd + 1;
        if (count < 0 || count > (pdf.size() - at) / 20)
            return false;
        for (qsizetype entry = 0; entry < count; ++entry, at += 20) {
            const qint64 offset = pdf.mid(at, 10).toLongLong();
            if (pdf[at + 17] == 'n' && offset > from)
                pdf.replace(at, 10, tenDigits(offset + by));
        }
    }
    return true;
}

} // namespace

Result<QByteArray> withCreationDate(QByteArray pdf, const QDateTime &date)
{
    static const QByteArray key = "/CreationDate (";
    const qsizetype begin = pdf.indexOf(key);
    const qsizetype end = begin < 0 ? -1 : pdf.indexOf(')', begin);
    if (end < 0)
        return unexpectedPdf("the creation date");
    const QByteArray wanted =
        key + "D:" + date.toUTC().toString(u"yyyyMMddHHmmss").toLatin1() + "Z)";
    const qsizetype by = wanted.size() - (end + 1 - begin);
    pdf.replace(begin, end + 1 - begin, wanted);

    const qsizetype start = pdf.lastIndexOf("startxref");
    if (start < 0)
        return unexpectedPdf("'startxref'");
    const qsizetype numberAt = start + 10;
    const qsizetype numberEnd = pdf.indexOf('\n', numberAt);
    bool isNumber = false;
    const qsizetype table = pdf.mid(numberAt, numberEnd - numberAt).toLongLong(&isNumber) + by;
    if (!isNumber || table < 0 || table >= pdf.size() || pdf.mid(table, 4) != "xref")
        return unexpectedPdf("the cross-reference table");
    pdf.replace(numberAt, numberEnd - numberAt, QByteArray::number(table));
    if (!shiftOffsets(pdf, table, begin, by))
        return unexpectedPdf("an entry of the cross-reference table");
    return pdf;
}

} // namespace drawbridge
