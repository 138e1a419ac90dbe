#pragma once

#include "app/render/fixedhashseed.h"
#include "app/render/reportpages.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

#include <initializer_list>
#include <memory>
#include <optional>

namespace drawbridge {

// Writes the pages of a report into a PDF file, A4. The shapes of a page come first, those that
// look alike as one path; texts lie over them and keep their reading order.
class PdfPages
{
public:
    explicit PdfPages(const QString &title);
    ~PdfPages();

    // The frame is what stands at the head and foot of the page.
    bool add(const ReportPage &page, const DrawList &frame);
    QByteArray finish();

private:
    void paintShapes(std::initializer_list<const DrawList *> lists);
    void paintPicture(const PlacedDrawing &picture);
    // In dots, without a transformation, which every single text would repeat.
    void paintTexts(const DrawList &list);
    void useStyle(const TextStyle &style);

    FixedHashSeed m_seed;
    QBuffer m_buffer;
    std::unique_ptr<QPdfWriter> m_writer;
    QPainter m_painter;
    TextRuler m_ruler;
    std::vector<std::pair<TextStyle, QFont>> m_fonts;
    // Whose font the painter has now.
    std::optional<TextStyle> m_style;
};

} // namespace drawbridge
