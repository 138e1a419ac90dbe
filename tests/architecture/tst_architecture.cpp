#include "tests/architecture/arrows.h"
#include "tests/architecture/codetext.h"
#include "tests/architecture/sourcetree.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace drawbridge::test;

// Reads the whole source tree and holds it to the rules of ARCHITECTURE.md.
class tst_architecture : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void arrowsHaveNoCircle();
    void includesFollowTheArrows();
    void includedFilesExist();
    void foldersFormNoCircle();
    void onlyMainIncludesTheMainWindow();
    void qtModulesStayInTheirPlaces_data();
    void qtModulesStayInTheirPlaces();
    void librariesHaveOneHome_data();
    void librariesHaveOneHome();
    void modelHasNoObjects();
    void engineIsPure();
    void filesAreShort();
    void functionsAreShort();
    void nothingIsLeftUnfinished();
    void everyFolderIsTested();
};

namespace {

constexpr int longestFile = 600;
constexpr int longestFunction = 60;

// Fails with one offender a line.
void expectNone(const QStringList &offenders)
{
    if (!offenders.isEmpty())
        QFAIL(qPrintable(QLatin1Char('\n') + offenders.join(QLatin1Char('\n'))));
}

QString place(const SourceFile &file, int line)
{
    return file.path + QLatin1Char(':') + QString::number(line);
}

bool isBelow(const QString &path, const QString &folder)
{
    return path.startsWith(folder + QLatin1Char('/'));
}

bool isBelowAny(const QString &path, const QStringList &folders)
{
    return std::any_of(folders.begin(), folders.end(),
                       [&](const QString &folder) { return isBelow(path, folder); });
}

// Whether Qt's own headers know `header` as one of `module` ("QtSql"), by folder or by name.
bool belongsToQt(const QString &header, const QString &module)
{
    if (header.startsWith(module + QLatin1Char('/')) || header == module)
        return true;
    const QDir headers(QStringLiteral(DRAWBRIDGE_QT_HEADERS));
    return !header.contains(QLatin1Char('/')) && headers.exists(module + QLatin1Char('/') + header);
}

QStringList linesMatching(const SourceFile &file, const QByteArray &text,
                          const QRegularExpression &pattern)
{
    QStringList found;
    const QStringList lines = QString::fromUtf8(text).split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QRegularExpressionMatch match = pattern.match(lines.at(i));
        if (match.hasMatch())
            found.append(place(file, static_cast<int>(i) + 1) + QStringLiteral(": ")
                         + match.captured(0));
    }
    return found;
}

} // namespace

void tst_architecture::arrowsHaveNoCircle()
{
    QCOMPARE(circleIn(allowedArrows()), QString());
}

void tst_architecture::includesFollowTheArrows()
{
    QVERIFY(!productSources().isEmpty());
    QStringList offenders;
    for (const SourceFile &file : productSources()) {
        const QString from = unitOf(file.path);
        if (!allowedArrows().contains(from))
            offenders.append(file.path + QStringLiteral(": this folder has no place in the table"));
        for (const Include &include : includesOf(file.content)) {
            const QString target = QString::fromUtf8(include.path);
            const QString to = unitOf(target);
            if (target.startsWith(QLatin1String("tests/")))
                offenders.append(place(file, include.line) + QStringLiteral(": includes a test"));
            else if (!to.isEmpty() && to != from && !allowedArrows().value(from).contains(to))
                offenders.append(QStringLiteral("%1: %2 must not include %3")
                                     .arg(place(file, include.line), from, target));
        }
    }
    expectNone(offenders);
}

void tst_architecture::includedFilesExist()
{
    const QDir root(sourceDir());
    QStringList offenders;
    for (const SourceFile &file : productSources()) {
        for (const Include &include : includesOf(file.content)) {
            const QString target = QString::fromUtf8(include.path);
            const bool generated = target.endsWith(QLatin1String(".moc"));
            const bool ours = include.quoted || !unitOf(target).isEmpty();
            if (ours && !generated && (!include.quoted || !root.exists(target)))
                offenders.append(QStringLiteral("%1: write \"%2\" from the project's root")
                                     .arg(place(file, include.line), target));
        }
    }
    expectNone(offenders);
}

// A folder and its subfolders are one: these sort its files, they are no layers.
void tst_architecture::foldersFormNoCircle()
{
    QMap<QString, QSet<QString>> graph;
    for (const SourceFile &file : productSources()) {
        const QString from = unitOf(file.path);
        for (const Include &include : includesOf(file.content)) {
            const QString to = unitOf(QString::fromUtf8(include.path));
            if (!to.isEmpty() && to != from)
                graph[from].insert(to);
        }
    }
    QVERIFY(!graph.isEmpty());
    QCOMPARE(circleIn(graph), QString());
}

