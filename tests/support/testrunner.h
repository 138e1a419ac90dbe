#pragma once

#include <QtTest>

#include <functional>
#include <memory>

namespace drawbridge::test {

// A test class announces itself with DRAWBRIDGE_TEST(tst_name); the binary of its folder runs one
// class per process: `tests_model_text tst_yamldocument [functions...]`.
class Registration
{
public:
    using Factory = std::function<std::unique_ptr<QObject>()>;
    Registration(const char *name, Factory factory);
};

// Folder of the shared sample files, or an empty string where the machine has none.
QString sharedSamples();
// Folder of the project's own source tree.
QString sourceDir();
// Folder of the build tree, which holds bin/ and data/.
QString binaryDir();

} // namespace drawbridge::test

#define DRAWBRIDGE_TEST(Class)                                                                     \
    static const drawbridge::test::Registration registration_##Class {                             \
        #Class, [] { return std::unique_ptr<QObject>(std::make_unique<Class>()); }};
