#include "tests/support/testrunner.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>

#include <cstdio>
#include <map>
#include <string>

namespace drawbridge::test {

static std::map<std::string, Registration::Factory> &factories()
{
    static std::map<std::string, Registration::Factory> instance;
    return instance;
}

Registration::Registration(const char *name, Factory factory)
{
    factories().emplace(name, std::move(factory));
}

QString sharedSamples()
{
    const QString folder = QDir(sourceDir()).filePath(QStringLiteral("../shared/samples"));
    return QDir(folder).exists() ? QDir::cleanPath(folder) : QString();
}

QString sourceDir()
{
    return QStringLiteral(DRAWBRIDGE_SOURCE_DIR);
}

QString binaryDir()
{
    return QStringLiteral(DRAWBRIDGE_BINARY_DIR);
}

static int runClass(const std::string &name, int argc, char **argv)
{
    const auto found = factories().find(name);
    if (found == factories().end()) {
        std::fprintf(stderr, "no test class '%s' in this program\n", name.c_str());
        return 2;
    }
    return QTest::qExec(found->second().get(), argc, argv);
}

} // namespace drawbridge::test

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // What the person at this machine keeps for the programs is no matter of the tests.
    const QTemporaryDir share;
    qputenv("XDG_DATA_HOME", share.path().toLocal8Bit());
    QApplication application(argc, argv);
    if (argc > 1 && argv[1][0] != '-') {
        const std::string name = argv[1];
        argv[1] = argv[0];
        return drawbridge::test::runClass(name, argc - 1, argv + 1);
    }
    int failures = 0;
    for (const auto &[name, factory] : drawbridge::test::factories())
        failures += drawbridge::test::runClass(name, argc, argv);
    return failures;
}