void tst_architecture::onlyMainIncludesTheMainWindow()
{
    QStringList offenders;
    for (const SourceFile &file : productSources()) {
        if (file.path == QLatin1String("app/main.cpp")
            || file.path.startsWith(QLatin1String("app/mainwindow")))
            continue;
        for (const Include &include : includesOf(file.content)) {
            if (include.path.endsWith("mainwindow.h"))
                offenders.append(place(file, include.line));
        }
    }
    expectNone(offenders);
}

void tst_architecture::qtModulesStayInTheirPlaces_data()
{
    QTest::addColumn<QString>("module");
    QTest::addColumn<QStringList>("forbiddenBelow");
    QTest::addColumn<QStringList>("except");
    const QStringList withoutWidgets = {"model",    "catalogs",     "app/render",  "app/cli",
                                        "app/jobs", "app/document", "app/services"};
    QTest::newRow("gui") << "QtGui" << QStringList {"model", "catalogs"} << QStringList {};
    QTest::newRow("svg") << "QtSvg" << QStringList {"model", "catalogs"} << QStringList {};
    QTest::newRow("widgets") << "QtWidgets" << withoutWidgets << QStringList {};
    QTest::newRow("sql") << "QtSql" << QStringList {"model", "catalogs", "app"}
                         << QStringList {"catalogs/store"};
    QTest::newRow("network") << "QtNetwork" << QStringList {"model", "catalogs", "app"}
                             << QStringList {};
    QTest::newRow("threads") << "QtConcurrent" << QStringList {"model", "catalogs", "app"}
                             << QStringList {"app/jobs"};
}

void tst_architecture::qtModulesStayInTheirPlaces()
{
    QFETCH(QString, module);
    QFETCH(QStringList, forbiddenBelow);
    QFETCH(QStringList, except);
    QStringList offenders;
    for (const SourceFile &file : productSources()) {
        if (!isBelowAny(file.path, forbiddenBelow) || isBelowAny(file.path, except))
            continue;
        for (const Include &include : includesOf(file.content)) {
            const QString header = QString::fromUtf8(include.path);
            if (!include.quoted && belongsToQt(header, module))
                offenders.append(QStringLiteral("%1: <%2> is of %3")
                                     .arg(place(file, include.line), header, module));
        }
    }
    expectNone(offenders);
}

void tst_architecture::librariesHaveOneHome_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QStringList>("homes");
    QTest::newRow("yaml-cpp") << "yaml-cpp/" << QStringList {"model/text"};
    QTest::newRow("rapidjson") << "rapidjson/" << QStringList {"model/text"};
    QTest::newRow("re2") << "re2/" << QStringList {"model/cel"};
    QTest::newRow("xlsxwriter") << "xlsxwriter" << QStringList {"model/export"};
    QTest::newRow("zip") << "zip" << QStringList {"model/export"};
    QTest::newRow("CLI11") << "CLI/" << QStringList {"app/cli"};
    QTest::newRow("sqlite") << "sqlite3" << QStringList {"catalogs/store"};
    QTest::newRow("gvc") << "gvc" << QStringList {"app/layouthelper"};
    QTest::newRow("cgraph") << "cgraph" << QStringList {"app/layouthelper"};
    QTest::newRow("graphviz") << "graphviz/" << QStringList {"app/layouthelper"};
}

void tst_architecture::librariesHaveOneHome()
{
    QFETCH(QString, prefix);
    QFETCH(QStringList, homes);
    QStringList offenders;
    for (const SourceFile &file : productSources()) {
        for (const Include &include : includesOf(file.content)) {
            if (QString::fromUtf8(include.path).startsWith(prefix) && !isBelowAny(file.path, homes))
                offenders.append(place(file, include.line) + QStringLiteral(": ")
                                 + QString::fromUtf8(include.path));
        }
    }
    expectNone(offenders);
}

// Signals belong to model/edit, where ModelDocument tells what changed; the rest is plain values.
void tst_architecture::modelHasNoObjects()
{
    const QRegularExpression object(
        QStringLiteral("\\b(Q_OBJECT|Q_GADGET|Q_SIGNALS|public\\s+QObject)\\b|<QObject>"));
    QStringList offenders;
    for (const SourceFile &file : productSources()) {
        if (isBelow(file.path, QStringLiteral("model"))
            && !isBelow(file.path, QStringLiteral("model/edit")))
            offenders += linesMatching(file, withoutComments(file.content), object);
    }
    expectNone(offenders);
}

