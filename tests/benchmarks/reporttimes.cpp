#include "tests/benchmarks/reporttimes.h"

#include "app/render/fonts.h"
#include "app/services/exports.h"
#include "tests/benchmarks/enginedata.h"
#include "tests/benchmarks/largemodel.h"
#include "tests/benchmarks/timing.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

namespace drawbridge::benchmark {

constexpr int elementsFor2000Threats = 140;
constexpr double mostTimesPainter = 1.5;

// Every threat's title, explanation and mitigations, line under line.
static QByteArray paintTexts(const Analysis &analysis)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(300);
    QPainter painter(&writer);
    QFont body = fontFor(textstyle::Body);
    body.setPixelSize(38);
    painter.setFont(body);
    const QRectF page(0, 0, writer.width(), writer.height());
    double y = 0;
    const auto put = [&](const QString &text) {
        const QRectF room(0, y, page.width(), page.height());
        const QRectF needed = painter.boundingRect(room, Qt::TextWordWrap, text);
        if (needed.bottom() > page.height()) {
            writer.newPage();
            y = 0;
        }
        painter.drawText(QRectF(0, y, page.width(), page.height() - y), Qt::TextWordWrap, text);
        y += needed.height();
    };
    for (qsizetype i = 0; i < analysis.session.size(); ++i) {
        const Threat &threat = analysis.session.at(i);
        put(analysis.session.title(threat));
        put(analysis.session.explanation(threat));
        if (threat.rule < 0)
            continue;
        for (const RuleMitigation &mitigation : analysis.rules->info(threat.rule).mitigations)
            put(mitigation.title + QStringLiteral(": ") + mitigation.description);
    }
    painter.end();
    return bytes;
}

Result<Measures> reportTimes(const Setting &setting)
{
    const auto services = servicesFor(setting);
    if (!services)
        return services.error();
    LoadedProject project;
    project.model =
        largeModel(setting.selfCheck ? 20 : elementsFor2000Threats, *(*services)->schema());
    project.model.diagrams = {};
    const auto analysis = Analysis::of(**services, project, QDate(2026, 1, 1));
    if (!analysis)
        return analysis.error();
    ExportRequest request;
    request.fileName = QStringLiteral("report.pdf");
    request.view = QStringLiteral("report");
    request.date = QDate(2026, 1, 1);
    const auto report = [&]() -> Result<void> {
        const auto bytes = exportAnalysis(*analysis, request);
        return bytes ? Result<void>() : Result<void>(bytes.error());
    };
    const auto texts = [&]() -> Result<void> {
        return paintTexts(*analysis).isEmpty()
            ? Result<void>(Error {ErrorCode::Internal, QStringLiteral("nothing was painted"), {}})
            : Result<void>();
    };
    const auto medians = measureByTurns(setting.repetitions, report, texts, Clock::Processor);
    if (!medians)
        return medians.error();
    return Measures {{QStringLiteral("PDF of %1 threats").arg(analysis->session.size()),
                      QStringLiteral("ms"), medians->ours, medians->yardstick,
                      medians->yardstick * mostTimesPainter,
                      QStringLiteral("at most 1.5 times painting the same texts")}};
}

} // namespace drawbridge::benchmark
