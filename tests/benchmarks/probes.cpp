#include "tests/benchmarks/probes.h"

#include "app/mainwindow/mainwindow.h"
#include "model/project/projectreader.h"
#include "model/project/projectwriter.h"
#include "tests/benchmarks/enginedata.h"
#include "tests/benchmarks/largemodel.h"
#include "tests/benchmarks/program.h"
#include "tests/benchmarks/timing.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QGraphicsView>
#include <QMenuBar>
#include <QToolBar>
#include <QTreeWidget>

namespace drawbridge::benchmark {

constexpr double mostMegabytes = 170;
constexpr double mostTimesWindow = 2;

Result<double> probe(const QString &name, const QStringList &arguments)
{
    const auto output = runProgram(QCoreApplication::applicationFilePath(),
                                   QStringList {QStringLiteral("--probe"), name} + arguments);
    if (!output)
        return output.error();
    bool isNumber = false;
    const double number = output->trimmed().toDouble(&isNumber);
    if (!isNumber)
        return Error {ErrorCode::Internal, QString::fromUtf8(*output), {}};
    return number;
}

static double peakMegabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmHWM:") + 6;
    return text.mid(at, text.indexOf("kB", at) - at).trimmed().toDouble() / 1024;
}

static Result<double> memoryOfAnalysis(const Setting &setting, const QString &path)
{
    const auto data = loadEngineData(setting);
    if (!data)
        return data.error();
    const Result<QByteArray> bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    const auto content = ProjectReader(*data->schema).read(*bytes, path);
    if (!content)
        return content.error();
    AnalysisSession session;
    session.reset(data->input(content->model));
    return session.size() > 0 ? peakMegabytes() : 0;
}

// Processor time until the first paint has been done.
static double paintedAfter(QWidget &window)
{
    window.resize(1280, 800);
    window.show();
    QApplication::processEvents();
    window.repaint();
    return now(Clock::Processor);
}

static Result<double> programWindow(const Setting &setting)
{
    auto services = servicesFor(setting);
    if (!services)
        return services.error();
    (*services)->expectCatalog();
    const auto rules = (*services)->rules();
    if (!rules)
        return rules.error();
    const auto catalog = (*services)->catalog();
    if (!catalog)
        return catalog.error();
    MainWindow window(std::move(*services), *rules, *catalog, std::make_unique<DialogPrompts>(),
                      QDate(2026, 1, 1));
    return paintedAfter(window);
}

// Menus, a tool bar, docks with trees and a canvas, all empty.
static double bareWindow()
{
    QMainWindow window;
    QMenuBar *menus = window.menuBar();
    QToolBar *tools = window.addToolBar(QStringLiteral("Tools"));
    for (int i = 0; i < 7; ++i) {
        QMenu *menu = menus->addMenu(QStringLiteral("Menu %1").arg(i));
        for (int k = 0; k < 12; ++k)
            menu->addAction(QStringLiteral("Action %1").arg(k));
        tools->addAction(QStringLiteral("Tool %1").arg(i));
        auto *dock = new QDockWidget(QStringLiteral("Panel %1").arg(i), &window);
        dock->setWidget(new QTreeWidget(dock));
        window.addDockWidget(i % 2 == 0 ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea, dock);
    }
    auto *view = new QGraphicsView(&window);
    view->setScene(new QGraphicsScene(view));
    window.setCentralWidget(view);
    return paintedAfter(window);
}

std::optional<Result<double>> runProbe(const QStringList &nameAndArguments, const Setting &setting)
{
    const QString name = nameAndArguments.value(0);
    if (name == u"analysis-memory")
        return memoryOfAnalysis(setting, nameAndArguments.value(1));
    if (name == u"program-window")
        return programWindow(setting);
    if (name == u"bare-window")
        return Result<double>(bareWindow());
    return std::nullopt;
}

Result<Measures> peakMemory(const Setting &setting)
{
    const auto data = loadEngineData(setting);
    if (!data)
        return data.error();
    const QString path = QDir(setting.scratch).filePath(QStringLiteral("large.drawbridge"));
    const ThreatModel model =
        largeModel(setting.selfCheck ? SelfCheckSize : LargeSize, *data->schema);
    if (const auto written = writeFile(path, ProjectWriter(*data->schema).write(model)); !written)
        return written.error();
    const Result<double> peak = probe(QStringLiteral("analysis-memory"), {path});
    if (!peak)
        return peak.error();
    return Measures {{QStringLiteral("large model with its threats"), QStringLiteral("MB"), *peak,
                      mostMegabytes, mostMegabytes,
                      QStringLiteral("at most 170 MB, a quarter of pytm's")}};
}

Result<Measures> firstPicture(const Setting &setting)
{
    double ours = 0;
    double bare = 0;
    const auto take = [](const char *name, double *value) -> Result<void> {
        const Result<double> taken = probe(QLatin1String(name));
        if (!taken)
            return taken.error();
        *value = *taken;
        return {};
    };
    std::vector<double> program;
    std::vector<double> window;
    for (int i = 0; i < setting.repetitions; ++i) {
        if (const auto done = take("program-window", &ours); !done)
            return done.error();
        if (const auto done = take("bare-window", &bare); !done)
            return done.error();
        program.push_back(ours);
        window.push_back(bare);
    }
    return Measures {{QStringLiteral("empty project"), QStringLiteral("ms"), medianOf(program),
                      medianOf(window), medianOf(window) * mostTimesWindow,
                      QStringLiteral("at most twice a bare window of such parts")}};
}

} // namespace drawbridge::benchmark
