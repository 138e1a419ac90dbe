#pragma once

#include "model/base/diagnostic.h"
#include "model/text/treedocument.h"

#include <QList>
#include <QString>

namespace drawbridge::openapi {

// One parameter of an operation, or one field of its body. How the code checks it is not in a
// description: an `enum` there is a promise.
struct ApiParameter
{
    QString name;
    // A word of the property schema: path, query, header, cookie, body, form, file.
    QString location;
    QString type;
};

// One method on one path.
struct ApiOperation
{
    QString method; // "GET"
    QString path; // as written, without the base path
    QString keyPath; // "paths./users/{id}.get"
    int line = 0;
    QString summary;
    QList<ApiParameter> parameters;
    // A word of the property schema; empty: the description does not say.
    QString authentication;
    int authenticationLine = 0;
    // Scopes are asked for, so a token is not enough by itself.
    bool needsScopes = false;
    bool takesBody = false;
    bool takesFiles = false;
    bool login = false;
    bool administrative = false;
    // Calls the caller back at an address that it names.
    bool callsBack = false;
};

// What an OpenAPI 3.x or Swagger 2.0 file says of an API.
struct ApiDescription
{
    QString title;
    QString description;
    int line = 0;
    // "http", "https"; empty when the servers differ or none has a scheme.
    QString scheme;
    // What stands before every path: "/v1"; empty when servers differ.
    QString basePath;
    // -1 when no server names one, or they differ.
    int port = -1;
    int serverLine = 0;
    QList<ApiOperation> operations;
    // Events that the API sends to others (3.1).
    QStringList webhooks;
};

// Reads a description; an Error where the file is none. What cannot be followed is told.
Result<ApiDescription> readApiDescription(const TreeDocument &document, Diagnostics &diagnostics);

} // namespace drawbridge::openapi
