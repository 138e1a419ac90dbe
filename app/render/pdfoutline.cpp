#include "app/render/pdfoutline.h"

#include <QList>

namespace drawbridge {
namespace {

Error strangePdf(const char *what)
{
    return {ErrorCode::Internal,
            QStringLiteral("PDF: %1 is not where it should be").arg(QString::fromLatin1(what)),
            {}};
}

// What stands between two words, after the last place of a third.
QByteArray lastBetween(const QByteArray &pdf, const QByteArray &after, const QByteArray &from,
                       const QByteArray &to)
{
    const qsizetype start = pdf.lastIndexOf(after);
    const qsizetype begin = start < 0 ? -1 : pdf.indexOf(from, start);
    const qsizetype end = begin < 0 ? -1 : pdf.indexOf(to, begin + from.size());
    return end < 0 ? QByteArray()
                   : pdf.mid(begin + from.size(), end - begin - from.size()).simplified();
}

QList<int> pageObjects(const QByteArray &pdf)
{
    QList<int> objects;
    const QList<QByteArray> words = lastBetween(pdf, "/Type /Pages", "[", "]").split(' ');
    for (qsizetype i = 0; i + 2 < words.size(); i += 3)
        objects += words[i].toInt();
    return objects;
}

// UTF-16 with its mark, in hexadecimal: nothing in it can end the string.
QByteArray textString(const QString &text)
{
    QByteArray hex = "<FEFF";
    for (const QChar c : text.left(200))
        hex += QByteArray::number(c.unicode(), 16).rightJustified(4, '0').toUpper();
    return hex + '>';
}

struct Node
{
    qsizetype parent = -1;
    qsizetype previous = -1;
    qsizetype next = -1;
    qsizetype first = -1;
    qsizetype last = -1;
    int children = 0;
};

// The links between bookmarks; -1 is the root.
std::vector<Node> linked(const std::vector<PdfBookmark> &bookmarks, Node &root)
{
    std::vector<Node> nodes(bookmarks.size());
    qsizetype chapter = -1;
    for (size_t i = 0; i < bookmarks.size(); ++i) {
        const qsizetype self = static_cast<qsizetype>(i);
        const bool inside = bookmarks[i].level > 0 && chapter >= 0;
        Node &parent = inside ? nodes[static_cast<size_t>(chapter)] : root;
        nodes[i].parent = inside ? chapter : -1;
        nodes[i].previous = parent.last;
        if (parent.last >= 0)
            nodes[static_cast<size_t>(parent.last)].next = self;
        else
            parent.first = self;
        parent.last = self;
        ++parent.children;
        if (!inside)
            chapter = self;
    }
    return nodes;
}

class Update
{
public:
    Update(QByteArray pdf, qsizetype size)
        : m_pdf(std::move(pdf))
        , m_nextNumber(size)
    {
        if (!m_pdf.endsWith('\n'))
            m_pdf += '\n';
    }

    void object(qsizetype number, const QByteArray &body)
    {
        m_offsets.append({number, m_pdf.size()});
        m_pdf += QByteArray::number(number) + " 0 obj\n<< " + body + " >>\nendobj\n";
        m_nextNumber = std::max(m_nextNumber, number + 1);
    }

    QByteArray finish(qsizetype previousTable)
    {
        const qsizetype table = m_pdf.size();
        m_pdf += "xref\n";
        for (const auto &[number, offset] : m_offsets)
            m_pdf += QByteArray::number(number) + " 1\n"
                + QByteArray::number(offset).rightJustified(10, '0') + " 00000 n \n";
        m_pdf += "trailer\n<< /Size " + QByteArray::number(m_nextNumber)
            + " /Info 1 0 R /Root 2 0 R /Prev " + QByteArray::number(previousTable)
            + " >>\nstartxref\n" + QByteArray::number(table) + "\n%%EOF\n";
        return std::move(m_pdf);
    }

private:
    QByteArray m_pdf;
    qsizetype m_nextNumber;
    QList<QPair<qsizetype, qsizetype>> m_offsets;
};

QByteArray reference(const char *name, qsizetype index, qsizetype base)
{
    if (index < 0)
        return {};
    return QByteArray(" /") + name + ' ' + QByteArray::number(base + index) + " 0 R";
}

} // namespace

Result<QByteArray> withOutline(QByteArray pdf, const std::vector<PdfBookmark> &bookmarks)
{
    const QList<int> pages = pageObjects(pdf);
    const QByteArray tree = lastBetween(pdf, "/Type /Catalog", "/Pages ", "R");
    const qsizetype size = lastBetween(pdf, "trailer", "/Size ", "\n").toLongLong();
    const qsizetype table = lastBetween(pdf, "startxref", "startxref", "%%EOF").toLongLong();
    if (tree.isEmpty() || size <= 0 || table <= 0)
        return strangePdf("the trailer or the catalog");
    Node root;
    const std::vector<Node> nodes = linked(bookmarks, root);
    const qsizetype outlines = size;
    const qsizetype base = size + 1;
    Update update(std::move(pdf), size);
    update.object(2,
                  "/Type /Catalog /Pages " + tree
                      + "R /Lang (en) /PageMode /UseOutlines "
                        "/ViewerPreferences << /DisplayDocTitle true >> /Outlines "
                      + QByteArray::number(outlines) + " 0 R");
    update.object(outlines,
                  "/Type /Outlines" + reference("First", root.first, base)
                      + reference("Last", root.last, base) + " /Count "
                      + QByteArray::number(root.children));
    for (size_t i = 0; i < nodes.size(); ++i) {
        const Node &node = nodes[i];
        if (bookmarks[i].page < 0 || bookmarks[i].page >= pages.size())
            return strangePdf("a page");
        const qsizetype parent = node.parent < 0 ? outlines : base + node.parent;
        QByteArray body = "/Title " + textString(bookmarks[i].title) + " /Parent "
            + QByteArray::number(parent) + " 0 R /Dest ["
            + QByteArray::number(pages[bookmarks[i].page]) + " 0 R /XYZ null "
            + QByteArray::number(bookmarks[i].top, 'f', 1) + " null]"
            + reference("Prev", node.previous, base) + reference("Next", node.next, base)
            + reference("First", node.first, base) + reference("Last", node.last, base);
        // Negative: closed at first.
        if (node.children > 0)
            body += " /Count -" + QByteArray::number(node.children);
        update.object(base + static_cast<qsizetype>(i), body);
    }
    return update.finish(table);
}

} // namespace drawbridge
