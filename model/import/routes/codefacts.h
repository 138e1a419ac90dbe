#pragma once

#include "model/base/diagnostic.h"
#include "model/base/progress.h"
#include "model/import/routes/application.h"

#include <optional>

namespace drawbridge::routes {

// A place in a source file.
struct CodePlace
{
    QString file;
    int line = 0;
};

struct CodeParameter
{
    QString name;
    // Words of the property schema; empty where nothing can be told.
    QString location;
    QString type;
    QString validation;
    QString sink;
    // Where it is read, and where it ends when that is a dangerous place.
    CodePlace read;
    CodePlace ends;
};

// A route with what its handler does.
struct CodeEndpoint
{
    QString method; // "GET"
    QString path; // "/users/{id}"
    CodePlace place;
    int lastLine = 0;
    QList<CodeParameter> parameters;
    // There may be more parameters than these.
    bool moreParameters = false;
    // Words of the property schema; empty where nothing can be told.
    QString authentication;
    QString authorization;
    std::optional<bool> stateChanging;
    CodePlace changes;
    std::optional<bool> fileUpload;
    bool rateLimit = false;
    bool csrfToken = false;
    bool login = false;
    bool administrative = false;
    // In bytes, where the program limits it.
    std::optional<qint64> largestBody;
};

// A secret whose value stands in the source. Its name only.
struct CodeSecret
{
    QString name;
    CodePlace place;
};

// What the sources of one application say.
struct CodeFacts
{
    // "Flask", "FastAPI", "Express", as far as they were seen.
    QStringList frameworks;
    // Files that define applications or routers.
    QStringList files;
    // By path and method.
    QList<CodeEndpoint> endpoints;
    QList<CodeSecret> secrets;
    // Started with its debugger on.
    std::optional<CodePlace> debugMode;
    // The port that it listens on when it is started by itself; 0 when nothing says.
    int port = 0;
    QString listensOn;
    CodePlace listens;
    // Something was not read or not followed.
    bool incomplete = false;
    Diagnostics diagnostics;
};

// Reads the sources of one application: its routes, and where their parameters end.
CodeFacts readCodeFacts(const QList<CodeFile> &files, ProgressSink &progress);

} // namespace drawbridge::routes
