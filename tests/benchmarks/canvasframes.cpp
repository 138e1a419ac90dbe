#include "tests/benchmarks/canvasframes.h"

#include "app/canvas/view/diagramview.h"
#include "tests/benchmarks/enginedata.h"
#include "tests/benchmarks/largemodel.h"
#include "tests/benchmarks/timing.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>

namespace drawbridge::benchmark {

constexpr int frames = 40;
constexpr double frameTime = 16; // milliseconds
constexpr double slowFrameTime = 33;
constexpr double dragPart = 10;
constexpr double openingTime = 500;

namespace {

class CanvasHands
{
public:
    explicit CanvasHands(const EngineData &data, const ThreatModel &model)
        : m_storage(data.schema)
        , m_document(m_storage, data.schema)
    {
        m_document.setModel(model);
        const double start = now(Clock::Processor);
        m_view = std::make_unique<DiagramView>(m_document, model.diagrams.at(0).id);
        m_view->resize(1920, 1080);
        m_view->show();
        m_view->fitDiagram();
        paint();
        m_opening = now(Clock::Processor) - start;
    }

    double opening() const { return m_opening; }
    DiagramView &view() { return *m_view; }

    // Processor time of this thread for one action and the painting that follows.
    template <typename Action>
    double frame(Action &&action)
    {
        const double start = now(Clock::Processor);
        action();
        paint();
        return now(Clock::Processor) - start;
    }
    template <typename Action>
    std::vector<double> framesOf(Action &&action)
    {
        std::vector<double> taken;
        for (int i = 0; i < frames; ++i)
            taken.push_back(frame([&] { action(i); }));
        return taken;
    }

    void mouse(QEvent::Type type, const QPointF &at, Qt::MouseButton button,
               Qt::MouseButtons buttons)
    {
        QMouseEvent event(type, at, m_view->viewport()->mapToGlobal(at), button, buttons,
                          Qt::NoModifier);
        QApplication::sendEvent(m_view->viewport(), &event);
    }
    void wheel(const QPointF &at, int notches)
    {
        QWheelEvent event(at, m_view->viewport()->mapToGlobal(at), {}, {0, notches * 120},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view->viewport(), &event);
    }
    // What an update asks for is painted with the events that wait.
    static void paint() { QApplication::processEvents(); }

private:
    ProjectFileStorage m_storage;
    Document m_document;
    std::unique_ptr<DiagramView> m_view;
    double m_opening = 0;
};

double slowest5Percent(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() * 95 / 100];
}

Measure framesMeasure(const char *what, double taken, double full, double allowed, const char *goal)
{
    return {QString::fromLatin1(what), QStringLiteral("ms"), taken, full, allowed,
            QString::fromLatin1(goal)};
}

std::vector<double> pan(CanvasHands &hands)
{
    QPointF at(900, 500);
    hands.mouse(QEvent::MouseButtonPress, at, Qt::MiddleButton, Qt::MiddleButton);
    const auto taken = hands.framesOf([&](int i) {
        at += i % 8 < 4 ? QPointF(9, 5) : QPointF(-9, -5);
        hands.mouse(QEvent::MouseMove, at, Qt::NoButton, Qt::MiddleButton);
    });
    hands.mouse(QEvent::MouseButtonRelease, at, Qt::MiddleButton, Qt::NoButton);
    return taken;
}

std::vector<double> zoomInAndOut(CanvasHands &hands)
{
    return hands.framesOf([&](int i) { hands.wheel({960, 540}, i % 8 < 4 ? 1 : -1); });
}

std::vector<double> drag(CanvasHands &hands)
{
    const DiagramPicture &picture = hands.view().diagramScene().picture();
    const ElementPicture &grabbed = picture.elements.at(picture.elements.size() / 2);
    hands.view().centerOn(grabbed.rect.center());
    CanvasHands::paint();
    QPointF at = hands.view().mapFromScene(grabbed.rect.center());
    hands.mouse(QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
    const auto taken = hands.framesOf([&](int) {
        at += QPointF(3, 2);
        hands.mouse(QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton);
    });
    hands.view().cancelGesture();
    hands.mouse(QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
    return taken;
}

} // namespace

Result<Measures> canvasFrames(const Setting &setting)
{
    const auto data = loadEngineData(setting);
    if (!data)
        return data.error();
    // Smaller diagrams are shown item by item.
    CanvasHands hands(*data,
                      largeModel(setting.selfCheck ? 3 * SelfCheckSize : LargeSize, *data->schema));
    DiagramView &view = hands.view();
    const double full = medianOf(hands.framesOf([&](int) {
        // Another theme paints everything.
        view.setTheme(Theme::builtIn(ThemeKind::Dark));
        view.setTheme(Theme::builtIn(ThemeKind::Light));
    }));
    const std::vector<double> panning = pan(hands);
    const std::vector<double> zooming = zoomInAndOut(hands);
    const std::vector<double> dragging = drag(hands);
    view.setZoom(0.5);
    CanvasHands::paint();
    const std::vector<double> panningNear = pan(hands);
    return Measures {
        framesMeasure("first picture", hands.opening(), openingTime, openingTime,
                      "at most 500 ms in the window's thread"),
        framesMeasure("pan, all in sight", medianOf(panning), full, frameTime, "at most 16 ms"),
        framesMeasure("  slowest 5 %", slowest5Percent(panning), full, slowFrameTime,
                      "at most 33 ms"),
        framesMeasure("zoom, all in sight", medianOf(zooming), full, frameTime, "at most 16 ms"),
        framesMeasure("  slowest 5 %", slowest5Percent(zooming), full, slowFrameTime,
                      "at most 33 ms"),
        framesMeasure("drag, all in sight", medianOf(dragging), full, full / dragPart,
                      "at most 1/10 of painting everything"),
        framesMeasure("pan at 50 %", medianOf(panningNear), full, frameTime, "at most 16 ms"),
    };
}

} // namespace drawbridge::benchmark