// The same model gives the same threats anywhere: no files, clock, locale, settings or chance.
void tst_architecture::engineIsPure()
{
    const QRegularExpression include(
        QStringLiteral("^\\s*#\\s*include\\s*<(QFile\\w*|QDir\\w*|QSaveFile|QTemporary\\w+"
                       "|QStandardPaths|QSettings|QLocale|QDateTime|QTime\\w*|QElapsedTimer"
                       "|QRandomGenerator|QProcess\\w*|fstream|filesystem|random|chrono|ctime"
                       "|iostream|locale)>"));
    const QRegularExpression use(QStringLiteral(
        "\\b(currentDate|currentDateTime|currentTime|QFile|QLocale|qgetenv|getenv|setlocale"
        "|rand|srand|toLocaleString)\\b|%L[0-9]"));
    QStringList offenders;
    for (const SourceFile &file : productSources()) {
        if (!isBelow(file.path, QStringLiteral("model/engine")))
            continue;
        offenders += linesMatching(file, withoutComments(file.content), include);
        offenders += linesMatching(file, codeOnly(file.content), use);
    }
    expectNone(offenders);
}

static QList<SourceFile> allCode()
{
    return productSources()
        + sourceFiles({QStringLiteral("tests")}, {QStringLiteral(".h"), QStringLiteral(".cpp")});
}

void tst_architecture::filesAreShort()
{
    QStringList offenders;
    for (const SourceFile &file : allCode()) {
        const qsizetype lines = file.content.count('\n');
        if (lines > longestFile)
            offenders.append(QStringLiteral("%1: %2 lines").arg(file.path).arg(lines));
    }
    expectNone(offenders);
}

void tst_architecture::functionsAreShort()
{
    QStringList offenders;
    int functions = 0;
    for (const SourceFile &file : allCode()) {
        for (const FunctionSpan &function : functionsOf(file.content)) {
            ++functions;
            if (function.lines() > longestFunction)
                offenders.append(QStringLiteral("%1: %2 lines: %3")
                                     .arg(place(file, function.firstLine))
                                     .arg(function.lines())
                                     .arg(QString::fromUtf8(function.head.left(80))));
        }
    }
    QVERIFY2(functions > 100, "the scanner finds hardly any functions");
    expectNone(offenders);
}

void tst_architecture::nothingIsLeftUnfinished()
{
    // In two halves, so that this file does not find itself.
    const QRegularExpression words(QStringLiteral("\\b(TO"
                                                  "DO|FIX"
                                                  "ME|XX"
                                                  "X)\\b"));
    const QList<SourceFile> files = sourceFiles(
        {QStringLiteral("model"), QStringLiteral("catalogs"), QStringLiteral("app"),
         QStringLiteral("tests"), QStringLiteral("installer"), QStringLiteral("resources")},
        {QStringLiteral(".h"), QStringLiteral(".cpp"), QStringLiteral(".txt"),
         QStringLiteral(".cmake"), QStringLiteral(".sh"), QStringLiteral(".py"),
         QStringLiteral("/run"), QStringLiteral(".md")});
    QStringList offenders;
    for (const SourceFile &file : files)
        offenders += linesMatching(file, file.content, words);
    expectNone(offenders);
}

static bool holdsTests(const QString &folder, const QString &pattern)
{
    const QDir directory(QDir(sourceDir()).filePath(QStringLiteral("tests/") + folder));
    return directory.exists(QStringLiteral("CMakeLists.txt"))
        && !directory.entryList({pattern}, QDir::Files).isEmpty();
}

// tests/ mirrors the tree; what a folder sorts into subfolders is tested with it. Programs are
// tested by running them.
void tst_architecture::everyFolderIsTested()
{
    const QMap<QString, QStringList> elsewhere = {
        {QStringLiteral("app"), {QStringLiteral("app/mainwindow")}},
        {QStringLiteral("app/cli"), {QStringLiteral("app/cli"), QStringLiteral("cli")}},
        {QStringLiteral("app/layouthelper"), {QStringLiteral("model/layout")}},
    };
    QSet<QString> folders;
    for (const SourceFile &file : productSources()) {
        if (file.path.endsWith(QLatin1String(".cpp")))
            folders.insert(unitOf(file.path));
    }
    QStringList offenders;
    for (const QString &folder : std::as_const(folders)) {
        const QStringList places = elsewhere.value(folder, {folder});
        const bool tested = std::any_of(places.begin(), places.end(), [](const QString &p) {
            return holdsTests(p, QStringLiteral("tst_*.cpp"));
        });
        if (!tested)
            offenders.append(folder + QStringLiteral(": has no tests"));
    }
    std::sort(offenders.begin(), offenders.end());
    expectNone(offenders);
}

DRAWBRIDGE_TEST(tst_architecture)
#include "tst_architecture.moc"
